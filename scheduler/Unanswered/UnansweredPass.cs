using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Time;

namespace Zaitaku.Scheduler.Unanswered;

/// <summary>Tells the coordinators on Mondays how many questions had no answer in the week before. Once, also after a restart and with two programs: the messages have ids that follow from the week.</summary>
public sealed class UnansweredPass(IDbContextFactory<ZaitakuDb> databases, IUnansweredWords words, TimeProvider clock, ILogger<UnansweredPass> logger)
{
    public const string WeekKind = "unanswered.week";

    /// <summary>09:00 on Mondays.</summary>
    private const int WeeklyMinute = 9 * 60;

    /// <summary>A digest that comes later would be last week's.</summary>
    private static readonly TimeSpan LateMax = TimeSpan.FromHours(36);

    private static readonly TimeSpan Life = TimeSpan.FromDays(3);

    private DateOnly _told;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        DateOnly monday = OfficeTime.MondayOf(OfficeTime.DayOf(now));
        DateTimeOffset due = OfficeTime.At(monday, WeeklyMinute);
        if (_told == monday || now < due || now >= due + LateMax)
        {
            return;
        }

        await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
        string about = AboutOf(monday);
        if (!await db.Outbox.AnyAsync(message => message.About == about, cancellationToken) && await words.OfWeekAsync(db, monday.AddDays(-7), now, cancellationToken) is { } text)
        {
            await OweAsync(db, about, text, now, cancellationToken);
        }

        _told = monday;
    }

    public static string AboutOf(DateOnly monday) => string.Create(CultureInfo.InvariantCulture, $"unanswered:{monday:yyyy-MM-dd}");

    private async Task OweAsync(ZaitakuDb db, string about, string text, DateTimeOffset now, CancellationToken cancellationToken)
    {
        IReadOnlyList<Guid> people = await Coordinators.ToldAsync(db, cancellationToken);
        foreach (Guid member in people)
        {
            OutboxPlans.Add(db, about, new PlannedMessage(member, WeekKind, Urgency.Digest, OutboxBody.Text(text), now, now + Life) { Id = OutboxAbouts.MessageIdOf(about, member) }, now);
        }

        try
        {
            await db.SaveChangesAsync(cancellationToken);
            logger.DigestOwed(people.Count);
        }
        catch (DbUpdateException problem) when (SaveTries.IsOvertaken(problem))
        {
            logger.DigestOwedByAnother(problem.GetType().Name);
        }
    }
}
