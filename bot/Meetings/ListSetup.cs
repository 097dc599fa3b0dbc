using Zaitaku.Bot.Turns;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Scheduler.Outbox;

namespace Zaitaku.Bot.Meetings;

/// <summary>Wires what coordinators do with the lists of meetings, and with what these left to do.</summary>
public static class ListSetup
{
    public static IServiceCollection AddMeetingLists(this IServiceCollection services) => services.AddScoped<ListDesk>().AddScoped<ListActions>()
        .AddSingleton<IIssueCards, IssueReplies>().AddSingleton<IMessageTruth, IssueTruth>().AddScoped<ITurnHandler, IssueTurn>();
}
