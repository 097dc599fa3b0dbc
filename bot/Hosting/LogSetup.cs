using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Json;

namespace Zaitaku.Bot.Hosting;

/// <summary>Serilog behind the framework's logger.</summary>
public static class LogSetup
{
    private const string Line = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff} {Level:u3} {SourceContext} {Message:lj}{NewLine}{Exception}";
    private const int FilesMax = 31;

    public static ILoggingBuilder AddZaitakuLogs(this ILoggingBuilder logging, IConfiguration configuration)
    {
        LogOptions options = configuration.GetSection(LogOptions.Section).Get<LogOptions>() ?? new LogOptions();
        logging.ClearProviders();
        logging.AddSerilog(Make(options, configuration), dispose: true);
        return logging;
    }

    private static Logger Make(LogOptions options, IConfiguration configuration)
    {
        LogEventLevel level = Enum.TryParse(options.Level, out LogEventLevel parsed) ? parsed : LogEventLevel.Information;
        LoggerConfiguration made = new LoggerConfiguration()
            .MinimumLevel.Is(level)
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.EntityFrameworkCore.Database.Command", LogEventLevel.Fatal) // Parameters could be words of people.
            .MinimumLevel.Override("Microsoft.EntityFrameworkCore.Update", LogEventLevel.Fatal)
            .MinimumLevel.Override("System.Net.Http", LogEventLevel.Warning) // Request paths could carry user ids.
            .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error) // Keys lie readable by their owner only; Linux has no key store to warn about.
            .MinimumLevel.Override("Quartz", LogEventLevel.Warning)
            .Enrich.FromLogContext();
        made = options.Json ? made.WriteTo.Console(new JsonFormatter()) : made.WriteTo.Console(outputTemplate: Line);
        if (options.File.Length > 0)
        {
            made = options.Json
                ? made.WriteTo.File(new JsonFormatter(), Path.GetFullPath(options.File), rollingInterval: RollingInterval.Day, retainedFileCountLimit: FilesMax)
                : made.WriteTo.File(Path.GetFullPath(options.File), outputTemplate: Line, rollingInterval: RollingInterval.Day, retainedFileCountLimit: FilesMax);
        }

        return made.ReadFrom.Configuration(configuration).CreateLogger();
    }
}
