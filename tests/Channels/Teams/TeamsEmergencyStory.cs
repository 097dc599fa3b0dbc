using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Teams;
using Zaitaku.Storage;

namespace Zaitaku.Tests.Channels.Teams;

/// <summary>A life in danger is answered on Teams too while nothing can be written down.</summary>
public sealed class TeamsEmergencyStory
{
    [Fact]
    public async Task WithoutADatabase_SomebodyNewIsAnsweredFromMemory()
    {
        await using World.World world = await World.World.StartAsync(FakeClock.InTokyo(2026, 4, 1, 2), World.World.WithTeams());
        await world.AskAsync(async db => await db.Database.ExecuteSqlRawAsync("ALTER TABLE inbox_message RENAME TO gone; ALTER TABLE teams_conversation RENAME TO gone_too"));
        (int ordinary, _) = await world.Teams.PostAsync(world.Web, world.Teams.Says("佐藤", "使い方おしえて"));
        (int danger, _) = await world.Teams.PostAsync(world.Web, world.Teams.Says("田中", "母が息をしていない"));
        Assert.Equal((503, 503), (ordinary, danger)); // so that Teams may deliver again
        Assert.Empty(world.Teams.Heard("佐藤"));
        world.HearsInTeams("田中", "119");
    }

    [Fact]
    public async Task WhileAnImportHoldsTheDatabase_TheCardGoesAtOnce_AndTheRestFollows()
    {
        await using World.World world = await World.World.StartAsync(FakeClock.InTokyo(2026, 4, 1, 2), World.World.WithTeams());
        using Microsoft.Data.Sqlite.SqliteConnection import = Sqlite.Open(new StorageOptions { DataDirectory = world.DataDirectory });
        TeamsRequest asked = world.Teams.Says("佐藤", "使い方おしえて");
        using (import.BeginTransaction())
        {
            (int danger, _) = await world.Teams.PostAsync(world.Web, world.Teams.Says("田中", "母が息をしていない"));
            (int ordinary, _) = await world.Teams.PostAsync(world.Web, asked);
            Assert.Equal((200, 200), (danger, ordinary));
            world.HearsInTeams("田中", "119");
        }

        await world.DoesInTeamsAsync(world.Teams.Redelivers(asked));
        Assert.Single(world.HearsInTeams("佐藤"));
        world.HearsInTeams("田中", "119"); // doubled, which is allowed; missing is not
    }
}
