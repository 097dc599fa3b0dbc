using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Zaitaku.Bot.Staff;

/// <summary>Wires who may use the console.</summary>
public static class StaffSetup
{
    public static IServiceCollection AddStaff(this IServiceCollection services)
    {
        services.AddOptions<ConsoleOptions>().BindConfiguration(ConsoleOptions.Section).ValidateOnStart();
        services.AddDataProtection();
        services.AddSingleton<StaffSecrets>().AddSingleton<FirstAdminLink>().AddSingleton<SignInPace>();
        services.AddScoped<StaffSessions>().AddScoped<StaffSignIn>().AddScoped<StaffLinks>().AddScoped<StaffAccounts>().AddScoped<StaffChats>();
        services.TryAddSingleton<IAntiforgeryAdditionalDataProvider, SessionForms>();
        return services;
    }
}
