using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Xunit;
using Zaitaku.Bot;
using Zaitaku.Scheduler;
using Zaitaku.Storage;

namespace Zaitaku.Tests.Tidy;

/// <summary>appsettings.json tells the truth about defaults.</summary>
public sealed class SettingsTests
{
    public static TheoryData<Type> Options => [.. new[] { typeof(BotApp), typeof(Timetable), typeof(ZaitakuDb) }
        .SelectMany(type => type.Assembly.GetTypes())
        .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal) && type.GetField("Section") is { IsLiteral: true })];

    [Theory]
    [MemberData(nameof(Options))]
    public void AppSettings_SayTheDefaults(Type options)
    {
        IConfiguration settings = new ConfigurationBuilder().AddJsonFile(Path.Combine(Needs.Root, "appsettings.json")).Build();
        object fromFile = Activator.CreateInstance(options)!;
        settings.GetSection((string)options.GetField("Section")!.GetValue(null)!).Bind(fromFile);

        Assert.Equal(JsonSerializer.Serialize(Activator.CreateInstance(options)), JsonSerializer.Serialize(fromFile));
    }
}
