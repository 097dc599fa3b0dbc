namespace Zaitaku.Bot.Corrections;

/// <summary>Wires what coordinators write into the directory.</summary>
public static class CorrectionsSetup
{
    public static IServiceCollection AddCorrections(this IServiceCollection services) => services.AddScoped<PlaceSheets>().AddScoped<PlaceCorrections>();
}
