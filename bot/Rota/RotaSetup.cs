using Zaitaku.Bot.Turns;

namespace Zaitaku.Bot.Rota;

/// <summary>Wires the rotas: what is answered in chat, what pages read.</summary>
public static class RotaSetup
{
    public static IServiceCollection AddRotaTurns(this IServiceCollection services) => services.AddScoped<ITurnHandler, WhoIsOnDutyTurn>().AddScoped<ITurnHandler, AwayTurn>().AddScoped<OwnDuties>().AddScoped<OwnDutyAnswers>();

    public static IServiceCollection AddRotaPages(this IServiceCollection services) => services.AddScoped<RotaMonths>().AddScoped<Proposals>().AddSingleton<PlanDesk>().AddSingleton<PublicDuties>();
}
