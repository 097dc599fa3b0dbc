using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.HandRaising;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Substitutes;
using Zaitaku.Storage.Time;

namespace Zaitaku.Scheduler.Substitutes;

/// <summary>What coordinators hear of a substitution.</summary>
public enum SubstituteNews { Sent, Accepted, Consulting, Incomplete, Lapsed, TooLate, Withdrawn, Changed, NobodyOn, NoChat, Unanswered, OutcomeOpen }

/// <summary>Tells those concerned of a substitution, and looks once more before a message goes out: is it still theirs?</summary>
public sealed class SubstituteNotices(ISubstituteCards cards, IOptions<SubstituteOptions> options) : IMessageTruth
{
    private const string Prefix = "substitute:";
    private const string KindPrefix = "substitute.";
    private const string NewsPrefix = "substitute.news_";
    private const string Together = "substitute";

    /// <summary>After three days the console has told.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromDays(3);

    private static readonly SubstituteNews[] Ringing = [SubstituteNews.TooLate, SubstituteNews.NobodyOn, SubstituteNews.Unanswered, SubstituteNews.NoChat];

    public string AboutPrefix => Prefix;

    public static string AboutOf(Guid id) => $"{Prefix}{id:N}";

    /// <summary>Adds a card for whoever is on duty, or for whoever asked; the caller saves it with what caused it. Of a duty that is near it rings at any hour.</summary>
    /// <param name="given">Null for whoever asked.</param>
    public void Add(ZaitakuDb db, SubstituteFacts facts, SubstituteGiven? given, SubstituteCardKind kind, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(facts);
        DutyHolder? holder = given is null ? facts.Requester : facts.Holders.GetValueOrDefault(given.HolderId);
        if (holder?.MemberId is { } member)
        {
            DateTimeOffset end = kind is SubstituteCardKind.Given && facts.Request.AbsentUntil > now ? facts.Request.AbsentUntil : now + Life;
            bool rings = kind is SubstituteCardKind.Given or SubstituteCardKind.Moved or SubstituteCardKind.Changed or SubstituteCardKind.Talk or SubstituteCardKind.Gap && IsNear(facts.Request, now);
            Add(db, facts.Request, member, KindOf(kind), cards.Body(facts, given, kind, now), rings ? Urgency.Page : Urgency.Notice, null, now, end);
        }
    }

    /// <summary>Number, day and what is missing only: names stand in the console.</summary>
    public static async Task TellHubAsync(ZaitakuDb db, SubstituteFacts facts, SubstituteNews news, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(facts);
        SubstituteRequest one = facts.Request;
        DateOnly day = SubstituteRules.DayOf(one.UnitStartsAt, one.UnitEndsAt);
        string body = OutboxBody.Text(string.Create(CultureInfo.InvariantCulture, $"代診（{facts.Rota} {day.Month}月{day.Day}日({OfficeTime.LetterOf(day)})）\n{HeadOf(facts, news)}\nコンソールで開いてください。"));
        bool rings = Ringing.Contains(news) && IsNear(one, now);
        foreach (Guid member in await Coordinators.ToldAsync(db, cancellationToken))
        {
            Add(db, one, member, $"{NewsPrefix}{news.ToString().ToLowerInvariant()}", body, rings ? Urgency.Page : Urgency.Notice, rings ? null : Together, now, now + Life);
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
        if (!Guid.TryParseExact(message.About?[Prefix.Length..], "N", out Guid id)
            || await db.SubstituteRequests.AsNoTracking().Include(found => found.Given).SingleOrDefaultAsync(found => found.Id == id, cancellationToken) is not { } one)
        {
            return new TruthAnswer.NoLonger("no longer planned");
        }

        if (message.Kind.StartsWith(NewsPrefix, StringComparison.Ordinal))
        {
            return IsStillNews(one, message.Kind[NewsPrefix.Length..]) ? new TruthAnswer.StillTrue() : new TruthAnswer.NoLonger("somebody has seen to it");
        }

        List<int> holders = await db.DutyHolders.Where(holder => holder.MemberId == message.MemberId).Select(holder => holder.Id).ToListAsync(cancellationToken);
        SubstituteGiven? given = SubstituteRules.TheirsOf(one, holders);
        if (!Enum.TryParse(message.Kind[KindPrefix.Length..], ignoreCase: true, out SubstituteCardKind kind) || !IsStillTold(one, given, kind))
        {
            return new TruthAnswer.NoLonger("somebody has seen to it");
        }

        SubstituteFacts facts = await SubstituteReads.FactsAsync(db, one, options.Value.Policy(), cancellationToken);
        return new TruthAnswer.Otherwise(cards.Body(facts, holders.Contains(one.RequesterId) && kind >= SubstituteCardKind.Taken ? null : given, kind, now));
    }

    /// <summary>Holders whose card waits untried for the end of somebody's quiet hours, and since when the others have had theirs.</summary>
    public static async Task<(IReadOnlySet<int> Waiting, IReadOnlyDictionary<int, DateTimeOffset> Since)> AskedAsync(ZaitakuDb db, SubstituteRequest one, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(one);
        int[] ids = [.. one.Given.Select(row => row.HolderId)];
        string about = AboutOf(one.Id), kind = KindOf(SubstituteCardKind.Given);
        Dictionary<int, OutboxMessage> last = [];
        foreach (var asked in await db.Outbox.AsNoTracking().Where(message => message.About == about && message.Kind == kind)
            .Join(db.DutyHolders.Where(holder => ids.Contains(holder.Id)), message => message.MemberId, holder => holder.MemberId, (message, holder) => new { holder.Id, Message = message }).OrderBy(row => row.Message.CreatedAt).ToListAsync(cancellationToken))
        {
            last[asked.Id] = asked.Message;
        }

        return (last.Where(row => row.Value.IsUntried).Select(row => row.Key).ToHashSet(), last.Where(row => row.Value.DoneAt is not null).ToDictionary(row => row.Key, row => row.Value.DoneAt!.Value));
    }

    /// <summary>It runs, or begins so soon that a night's rest would be too long.</summary>
    public static bool IsNear(SubstituteRequest one, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(one);
        return one.AbsentFrom <= now + SubstituteRules.RingsWithin && now < one.AbsentUntil;
    }

    private static string KindOf(SubstituteCardKind kind) => $"{KindPrefix}{kind.ToString().ToLowerInvariant()}";

    private static bool IsStillTold(SubstituteRequest one, SubstituteGiven? given, SubstituteCardKind kind) => kind switch
    {
        SubstituteCardKind.Given => one.IsRunning && given is { EndedAt: null },
        SubstituteCardKind.Moved => given is { EndedAt: not null },
        SubstituteCardKind.Withdrawn => one.State == SubstituteState.Withdrawn && given is not null,
        SubstituteCardKind.AskOutcome => one.IsRunning && given is { EndedAt: null },
        SubstituteCardKind.Taken => one.State == SubstituteState.Accepted,
        SubstituteCardKind.Talk => one.State == SubstituteState.Consulting,
        SubstituteCardKind.Changed => one.IsRunning,
        SubstituteCardKind.Gap => one.IsRunning && SubstituteRules.Uncovered(one).Count > 0,
        SubstituteCardKind.Incomplete => one.State == SubstituteState.Collecting,
        _ => one.State == SubstituteState.Lapsed,
    };

    private static bool IsStillNews(SubstituteRequest one, string news) => news switch
    {
        "incomplete" => one.State == SubstituteState.Collecting,
        "unanswered" => one.State == SubstituteState.Sent,
        "consulting" => one.State == SubstituteState.Consulting,
        "outcomeopen" or "nobodyon" or "nochat" or "changed" => one.IsRunning,
        _ => true,
    };

    private static void Add(ZaitakuDb db, SubstituteRequest one, Guid member, string kind, string body, Urgency urgency, string? bundle, DateTimeOffset now, DateTimeOffset end) =>
        OutboxPlans.Add(db, AboutOf(one.Id), new PlannedMessage(member, kind, urgency, body, now, end) { Bundle = bundle }, now);

    private static string HeadOf(SubstituteFacts facts, SubstituteNews news) => news switch
    {
        SubstituteNews.Sent => "代診の依頼が、当番の先生に届きます。",
        SubstituteNews.Accepted => SubstituteRules.Uncovered(facts.Request).Count == 0 ? "当番の先生が引き受けました。" : "当番の先生が引き受けました。不在の時間の一部は、当番の先生がいません。",
        SubstituteNews.Consulting => "当番の先生から「相談したい」との返事がありました。お二人の電話をつないでください。",
        SubstituteNews.Incomplete => $"まだ揃っていません。足りないもの: {MissingOf(facts)}。",
        SubstituteNews.Lapsed => $"締切までに揃わず、依頼は出ていません。足りなかったもの: {MissingOf(facts)}。先生に電話で確かめてください。",
        SubstituteNews.TooLate => "締切を過ぎて、代診の相談がありました。当番の先生には伝えていません。先生に電話で確かめてください。",
        SubstituteNews.Withdrawn => "代診の依頼が取り下げられました。",
        SubstituteNews.Changed => facts.Standing.Any() ? "当番が変わりました。新しい当番の先生に、代診の依頼を伝えます。" : "当番が変わりました。",
        SubstituteNews.NobodyOn => "不在の時間の一部に、頼める当番の先生がいません。当番表を確かめてください。",
        SubstituteNews.NoChat => "当番の先生に、チャットで届きません。電話で伝え、返事をコンソールに書いてください。",
        SubstituteNews.Unanswered => "当番の先生から、まだ返事がありません。電話で確かめてください。",
        _ => "終わりました。結果（往診・看取り・なし）をコンソールに書いてください。",
    };

    private static string MissingOf(SubstituteFacts facts) => SubstituteRules.Missing(facts.Policy, facts.Request) is { Count: > 0 } missing ? string.Join("、", missing) : "「依頼を出す」が押されていません";
}
