using Microsoft.Extensions.DependencyInjection.Extensions;
using Zaitaku.Bot.Turns;

namespace Zaitaku.Bot.Knowledge;

/// <summary>Registers the knowledge base and its turn.</summary>
public static class KnowledgeSetup
{
    public static IServiceCollection AddKnowledge(this IServiceCollection services)
    {
        services.TryAddSingleton<KnowledgeLibrary>(); // The console's pages write what the turns answer with.
        return services.AddSingleton<KnowledgePump>().AddHostedService(provider => provider.GetRequiredService<KnowledgePump>())
            .AddScoped<ITurnReading, KnowledgeTyped>().AddScoped<ITurnHandler, FaqTurn>();
    }

    /// <summary>Of the console's pages.</summary>
    public static IServiceCollection AddKnowledgePages(this IServiceCollection services)
    {
        services.TryAddSingleton<KnowledgeLibrary>();
        services.TryAddSingleton<Understanding.UtteranceReader>(); // What is danger is known by the one that hears it.
        return services.AddScoped<KnowledgeDesk>();
    }
}
