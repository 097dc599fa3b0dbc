using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Scheduler.Outbox;

/// <summary>Rings the coordinators when a page reached nobody, and falls silent when one of them has called. Names and numbers stay in the console.</summary>
public sealed class PhoneTaskNotice : IMessageTruth
{
    public const string Kind = "phone.task";

    private const string Words = "【至急】呼び出しがどの方法でも届きませんでした。\nコンソールの「送受信」で電話番号を確かめ、電話してください。";

    /// <summary>After half a day somebody has noticed, or the page has lost its meaning.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromHours(12);

    public string AboutPrefix => "phone:";

    public async Task<TruthAnswer> CheckAsync(ZaitakuDb db, OutboxMessage message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(message);
        return Guid.TryParse(message.About?[AboutPrefix.Length..], out Guid page)
            && await db.PhoneTasks.AnyAsync(task => task.MessageId == page && task.DoneAt == null, cancellationToken)
            ? new TruthAnswer.StillTrue() : new TruthAnswer.NoLonger("somebody has called");
    }

    /// <summary>Adds the notices for phone tasks the context is about to save. A notice nobody gets makes no notice of its own.</summary>
    internal static async Task AddAsync(ZaitakuDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        PhoneTask[] tasks = [.. db.PhoneTasks.Local];
        if (tasks.Length == 0)
        {
            return;
        }

        List<Guid> pages = [.. tasks.Select(task => task.MessageId)];
        List<Guid> own = await db.Outbox.Where(message => pages.Contains(message.Id) && message.Kind == Kind).Select(message => message.Id).ToListAsync(cancellationToken);
        IReadOnlyList<Guid> coordinators = await Coordinators.ToldAsync(db, cancellationToken);
        foreach (PhoneTask task in tasks.Where(task => !own.Contains(task.MessageId)))
        {
            string about = string.Create(CultureInfo.InvariantCulture, $"phone:{task.MessageId}");
            db.Outbox.AddRange(coordinators.Where(coordinator => coordinator != task.MemberId)
                .Select(coordinator => OutboxPlans.MessageOf(about, new PlannedMessage(coordinator, Kind, Urgency.Page, OutboxBody.Text(Words), now, now + Life), now)));
        }
    }
}
