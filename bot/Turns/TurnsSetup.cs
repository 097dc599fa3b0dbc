using Microsoft.Extensions.DependencyInjection.Extensions;
using Zaitaku.Bot.Covers;
using Zaitaku.Bot.DirectorySearch;
using Zaitaku.Bot.Duties;
using Zaitaku.Bot.Emergency;
using Zaitaku.Bot.HandRaising;
using Zaitaku.Bot.Intake;
using Zaitaku.Bot.KeptNotes;
using Zaitaku.Bot.Knowledge;
using Zaitaku.Bot.Meetings;
using Zaitaku.Bot.Members;
using Zaitaku.Bot.Rota;
using Zaitaku.Bot.SmallTalk;
using Zaitaku.Bot.Substitutes;
using Zaitaku.Bot.Unanswered;

namespace Zaitaku.Bot.Turns;

/// <summary>Every handler, by name. A handler missing here is found by a test, not by a person.</summary>
public static class TurnsSetup
{
    /// <summary>Needs <c>AddZaitakuStorage</c>, <c>AddZaitakuDirectory</c> and <see cref="HubOptions"/>. One scope is one turn.</summary>
    public static IServiceCollection AddTurns(this IServiceCollection services)
    {
        services.AddScoped<AreaFinder>().AddScoped<PlaceReader>().AddScoped<PlaceListing>();
        services.AddSingleton<DangerNotices>().AddScoped<ITurnHandler, EmergencyTurn>();
        services.AddScoped<ITurnHandler, FindPlaceTurn>().AddScoped<ITurnHandler, PlaceDetailTurn>();
        services.AddScoped<ITurnHandler, AskVacancyTurn>().AddScoped<ITurnHandler, WrongFactTurn>();
        services.AddScoped<ITurnHandler, KeepObservationTurn>().AddScoped<ITurnHandler, KeepSafetyTurn>().AddScoped<ITurnHandler, ReportVacancyTurn>();
        services.TryAddSingleton<RoleSignal>();
        services.AddScoped<ITurnHandler, RegisterTurn>().AddScoped<ITurnHandler, WorkplaceTurn>().AddScoped<ITurnHandler, QuietTurn>();
        services.AddIntakeTurns();
        services.AddScoped<ITurnHandler, LeaveTurn>();
        services.AddRotaTurns().AddDutyTurns().AddCovers().AddHandRaising().AddSubstitutes();
        services.AddMeetingTurns();
        services.AddTaught().AddKnowledge();
        services.AddScoped<ITurnHandler, GreetingTurn>().AddScoped<ITurnHandler, HelpTurn>().AddScoped<ITurnHandler, ThanksTurn>();
        services.AddScoped<ITurnHandler, CancelTurn>().AddScoped<ITurnHandler, OutOfScopeTurn>();
        return services;
    }
}
