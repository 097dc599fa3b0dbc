using Microsoft.Extensions.DependencyInjection.Extensions;
using Zaitaku.Bot.Members;

namespace Zaitaku.Bot.Channels.Line.Menus;

/// <summary>The rich menus' parts. Apart from <see cref="LineSetup"/>, since they need the record book and the channel alone does not.</summary>
public static class RichMenuSetup
{
    public static IServiceCollection AddLineMenus(this IServiceCollection services)
    {
        services.TryAddSingleton<RoleSignal>();
        services.AddSingleton<RichMenuApi>().AddSingleton<RichMenuPass>().AddSingleton<RichMenuInstall>().AddSingleton<RichMenuFarewell>();
        services.AddHostedService<RichMenuPump>();
        return services;
    }
}
