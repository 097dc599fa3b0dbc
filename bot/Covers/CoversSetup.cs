using Zaitaku.Bot.Turns;
using Zaitaku.Scheduler.Covers;
using Zaitaku.Scheduler.Outbox;

namespace Zaitaku.Bot.Covers;

/// <summary>Wires covers: what is asked and answered in chat, what the clock says, what the console does.</summary>
public static class CoversSetup
{
    public static IServiceCollection AddCovers(this IServiceCollection services)
    {
        services.AddSingleton<CoverNotices>().AddSingleton<ICoverNotices>(provider => provider.GetRequiredService<CoverNotices>()).AddSingleton<IMessageTruth, CoverTruth>();
        services.AddScoped<CoverBook>().AddScoped<CoverStrangers>().AddScoped<ITurnReading, CoverTyped>();
        return services.AddScoped<ITurnHandler, AskCoverTurn>().AddScoped<ITurnHandler, TakeCoverTurn>();
    }

    public static IServiceCollection AddCoverPages(this IServiceCollection services) => services.AddSingleton<CoverActions>().AddScoped<CoverBoard>();
}
