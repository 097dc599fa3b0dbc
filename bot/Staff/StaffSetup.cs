using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Zaitaku.Bot.Members;

namespace Zaitaku.Bot.Staff;

/// <summary>Wires who may use the console.</summary>
public static class StaffSetup
{
    public static IServiceCollection AddStaff(this IServiceCollection services)
    {
        services.AddOptions<ConsoleOptions>().BindConfiguration(ConsoleOptions.Section).ValidateOnStart();
        services.AddDataProtection();
        services.AddSingleton<StaffSecrets>().AddSingleton<FirstAdminLink>().AddSingleton<SignInLimit>().AddSingleton<SignInPace>().AddSingleton<SetUpLimit>();
        services.AddScoped<StaffSessions>().AddScoped<StaffSignIn>().AddScoped<StaffLinks>().AddScoped<StaffAccounts>().AddScoped<ChatRoles>().AddScoped<StaffChats>();
        services.TryAddSingleton<RoleSignal>(); // A host of pages only has no menus.
        services.TryAddSingleton<IAntiforgeryAdditionalDataProvider, SessionForms>();
        return services;
    }
}
