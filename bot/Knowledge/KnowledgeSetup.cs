using Zaitaku.Bot.Turns;

namespace Zaitaku.Bot.Knowledge;

/// <summary>Registers the knowledge base and its turn.</summary>
public static class KnowledgeSetup
{
    public static IServiceCollection AddKnowledge(this IServiceCollection services) => services.AddSingleton(_ => KnowledgeShelf.Own).AddScoped<ITurnHandler, FaqTurn>();
}
