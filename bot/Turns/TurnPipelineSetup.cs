using Zaitaku.Bot.Emergency;
using Zaitaku.Bot.Understanding;

namespace Zaitaku.Bot.Turns;

/// <summary>Wires what runs a turn; the handlers are wired by <see cref="TurnsSetup"/>.</summary>
public static class TurnPipelineSetup
{
    public static IServiceCollection AddTurnPipeline(this IServiceCollection services)
    {
        services.AddSingleton<UtteranceReader>();
        services.AddSingleton<EmergencyDoor>();
        services.AddSingleton<EmergencyLookout>().AddHostedService(provider => provider.GetRequiredService<EmergencyLookout>());
        services.AddSingleton<DangerBell>().AddHostedService(provider => provider.GetRequiredService<DangerBell>());
        services.AddSingleton<AbuseReader>().AddScoped<SafetyCards>();
        services.AddSingleton<ReplyPosting>();
        services.AddScoped<TurnRouter>();
        services.AddScoped<TurnAnswers>();
        services.AddScoped<MessageCopies>().AddScoped<MessageEdits>();
        services.AddScoped<TurnRunner>();
        return services;
    }
}
