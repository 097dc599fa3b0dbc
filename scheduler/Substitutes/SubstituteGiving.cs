using Zaitaku.Storage;
using Zaitaku.Storage.HandRaising;
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
        RotaView? view = await SubstituteReads.ViewAsync(db, one, cancellationToken);
        IReadOnlyList<SubstitutePart> parts = view is null ? [] : SubstituteRules.Parts(view, one.SeatId, one.AbsentFrom, one.AbsentUntil);
        SubstitutePart[] on = [.. SubstituteRules.ByHolder(parts).Where(part => part.HolderId != one.RequesterId)];
        bool isFirst = one.Given.Count == 0, isWhole = parts.Count > 0 && parts.All(part => part.HolderId is not null && part.HolderId != one.RequesterId);
        SubstituteGiven[] gone = [.. one.Given.Where(row => row.EndedAt is null && !Array.Exists(on, part => part.HolderId == row.HolderId))];
        List<SubstituteGiven> told = [];
        foreach (SubstituteGiven row in gone)
        {
            row.EndedAt = now;
        }

        foreach (SubstitutePart part in on)
        {
            if (Give(one, part, now) is { } row)
            {
                told.Add(row);
            }
        }

        bool gapIsNew = !isWhole && one.GapToldAt is null;
        if (gone.Length == 0 && told.Count == 0 && !gapIsNew && (isWhole ? one.GapToldAt is null : true))
        {
            return false;
        }

        one.GapToldAt = isWhole ? null : one.GapToldAt ?? now;
        one.State = SubstituteRules.StateOf(one.Given);
        one.AcceptedAt = one.State == SubstituteState.Accepted ? one.AcceptedAt ?? now : null;
        one.Revision++;
        await TellAsync(db, one, gone, told, isFirst, gapIsNew, now, cancellationToken);
        return true;
    }

    /// <returns>The row of somebody who has to be told; null where they have it already, at these hours.</returns>
    private static SubstituteGiven? Give(SubstituteRequest one, SubstitutePart part, DateTimeOffset now)
    {
        if (one.Given.Find(row => row.EndedAt is null && row.HolderId == part.HolderId) is not { } standing)
        {
            standing = new SubstituteGiven { HolderId = part.HolderId!.Value, StartsAt = part.StartsAt, EndsAt = part.EndsAt, GivenAt = now };
            one.Given.Add(standing);
            return standing;
        }

        if (standing.StartsAt == part.StartsAt && standing.EndsAt == part.EndsAt)
        {
            return null;
        }

        bool isLess = standing.StartsAt <= part.StartsAt && part.EndsAt <= standing.EndsAt;
        (standing.StartsAt, standing.EndsAt) = (part.StartsAt, part.EndsAt);
        if (!isLess)
        {
            (standing.Answer, standing.AnsweredAt, standing.UnansweredToldAt) = (SubstituteAnswer.None, null, null); // They took fewer hours than these.
        }

        return standing;
    }

    private async Task TellAsync(ZaitakuDb db, SubstituteRequest one, SubstituteGiven[] gone, List<SubstituteGiven> told, bool isFirst, bool gapIsNew, DateTimeOffset now, CancellationToken cancellationToken)
    {
        SubstituteFacts facts = await SubstituteReads.FactsAsync(db, one, options.Value.Policy(), cancellationToken);
        foreach (SubstituteGiven row in gone)
        {
            notices.Add(db, facts, row, SubstituteCardKind.Moved, now);
        }

        foreach (SubstituteGiven row in told)
        {
            notices.Add(db, facts, row, SubstituteCardKind.Given, now);
        }

        if (isFirst)
        {
            await SubstituteNotices.TellHubAsync(db, facts, SubstituteNews.Sent, now, cancellationToken);
        }
        else if (gone.Length > 0 || told.Count > 0)
        {
            notices.Add(db, facts, null, SubstituteCardKind.Changed, now);
            await SubstituteNotices.TellHubAsync(db, facts, SubstituteNews.Changed, now, cancellationToken);
        }

        if (gapIsNew)
        {
            await SubstituteNotices.TellHubAsync(db, facts, SubstituteNews.NobodyOn, now, cancellationToken);
        }

        if (told.Exists(row => facts.Holders.GetValueOrDefault(row.HolderId)?.MemberId is null))
        {
            await SubstituteNotices.TellHubAsync(db, facts, SubstituteNews.NoChat, now, cancellationToken);
        }
    }
}
