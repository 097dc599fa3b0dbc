using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
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

    /// <param name="missed">A number that this person was too late for; what became of it is looked up anew.</param>
    public async Task<IActionResult> OnGetAsync(string? q, int? missed, CancellationToken cancellationToken)
    {
        if (ConsultationNumbers.TryParse(q, out int number))
        {
            return LocalRedirect($"/console/consultations/{number}");
        }

        Sought = q?.Trim() ?? "";
        Problem = missed is { } late ? await reads.MissedAsync(late, Staff.Id, cancellationToken) : "";
        return await ShowAsync(cancellationToken);
    }

    /// <summary>「引き受ける」 in the list. Who comes second is told who was first, on a page of its own address: one that renews itself must not send the form again.</summary>
    public async Task<IActionResult> OnPostClaimAsync(int number, CancellationToken cancellationToken)
    {
        DeskAnswer answer = await desk.ClaimAsync(number, Staff.Id, cancellationToken);
        return LocalRedirect(answer is DeskAnswer.Done ? $"/console/consultations/{number}?done=claim"
            : QueryHelpers.AddQueryString(QueueFilter.Of(Request.Query).Address, "missed", number.ToString(CultureInfo.InvariantCulture)));
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
