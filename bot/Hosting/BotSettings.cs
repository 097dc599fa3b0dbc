using System.Reflection;

namespace Zaitaku.Bot.Hosting;

/// <summary>Where settings come from, weakest first: the file beside the program, the file where the user typed, user secrets (Development), environment, command line.</summary>
public static class BotSettings
{
    private const string FileName = "appsettings.json";

    /// <summary>Replaces the sources of a host's configuration. Used by the server and by every command, so that both see the same.</summary>
    public static void Read(IConfigurationBuilder configuration, string environment, string[] args)
    {
        configuration.Sources.Clear();
        string beside = Path.Combine(AppContext.BaseDirectory, FileName);
        string here = Path.Combine(Directory.GetCurrentDirectory(), FileName);
        configuration.AddJsonFile(beside, optional: true, reloadOnChange: false);
        if (here != beside)
        {
            configuration.AddJsonFile(here, optional: true, reloadOnChange: false);
        }

        configuration.AddJsonFile(Path.Combine(Directory.GetCurrentDirectory(), $"appsettings.{environment}.json"), optional: true, reloadOnChange: false);
        if (environment == Environments.Development)
        {
            configuration.AddUserSecrets(Assembly.GetExecutingAssembly(), optional: true, reloadOnChange: false);
        }

        configuration.AddEnvironmentVariables().AddCommandLine(args);
    }

    /// <summary>The settings alone, for commands that start no server.</summary>
    public static IConfiguration Read()
    {
        ConfigurationBuilder configuration = new();
        Read(configuration, EnvironmentName(), []);
        return configuration.Build();
    }

    public static string EnvironmentName() =>
        Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") ?? Environments.Production;
}
