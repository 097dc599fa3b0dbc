using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.HandRaising;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Scheduler.HandRaising;

/// <summary>What coordinators hear of a case.</summary>
public enum HandNews { Raised, Lowered, NoHandYet, DeadlineOver, Matched, SteppedBack }

/// <summary>Tells doctors and coordinators of a case where they are reached, and looks once more before a message goes out after a quiet night: is a seat still open?</summary>
public sealed class HandNotices(IHandCards cards) : IMessageTruth
{
    private const string Prefix = "hands:";
    private const string KindPrefix = "hands.";
    private const string NewsPrefix = "hands.news_";
    private const string Together = "hands";
    private const string SeenTo = "somebody has seen to it";

    /// <summary>After three days the console has told.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromDays(3);

    private static readonly HandCardKind[] Asking = [HandCardKind.Ask, HandCardKind.Chase, HandCardKind.Again];
    private static readonly string[] AskingKinds = [.. Asking.Select(KindOf)];

    public string AboutPrefix => Prefix;

    public static string AboutOf(int id) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{id}");

    public static string KindOf(HandCardKind kind) => $"{KindPrefix}{kind.ToString().ToLowerInvariant()}";

    /// <summary>Adds a card for a doctor; the caller saves it with what caused it. Who is known to no chat is the coordinators' to call.</summary>
    public void Add(ZaitakuDb db, HandCase one, HandAsk ask, DutyHolder? holder, HandCardKind kind, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(one);
        if (holder?.MemberId is { } member)
        {
            DateTimeOffset end = Asking.Contains(kind) && one.Deadline > now + Life ? one.Deadline : now + Life;
            Add(db, one, member, KindOf(kind), cards.Body(one, ask, kind, now), null, now, end);
        }
    }

    /// <summary>Tells everybody once who was asked and did not say no, except those who have a seat, that it is over.</summary>
    public void TellOver(ZaitakuDb db, HandCase one, IReadOnlyDictionary<int, DutyHolder> holders, HandCardKind kind, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(holders);
        foreach (HandAsk ask in one.Asks.Where(ask => ask.OverToldAt is null && ask.Answer != HandAnswer.No && (kind == HandCardKind.Withdrawn || !one.Seats.Exists(seat => seat.HolderId == ask.HolderId))))
        {
            ask.OverToldAt = now;
            Add(db, one, ask, holders.GetValueOrDefault(ask.HolderId), kind, now);
        }
    }

    /// <summary>Number and area only: who it is stands in the console.</summary>
    public static async Task TellHubAsync(ZaitakuDb db, HandCase one, HandNews news, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(one);
        string area = one.Area.Length > 0 ? $"（{one.Area}）" : "";
        string body = OutboxBody.Text(string.Create(CultureInfo.InvariantCulture, $"手上げ {one.Id}番{area}\n{HeadOf(one, news)}\nコンソールで開いてください。"));
        foreach (Guid member in await Coordinators.ToldAsync(db, cancellationToken))
        {
            Add(db, one, member, $"{NewsPrefix}{news.ToString().ToLowerInvariant()}", body, Together, now, now + Life);
        }
    }

    /// <inheritdoc/>
    public bool Redraws(string kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return !kind.StartsWith(NewsPrefix, StringComparison.Ordinal);
    }

    public async Task<TruthAnswer> CheckAsync(ZaitakuDb db, OutboxMessage message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(message);
        if (!int.TryParse(message.About?[Prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out int id)
            || await db.HandCases.AsNoTracking().Include(found => found.Asks).Include(found => found.Seats).AsSplitQuery().SingleOrDefaultAsync(found => found.Id == id, cancellationToken) is not { ErasedAt: null } one)
        {
            return new TruthAnswer.NoLonger("no longer planned");
        }

        if (message.Kind.StartsWith(NewsPrefix, StringComparison.Ordinal))
        {
            return IsStillNews(one, message.Kind[NewsPrefix.Length..]) ? new TruthAnswer.StillTrue() : new TruthAnswer.NoLonger(SeenTo);
        }

        List<int> holders = await db.DutyHolders.Where(holder => holder.MemberId == message.MemberId).Select(holder => holder.Id).ToListAsync(cancellationToken);
        return one.Asks.Find(ask => holders.Contains(ask.HolderId)) is not { } found || !Enum.TryParse(message.Kind[KindPrefix.Length..], ignoreCase: true, out HandCardKind kind)
            ? new TruthAnswer.NoLonger("no longer planned")
            : await IsStillToldAsync(db, message, one, found, kind, cancellationToken) ? new TruthAnswer.Otherwise(cards.Body(one, found, kind, now)) : new TruthAnswer.NoLonger(SeenTo);
    }

    private static bool IsStillNews(HandCase one, string news) => news switch
    {
        "raised" => one.State == HandCaseState.Open && one.Asks.Exists(ask => ask.IsUp),
        "nohandyet" => one.State == HandCaseState.Open && !HandRules.Waiting(one).Any(),
        "deadlineover" or "steppedback" => one.State == HandCaseState.Open,
        _ => true,
    };

    private static async Task<bool> IsStillToldAsync(ZaitakuDb db, OutboxMessage message, HandCase one, HandAsk ask, HandCardKind kind, CancellationToken cancellationToken)
    {
        bool isSeated = one.Seats.Exists(seat => seat.HolderId == ask.HolderId);
        return kind switch
        {
            HandCardKind.Ask => one.State == HandCaseState.Open && !isSeated,
            HandCardKind.Chase or HandCardKind.Again => one.State == HandCaseState.Open && ask.Answer == HandAnswer.None && !isSeated,
            HandCardKind.Chosen => isSeated,
            HandCardKind.Released => !isSeated,
            HandCardKind.Over => one.State == HandCaseState.Settled && !isSeated && await WasAskedAsync(db, message, cancellationToken),
            _ => one.State == HandCaseState.Withdrawn && await WasAskedAsync(db, message, cancellationToken),
        };
    }

    /// <summary>Whose question waited for the morning and then never went out is told nothing of its end. A question that is under way counts as asked.</summary>
    private static Task<bool> WasAskedAsync(ZaitakuDb db, OutboxMessage message, CancellationToken cancellationToken) =>
        db.Outbox.AnyAsync(asked => asked.About == message.About && asked.MemberId == message.MemberId && AskingKinds.Contains(asked.Kind) && asked.State != OutboxState.Cancelled && (asked.State != OutboxState.Waiting || asked.Attempts > 0), cancellationToken);

    private static void Add(ZaitakuDb db, HandCase one, Guid member, string kind, string body, string? bundle, DateTimeOffset now, DateTimeOffset end) =>
        OutboxPlans.Add(db, AboutOf(one.Id), new PlannedMessage(member, kind, Urgency.Notice, body, now, end) { Bundle = bundle }, now);

    private static string HeadOf(HandCase one, HandNews news) => news switch
    {
        HandNews.Raised => one.Rule == HandRule.FirstCome ? "手が挙がりました。先着順で決まります。" : "手が挙がりました。主治医・副主治医を選んでください。",
        HandNews.Lowered => "挙がっていた手が下ろされました。",
        HandNews.NoHandYet => "まだ手が挙がっていません。電話でのお願いなど、ほかの方法もお考えください。",
        HandNews.DeadlineOver => string.Create(CultureInfo.InvariantCulture, $"締切になりました。お願いした先生 {one.Asks.Count}人、挙がっている手 {one.Asks.Count(ask => ask.IsUp)}人。"),
        HandNews.Matched => "決まりました。先生へ電話をお願いします。",
        _ => "決まっていた先生から、辞退の連絡がありました。また募集中に戻しました。",
    };
}
