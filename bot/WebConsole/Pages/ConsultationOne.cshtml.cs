using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Desk;
using Zaitaku.Bot.DirectorySearch;
using Zaitaku.Storage;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Staff;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>What a coordinator types on the page of a consultation; each action reads its own.</summary>
public sealed class ActionForm
{
    public string? Text { get; set; }

    public string? To { get; set; }

    public string? Day { get; set; }

    public string? Time { get; set; }

    public int Place { get; set; }

    public string? Outcome { get; set; }

    public string? Origin { get; set; }

    public string? Content { get; set; }

    public string? Phase { get; set; }

    public string? Urgency { get; set; }

    public string? Area { get; set; }

    public string? AskerName { get; set; }

    public string? CallPhone { get; set; }

    public string? CallTimes { get; set; }
}

/// <summary>One consultation: its facts, its timeline, and everything a coordinator does with it.</summary>
public sealed class ConsultationOneModel(
    ConsultationReads reads, DeskActions desk, DeskPolicies policies, DeskTriage triage, NamedPlaces places, IOptions<HubOptions> hub, TimeProvider clock) : ConsolePage
{
    [BindProperty]
    public ActionForm Form { get; set; } = new();

    /// <summary>The facts as the page showed them, beside those that were typed.</summary>
    [BindProperty]
    public ActionForm Was { get; set; } = new();

    public ConsultationView View { get; private set; } = null!;

    public DeskTimes Times { get; private set; } = null!;

    public DeskOptions Policy => policies.Options;

    /// <summary>The action whose form is open again, with what was typed, because it did not work.</summary>
    public string Tried { get; private set; } = "";

    public string Draft { get; private set; } = "";

    public string SoughtPlace { get; private set; } = "";

    public IReadOnlyList<ShownPlace> FoundPlaces { get; private set; } = [];

    public IReadOnlyList<ShownPlace> Suggested { get; private set; } = [];

    public DeskRefusal RefusalOf(DeskOperation operation) => ConsultationRules.RefusalOf(operation, View.One, Staff.Id);

    public bool May(DeskOperation operation) => RefusalOf(operation) == DeskRefusal.None;

    /// <summary>What whoever hands over should know of a colleague: what they carry already, and whether they are there.</summary>
    public string LoadOf(StaffAccount colleague)
    {
        ArgumentNullException.ThrowIfNull(colleague);
        return $"（対応中 {View.Loads.GetValueOrDefault(colleague.Id)}件）{(colleague.IsAbsent(OfficeTime.DayOf(Times.Now)) ? "・不在" : "")}";
    }

    public string CannedText(int at) => CannedAnswers.Filled(Policy.CannedAnswers[at], View.One, Staff.DisplayName, hub.Value);

    /// <summary>What stands in an action's text box: what was typed where it did not work.</summary>
    public string TextOf(string action) => Tried == action ? Form.Text ?? "" : action == "Answer" ? Draft : "";

    /// <summary>What stands in a field of the correction: what was typed over the fact as it was, else the fact as it is.</summary>
    public string FactOf(string now, Func<ActionForm, string?> field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return Tried == "Correct" && !IsUntouched(field(Was), field(Form)) ? field(Form) ?? "" : now;
    }

    /// <summary>What was typed into a form that is not offered any more, since a colleague was faster; empty for nothing.</summary>
    public string LostWords => Tried.Length == 0 || May(Tried switch
    {
        "Ask" => DeskOperation.Answer, // Both stand in one form.
        "Place" => DeskOperation.LinkPlace,
        "Desk" => DeskOperation.HandOver,
        _ => Enum.Parse<DeskOperation>(Tried),
    }) ? "" : string.Join(' ', new[] { Form.Day, Form.Time, Form.Text }.Where(text => !string.IsNullOrWhiteSpace(text)));

    public async Task<IActionResult> OnGetAsync(int number, string? done, string? place, string? canned, CancellationToken cancellationToken)
    {
        Done = DeskAnswers.OfDone(done);
        SoughtPlace = place?.Trim() ?? "";
        IActionResult page = await ShowAsync(number, cancellationToken);
        Draft = View is null ? "" : CannedAnswers.Chosen(Policy, canned, View.One, Staff.DisplayName, hub.Value);
        return page;
    }

    /// <summary>How often it was changed, for the page's script.</summary>
    public async Task<IActionResult> OnGetStampAsync(int number, CancellationToken cancellationToken) =>
        await reads.StampAsync(number, cancellationToken) is { } stamp ? Content(stamp, "text/plain; charset=utf-8") : NotFound();

    public Task<IActionResult> OnPostClaimAsync(int number, CancellationToken cancellationToken) =>
        ActAsync(number, "Claim", "claim", (one, found, now) => one.ClaimAsync(found, Staff.Id, now, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostReturnAsync(int number, CancellationToken cancellationToken) =>
        ActAsync(number, "Return", "return", (one, found, now) => one.ReturnAsync(found, Staff.Id, Text, now, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostTransferAsync(int number, CancellationToken cancellationToken) => Guid.TryParse(Form.To, out Guid to)
        ? ActAsync(number, "Transfer", "transfer", (one, found, now) => one.TransferAsync(found, Staff.Id, to, Text, now, cancellationToken), cancellationToken)
        : RefuseAsync(number, "Transfer", "引き継ぐ相手を選んでください。", cancellationToken);

    public Task<IActionResult> OnPostAskAsync(int number, CancellationToken cancellationToken) =>
        ActAsync(number, "Ask", "ask", (one, found, now) => one.AskBackAsync(found, Staff.Id, Text, now, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostAnswerAsync(int number, CancellationToken cancellationToken) =>
        ActAsync(number, "Answer", "answer", (one, found, now) => one.AnswerAsync(found, Staff.Id, Text, now, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostNoteAsync(int number, CancellationToken cancellationToken) =>
        ActAsync(number, "Note", "note", (one, found, now) => one.NoteAsync(found, Staff.Id, Text, now, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostPlaceAsync(int number, CancellationToken cancellationToken) =>
        ActAsync(number, "Place", "place", (one, found, now) => one.LinkPlaceAsync(found, Staff.Id, Form.Place, Text, now, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostDeskAsync(int number, CancellationToken cancellationToken) =>
        ActAsync(number, "Desk", "desk", (one, found, now) => one.HandOverAsync(found, Staff.Id, Form.To ?? "", Text, now, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostPlanAsync(int number, CancellationToken cancellationToken) => TokyoInput.TryRead(Form.Day, Form.Time, out DateTimeOffset at)
        ? ActAsync(number, "Plan", "plan", (one, found, now) => one.PlanAsync(found, Staff.Id, at, Text, now, cancellationToken), cancellationToken)
        : RefuseAsync(number, "Plan", "日付と時刻を入れてください。", cancellationToken);

    public async Task<IActionResult> OnPostMergeAsync(int number, CancellationToken cancellationToken) => ConsultationNumbers.TryParse(Form.To, out int into)
        ? await AfterAsync(number, "Merge", "merge", await desk.MergeAsync(number, into, Staff.Id, cancellationToken), cancellationToken)
        : await RefuseAsync(number, "Merge", "まとめる先の受付番号を、6桁の数字で入れてください。", cancellationToken);

    public Task<IActionResult> OnPostCloseAsync(int number, CancellationToken cancellationToken) => ConsultationTerms.Outcomes.TryParse(Form.Outcome, out ConsultationOutcome outcome)
        ? ActAsync(number, "Close", "close", (one, found, now) => one.CloseAsync(found, Staff.Id, outcome, Text, now, cancellationToken), cancellationToken)
        : RefuseAsync(number, "Close", "結果を選んでください。", cancellationToken);

    public Task<IActionResult> OnPostReopenAsync(int number, CancellationToken cancellationToken) =>
        ActAsync(number, "Reopen", "reopen", (one, found, now) => one.ReopenAsync(found, Staff.Id, Text, now, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostCorrectAsync(int number, CancellationToken cancellationToken)
    {
        Correction correction = new()
        {
            Origin = Choice(ConsultationTerms.Origins, Was.Origin, Form.Origin),
            Content = Choice(ConsultationTerms.Contents, Was.Content, Form.Content),
            Phase = Choice(ConsultationTerms.Phases, Was.Phase, Form.Phase),
            Urgency = Choice(ConsultationTerms.Urgencies, Was.Urgency, Form.Urgency) is { Was: { } before, Wanted: { } wanted } ? new Fix<ConsultationUrgency>(before, wanted) : null,
            Area = Words(Was.Area, Form.Area), AskerName = Words(Was.AskerName, Form.AskerName), CallTimes = Words(Was.CallTimes, Form.CallTimes),
            CallPhone = Words(Was.CallPhone, Form.CallPhone) is { } phone ? phone with { Wanted = PhoneRules.Kept(phone.Wanted) } : null,
        };
        return ActAsync(number, "Correct", "correct", (one, found, now) => one.CorrectAsync(found, Staff.Id, correction, now, cancellationToken), cancellationToken);
    }

    /// <returns>Null for what was not touched, and for a word nobody knows.</returns>
    private static Fix<T?>? Choice<T>(DomainTerms<T> terms, string? was, string? wanted)
        where T : struct, Enum
    {
        T? before = terms.TryParse(was, out T known) ? known : null, after = terms.TryParse(wanted, out T chosen) ? chosen : null;
        bool isUnknown = (before is null && !string.IsNullOrEmpty(was)) || (after is null && !string.IsNullOrEmpty(wanted));
        return isUnknown || IsUntouched(was, wanted) ? null : new Fix<T?>(before, after);
    }

    private static Fix<string>? Words(string? was, string? wanted) => IsUntouched(was, wanted) ? null : new Fix<string>(was ?? "", (wanted ?? "").Trim());

    private static bool IsUntouched(string? was, string? wanted) => (was ?? "") == (wanted ?? "");

    /// <summary>Line ends as we keep them: browsers send two letters for one.</summary>
    private string Text => (Form.Text ?? "").ReplaceLineEndings("\n").Trim();

    private async Task<IActionResult> ActAsync(
        int number, string action, string done, Func<ConsultationDesk, Consultation, DateTimeOffset, Task<DeskAnswer>> act, CancellationToken cancellationToken) =>
        await AfterAsync(number, action, done, await desk.RunAsync(number, act, cancellationToken), cancellationToken);

    private async Task<IActionResult> AfterAsync(int number, string action, string done, DeskAnswer answer, CancellationToken cancellationToken)
    {
        if (answer is DeskAnswer.Done worked)
        {
            return LocalRedirect($"/console/consultations/{number}?done={(worked.Hint is null ? done : "unreached")}");
        }

        return await RefuseAsync(number, action, DeskAnswers.InWords(answer), cancellationToken);
    }

    private Task<IActionResult> RefuseAsync(int number, string action, string problem, CancellationToken cancellationToken)
    {
        (Tried, Problem) = (action, problem);
        return ShowAsync(number, cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(int number, CancellationToken cancellationToken)
    {
        if (await reads.ReadAsync(number, cancellationToken) is not { } view)
        {
            return Missing();
        }

        DateTimeOffset now = clock.GetUtcNow();
        View = view;
        Times = new DeskTimes(policies.Current().Time, now);
        FoundPlaces = places.Find(SoughtPlace);
        Suggested = SoughtPlace.Length > 0 ? [] : triage.PlacesFor(view.One, now);
        return Page();
    }
}
