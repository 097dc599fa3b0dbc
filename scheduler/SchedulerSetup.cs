using Microsoft.Extensions.DependencyInjection;
using Quartz;
using Zaitaku.Scheduler.Backups;
using Zaitaku.Scheduler.Consultations;
using Zaitaku.Scheduler.Duties;
using Zaitaku.Scheduler.Housekeeping;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Scheduler.Quotas;
using Zaitaku.Scheduler.Substitutes;
using Zaitaku.Scheduler.Unanswered;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Time;

namespace Zaitaku.Scheduler;

/// <summary>Wires the clock: the timetable's jobs on Quartz, and the outbox.</summary>
public static class SchedulerSetup
{
    public static IServiceCollection AddZaitakuScheduler(this IServiceCollection services)
    {
        services.AddOptions<OutboxOptions>().BindConfiguration(OutboxOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<HousekeepingOptions>().BindConfiguration(HousekeepingOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<BackupOptions>().BindConfiguration(BackupOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<SubstituteOptions>().BindConfiguration(SubstituteOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Microsoft.Extensions.Options.IValidateOptions<SubstituteOptions>, SubstituteOptionsCheck>();
        services.AddSingleton<NightlyBackups>().AddSingleton<DeskFarewell>();
        services.AddSingleton<OutboxSignal>().AddSingleton<ChannelPaces>().AddSingleton<ChannelTroubles>().AddSingleton<OutboxLanes>().AddSingleton<ChannelBudgets>().AddSingleton<OutboxReads>().AddSingleton<OutboxPlanning>().AddSingleton<OutboxSending>()
            .AddSingleton<OutboxFreezing>().AddSingleton<OutboxPass>().AddSingleton<OutboxRecovery>().AddSingleton<IMessageTruth, PhoneTaskNotice>().AddHostedService<OutboxPump>();
        services.AddSingleton<DutyBook>().AddSingleton<DutyFollowing>().AddSingleton<DutyReminding>().AddSingleton<DutySteps>().AddSingleton<DutyPass>().AddSingleton<IMessageTruth, DutyTruth>().AddSingleton<IMessageTruth, DutyNewsTruth>();
        services.AddSingleton<GapNotices>().AddSingleton<IMessageTruth>(provider => provider.GetRequiredService<GapNotices>()).AddSingleton<GapPass>();
        services.AddSingleton<UnansweredPass>();
        services.AddSingleton<MeetingAudience>().AddSingleton<MeetingFollowing>().AddSingleton<MeetingSeats>().AddSingleton<MeetingReminding>().AddSingleton<MeetingAfter>().AddSingleton<MeetingDesk>().AddSingleton<MeetingPass>().AddSingleton<IMessageTruth, MeetingTruth>().AddSingleton<IMessageTruth, MeetingDeskTruth>().AddSingleton<IBundleList, MeetingDigest>();
        services.AddQuartz(quartz =>
        {
            foreach (TimetableEntry entry in Timetable.Entries)
            {
                JobKey key = new(entry.Job.Name);
                quartz.AddJob(entry.Job, job => job.WithIdentity(key).StoreDurably());
                quartz.AddTrigger(trigger => trigger.ForJob(key).WithIdentity(entry.Job.Name)
                    .WithCronSchedule(entry.Cron, cron => cron.InTimeZone(OfficeTime.Zone)));
            }
        });
        services.AddQuartzHostedService(hosting => hosting.WaitForJobsToComplete = true);
        return services;
    }
}
