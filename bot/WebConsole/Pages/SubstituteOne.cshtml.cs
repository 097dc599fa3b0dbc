using Microsoft.AspNetCore.Mvc;
using Zaitaku.Bot.HandRaising;
using Zaitaku.Bot.Substitutes;
using Zaitaku.Storage;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Substitutes;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>One request for a substitute: what is ready, who has it, what came of it.</summary>
public sealed class SubstituteOneModel(ZaitakuDb db, SubstituteDesk desk, SubstituteActions actions) : ConsolePage
{
    private const string NotNow = "いまの状態では、それはできません。いまの内容を見てください。";

    public static readonly IReadOnlyList<SubstituteOutcome> Outcomes = [SubstituteOutcome.Visit, SubstituteOutcome.Death, SubstituteOutcome.Nothing];

    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["keep"] = "書きました。", ["send"] = "依頼を出しました。当番の先生に伝えます。", ["answer"] = "返事を書きました。", ["outcome"] = "結果を書きました。", ["withdraw"] = "取り下げました。",
    };

    [BindProperty]
    public SubstituteForm Form { get; set; } = new();

    public SubstituteFacts Facts { get; private set; } = null!;

    /// <summary>Who would get it now; empty where it is not being collected.</summary>
    public IReadOnlyList<DutyHolder> OnDuty { get; private set; } = [];

    public IReadOnlyList<string> Lacking => SubstituteRules.Missing(Facts.Policy, Facts.Request);

    public Task<IActionResult> OnGetAsync(Guid id, string? done, CancellationToken cancellationToken)
    {
        Done = Words.GetValueOrDefault(done ?? "", "");
        return ShowAsync(id, cancellationToken);
    }

    public Task<IActionResult> OnPostKeepAsync(Guid id, CancellationToken cancellationToken) => DoAsync(id, "keep", KeepAsync, cancellationToken);

    /// <summary>Writes down what stands beside the button, and sends; what is not enough stays written down.</summary>
    public async Task<IActionResult> OnPostSendAsync(Guid id, CancellationToken cancellationToken) =>
        await actions.RunAsync(id, KeepAsync, cancellationToken) is { Length: > 0 } problem ? await ShowProblemAsync(id, problem, cancellationToken)
        : await DoAsync(id, "send", async (mine, one, now) =>
        {
            IReadOnlyList<string> missing = await mine.SendAsync(one, Staff.Id, now, cancellationToken);
            return missing.Count > 0 ? $"まだ足りないもの: {string.Join("、", missing)}。揃うまで、当番の先生には出せません。" : one.IsRunning ? "" : NotNow;
        }, cancellationToken);

    public Task<IActionResult> OnPostAnswerAsync(Guid id, long given, string? answer, CancellationToken cancellationToken) => DoAsync(id, "answer", async (mine, one, now) =>
        Enum.TryParse(answer, out SubstituteAnswer said) && said is SubstituteAnswer.Accepted or SubstituteAnswer.Consult && one.Given.Find(row => row.Id == given) is { } row && await mine.AnswerAsync(one, row, said, Staff.Id, now, cancellationToken) ? "" : NotNow, cancellationToken);

    public Task<IActionResult> OnPostOutcomeAsync(Guid id, string? outcome, CancellationToken cancellationToken) => DoAsync(id, "outcome", (mine, one, now) => Task.FromResult(
        Enum.TryParse(outcome, out SubstituteOutcome said) && Enum.IsDefined(said) && mine.SetOutcome(one, said, Staff.Id, now) ? "" : "結果は、不在の時間が始まってから書けます。"), cancellationToken);

    public Task<IActionResult> OnPostWithdrawAsync(Guid id, CancellationToken cancellationToken) => DoAsync(id, "withdraw", async (mine, one, now) => await mine.WithdrawAsync(one, Staff.Id, now, cancellationToken) ? "" : NotNow, cancellationToken);

    private async Task<IActionResult> DoAsync(Guid id, string done, Func<SubstituteDesk, SubstituteRequest, DateTimeOffset, Task<string>> act, CancellationToken cancellationToken)
    {
        if (await actions.RunAsync(id, act, cancellationToken) is not { } problem)
        {
            return Missing();
        }

        if (problem.Length == 0)
        {
            return LocalRedirect($"/console/substitutes/{id}?done={done}");
        }

        return await ShowProblemAsync(id, problem, cancellationToken);
    }

    private Task<string> KeepAsync(SubstituteDesk mine, SubstituteRequest one, DateTimeOffset now) => Task.FromResult(
        one.State != SubstituteState.Collecting ? NotNow
        : one.Revision != Form.Seen ? HandActions.SomebodyElse
        : !SubstituteRules.IsInTime(one.Cutoff, now) ? "締切を過ぎているため、変えることも、依頼を出すこともできません。当番の先生と依頼した先生に、電話で確かめてください。"
        : Form.Absence() is not { } away || !SubstituteDesk.SetAbsence(one, away.From, away.Until, now) ? "不在の時間を、当番の時間の中で書いてください。"
        : mine.Tick(one, Form.Ready, Staff.Id, now) ? "" : NotNow);

    private Task<IActionResult> ShowProblemAsync(Guid id, string problem, CancellationToken cancellationToken)
    {
        Problem = problem;
        ModelState.Clear();
        return ShowAsync(id, cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await SubstituteReads.OneAsync(db, id, cancellationToken) is not { } one)
        {
            return Missing();
        }

        Facts = await desk.FactsAsync(one, cancellationToken);
        Form = SubstituteForm.Of(one);
        OnDuty = one.State == SubstituteState.Collecting ? await SubstituteReads.OnDutyAsync(db, one, cancellationToken) : [];
        return Page();
    }
}
