using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Zaitaku.Bot.Desk;
using Zaitaku.Storage.Consultations;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>The queue, as a list or as a board.</summary>
public sealed class ConsultationsModel(QueueReads reads, DeskPolicies policies, DeskActions desk, DeskSignal signal, TimeProvider clock) : ConsolePage
{
    public QueueView Queue { get; private set; } = null!;

    public DeskTimes Times { get; private set; } = null!;

    public DeskOptions Policy => policies.Options;

    /// <summary>A number that was looked for in vain.</summary>
    public string Sought { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string? q, CancellationToken cancellationToken)
    {
        if (ConsultationNumbers.TryParse(q, out int number))
        {
            return LocalRedirect($"/console/consultations/{number}");
        }

        Sought = q?.Trim() ?? "";
        return await ShowAsync(cancellationToken);
    }

    /// <summary>「引き受ける」 in the list. Who comes second is told who was first.</summary>
    public async Task<IActionResult> OnPostClaimAsync(int number, CancellationToken cancellationToken)
    {
        DeskAnswer answer = await desk.ClaimAsync(number, Staff.Id, cancellationToken);
        if (answer is DeskAnswer.Done)
        {
            return LocalRedirect($"/console/consultations/{number}?done=claim");
        }

        Problem = $"{ConsultationNumbers.Shown(number)}: {DeskAnswers.InWords(answer)}";
        return await ShowAsync(cancellationToken);
    }

    /// <summary>Of what is shown at least: read before the rows are.</summary>
    public string Version { get; private set; } = "";

    private async Task<IActionResult> ShowAsync(CancellationToken cancellationToken)
    {
        Version = signal.Version.ToString(CultureInfo.InvariantCulture);
        Queue = await reads.ReadAsync(QueueFilter.Of(Request.Query), Staff.Id, cancellationToken);
        Times = new DeskTimes(policies.Current().Time, clock.GetUtcNow());
        return Page();
    }
}
