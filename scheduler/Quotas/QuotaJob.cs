using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Quartz;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Time;

namespace Zaitaku.Scheduler.Quotas;

/// <summary>Reads what is left of each channel's plan, keeps the day's figure, and tells the coordinators days before it ends. Safe to run late or twice.</summary>
[DisallowConcurrentExecution]
public sealed class QuotaJob(
    ZaitakuDb db, IEnumerable<IQuotaSource> sources, ChannelBudgets budgets, OutboxSignal signal, IOptions<OutboxOptions> options, TimeProvider clock) : IJob
{
    public const string WarningKind = "quota.warning";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await RunAsync(cancellationToken);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (IQuotaSource source in sources)
        {
            long boughtBefore = budgets.BoughtOf(source.Channel);
            if (await source.ReadQuotaAsync(cancellationToken) is { } figures)
            {
                DateTimeOffset now = clock.GetUtcNow();
                budgets.Read(source.Channel, figures, boughtBefore, now);
                await KeepAsync(source.Channel, figures, now, cancellationToken);
                await WarnAsync(source.Channel, figures, now, cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
                signal.Wake();
            }
        }
    }

    private async Task KeepAsync(string channel, QuotaFigures figures, DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateOnly today = OfficeTime.DayOf(now);
        QuotaReading? reading = await db.QuotaReadings.SingleOrDefaultAsync(reading => reading.Channel == channel && reading.Day == today, cancellationToken);
        if (reading is null)
        {
            reading = new QuotaReading { Channel = channel, Day = today };
            db.QuotaReadings.Add(reading);
        }

        (reading.ReadAt, reading.Limit, reading.Used) = (now, figures.Limit, figures.Used);
    }

    /// <summary>Once a month and coordinator; taken back while it waits if the plan was made larger.</summary>
    private async Task WarnAsync(string channel, QuotaFigures figures, DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateOnly today = OfficeTime.DayOf(now);
        string about = string.Create(CultureInfo.InvariantCulture, $"quota:{channel}:{today:yyyy-MM}");
        QuotaForecast forecast = QuotaRules.Forecast(figures.Limit, figures.Used, today);
        List<Guid?> told = await db.Outbox.Where(message => message.About == about && message.State != OutboxState.Cancelled && (message.State != OutboxState.Waiting || message.Attempts > 0))
            .Select(message => message.MemberId).ToListAsync(cancellationToken);
        List<PlannedMessage> wanted = [];
        if (QuotaRules.IsWorrying(forecast, today))
        {
            // Where only the reserve is left, a notice of it would wait with all others. A page does not; so that it wakes nobody, it is owed by day.
            bool isOver = forecast.EndsOn <= today;
            DateTimeOffset due = isOver ? QuietRules.Earliest(options.Value.QuietFrom, options.Value.QuietTo, now) : now;
            foreach (Guid coordinator in (await Coordinators.ToldAsync(db, cancellationToken)).Where(coordinator => !told.Contains(coordinator)))
            {
                wanted.Add(new PlannedMessage(coordinator, WarningKind, isOver ? Urgency.Page : Urgency.Notice, OutboxBody.Text(Words(figures, forecast)), due, OfficeTime.At(today.AddDays(QuotaRules.WarnDays), 0)));
            }
        }

        await OutboxPlans.PlanAsync(db, about, wanted, now, cancellationToken);
    }

    private static string Words(QuotaFigures figures, QuotaForecast forecast) =>
        string.Create(CultureInfo.InvariantCulture, $"LINEの今月のメッセージが足りなくなりそうです。\n上限 {figures.Limit}通のうち {figures.Used}通を使いました。このままだと {forecast.EndsOn:M月d日}ごろに、お知らせを送れなくなります。\n")
        + "緊急と呼び出しの分は残してあります。プランの変更か、Teamsでのお知らせをご検討ください。";
}
