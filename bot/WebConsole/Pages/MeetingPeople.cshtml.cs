using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zaitaku.Bot.Meetings;
using Zaitaku.Bot.Reports;
using Zaitaku.Storage;
using Zaitaku.Storage.Meetings;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>The list of one meeting: whom to invite, what they said by phone, who came.</summary>
public sealed class MeetingPeopleModel(ZaitakuDb db, ListActions actions, TimeProvider clock) : ConsolePage
{
    /// <summary>Rows shown; more are found by the filter.</summary>
    public const int RowsMax = 600;

    /// <summary>Names in one sentence.</summary>
    private const int NamedMax = 20;

    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["yes"] = "出席と書きました。", ["no"] = "欠席と書きました。", ["came"] = "来た方として書きました。", ["absent"] = "来ていない方に直しました。", ["same"] = "同じ方として1人にまとめました。", ["remove"] = "名簿から外しました。案内した方には知らせます。", ["add"] = "名簿に足しました。",
        ["association"] = "団体を名簿に足しました。", ["walk_in"] = "当日の参加として書きました。", ["count"] = "人数を書きました。", ["code"] = "受付の番号を作りました。",
    };

    /// <summary>Which rows are shown: <c>silent</c>, <c>yes</c>, <c>no</c>, <c>waiting</c>, <c>came</c>, <c>phone</c> or all.</summary>
    [BindProperty(SupportsGet = true, Name = "show")]
    public string? Show { get; set; }

    /// <summary>Words of name, profession or institution.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Sought { get; set; }

    public ListView View { get; private set; } = null!;

    public IReadOnlyList<ListRow> Rows { get; private set; } = [];

    public DateTimeOffset Now { get; private set; }

    public Outsider Typed { get; private set; } = new("", "", "");

    /// <summary>As typed where it was refused, else as kept.</summary>
    public string Counted { get; private set; } = "";

    /// <summary>As kept.</summary>
    public string CountedNow { get; private set; } = "";

    /// <summary>The mark of the counts that whoever types has seen.</summary>
    public string CountSeen { get; private set; } = "";

    public bool CanCheckIn => Now >= View.Meeting.StartsAt - MeetingTimes.CheckInBefore && !View.Meeting.IsCancelled;

    public async Task<IActionResult> OnGetAsync(int id, string? done, CancellationToken cancellationToken)
    {
        Done = Words.GetValueOrDefault(done ?? "", "");
        return await ShowAsync(id, cancellationToken);
    }

    public async Task<IActionResult> OnPostMarkAsync(int id, long[]? chosen, string? what, CancellationToken cancellationToken)
    {
        ListMarked marked = new("");
        IActionResult shown = await DoAsync(id, what ?? "", async (desk, meeting, now) =>
        {
            marked = await desk.MarkAsync(meeting, [.. (chosen ?? []).Distinct().Take(Meeting.CapacityMax)], what ?? "", Staff.Id, now, cancellationToken);
            return marked.Problem;
        }, cancellationToken);
        if (Problem.Length > 0 || marked.Waiting.Count + marked.Refused.Count == 0)
        {
            return shown;
        }

        shown = await ShowAsync(id, cancellationToken);
        if (shown is PageResult)
        {
            Tell(marked, what == "yes" ? "出席" : "欠席");
        }

        return shown;
    }

    public Task<IActionResult> OnPostAddAsync(int id, Guid member, CancellationToken cancellationToken) => DoAsync(id, "add", (desk, meeting, now) => desk.AddMemberAsync(meeting, member, Staff.Id, now, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostAssociationAsync(int id, int association, CancellationToken cancellationToken) =>
        DoAsync(id, "association", (desk, meeting, now) => desk.AddAssociationAsync(meeting, association, Staff.Id, now, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostOutsiderAsync(int id, string? name, string? profession, string? organisation, string? came, CancellationToken cancellationToken)
    {
        Typed = new Outsider(name ?? "", profession ?? "", organisation ?? "");
        return DoAsync(id, came == "true" ? "walk_in" : "add", (desk, meeting, now) => desk.AddOutsiderAsync(meeting, Typed, came == "true", Staff.Id, now, cancellationToken), cancellationToken);
    }

    public Task<IActionResult> OnPostCountAsync(int id, string? counts, string? seen, CancellationToken cancellationToken)
    {
        (Counted, CountSeen) = (counts ?? "", seen ?? ListDesk.MarkOf(""));
        return DoAsync(id, "count", (desk, meeting, now) => desk.CountAsync(meeting, Counted, CountSeen, Staff.Id, now, cancellationToken), cancellationToken);
    }

    public Task<IActionResult> OnPostCodeAsync(int id, CancellationToken cancellationToken) => DoAsync(id, "code", (desk, meeting, now) => Task.FromResult(desk.MakeCode(meeting, Staff.Id, now)), cancellationToken);

    internal static IReadOnlyList<ListRow> Shown(ListView view, string? show, string? sought)
    {
        string words = (sought ?? "").Trim();
        return
        [
            .. view.Rows.Where(row => show switch
            {
                "silent" => row.Who is { IsOpen: true, Answer: MeetingAnswer.None },
                "yes" => row.Who is { IsOpen: true, Answer: MeetingAnswer.Yes },
                "no" => row.Who is { IsOpen: true, Answer: MeetingAnswer.No or MeetingAnswer.SendsDeputy },
                "waiting" => row.Who is { IsOpen: true, Answer: MeetingAnswer.Waiting or MeetingAnswer.Offered or MeetingAnswer.Lapsed },
                "came" => row.Who.AttendedAt is not null,
                "phone" => row is { Who: { IsOpen: true, Answer: MeetingAnswer.None }, IsReachable: false },
                "removed" => !row.Who.IsOpen,
                _ => row.Who.IsOpen || row.Who.AttendedAt is not null,
            }).Where(row => words.Length == 0 || row.Name.Contains(words, StringComparison.Ordinal) || row.Who.Profession.Contains(words, StringComparison.Ordinal) || row.Who.Organisation.Contains(words, StringComparison.Ordinal)),
        ];
    }

    private async Task<IActionResult> DoAsync(int id, string done, Func<ListDesk, Meeting, DateTimeOffset, Task<string>> act, CancellationToken cancellationToken)
    {
        switch (await actions.RunAsync(id, act, cancellationToken))
        {
            case null:
                return Missing();
            case "":
                return LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"/console/meetings/{id}/people?done={(Words.ContainsKey(done) ? done : "")}"));
            case { } problem:
                Problem = problem;
                return await ShowAsync(id, cancellationToken);
        }
    }

    /// <summary>Not all of them have a seat, or an answer: said by name, since somebody may be on the phone.</summary>
    private void Tell(ListMarked marked, string answer)
    {
        IReadOnlyList<MeetingInvitee> queue = SeatRules.Queue(View.People);
        string waiting = NamesOf(marked.Waiting, row => string.Create(CultureInfo.InvariantCulture, $"（{queue.TakeWhile(one => one.Id != row.Who.Id).Count() + 1}番目）")), refused = NamesOf(marked.Refused, _ => "");
        Done = marked.Written > marked.Waiting.Count ? string.Create(CultureInfo.InvariantCulture, $"{marked.Written - marked.Waiting.Count}人を{answer}と書きました。") : "";
        Problem = (waiting.Length > 0 ? $"満席です。席がなく、空き待ちになった方: {waiting}。" : "") + (refused.Length > 0 ? $"書けなかった方: {refused}。{marked.WhyRefused}" : "");
    }

    private string NamesOf(IReadOnlyList<long> ids, Func<ListRow, string> place)
    {
        ListRow[] rows = [.. View.Rows.Where(row => ids.Contains(row.Who.Id))];
        string names = string.Join("、", rows.Take(NamedMax).Select(row => $"{row.Said}{place(row)}"));
        return rows.Length > NamedMax ? string.Create(CultureInfo.InvariantCulture, $"{names}、ほか{rows.Length - NamedMax}人") : names;
    }

    private async Task<IActionResult> ShowAsync(int id, CancellationToken cancellationToken)
    {
        if (await ListReads.ReadAsync(db, id, cancellationToken) is not { } view)
        {
            return Missing();
        }

        (View, Now, Rows) = (view, clock.GetUtcNow(), Shown(view, Show, Sought));
        CountedNow = HeadcountText.Of(view.Counts);
        Counted = Counted.Length > 0 ? Counted : CountedNow;
        CountSeen = CountSeen.Length > 0 && Problem != ListDesk.CountedMeanwhile ? CountSeen : ListDesk.MarkOf(CountedNow);
        return Page();
    }
}

/// <summary>The list as a file: for calls, letters and fax, and for signing at the door.</summary>
public sealed class MeetingPeopleCsvModel(ZaitakuDb db) : ConsolePage
{
    public async Task<IActionResult> OnGetAsync(int id, string? show, CancellationToken cancellationToken)
    {
        if (await ListReads.ReadAsync(db, id, cancellationToken) is not { } view)
        {
            return Missing();
        }

        ReportTable table = new("people", "お名前", ["", "職種", "所属", "区分", "返事", "電話", "チャット", "来た"],
        [
            .. MeetingPeopleModel.Shown(view, show, sought: null).Select(row => new ReportRow(row.Name.Length > 0 ? row.Name : "（お名前の登録なし）",
                [row.Who.Profession, row.Who.Organisation, ListView.WordsOf(row.Who.Kind), ListView.WordsOf(row.Who), row.Phone, row.IsReachable ? "届く" : "届かない（電話・FAXで）", row.Who.AttendedAt is null ? "" : "○"])),
        ]);
        return File(ReportCsv.Write($"{view.Meeting.Title} {ConsoleWords.Of(view.Meeting.StartsAt)}", [table]), "text/csv; charset=utf-8", string.Create(CultureInfo.InvariantCulture, $"meibo-{id}.csv"));
    }
}

/// <summary>For the wall of the room: how to say that one is here.</summary>
public sealed class MeetingPosterModel(ZaitakuDb db) : ConsolePage
{
    public Meeting Meeting { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancellationToken)
    {
        if (await ListReads.ReadAsync(db, id, cancellationToken) is not { Meeting.CheckInCode.Length: > 0 } view)
        {
            return Missing();
        }

        Meeting = view.Meeting;
        return Page();
    }
}
