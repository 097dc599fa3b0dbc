using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.DirectorySearch;
using Zaitaku.Bot.Turns;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.Rota;

/// <summary>「来月の5日から8日は当番に入れません」: the days read are shown, and kept by a tap. A duty they have already stays theirs until somebody takes it.</summary>
public sealed class AwayTurn(ZaitakuDb db, OwnDuties duties, LiveDirectory directory, IOptions<HubOptions> hub) : ITurnHandler
{
    /// <summary>Its arguments: nothing, <c>keep:HOLDER:SPANS</c>, <c>drop:ID</c> or <c>no</c>.</summary>
    public const string Verb = "away";

    public const string Keep = "keep";
    public const string Drop = "drop";
    public const string No = "no";

    /// <summary>Days read of one text; a month of single days.</summary>
    private const int DaysMax = 31;

    /// <summary>Duties told that stand on the days.</summary>
    private const int CollisionsMax = 5;

    public IReadOnlyList<string> Intents => [];

    public IReadOnlyList<string> Verbs => [Verb];

    /// <summary>Not while an answer to something else is awaited.</summary>
    public bool Awaits(Turn turn)
    {
        ArgumentNullException.ThrowIfNull(turn);
        return turn is { Press: null, Dialogue: { Intake: null, ReplyTo: null } } && turn.Role.IsProfessional() && AwayWords.Of(turn.Text, turn.Understood.Intent) != AwaySaid.None;
    }

    public async Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        RotaAsker asker = new(turn.Role.IsProfessional(), IsHeldBack: false, turn.Now, directory.Current().Holidays, HubContact.Of(hub.Value));
        if (turn.IsGroup)
        {
            return TurnOutcome.Say([AwayReplies.NotInGroups]);
        }

        if (!turn.Role.IsProfessional() || await duties.HoldersAsync(turn.MemberId, cancellationToken) is not { Count: > 0 } holders)
        {
            return TurnOutcome.Say([AwayReplies.NotLinked(asker.Hub)]);
        }

        Channels.ReplyContent said = turn.Press?.Arguments switch
        {
            [Keep, var holder, var spans] => await KeepAsync(turn, holders, holder, AwayRules.Read(spans), asker, cancellationToken),
            [Drop, var id] => await DropAsync(turn, holders, id, asker, cancellationToken),
            [No] => AwayReplies.NothingKept,
            not null => await ListAsync(holders, asker, cancellationToken),
            null => await ReadAsync(turn, holders, asker, cancellationToken),
        };
        bool isToCheck = turn.Press is null && said is Channels.CardReply && AwayWords.Of(turn.Text, turn.Understood.Intent) != AwaySaid.List;
        return isToCheck ? new TurnOutcome([said], turn.Dialogue with { ChecksDuty = true }) : TurnOutcome.Say([said]);
    }

    private async Task<Channels.ReplyContent> ReadAsync(Turn turn, List<DutyHolder> holders, RotaAsker asker, CancellationToken cancellationToken)
    {
        AwaySaid said = AwayWords.Of(turn.Text, turn.Understood.Intent);
        if (said is AwaySaid.List or AwaySaid.Always)
        {
            return said == AwaySaid.List ? await ListAsync(holders, asker, cancellationToken) : AwayReplies.ByPhone(asker.Hub);
        }

        IReadOnlyList<AskedTime> asked = JapaneseDates.Read(turn.Text, turn.Now, asker.Holidays, DaysMax);
        IReadOnlyList<AwaySpan> read = AwayRules.Kept(asked.Where(time => time.Part != AskedPart.Now).SelectMany(AwayWords.SpansOf), turn.Now);
        AwaySpan[] spans = [.. read.Take(AwayRules.SpansMax)];
        if (spans.Length == 0)
        {
            return asked.Count == 0 ? AwayReplies.WhichDays : AwayReplies.NotThoseDays;
        }

        IReadOnlyList<DutyStretch> standing = await duties.StretchesAsync(holders, spans[0].StartsAt, spans[^1].EndsAt, cancellationToken);
        DutyStretch[] colliding = [.. standing.Where(stretch => stretch.EndsAt > turn.Now && spans.Any(span => stretch.Overlaps(span.StartsAt, span.EndsAt))).Take(CollisionsMax)];
        return AwayReplies.Check(holders, spans, colliding, said == AwaySaid.PerhapsCover, asked.Any(time => time.Minute is not null), read.Count > spans.Length || asked.Count == DaysMax, asker);
    }

    private async Task<Channels.ReplyContent> KeepAsync(Turn turn, List<DutyHolder> holders, string holder, IReadOnlyList<AwaySpan> read, RotaAsker asker, CancellationToken cancellationToken)
    {
        IReadOnlyList<AwaySpan> spans = [.. AwayRules.Kept(read, turn.Now).Take(AwayRules.SpansMax)];
        if (holders.Find(one => one.Id.ToString(CultureInfo.InvariantCulture) == holder) is not { } own || spans.Count == 0)
        {
            return AwayReplies.NotThoseDays; // An old card, or a name they are no more.
        }

        List<DutyAway> known = await OpenAsync([own.Id], turn.Now, cancellationToken);
        AwaySpan[] added = [.. spans.Where(span => !known.Exists(away => away.StartsAt <= span.StartsAt && span.EndsAt <= away.EndsAt))];
        if (known.Count + added.Length > AwayRules.OpenMax)
        {
            return AwayReplies.ByPhone(asker.Hub);
        }

        foreach (AwaySpan span in added)
        {
            db.DutyAways.Add(new DutyAway { HolderId = own.Id, StartsAt = span.StartsAt, EndsAt = span.EndsAt, CreatedAt = turn.Now });
        }

        if (added.Length > 0)
        {
            db.AuditTrail.Add(AuditEntry.ByPerson(turn.MemberId, "rota.away", $"holder:{own.Id}", turn.Now, $"+{added.Length}"));
        }

        IReadOnlyList<DutyStretch> standing = await duties.StretchesAsync([own], spans[0].StartsAt, spans[^1].EndsAt, cancellationToken);
        return AwayReplies.Kept(spans, added.Length > 0, standing.FirstOrDefault(stretch => stretch.EndsAt > turn.Now && spans.Any(span => stretch.Overlaps(span.StartsAt, span.EndsAt))), asker);
    }

    private async Task<Channels.ReplyContent> DropAsync(Turn turn, List<DutyHolder> holders, string id, RotaAsker asker, CancellationToken cancellationToken)
    {
        int[] own = [.. holders.Select(holder => holder.Id)];
        if (!int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            || await db.DutyAways.SingleOrDefaultAsync(away => away.Id == number && own.Contains(away.HolderId), cancellationToken) is not { } found)
        {
            return AwayReplies.NotFound;
        }

        if (found.RemovedAt is null)
        {
            found.RemovedAt = turn.Now;
            db.AuditTrail.Add(AuditEntry.ByPerson(turn.MemberId, "rota.away", $"holder:{found.HolderId}", turn.Now, "-1"));
        }

        return AwayReplies.Dropped(new AwaySpan(found.StartsAt, found.EndsAt), asker);
    }

    private async Task<Channels.ReplyContent> ListAsync(List<DutyHolder> holders, RotaAsker asker, CancellationToken cancellationToken) =>
        AwayReplies.List(holders, await OpenAsync([.. holders.Select(holder => holder.Id)], asker.Now, cancellationToken), asker);

    private Task<List<DutyAway>> OpenAsync(int[] holders, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.DutyAways.AsNoTracking().Where(away => holders.Contains(away.HolderId) && away.RemovedAt == null && away.EndsAt > now).OrderBy(away => away.StartsAt).ThenBy(away => away.Id).Take(AwayRules.OpenMax + 1).ToListAsync(cancellationToken);
}
