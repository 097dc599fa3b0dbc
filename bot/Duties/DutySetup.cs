using Zaitaku.Bot.Duties.Page;
using Zaitaku.Bot.Turns;
using Zaitaku.Scheduler.Duties;

namespace Zaitaku.Bot.Duties;

/// <summary>Wires what holders are told of their duties, and how they answer.</summary>
public static class DutySetup
{
    public static IServiceCollection AddDutyTurns(this IServiceCollection services) =>
        services.AddSingleton<IDutyCards, DutyCards>().AddSingleton<DutyTelling>().AddScoped<ITurnHandler, DutyConfirmTurn>()
            .AddScoped<HandoverLinks>().AddScoped<ITurnHandler, HandoverTurn>();

    /// <summary>The handover pages. Needs <c>AddIntake</c>, whose door and frame they share.</summary>
    public static IServiceCollection AddHandoverPages(this IServiceCollection services) =>
        services.AddSingleton<HandoverNotices>().AddScoped<HandoverDoor>().AddScoped<HandoverActions>();
}
