using Xunit;
using Zaitaku.Bot.Hosting;

namespace Zaitaku.Tests.Hosting;

/// <summary>The command in the start notice is the one that works where it is read.</summary>
public sealed class OwnCommandTests
{
    [Theory]
    [InlineData("bot/bin/Debug/net10.0/Zaitaku.Bot", "bot/bin/Debug/net10.0/", "", "dotnet run --project bot -- import ファイル")]
    [InlineData("bot/bin/Debug/net10.0/Zaitaku.Bot", "bot/bin/Debug/net10.0/", "bot", "dotnet run --project . -- import ファイル")]
    [InlineData("bot/bin/Release/net10.0/publish/Zaitaku.Bot", "bot/bin/Release/net10.0/publish/", "", "bot/bin/Release/net10.0/publish/Zaitaku.Bot import ファイル")]
    [InlineData("app/Zaitaku.Bot", "app/", "app", "./Zaitaku.Bot import ファイル")]
    [InlineData("usr/bin/dotnet", "app/", "app", "dotnet Zaitaku.Bot.dll import ファイル")]
    [InlineData("my app/Zaitaku.Bot", "my app/", "", "\"my app/Zaitaku.Bot\" import ファイル")]
    public void SaysHowItWasStarted(string process, string lies, string stands, string said)
    {
        string root = Directory.CreateTempSubdirectory("own-command").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(root, "bot"));
            File.WriteAllText(Path.Combine(root, "bot", "Zaitaku.Bot.csproj"), "");
            Assert.Equal(said, new OwnCommand(Path.Combine(root, process), Path.Combine(root, lies), Path.Combine(root, stands)).With("import ファイル"));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Fact]
    public void SaysTheWholePath_WhereItWouldClimbOut() =>
        Assert.Equal("/srv/zaitaku/Zaitaku.Bot import", new OwnCommand("/srv/zaitaku/Zaitaku.Bot", "/srv/zaitaku/", "/home/hub").With("import"));
}
