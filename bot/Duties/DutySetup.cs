using Zaitaku.Bot.Turns;
using Zaitaku.Scheduler.Duties;

namespace Zaitaku.Bot.Duties;

/// <summary>Wires what holders are told of their duties, and how they answer.</summary>
public static class DutySetup
{
    public static IServiceCollection AddDutyTurns(this IServiceCollection services) =>
        services.AddSingleton<IDutyCards, DutyCards>().AddSingleton<DutyTelling>().AddScoped<ITurnHandler, DutyConfirmTurn>();
}
