using System.Net.Sockets;
using System.Text;
using Xunit;
using Zaitaku.Fakes.Line;
using Zaitaku.Fakes.Teams;
using Zaitaku.Hostile;
using RunningProgram = Zaitaku.Tests.World.Program;

namespace Zaitaku.Tests.Hostile;

/// <summary>Strangers at both doors of the running program, over HTTP: no forgery is believed, nothing crashes, a replay changes nothing, and the next person gets an answer.</summary>
public sealed class HostileTests
{
    private const int Requests = 3_000;
    private const int TriesMax = 5;
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task StrangersAtTheDoors_AreTurnedAway_AndTheNextPersonIsAnswered()
    {
        FakeLine line = new(TimeProvider.System);
        FakeTeams teams = new(TimeProvider.System) { HasRates = false };
        await using FakeLineServer platform = await FakeLineServer.StartAsync(line, 0);
        await using FakeTeamsServer connector = await FakeTeamsServer.StartAsync(teams, 0);
        await using RunningProgram program = await RunningProgram.ServeAsync(HostileSettings.Of(line, platform.Address, teams));
        using HttpClient web = await program.WebAsync();
        HostileRun run = new(web.BaseAddress!, [LineDoor.Of(line), TeamsHostileDoor.Of(teams)], seed: 20260401);
        string data = Path.Combine(program.Folder, "data");

        await run.RunAsync(Requests);
        (long, long) before = await KeptRows.CountAsync(data, AnswerMax);
        int replays = await run.ReplayAsync();
        (long, long) after = await KeptRows.CountAsync(data, AnswerMax);

        Assert.Empty(run.Wrongs);
        Assert.All(["line", "teams"], door => Assert.True(run.Forgeries[door] > Requests / 8, $"Too few forgeries at {door} to prove anything."));
        Assert.All(["line200", "line401", "teams200", "teams401", "teams400"], answer => Assert.True(run.Statuses.GetValueOrDefault(answer) > 0, $"No {answer}."));
        Assert.Equal(before, after);
        Assert.True(run.Kinds.GetValueOrDefault("teams: pressed again") > 10, "Too few buttons pressed again to prove anything.");
        Assert.True(replays > Requests / 20, "Too few replays to prove anything.");
        Assert.True(await LastQuestion.IsAnsweredAsync(line, web.BaseAddress!, AnswerMax), $"Nobody answered on LINE afterwards.\n{program.Output}");
        Assert.True(await LastQuestion.IsAnsweredAsync(teams, web.BaseAddress!, AnswerMax), $"Nobody answered in Teams afterwards.\n{program.Output}");
    }

    [Fact]
    public async Task ChunksThatLie_AreTheSendersMistake()
    {
        FakeLine line = new(TimeProvider.System);
        FakeTeams teams = new(TimeProvider.System);
        await using FakeLineServer platform = await FakeLineServer.StartAsync(line, 0);
        await using FakeTeamsServer connector = await FakeTeamsServer.StartAsync(teams, 0);
        await using RunningProgram program = await RunningProgram.ServeAsync(HostileSettings.Of(line, platform.Address, teams));
        using HttpClient web = await program.WebAsync();
        foreach (string path in (string[])["/line/webhook", "/api/messages"])
        {
            foreach (string chunk in (string[])["FFFFFFFFF", "7FFFFFFF", "80000000", "zz", "5", ""])
            {
                bool isGone = chunk is "7FFFFFFF" or "5"; // More was promised than ever comes.
                string answer = "";
                for (int tries = 0; tries < TriesMax && answer.Length == 0; tries++)
                {
                    answer = await AnswerAsync(web.BaseAddress!, path, chunk, isGone);
                }

                // A caller who is gone may find the line dead; any other is told whose mistake it was.
                Assert.Contains($"{path} {chunk}: {answer}", (string[])[$"{path} {chunk}: HTTP/1.1 400", .. isGone ? [$"{path} {chunk}: "] : (string[])[]]);
            }
        }
    }

    /// <returns>Empty where the line was cut: what a server has not read when it closes makes TCP drop its answer too, now and then.</returns>
    private static async Task<string> AnswerAsync(Uri program, string path, string chunk, bool isGone)
    {
        using TcpClient caller = new();
        await caller.ConnectAsync(program.Host, program.Port);
        NetworkStream stream = caller.GetStream();
        byte[] answer = new byte[12];
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(
                $"POST {path} HTTP/1.1\r\nHost: {program.Authority}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n{chunk}\r\n{{}}"));
            if (isGone)
            {
                caller.Client.Shutdown(SocketShutdown.Send);
            }

            return Encoding.ASCII.GetString(answer, 0, await stream.ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false).AsTask().WaitAsync(AnswerMax));
        }
        catch (IOException)
        {
            return "";
        }
    }
}
