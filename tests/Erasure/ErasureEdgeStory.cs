using System.IO.Compression;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Xunit;
using Zaitaku.Bot.Channels.Line.Menus;
using Zaitaku.Bot.Commands;
using Zaitaku.Bot.Desk;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Fakes.Teams;
using Zaitaku.Scheduler.Consultations;
using Zaitaku.Scheduler.Housekeeping;
using Zaitaku.Storage;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Erasure;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Staff;
using Zaitaku.Tests.Channels.Line;
using Zaitaku.Tests.Desk;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Erasure;

/// <summary>Where a person's words hide: in a duplicate somebody else took down, in the journal behind a reader, in groups and on a coordinator's screen.</summary>
public sealed class ErasureEdgeStory
{
    private const string Room = "相談窓口";

    [Theory]
    [InlineData(false)] // the duplicates into the member's
    [InlineData(true)]  // the member's into the first of them
    public async Task WhatWasFoundToBeTheSameWorry_GoesToo_AndIsExported(bool isTurnedRound)
    {
        await using StoryWorld world = await StoryWorld.StartAsync(FakeClock.InTokyo(2026, 4, 1, 10));
        DateTimeOffset now = world.Clock.GetUtcNow();
        Guid hana = Guid.CreateVersion7(now), taro = Guid.CreateVersion7(now);
        Consultation own = One(1, hana, "本人のことば"), called = One(2, null, "電話で伺った祖母のこと"), again = One(3, null, "もう一度の電話"), other = One(4, taro, "太郎のことば");
        (isTurnedRound ? own : called).MergedIntoId = isTurnedRound ? called.Id : own.Id;
        again.MergedIntoId = called.Id;
        other.MergedIntoId = called.Id; // Another member's is theirs, whatever a coordinator thought.
        await world.AskAsync(async db =>
        {
            db.Members.AddRange(new Member { Id = hana, CreatedAt = now }, new Member { Id = taro, CreatedAt = now });
            db.Consultations.AddRange(own, called, again, other);
            return await db.SaveChangesAsync();
        });
        string person = await ExportAsync(world, hana);
        Assert.All((string[])["本人のことば", "電話で伺った祖母のこと", "もう一度の電話", "川辺リツコ"], mark => Assert.Contains(mark, person, StringComparison.Ordinal));
        Assert.DoesNotContain("太郎のことば", person, StringComparison.Ordinal);

        await world.AskAsync(db => PersonErasure.EraseAsync(db, StorageOf(world), hana, null, now, CancellationToken.None));
        Assert.All((string[])["本人のことば", "電話で伺った祖母のこと", "もう一度の電話"], mark => Assert.False(ErasureStory.HasBytes(world, mark), $"「{mark}」 is still there."));
        Assert.True(ErasureStory.HasBytes(world, "太郎のことば"));

        Consultation One(int number, Guid? member, string words)
        {
            Consultation one = new() { Id = Guid.CreateVersion7(now.AddMilliseconds(number)), Number = 100_000 + number, State = ConsultationState.Closed, Route = ConsultationRoute.Phone, MemberId = member, AskerName = member is null ? "川辺リツコ" : "", CreatedAt = now, ReceivedAt = now, ClosedAt = now };
            one.Entries.Add(new ConsultationEntry { Id = Guid.CreateVersion7(now.AddMilliseconds(number)), ConsultationId = one.Id, At = now, Kind = ConsultationEntryKind.Words, MemberId = member, Text = words });
            return one;
        }
    }

    [Fact]
    public async Task WhatAReaderKeepsInTheJournal_GoesWithTheNextLookAfterThem()
    {
        LogRecords said = new();
        await using StoryWorld world = await StoryWorld.StartAsync(FakeClock.InTokyo(2026, 4, 1, 10));
        world.Services.GetRequiredService<ILoggerFactory>().AddProvider(said);
        Guid hana = Guid.CreateVersion7(world.Clock.GetUtcNow());
        await world.AskAsync(async db =>
        {
            db.Members.Add(new Member { Id = hana, CreatedAt = world.Clock.GetUtcNow(), Organisation = "みどり台居宅支援" });
            return await db.SaveChangesAsync();
        });
        using (SqliteConnection reader = Sqlite.Open(StorageOf(world)))
        using (SqliteTransaction reading = reader.BeginTransaction(deferred: true))
        {
            using SqliteCommand look = reader.CreateCommand();
            (look.Transaction, look.CommandText) = (reading, """SELECT COUNT(*) FROM "member" """);
            look.ExecuteScalar();
            await world.AskAsync(db => PersonErasure.EraseAsync(db, StorageOf(world), hana, null, world.Clock.GetUtcNow(), CancellationToken.None));
            Assert.True(ErasureStory.HasBytes(world, "みどり台居宅支援"), "The reader holds nothing back: the test says nothing.");
            await SweepAsync(world);
            Assert.True(JournalErasure.IsPending(StorageOf(world)));
            Assert.Contains(said.Lines, line => line.StartsWith("Warning 5401", StringComparison.Ordinal));
        }

        await SweepAsync(world);
        Assert.False(JournalErasure.IsPending(StorageOf(world)));
        Assert.False(ErasureStory.HasBytes(world, "みどり台居宅支援"));
    }

    [Fact]
    public async Task SomebodyInTeams_LeavesNothingInGroups_NorOnACoordinatorsScreen()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(FakeClock.InTokyo(2026, 4, 28, 10));
        await DeskWorld.TeamsCoordinatorAsync(world, "佐藤");
        await RoomAsync(world);
        await world.SaysInTeamsAsync("山田", "祖母が夜に咳き込んでいます", inGroup: "みなと連携");
        world.HearsInTeams("みなと連携");
        await DeskWorld.ConsultsInTeamsAsync(world, "山田");
        world.HearsInTeams("佐藤");
        HeardActivity card = world.HearsInTeams(Room)[^1];
        await world.PressesInTeamsAsync("佐藤", card, "詳細");
        world.HearsInTeams("佐藤", DeskWorld.Secret);
        world.Teams.Heard(Room);
        string id = FakeTeams.IdOf("山田");
        Guid member = await world.AskAsync(db => db.ChannelLinks.Where(link => link.ChannelUserId == id).Select(link => link.MemberId).SingleAsync());

        string person = await ExportAsync(world, member);
        Assert.All((string[])["祖母が夜に咳き込んで", DeskWorld.Secret, DeskWorld.AskerName, id], mark => Assert.Contains(mark, person, StringComparison.Ordinal));
        Assert.Equal(1, await world.AskAsync(db => db.AuditTrail.CountAsync(entry => entry.Action == "member.export" && entry.MemberId == member)));

        await world.AskAsync(db => PersonErasure.EraseAsync(db, StorageOf(world), member, null, world.Clock.GetUtcNow(), CancellationToken.None));
        Assert.All((string[])["祖母が夜に咳き込んで", DeskWorld.Secret, DeskWorld.AskerName, DeskWorld.AskerPhone, id, world.Teams.ConversationOf("山田")],
            mark => Assert.False(ErasureStory.HasBytes(world, mark), $"「{mark}」 is still there."));
    }

    [Theory]
    [InlineData("chat")]
    [InlineData("command")]
    public async Task WhoLeavesBeforeAPlannedVisit_TheHolderHears_TheCardCloses_AndTheQueueIsDrawnAnew(string door)
    {
        await using StoryWorld world = await DeskWorld.StartAsync(FakeClock.InTokyo(2026, 4, 28, 10));
        StaffAccount sato = await DeskWorld.TeamsCoordinatorAsync(world, "佐藤");
        await RoomAsync(world);
        int number = await DeskWorld.ConsultsAsync(world, "田中");
        HeardActivity card = world.HearsInTeams(Room, "引き受ける", "みなと市")[^1];
        world.HearsInTeams("佐藤", "新しい相談が届きました");
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.PlanAsync(one, sato.Id, DeskWorld.At("2026-04-30T14:00"), "", now, CancellationToken.None));
        world.HearsInTeams(Room, "予定があります（佐藤）");
        long seen = world.Services.GetRequiredService<DeskSignal>().Version;

        await LeavesAsync(world, door, "田中", number);

        world.HearsInTeams("佐藤", "取り下げられました", ConsultationNumbers.Shown(number));
        HeardActivity closed = world.HearsInTeams(Room, "取り下げられました（佐藤）")[^1];
        Assert.Equal((card.Id, HeardHow.Updated), (closed.Id, closed.How));
        Assert.DoesNotContain("みなと市", closed.Words, StringComparison.Ordinal);
        Assert.True(world.Services.GetRequiredService<DeskSignal>().Version > seen);
        List<OutboxMessage> told = await world.AskAsync(db => db.Outbox.Where(message => message.About == $"desk:{number}" || message.About == $"deskcard:{number}").ToListAsync());
        Assert.Equal(5, told.Count); // Two notices, and the card three times.
        Assert.All(told, message => Assert.DoesNotContain("みなと市", message.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhoLeavesAtNight_WhatNobodyHasYet_IsTakenBackFromTheQueue_AndTheMorningHears()
    {
        FakeClock clock = FakeClock.InTokyo(2026, 4, 28, 10);
        await using StoryWorld world = await DeskWorld.StartAsync(clock);
        await DeskWorld.TeamsCoordinatorAsync(world, "佐藤");
        await RoomAsync(world);
        clock.AdvanceTo(DeskWorld.At("2026-04-28T23:00"));
        int number = await DeskWorld.ConsultsAsync(world, "田中");
        world.HearsInTeams(Room, "引き受ける");

        await LeavesAsync(world, "chat", "田中", number);

        Assert.DoesNotContain("引き受ける", world.HearsInTeams(Room, "取り下げられました")[^1].Words, StringComparison.Ordinal);
        Assert.Empty(world.Teams.Heard("佐藤"));
        clock.AdvanceTo(DeskWorld.At("2026-04-30T09:00"));
        await world.SettleAsync();
        Assert.Single(world.HearsInTeams("佐藤", "取り下げられました", ConsultationNumbers.Shown(number))); // And no word of one that waits for somebody.
        string body = await world.AskAsync(db => db.Outbox.Where(message => message.Kind == "desk.takenback").Select(message => message.Body).SingleAsync());
        Assert.DoesNotContain("みなと市", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SomebodyWithoutAnAccount_IsErased_AndWhoeverTookThemDownHears()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(FakeClock.InTokyo(2026, 4, 28, 10));
        StaffAccount sato = await DeskWorld.CoordinatorAsync(world, "佐藤");
        int number = await world.Services.GetRequiredService<DeskActions>().TakeDownAsync(
            new NewConsultation { Route = ConsultationRoute.Phone, AskerName = DeskWorld.AskerName, Words = DeskWorld.Secret, ReceivedAt = world.Clock.GetUtcNow() }, sato.Id, CancellationToken.None);
        await LeavesAsync(world, "command", "", number);
        world.Hears("佐藤", "取り下げられました", ConsultationNumbers.Shown(number));
        Assert.False(ErasureStory.HasBytes(world, DeskWorld.AskerName));
    }

    [Fact]
    public async Task OfSomebodyWithoutAnAccount_OtherCallsFromTheSamePhone_AreNamedFirst()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(FakeClock.InTokyo(2026, 4, 28, 10));
        StaffAccount sato = await DeskWorld.CoordinatorAsync(world, "佐藤");
        int first = await CallAsync(DeskWorld.AskerPhone), again = await CallAsync("００００－３３－００００"), others = await CallAsync("0000-44-0000"), silent = await CallAsync("");
        int inChat = await DeskWorld.ConsultsAsync(world, "田中"); // Whoever has an account is erased as a whole, by it.
        world.Line.Heard("佐藤");

        using StringWriter asked = new(), exported = new(), alone = new();
        using StringReader no = new("いいえ");
        Assert.Equal(1, await world.AskAsync(db => PersonCommand.EraseAsync(
            db, world.Services.GetRequiredService<DeskFarewell>(), world.Services.GetRequiredService<RichMenuFarewell>(), $"{first}", false, world.Clock.GetUtcNow(), no, asked, CancellationToken.None)));
        Assert.Equal(0, await ExportsAsync(again, exported));
        Assert.Equal(0, await ExportsAsync(others, alone) + await ExportsAsync(silent, alone));
        Assert.Contains($"ほかに 1件あります: {ConsultationNumbers.Shown(again)}。", asked.ToString().Split("消すときは")[0], StringComparison.Ordinal);
        Assert.Contains($"ほかに 1件あります: {ConsultationNumbers.Shown(first)}。", exported.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("ほかに", alone.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(ConsultationNumbers.Shown(inChat), $"{asked}{exported}", StringComparison.Ordinal);

        Task<int> CallAsync(string phone) => world.Services.GetRequiredService<DeskActions>().TakeDownAsync(
            new NewConsultation { Route = ConsultationRoute.Phone, CallPhone = phone, Words = DeskWorld.Secret }, sato.Id, CancellationToken.None);

        Task<int> ExportsAsync(int number, StringWriter words) => world.AskAsync(db => PersonCommand.ExportAsync(
            db, StorageOf(world), $"{number}", Path.Combine(world.DataDirectory, $"{number}.zip"), world.Clock.GetUtcNow(), words, CancellationToken.None));
    }

    /// <summary>By the button in chat and the job behind it, or by the command for one of their numbers.</summary>
    private static async Task LeavesAsync(StoryWorld world, string door, string name, int number)
    {
        if (door == "command")
        {
            using StringWriter words = new();
            Assert.Equal(0, await world.AskAsync(db => PersonCommand.EraseAsync(
                db, world.Services.GetRequiredService<DeskFarewell>(), world.Services.GetRequiredService<RichMenuFarewell>(), $"{number}", true, world.Clock.GetUtcNow(), TextReader.Null, words, CancellationToken.None)));
        }
        else
        {
            await world.SaysAsync(name, "退会したい");
            HeardMessage asked = world.Hears(name, "退会して")[^1];
            await world.DoesAsync(world.Line.Taps(name, asked, "退会してすべて消す"));
            world.Hears(name, "退会を受け付けました");
            await SweepAsync(world);
        }

        await world.SettleAsync();
    }

    private static async Task RoomAsync(StoryWorld world)
    {
        await world.DoesInTeamsAsync(world.Teams.AddsBotToChannel("佐藤", Room));
        world.Teams.Heard(Room);
        world.Services.GetRequiredService<IOptionsMonitor<DeskOptions>>().CurrentValue.TeamsChannel = world.Teams.ConversationOf(Room);
    }

    private static async Task<string> ExportAsync(StoryWorld world, Guid member)
    {
        string file = Path.Combine(world.DataDirectory, $"{member:N}.zip");
        using StringWriter words = new();
        Assert.Equal(0, await world.AskAsync(db => PersonCommand.ExportAsync(db, StorageOf(world), member.ToString(), file, world.Clock.GetUtcNow(), words, CancellationToken.None)));
        using ZipArchive zip = await ZipFile.OpenReadAsync(file);
        using StreamReader json = new(zip.GetEntry(PersonExport.JsonName)!.Open());
        return await json.ReadToEndAsync();
    }

    private static StorageOptions StorageOf(StoryWorld world) => world.Services.GetRequiredService<IOptions<StorageOptions>>().Value;

    private static async Task SweepAsync(StoryWorld world)
    {
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<ErasureJob>(scope.ServiceProvider).RunAsync(CancellationToken.None);
    }
}
