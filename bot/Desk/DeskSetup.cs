using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Turns;
using Zaitaku.Scheduler.Consultations;
using Zaitaku.Scheduler.Outbox;

namespace Zaitaku.Bot.Desk;

/// <summary>Wires the consultation desk.</summary>
public static class DeskSetup
{
    public static IServiceCollection AddDesk(this IServiceCollection services)
    {
        services.AddOptions<DeskOptions>().BindConfiguration(DeskOptions.Section).ValidateOnStart(); // DeskOptionsCheck reads the annotations too.
        services.AddSingleton<IValidateOptions<DeskOptions>, DeskOptionsCheck>();
        services.AddSingleton<DeskPolicies>().AddSingleton<IDeskPolicies>(provider => provider.GetRequiredService<DeskPolicies>());
        services.AddSingleton<DeskSignal>().AddSingleton<DeskActions>().AddSingleton<RoomBook>();
        services.AddSingleton<TeamsDeskCards>().AddSingleton<IMessageTruth>(provider => provider.GetRequiredService<TeamsDeskCards>()).AddSingleton<IMessageTruth, DeskNotices>().AddSingleton<IMessageTruth, ReminderTruth>();
        services.AddSingleton<IDeskCards>(provider => provider.GetRequiredService<TeamsDeskCards>());
        services.AddScoped<PersonRelay>().AddScoped<IPersonReminder>(provider => provider.GetRequiredService<PersonRelay>()).AddScoped<ConsultationDesk>();
        services.AddSingleton<IDeskWatch>(provider => provider.GetRequiredService<DeskSignal>());
        services.AddScoped<DeskTriage>();
        services.AddScoped<ITurnHandler, DeskCardTurn>().AddScoped<ITurnHandler, DeskReplyTurn>().AddScoped<ITurnHandler, HelpedTurn>();
        services.TryAddScoped<IConsultationLinks, NoConsultationLinks>();
        return services;
    }
}
