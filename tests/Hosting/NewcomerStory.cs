using System.Net;
using System.Text.Json;
using Xunit;
using Zaitaku.Storage;

namespace Zaitaku.Tests.Hosting;

/// <summary>Somebody who has just cloned the project, with nothing configured.</summary>
public sealed class NewcomerStory
{
    [Fact]
    public async Task ANewcomer_StartsIt_AndIsToldWhereToLookAndWhatToConfigure()
    {
        await using World.Program program = await World.Program.ServeAsync();
        using HttpClient web = await program.WebAsync();

        Assert.Contains("/chat", program.Output);
        Assert.Contains("/console", program.Output);
        Assert.Contains("デモ", program.Output);
        Assert.Equal("ok", await web.GetStringAsync("/healthz"));
        using JsonDocument ready = JsonDocument.Parse(await web.GetStringAsync("/readyz"));
        Assert.True(ready.RootElement.GetProperty("ready").GetBoolean());
        Assert.StartsWith("SQLite 3.", ready.RootElement.GetProperty("parts").GetProperty("database").GetProperty("detail").GetString());
        Assert.True(ready.RootElement.GetProperty("parts").GetProperty("scheduler").GetProperty("ready").GetBoolean());
        Assert.Equal(HttpStatusCode.OK, (await web.GetAsync("/chat")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await web.PostAsync("/line/webhook", null)).StatusCode);
        Assert.Equal(0, await program.StopAsync());
        Assert.Contains("Line__ChannelId", program.Output);
    }

    [Fact]
    public async Task TheFirstAdminsLink_StandsOnTheTerminal_AndInNoLog()
    {
        string folder = Directory.CreateTempSubdirectory("zaitaku-log-").FullName;
        try
        {
            await using World.Program program = await World.Program.ServeAsync(new() { ["Logs__File"] = Path.Combine(folder, "log.txt"), ["Logs__Level"] = "Debug" });
            using HttpClient web = await program.WebAsync();
            await WebConsole.FirstAdmin.WaitForLinkAsync(() => program.Output);
            Assert.Contains("最初の管理者", await web.GetStringAsync("/console"));
            Assert.Contains("アカウントの用意", await web.GetStringAsync(WebConsole.FirstAdmin.LinkIn(program.Output)));
            Assert.Equal(0, await program.StopAsync());
            Assert.All(Directory.EnumerateFiles(folder), file => Assert.DoesNotContain("set-up/", File.ReadAllText(file)));
            Assert.Single(program.Output.Split('\n'), line => line.Contains("set-up/", StringComparison.Ordinal));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task WhatIsKept_LiesWhereTheUserTyped_ForItsOwnerOnly()
    {
        await using World.Program program = await World.Program.ServeAsync();
        string data = Path.Combine(program.Folder, "data");

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(data));
        Assert.All(Directory.EnumerateFiles(data), file =>
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }

    [Fact]
    public async Task TwoProgramsOnOneDirectory_StartAtOnce_AndBothAnswer()
    {
        string folder = Directory.CreateTempSubdirectory("zaitaku-two-").FullName;
        Dictionary<string, string> shared = new() { ["Storage__DataDirectory"] = folder };
        try
        {
            Task<World.Program>[] starting = [World.Program.ServeAsync(shared), World.Program.ServeAsync(shared)];
            await using World.Program one = await starting[0];
            await using World.Program other = await starting[1];
            (int code, string answer) = await World.Program.RunAsync(shared, "ask", "訪問看護ステーションを探しています");

            using HttpClient web = await one.WebAsync(), web2 = await other.WebAsync();
            Assert.Equal(HttpStatusCode.OK, (await web.GetAsync("/readyz")).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await web2.GetAsync("/readyz")).StatusCode);
            Assert.True(code == 0 && answer.Contains("訪問看護"), answer);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task WithLineConfigured_AndNoPhoneOfTheHub_ItRefusesToStart()
    {
        (int code, string output) = await World.Program.RunAsync(
            new() { ["Line__ChannelId"] = "2000000000", ["Line__ChannelSecret"] = "00112233445566778899aabbccddeeff" }, "--urls", "http://127.0.0.1:0");

        Assert.Equal(2, code);
        Assert.Contains("Hub:Phone", output);
        Assert.DoesNotContain("00112233445566778899aabbccddeeff", output);
    }

    [Theory]
    [InlineData("Inbox__BatchMax", "0", "BatchMax")]
    [InlineData("Storage__BusyWait", "10:00:00", "BusyWait")]
    [InlineData("Line__ApiBaseUrl", "http://example.com", "ApiBaseUrl")]
    public async Task WithASettingOutOfRange_ItRefusesToStart_AndNamesTheSetting(string setting, string value, string named)
    {
        (int code, string output) = await World.Program.RunAsync(new() { [setting] = value }, "--urls", "http://127.0.0.1:0");

        Assert.Equal(2, code);
        Assert.Contains(named, output);
    }

    [Fact]
    public async Task WhereLineIsConfigured_AnotherShellWithoutItsSettings_DoesNotBringTheDemoBack()
    {
        string folder = Directory.CreateTempSubdirectory("zaitaku-line-").FullName;
        try
        {
            Dictionary<string, string> shared = new() { ["Storage__DataDirectory"] = folder };
            Dictionary<string, string> withLine = new(shared)
            {
                ["Line__ChannelId"] = "2000000000", ["Line__ChannelSecret"] = "00112233445566778899aabbccddeeff", ["Line__ApiBaseUrl"] = "http://127.0.0.1:1", ["Hub__Phone"] = "0000-11-0000",
            };
            await using (World.Program line = await World.Program.ServeAsync(withLine))
            {
                Assert.Equal(0, await line.StopAsync());
            }

            (int code, string output) = await World.Program.RunAsync(shared, "ask", "澪原駅の近くの訪問看護");

            Assert.Equal(0, code);
            Assert.DoesNotContain("デモ", output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task WhenTheDatabaseBreaksUnderIt_ItIsAliveButNotReady()
    {
        await using World.Program program = await World.Program.ServeAsync();
        using HttpClient web = await program.WebAsync();
        Assert.Equal(HttpStatusCode.OK, (await web.GetAsync("/readyz")).StatusCode);

        using (Microsoft.Data.Sqlite.SqliteConnection other = Sqlite.Open(new StorageOptions { DataDirectory = Path.Combine(program.Folder, "data") }))
        using (Microsoft.Data.Sqlite.SqliteCommand breaks = other.CreateCommand())
        {
            breaks.CommandText = "ALTER TABLE inbox_message RENAME TO gone";
            breaks.ExecuteNonQuery();
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await web.GetAsync("/readyz")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await web.GetAsync("/healthz")).StatusCode);
    }

    [Theory]
    [InlineData("ask", "訪問看護")]
    [InlineData("invite", "nurse")]
    [InlineData("--urls", "http://127.0.0.1:0")]
    public async Task WithABrokenDatabase_ItSaysSo_AndDoesNotCrash(string first, string second)
    {
        string folder = Directory.CreateTempSubdirectory("zaitaku-broken-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "zaitaku.db"), string.Concat(Enumerable.Repeat("no database ", 1_000)));

            (int code, string output) = await World.Program.RunAsync(new() { ["Storage__DataDirectory"] = folder }, first, second);

            Assert.Equal(2, code);
            Assert.Contains("データベースが壊れている", output);
            Assert.DoesNotContain("   at ", output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("2026-04-01T22:00", "本日は終了")]
    [InlineData("2026-04-01T10:00", "いま営業中")]
    [InlineData("2026-04-01T01:00:00Z", "いま営業中")]
    public async Task ATimeWithoutAnOffset_IsOnAClockInTokyo(string time, string expected)
    {
        (int code, string output) = await World.Program.RunAsync(new() { ["TZ"] = "UTC" }, "ask", "澪原駅の近くの訪問看護", "--time", time);

        Assert.True(code == 0 && output.Contains($"今日: {expected}"), output);
    }

    [Fact]
    public async Task TheChatInTheReadme_IsWhatTheDemoAnswers()
    {
        string[] readme = await File.ReadAllLinesAsync(Path.Combine(Needs.Root, "README.md"));
        string question = readme.First(line => line.StartsWith("わたし", StringComparison.Ordinal))["わたし".Length..].Trim();
        string[] answer = readme.SkipWhile(line => !line.StartsWith("拠点（デモ）", StringComparison.Ordinal)).Take(3).ToArray();

        (int code, string output) = await World.Program.RunAsync(null, "ask", question, "--as", "resident", "--time", "2026-04-01T10:00");

        Assert.Equal(0, code);
        Assert.Contains(answer[0]["拠点（デモ）".Length..].Trim(), output);
        Assert.Contains(answer[1].Trim()["デモ・1. ".Length..], output);
        Assert.All(answer[2].Split('／'), fact => Assert.Contains(fact.Trim(), output));
    }

    [Fact]
    public async Task AnEmptyQuestion_IsRefused()
    {
        (int code, string output) = await World.Program.RunAsync(null, "ask", " ");

        Assert.Equal(2, code);
        Assert.Contains("質問が空です", output);
    }

    [Fact]
    public async Task OfItsCommands_HelpNamesEach()
    {
        (int code, string output) = await World.Program.RunAsync(null, "--help");

        Assert.Equal(0, code);
        Assert.All(["import", "template", "understand", "ask", "invite"], command => Assert.Contains(command, output));
    }
}
