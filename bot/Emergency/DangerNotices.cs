using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Turns;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Bot.Emergency;

/// <summary>That somebody was shown a danger card, without what they wrote.</summary>
/// <param name="Speaker">The channel's id of the person, or of the conversation where it does not tell who spoke. Personal data.</param>
/// <param name="EventId">The channel's id of what happened: whoever tells of it first, it is told once.</param>
public sealed record DangerSeen(string Channel, string Speaker, string EventId, bool IsGroup, EmergencyKind Kind)
{
    public static DangerSeen Of(ChannelEvent one)
    {
        ArgumentNullException.ThrowIfNull(one);
        return new DangerSeen(one.Channel, one.Speaker, one.EventId, one.IsGroup, EmergencyKindRules.KindOf(one.Text ?? ""));
    }

    public static DangerSeen Of(Turn turn)
    {
        ArgumentNullException.ThrowIfNull(turn);
        return new DangerSeen(turn.Channel, turn.Speaker, turn.EventId, turn.IsGroup, EmergencyKindRules.KindOf(turn.Text));
    }
}

/// <summary>
/// Owes coordinators word of every danger card, at any hour: once a person in <see cref="ToldEvery"/>, and again when it grows worse. Rows have ids that follow from the event, so that
/// the lookout and the turn write one (<see cref="OutboxOnce"/>). Who is reached by no chat sees the note in the console.
/// </summary>
public sealed class DangerNotices(IOptions<HubOptions> hub)
{
    /// <summary>How long what a person repeats is no news.</summary>
    public static readonly TimeSpan ToldEvery = TimeSpan.FromMinutes(15);

    public const string CalmKind = Prefix + "calm";

    /// <summary>As long as the card itself is worth sending.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromHours(6);

    private const string Prefix = "danger.";
    private const string AboutPrefix = "danger:";

    /// <summary>Notices of one person in <see cref="Life"/> that are looked at.</summary>
    private const int RowsMax = 1_000;

    /// <summary>From the least to the worst: a plan that is followed, a thought, a life, a life with a means or another person.</summary>
    private static readonly EmergencyKind[] ByWeight = [EmergencyKind.PlannedDeath, EmergencyKind.SuicideThought, EmergencyKind.General, EmergencyKind.SuicideNow];

    public static string KindOf(EmergencyKind kind) => $"{Prefix}{kind.ToString().ToLowerInvariant()}";

    /// <summary>What coordinators are owed for a card just shown; nothing where they know.</summary>
    public async Task<IReadOnlyList<OutboxMessage>> OwedAsync(ZaitakuDb db, DangerSeen seen, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(seen);
        string about = AboutOf(seen.Channel, seen.Speaker);
        List<string> told = await ToldAsync(db, about, now - ToldEvery, cancellationToken);
        int worst = told.TakeWhile(kind => kind != CalmKind).Select(WeightOf).DefaultIfEmpty(-1).Max();
        if (worst >= WeightOf(KindOf(seen.Kind)))
        {
            return [];
        }

        (Guid? member, Role? role) = await WriterAsync(db, seen.Channel, seen.Speaker, cancellationToken);
        string words = DangerWords.Seen(seen, role, hub.Value.PublicBaseUrl, now);
        return await EachAsync(db, member, about, $"{about}:{seen.EventId}", KindOf(seen.Kind), words, now, cancellationToken);
    }

    /// <summary>「緊急ではありません」 was pressed: whoever was told of danger hears it, once.</summary>
    public async Task<IReadOnlyList<OutboxMessage>> CalmAsync(ZaitakuDb db, Turn turn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(turn);
        string about = AboutOf(turn.Channel, turn.Speaker);
        List<string> told = await ToldAsync(db, about, turn.Now - Life, cancellationToken);
        if (told.Count == 0 || told[0] == CalmKind)
        {
            return [];
        }

        string words = DangerWords.Calm(turn.Channel, turn.Role, hub.Value.PublicBaseUrl, turn.Now);
        return await EachAsync(db, turn.MemberId, about, $"{about}:{turn.EventId}", CalmKind, words, turn.Now, cancellationToken);
    }

    /// <summary>Kinds told of a person, the last first.</summary>
    private static Task<List<string>> ToldAsync(ZaitakuDb db, string about, DateTimeOffset since, CancellationToken cancellationToken) =>
        db.Outbox.Where(message => message.About == about && message.CreatedAt > since).OrderByDescending(message => message.CreatedAt).ThenByDescending(message => message.Kind == CalmKind).Take(RowsMax).Select(message => message.Kind).ToListAsync(cancellationToken);

    private static int WeightOf(string kind) => Array.FindIndex(ByWeight, one => KindOf(one) == kind);

    private static async Task<(Guid? Member, Role? Role)> WriterAsync(ZaitakuDb db, string channel, string speaker, CancellationToken cancellationToken)
    {
        var found = await db.ChannelLinks.Where(link => link.Channel == channel && link.ChannelUserId == speaker)
            .Join(db.Members, link => link.MemberId, member => member.Id, (link, member) => new { member.Id, member.Role }).FirstOrDefaultAsync(cancellationToken);
        return (found?.Id, found?.Role);
    }

    /// <summary>One for each coordinator whom a chat reaches, but for the writer.</summary>
    private static async Task<IReadOnlyList<OutboxMessage>> EachAsync(ZaitakuDb db, Guid? writer, string about, string cause, string kind, string words, DateTimeOffset now, CancellationToken cancellationToken)
    {
        IReadOnlyList<Guid> people = await Coordinators.ToldAsync(db, cancellationToken);
        List<Guid> reached = await db.ChannelLinks.Where(link => people.Contains(link.MemberId) && link.BlockedAt == null).Select(link => link.MemberId).Distinct().ToListAsync(cancellationToken);
        return [.. reached.Where(member => member != writer).Select(member =>
        {
            OutboxMessage message = new()
            {
                Id = OutboxAbouts.MessageIdOf($"{cause}:{kind}", member), MemberId = member, Kind = kind, Urgency = Urgency.Page, Body = OutboxBody.Text(words), About = about, CreatedAt = now, UselessAfter = now + Life,
            };
            message.PlanFor(now);
            return message;
        })];
    }

    /// <summary>The person without their id: rows of the outbox outlive the link.</summary>
    private static string AboutOf(string channel, string speaker) =>
        AboutPrefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{channel}\n{speaker}")).AsSpan(0, 16));
}
