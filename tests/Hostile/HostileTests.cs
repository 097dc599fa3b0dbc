using Xunit;
using Zaitaku.Fakes.Line;
using Zaitaku.Hostile;
using RunningProgram = Zaitaku.Tests.World.Program;

namespace Zaitaku.Tests.Hostile;

/// <summary>Strangers at the door of the running program, over HTTP: no forgery is believed, nothing crashes, and the next person gets an answer.</summary>
public sealed class HostileTests
{
    private const int Requests = 3_000;
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task StrangersAtTheDoor_AreTurnedAway_AndTheNextPersonIsAnswered()
    {
        FakeLine line = new(TimeProvider.System);
        await using FakeLineServer platform = await FakeLineServer.StartAsync(line, 0);
        await using RunningProgram program = await RunningProgram.ServeAsync(HostileSettings.Of(line, platform.Address));
        using HttpClient web = await program.WebAsync();
        HostileRun run = new(web.BaseAddress!, [LineDoor.Of(line)], seed: 20260401);

        await run.RunAsync(Requests);

        Assert.Empty(run.Wrongs);
        Assert.True(run.Forgeries > Requests / 4, "Too few forgeries to prove anything.");
        Assert.True(await LastQuestion.IsAnsweredAsync(line, web.BaseAddress!, AnswerMax), $"Nobody answered afterwards.\n{program.Output}");
    }
}
