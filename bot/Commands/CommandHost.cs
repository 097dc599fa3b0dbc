using Zaitaku.Bot.Hosting;
using Zaitaku.Storage;

namespace Zaitaku.Bot.Commands;

/// <summary>The services of the server without the server: same settings, no pumps, no web. Logs go to standard error, so that standard output carries answers only.</summary>
public static class CommandHost
{
    public static ServiceProvider Build() => Build(BotSettings.Read());

    public static ServiceProvider Build(IConfiguration configuration)
    {
        ServiceCollection services = new();
        services.AddSingleton(configuration);
        services.AddSingleton<IHostEnvironment>(new CommandEnvironment());
        services.AddLogging(logging => logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning));
        services.AddBot(configuration);
        return services.BuildServiceProvider();
    }

    /// <summary>For a command that reads or writes the data: nobody restores a backup meanwhile.</summary>
    /// <exception cref="HouseClosedException">A restore runs, or was broken off.</exception>
    public static ServiceProvider Enter()
    {
        ServiceProvider services = Build();
        try
        {
            _ = services.GetRequiredService<HouseLock>();
            return services;
        }
        catch
        {
            services.Dispose();
            throw;
        }
    }

    private sealed class CommandEnvironment : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = BotSettings.EnvironmentName();

        public string ApplicationName { get; set; } = "Zaitaku.Bot";

        public string ContentRootPath { get; set; } = AppContext.BaseDirectory;

        public Microsoft.Extensions.FileProviders.IFileProvider ContentRootFileProvider { get; set; } = new Microsoft.Extensions.FileProviders.NullFileProvider();
    }
}
