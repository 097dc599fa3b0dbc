using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Scheduler.Consultations;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Scheduler.Duties;

/// <summary>Tells coordinators of gaps where they are reached, and looks once more before a message goes out: what was mended meanwhile is not told.</summary>
public sealed class GapNotices(LiveDirectory directory, IDeskPolicies policies) : IMessageTruth
{
    /// <summary>Of a message about gaps that begin within <see cref="NowWithin"/>.</summary>
    public const string NowKind = "duty.gapnow";

    public const string NewKind = "duty.gap";
    public const string WeekKind = "duty.gapweek";

    /// <summary>Why a message of gaps is not sent any more.</summary>
    public const string Mended = "the gaps were mended";

    /// <summary>A gap that begins within this time rings at any hour.</summary>
    public static readonly TimeSpan NowWithin = TimeSpan.FromHours(24);

    /// <summary>After three days the weekly list or the page has told.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromDays(3);

    private const string Prefix = "gaps:", Now = "now", New = "new", Week = "week", Together = "gaps";

    public string AboutPrefix => Prefix;

    public bool IsAtWork(DateTimeOffset now) => policies.Current().Time.IsOpen(now);

    /// <summary>Owes coordinators word of gaps just found, in one message, and another for those that are near. The caller saves it with the gaps.</summary>
    /// <param name="found">Rows about to be saved; those told of are marked so.</param>
    /// <returns>How many are told.</returns>
    public async Task<int> AddAsync(ZaitakuDb db, IReadOnlyList<DutyGap> found, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(found);
        DutyGap[] told = [.. found.Where(gap => !DutyGap.IsListed(gap.Cause))];
        IReadOnlyList<Guid> people = told.Length == 0 ? [] : await Coordinators.ToldAsync(db, cancellationToken);
        if (people.Count == 0)
        {
            return 0;
        }

        Guid look = Guid.CreateVersion7(now);
        IReadOnlyList<GapLine> lines = await GapReads.LinesAsync(db, told, cancellationToken);
        foreach (DutyGap gap in told)
        {
            (gap.ToldAt, gap.ToldIn) = (now, look);
        }

        foreach (bool isNow in (bool[])[true, false])
        {
            GapLine[] part = [.. lines.Where(line => IsNow(line.Gap) == isNow)];
            if (part.Length > 0)
            {
                DateTimeOffset last = part.Max(line => line.Gap.EndsAt);
                string about = $"{Prefix}{(isNow ? Now : New)}:{look:N}";
                Owe(db, people, about, isNow ? NowKind : NewKind, isNow ? Urgency.Page : Urgency.Notice, GapWords.New(part, isNow, directory.Current().Holidays), now, last < now + Life ? last : now + Life);
            }
        }

        return told.Length;
    }

    /// <summary>Owes the list of all open gaps, once a week: its messages have ids that follow from the week.</summary>
    /// <returns>How many people are told.</returns>
    public async Task<int> AddWeekAsync(ZaitakuDb db, IReadOnlyList<GapLine> open, DateOnly monday, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        IReadOnlyList<Guid> people = await Coordinators.ToldAsync(db, cancellationToken);
        Owe(db, people, AboutWeek(monday), WeekKind, Urgency.Digest, GapWords.Week(open, directory.Current().Holidays), now, now + Life, about => member => OutboxAbouts.MessageIdOf(about, member));
        return people.Count;
    }

    public static string AboutWeek(DateOnly monday) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Week}:{monday:yyyy-MM-dd}");

    public async Task<TruthAnswer> CheckAsync(ZaitakuDb db, OutboxMessage message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(message);
        string[] about = (message.About ?? "").Split(':');
        HolidayCalendar holidays = directory.Current().Holidays;
        if (about is [_, Week, _])
        {
            return AnswerOf(message, await GapReads.OpenAsync(db, now, cancellationToken), open => GapWords.Week(open, holidays));
        }

        if (about is not [_, var part, var id] || !Guid.TryParseExact(id, "N", out Guid look))
        {
            return new TruthAnswer.NoLonger(Mended);
        }

        bool isNow = part == Now;
        List<DutyGap> gaps = await db.DutyGaps.AsNoTracking().Where(gap => gap.ToldIn == look && gap.GoneAt == null && gap.EndsAt > now).OrderBy(gap => gap.StartsAt).ThenBy(gap => gap.Id).ToListAsync(cancellationToken);
        return AnswerOf(message, await GapReads.LinesAsync(db, [.. gaps.Where(gap => IsNow(gap) == isNow)], cancellationToken), left => GapWords.New(left, isNow, holidays));
    }

    private static TruthAnswer AnswerOf(OutboxMessage message, IReadOnlyList<GapLine> left, Func<IReadOnlyList<GapLine>, string> words)
    {
        string body = left.Count == 0 ? "" : OutboxBody.Text(words(left));
        return left.Count == 0 ? new TruthAnswer.NoLonger(Mended) : body == message.Body ? new TruthAnswer.StillTrue() : new TruthAnswer.Otherwise(body);
    }

    /// <summary>As it was when it was found. The end of a table can wait for the morning.</summary>
    private static bool IsNow(DutyGap gap) => gap.Cause != GapCause.TableEnds && gap.StartsAt < gap.FoundAt + NowWithin;

    private static void Owe(ZaitakuDb db, IReadOnlyList<Guid> people, string about, string kind, Urgency urgency, string words, DateTimeOffset now, DateTimeOffset uselessAfter, Func<string, Func<Guid, Guid>>? ids = null)
    {
        foreach (Guid member in people)
        {
            OutboxPlans.Add(db, about, new PlannedMessage(member, kind, urgency, OutboxBody.Text(words), now, uselessAfter) { Id = ids?.Invoke(about)(member), Bundle = urgency == Urgency.Page ? null : Together }, now);
        }
    }
}
