using Zaitaku.Bot.Turns;
using Zaitaku.Scheduler.Meetings;

namespace Zaitaku.Bot.Meetings;

/// <summary>Wires what people read and say about meetings.</summary>
public static class MeetingSetup
{
    public static IServiceCollection AddMeetingTurns(this IServiceCollection services)
    {
        services.AddSingleton<IMeetingCards, MeetingCards>().AddSingleton<IMeetingDeskCards, MeetingDeskReplies>().AddSingleton<SeatGates>().AddScoped<SeatGate>().AddScoped<OwnMeetings>().AddScoped<MeetingLinks>().AddScoped<ITurnReading, MeetingTyped>();
        services.AddScoped<AskMeetingTurn>().AddScoped<ITurnHandler>(provider => provider.GetRequiredService<AskMeetingTurn>());
        return services.AddScoped<ITurnHandler, CheckInTurn>().AddScoped<ITurnHandler, AnswerMeetingTurn>();
    }
}
