using Microsoft.Extensions.DependencyInjection;
using Zaitaku.Storage.Gazetteer;

namespace Zaitaku.Storage.DirectorySearch;

/// <summary>Wires the directory in memory, search and place names. Needs <c>AddZaitakuStorage</c>.</summary>
public static class DirectorySetup
{
    public static IServiceCollection AddZaitakuDirectory(this IServiceCollection services)
    {
        services.AddSingleton<LiveDirectory>();
        services.AddSingleton<PlaceSearch>();
        services.AddSingleton<PlaceDetailReads>();
        services.AddSingleton<PlaceNames>();
        return services;
    }
}
