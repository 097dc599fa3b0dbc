using Zaitaku.Bot.Meetings.Surveys;
using Zaitaku.Bot.Turns;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Scheduler.Outbox;

namespace Zaitaku.Bot.Meetings;

/// <summary>Wires what coordinators do with the lists of meetings, and with what these left to do.</summary>
public static class ListSetup
{
    public static IServiceCollection AddMeetingLists(this IServiceCollection services) => services.AddScoped<ListDesk>().AddScoped<AssociationContacts>().AddScoped<ListActions>().AddScoped<MeetingPapers>()
        .AddSingleton<IIssueCards, IssueReplies>().AddSingleton<IMessageTruth, IssueTruth>().AddScoped<ITurnHandler, IssueTurn>()
        .AddSingleton<ISurveyCards, SurveyReplies>().AddSingleton<IMessageTruth, SurveyTruth>().AddScoped<ITurnHandler, SurveyTurn>().AddScoped<ITurnHandler, RecordTurn>().AddScoped<ITurnHandler, OwnCalendarTurn>();

    /// <summary>The page of a survey. Needs <c>AddIntake</c>, whose frame it shares.</summary>
    public static IServiceCollection AddSurveyPages(this IServiceCollection services) => services.AddSingleton<SurveyActions>().AddSingleton<SurveyLimit>();
}
