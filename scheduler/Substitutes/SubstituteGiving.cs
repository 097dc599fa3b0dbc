using Zaitaku.Storage;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Substitutes;

namespace Zaitaku.Scheduler.Substitutes;

/// <summary>Gives a request to whoever is on duty while its doctor is away, and follows the rota: who comes on gets it, who goes is told.</summary>
public sealed class SubstituteGiving(SubstituteNotices notices, Microsoft.Extensions.Options.IOptions<SubstituteOptions> options)
{
    /// <summary>Changes the request and adds the messages; the caller saves.</summary>
    /// <param name="one">Tracked, with all it was given to.</param>
    /// <returns>False when nothing had changed.</returns>
    public async Task<bool> FollowAsync(ZaitakuDb db, SubstituteRequest one, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(one);
        bool isFirst = one.Given.Count == 0 && one.GapToldAt is null;
        RotaView? view = await SubstituteReads.ViewAsync(db, one, cancellationToken);
        IReadOnlyList<SubstitutePart> parts = view is null ? [] : SubstituteRules.Parts(view, one.SeatId, one.AbsentFrom, one.AbsentUntil);
        SubstituteGiven[] changed = Give(one, [.. parts.Where(part => part.HolderId is { } on && on != one.RequesterId)], now);
        bool isWhole = SubstituteRules.Uncovered(one).Count == 0, gapIsNew = !isWhole && one.GapToldAt is null;
        if (changed.Length == 0 && !gapIsNew && (!isWhole || one.GapToldAt is null))
        {
            return false;
        }

        one.GapToldAt = isWhole ? null : one.GapToldAt ?? now;
        one.State = SubstituteRules.StateOf(one);
        one.AcceptedAt = one.State == SubstituteState.Accepted ? one.AcceptedAt ?? now : null;
        one.Revision++;
        await TellAsync(db, one, changed, isFirst, gapIsNew, now, cancellationToken);
        return true;
    }

    /// <summary>A row a part. What somebody said of hours counts for each part of them, and for no other hour.</summary>
    /// <returns>One row of each holder whose hours are others than they know; an ended one where they are no longer on.</returns>
    private static SubstituteGiven[] Give(SubstituteRequest one, SubstitutePart[] on, DateTimeOffset now)
    {
        SubstituteGiven[] known = [.. one.Given.Where(row => row.EndedAt is null)];
        SubstituteGiven[] gone = Array.FindAll(known, row => !Array.Exists(on, part => part == PartOf(row)));
        List<SubstituteGiven> added = [];
        DateTimeOffset last = one.Given.Select(row => row.GivenAt).DefaultIfEmpty(now.AddTicks(-1)).Max(), first = now > last ? now : last.AddTicks(1);
        foreach (SubstitutePart part in on.Where(part => !Array.Exists(known, row => part == PartOf(row))))
        {
            SubstituteGiven? before = Array.Find(gone, row => row.HolderId == part.HolderId && row.StartsAt <= part.StartsAt && part.EndsAt <= row.EndsAt);
            added.Add(new SubstituteGiven
            {
                HolderId = part.HolderId!.Value, StartsAt = part.StartsAt, EndsAt = part.EndsAt, GivenAt = first.AddTicks(added.Count),
                Answer = before?.Answer ?? SubstituteAnswer.None, AnsweredAt = before?.AnsweredAt, StaffId = before?.StaffId, UnansweredToldAt = before?.UnansweredToldAt,
            });
        }

        foreach (SubstituteGiven row in gone)
        {
            row.EndedAt = now;
        }

        one.Given.AddRange(added);
        return [.. added.Concat(gone).Select(row => row.HolderId).Distinct().Select(holder => SubstituteRules.TheirsOf(one, [holder])!)];
    }

    private static SubstitutePart PartOf(SubstituteGiven row) => new(row.HolderId, row.StartsAt, row.EndsAt);

    private async Task TellAsync(ZaitakuDb db, SubstituteRequest one, SubstituteGiven[] changed, bool isFirst, bool gapIsNew, DateTimeOffset now, CancellationToken cancellationToken)
    {
        SubstituteFacts facts = await SubstituteReads.FactsAsync(db, one, options.Value.Policy(), cancellationToken);
        SubstituteGiven[] on = Array.FindAll(changed, row => row.EndedAt is null);
        foreach (SubstituteGiven row in changed)
        {
            notices.Add(db, facts, row, row.EndedAt is null ? SubstituteCardKind.Given : SubstituteCardKind.Moved, now);
        }

        if (changed.Length > 0)
        {
            await SubstituteNotices.TellHubAsync(db, facts, isFirst ? SubstituteNews.Sent : SubstituteNews.Changed, now, cancellationToken);
        }

        if (gapIsNew)
        {
            await SubstituteNotices.TellHubAsync(db, facts, SubstituteNews.NobodyOn, now, cancellationToken);
        }

        if (!isFirst && (changed.Length > 0 || gapIsNew))
        {
            notices.Add(db, facts, null, changed.Length > 0 ? SubstituteCardKind.Changed : SubstituteCardKind.Gap, now);
        }

        if (Array.Exists(on, row => facts.Holders.GetValueOrDefault(row.HolderId)?.MemberId is null))
        {
            await SubstituteNotices.TellHubAsync(db, facts, SubstituteNews.NoChat, now, cancellationToken);
        }
    }
}
