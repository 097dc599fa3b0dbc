using Microsoft.Extensions.DependencyInjection.Extensions;
using Zaitaku.Bot.Desk;
using Zaitaku.Bot.Intake.Page;
using Zaitaku.Bot.Members;
using Zaitaku.Bot.Turns;
using Zaitaku.Bot.WebConsole;

namespace Zaitaku.Bot.Intake;

/// <summary>Wires the intake: its turns in chat and its pages.</summary>
public static class IntakeSetup
{
    /// <summary>Needs <c>AddDesk</c> and an antiforgery of the host's.</summary>
    public static IServiceCollection AddIntake(this IServiceCollection services)
    {
        services.Replace(ServiceDescriptor.Scoped<IConsultationLinks, IntakeLinks>());
        services.AddSingleton<GuessLimit>().AddSingleton<PageGate>();
        services.AddScoped<LinkDoor>().AddScoped<PageActions>();
        return services;
    }

    /// <summary>The handlers, for every host of turns.</summary>
    public static IServiceCollection AddIntakeTurns(this IServiceCollection services)
    {
        services.AddSingleton<PublicAddress>();
        services.AddScoped<DraftBook>().AddScoped<IntakeAreas>().AddScoped<IntakeSteps>().AddScoped<IntakeStart>();
        services.AddScoped<ConsultTurn>().AddScoped<ITurnHandler>(provider => provider.GetRequiredService<ConsultTurn>());
        services.AddScoped<ITurnHandler, ConsultStatusTurn>().AddScoped<ITurnHandler, TakeBackTurn>();
        return services;
    }

    public static void MapIntake(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapPrivacyPage();
        RouteGroupBuilder page = app.MapGroup("/c");
        page.MapGet("assets/{name}", (HttpContext context, string name) => name switch
        {
            "base.css" => PageFiles.Serve(context, "zaitaku.css"),
            "mark.svg" => PageFiles.Serve(context, name),
            "intake.css" or "intake.js" => PageFiles.Serve(context, $"intake/{name}"),
            _ => TypedResults.NotFound(),
        });
        page.MapGet("{token}", PageEndpoints.ShowAsync);
        page.MapPost("{token}/open", PageEndpoints.OpenAsync);
        page.MapPost("{token}", PageEndpoints.WriteAsync);
    }
}
