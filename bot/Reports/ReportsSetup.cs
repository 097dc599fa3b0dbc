using Microsoft.Extensions.Options;
using Zaitaku.Storage.Reports;

namespace Zaitaku.Bot.Reports;

/// <summary>Wires the yearly report; its pages are the console's.</summary>
public static class ReportsSetup
{
    public static IServiceCollection AddReports(this IServiceCollection services)
    {
        services.AddOptions<ReportsOptions>().BindConfiguration(ReportsOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ReportsOptions>, ReportsOptionsCheck>();
        services.AddSingleton<CountedMonths>();
        services.AddScoped<YearlyReports>();
        return services;
    }
}
