using Microsoft.Extensions.DependencyInjection.Extensions;
using Zaitaku.Bot.Turns;
using Zaitaku.Scheduler.HandRaising;
using Zaitaku.Scheduler.Outbox;

namespace Zaitaku.Bot.HandRaising;

/// <summary>Wires hand-raising: taps in chat, and what desk, console and clock share.</summary>
public static class HandSetup
{
    public static IServiceCollection AddHandRaising(this IServiceCollection services)
    {
        services.TryAddSingleton<IHandCards, HandCards>();
        services.TryAddSingleton<HandNotices>();
        services.AddSingleton<IMessageTruth>(provider => provider.GetRequiredService<HandNotices>());
        services.TryAddSingleton<HandActions>();
        services.TryAddScoped<HandDesk>();
        return services.AddScoped<ITurnHandler, HandTurn>();
    }
}
