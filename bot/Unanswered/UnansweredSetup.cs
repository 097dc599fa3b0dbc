using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Zaitaku.Bot.Unanswered;

/// <summary>Registers what is learnt from questions without an answer.</summary>
public static class UnansweredSetup
{
    /// <summary>What turns read with.</summary>
    public static IServiceCollection AddTaught(this IServiceCollection services)
    {
        services.TryAddSingleton<TaughtWords>();
        services.TryAddSingleton<TaughtReading>();
        services.TryAddScoped<QuestionWatch>();
        services.TryAddSingleton<Zaitaku.Scheduler.Unanswered.IUnansweredWords, UnansweredDigest>();
        return services;
    }

    /// <summary>The console's pages.</summary>
    public static IServiceCollection AddUnansweredPages(this IServiceCollection services) =>
        services.AddTaught().AddScoped<QuestionReads>().AddScoped<LessonDesk>().AddScoped<LessonReads>().AddScoped<LessonCheck>();
}
