using Microsoft.Extensions.DependencyInjection.Extensions;
using Zaitaku.Bot.Turns;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Scheduler.Substitutes;

namespace Zaitaku.Bot.Substitutes;

/// <summary>Wires substitutions: words and taps in chat, and what desk, console and clock share. The options are the scheduler's.</summary>
public static class SubstituteSetup
{
    public static IServiceCollection AddSubstitutes(this IServiceCollection services)
    {
        services.AddOptions<SubstituteOptions>();
        services.TryAddSingleton<ISubstituteCards, SubstituteCards>();
        services.TryAddSingleton<SubstituteNotices>();
        services.AddSingleton<IMessageTruth>(provider => provider.GetRequiredService<SubstituteNotices>());
        services.TryAddSingleton<SubstituteGiving>();
        services.TryAddSingleton<SubstituteActions>();
        services.TryAddScoped<SubstituteDesk>();
        services.TryAddScoped<SubstituteRequests>();
        return services.AddScoped<ITurnHandler, SubstituteTurn>().AddScoped<ITurnHandler, SubstituteDoorTurn>();
    }
}
