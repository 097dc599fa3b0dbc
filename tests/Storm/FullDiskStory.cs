using Xunit;
using Zaitaku.Bot;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage;
using Zaitaku.Storm;

namespace Zaitaku.Tests.Storm;

/// <summary>The real program on a disk that takes nothing more for a while, and then does again.</summary>
public sealed class FullDiskStory
{
    [SkippableFact]
    public async Task WhenTheDiskHasRoomAgain_TheProgramGoesOn()
    {
        Needs.That(FileSizeLimit.CanBeSet(), "prlimit is not here");
        _ = Sqlite.NativeVersion();
        string folder = Directory.CreateTempSubdirectory("zaitaku-full-").FullName;
        FakeLine line = new(TimeProvider.System);
        await using (FakeLineServer server = await FakeLineServer.StartAsync(line, 0))
        await using (RealProgram program = new(typeof(BotApp).Assembly.Location, line, server.Address, folder))
        {
            await program.StartAsync(null);
            Assert.Equal(200, await program.PostAsync(line.Says("U1", "使い方おしえて")));
            await program.RestAsync();
            using (program.FillDisk())
            {
                Assert.Equal(503, await program.PostAsync(line.Says("U2", "使い方おしえて" + new string('あ', 3_000))));
            }

            Assert.Equal(200, await program.PostAsync(line.Says("U3", "使い方おしえて")));
            await program.RestAsync();
        }

        Assert.NotEmpty(line.Heard("U1"));
        Assert.Empty(line.Heard("U2"));
        Assert.NotEmpty(line.Heard("U3"));
        Directory.Delete(folder, recursive: true);
    }
}
