using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;
using Zaitaku.Bot.Channels.Line.Menus;
using Zaitaku.Bot.Commands;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Scheduler.Consultations;
using Zaitaku.Scheduler.Housekeeping;
using Zaitaku.Storage;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Erasure;
using Zaitaku.Storage.Inbox;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Reports;
using Zaitaku.Storage.Uploads;

namespace Zaitaku.Tests.Erasure;

/// <summary>After somebody is erased, no byte of their words, name, phone or address is left in database, journal or uploads.</summary>
public sealed class ErasureStory
{
    private static readonly string[] Marks =
        ["祖母が夜に咳き込んで", "山辺リツコ", "0000-55-1234", "平日の夕方五時", "みどり台居宅支援", "主任介護支援専門員", "娘さんから伺った", "sokkyo-photo", "つないだ先の内科", "ちかい先生をさがして", FakeLine.IdOf("hana")];

    [Fact]
    public async Task NoByteIsLeft_WhatCountsStays_AndOthersAreUntouched()
    {
        await using World.World world = await World.World.StartAsync(FakeClock.InTokyo(2026, 4, 1, 10));
        Guid hana = await FurnishAsync(world, "hana");
        Guid taro = await OtherAsync(world, "taro");
        Guid[] files = await world.AskAsync(db => db.ConsultationFiles.Select(file => file.Id).ToArrayAsync());
        Assert.All(Marks, mark => Assert.True(HasBytes(world, mark), $"The test put no 「{mark}」 in."));

        Assert.True(await world.AskAsync(db => PersonErasure.EraseAsync(db, StorageOf(world), hana, null, world.Clock.GetUtcNow(), CancellationToken.None)));
        Assert.All(Marks, mark => Assert.False(HasBytes(world, mark), $"「{mark}」 is still there."));
        Assert.All(files, file => Assert.False(File.Exists(UploadFolder.PathOf(StorageOf(world), file))));

        Consultation[] kept = await world.AskAsync(db => db.Consultations.OrderBy(one => one.Number).ToArrayAsync());
        Assert.Equal([ConsultationState.Closed, ConsultationState.Closed, ConsultationState.Abandoned], kept.Select(one => one.State));
        Assert.All(kept, one => Assert.Null(one.MemberId));
        ConsultationReport report = await world.AskAsync(db => ReportReads.ReadAsync(db, new FiscalYear(2026), (_, _) => 0, world.Clock.GetUtcNow(), CancellationToken.None));
        Assert.Equal((2, 2), (report.All.Total, report.Residents.Total));
        Assert.Equal(1, await world.AskAsync(db => db.AuditTrail.CountAsync(entry => entry.Action == "member.erase")));
        Assert.NotNull(await world.AskAsync(db => db.Members.Where(one => one.Id == hana).Select(one => one.ErasedAt).SingleAsync()));
        Assert.Equal(1, await world.AskAsync(db => db.Consents.CountAsync(consent => consent.MemberId == hana && consent.WithdrawnAt != null)));

        Assert.True(HasBytes(world, "太郎のことば"));
        Assert.Equal(1, await world.AskAsync(db => db.ChannelLinks.CountAsync(link => link.MemberId == taro)));
        Assert.False(await world.AskAsync(db => PersonErasure.EraseAsync(db, StorageOf(world), Guid.CreateVersion7(), null, world.Clock.GetUtcNow(), CancellationToken.None)));
    }

    [Fact]
    public async Task LeavingByChat_AsksOnce_SaysFarewell_AndLeavesNoByteOfThatTurnEither()
    {
        await using World.World world = await World.World.StartAsync(FakeClock.InTokyo(2026, 4, 1, 10));
        await world.SaysAsync("hana", "ちかい先生をさがしています");
        world.HearsText("hana");
        await world.SaysAsync("hana", "わたしのデータを消してください");
        HeardMessage asked = world.Hears("hana", "退会して、すべて消しますか", "元に戻すことはできません")[^1];
        await world.DoesAsync(world.Line.Taps("hana", asked, "退会してすべて消す"));
        world.Hears("hana", "退会を受け付けました");
        Assert.Equal(1, await SweepAsync(world));
        Assert.All((string[])["ちかい先生をさがして", "わたしのデータ", "退会を受け付け", "退会してすべて", FakeLine.IdOf("hana")], mark => Assert.False(HasBytes(world, mark), $"「{mark}」 is still there."));
        Assert.Equal(0, await SweepAsync(world));

        await world.SaysAsync("hana", "こんにちは");
        world.HearsText("hana");
        Assert.Equal(1, await world.AskAsync(db => db.Members.CountAsync(member => member.ErasedAt == null))); // Somebody new.
    }

    [Fact]
    public async Task AnOldConfirmation_ErasesNothing_AndSecondThoughtsAreFine()
    {
        FakeClock clock = FakeClock.InTokyo(2026, 4, 1, 10);
        await using World.World world = await World.World.StartAsync(clock);
        await world.SaysAsync("hana", "退会したい");
        HeardMessage asked = world.Hears("hana", "退会して、すべて消しますか")[^1];
        await world.DoesAsync(world.Line.Taps("hana", asked, "やめておく"));
        world.Hears("hana", "何も消していません");
        clock.Advance(TimeSpan.FromMinutes(31));
        await world.DoesAsync(world.Line.Taps("hana", asked, "退会してすべて消す"));
        world.Hears("hana", "時間がたっています");
        Assert.Equal(0, await SweepAsync(world));
        Assert.Equal(1, await world.AskAsync(db => db.Members.CountAsync(member => member.ErasedAt == null)));
    }

    [Fact]
    public async Task AFarewellThatCannotBeSent_HoldsNobodyBackForEver()
    {
        FakeClock clock = FakeClock.InTokyo(2026, 4, 1, 10);
        await using World.World world = await World.World.StartAsync(clock);
        await world.SaysAsync("hana", "退会したい");
        HeardMessage asked = world.Hears("hana", "退会して")[^1];
        world.Line.Fails(FakeFailure.ConnectionRefused, 50);
        await world.DoesAsync(world.Line.Taps("hana", asked, "退会してすべて消す"));
        Assert.Equal(0, await SweepAsync(world));
        clock.Advance(ErasureJob.FarewellMax);
        Assert.Equal(1, await SweepAsync(world));
        Assert.False(HasBytes(world, FakeLine.IdOf("hana")));
    }

    [Fact]
    public async Task Export_HoldsEverythingOfOnePerson_AndNothingOfAnother()
    {
        await using World.World world = await World.World.StartAsync(FakeClock.InTokyo(2026, 4, 1, 10));
        Guid hana = await FurnishAsync(world, "hana");
        await OtherAsync(world, "taro");
        string file = Path.Combine(world.DataDirectory, "hana.zip");
        using StringWriter words = new();
        Assert.Equal(0, await world.AskAsync(db => PersonCommand.ExportAsync(db, StorageOf(world), hana.ToString(), file, world.Clock.GetUtcNow(), words, CancellationToken.None)));
        using ZipArchive zip = await ZipFile.OpenReadAsync(file);
        using StreamReader json = new(zip.GetEntry(PersonExport.JsonName)!.Open());
        string person = await json.ReadToEndAsync();
        Assert.All(Marks, mark => Assert.Contains(mark, person, StringComparison.Ordinal));
        Assert.DoesNotContain("太郎のことば", person, StringComparison.Ordinal);
        Assert.DoesNotContain("CodeHash", person, StringComparison.Ordinal);
        Assert.Single(zip.Entries, entry => entry.FullName.StartsWith("files/", StringComparison.Ordinal));
        Assert.Equal(1, await world.AskAsync(db => PersonCommand.ExportAsync(db, StorageOf(world), hana.ToString(), file, world.Clock.GetUtcNow(), words, CancellationToken.None))); // Never over a file.
    }

    [Fact]
    public async Task TheCommandErasesOnlyWhenTheWordIsTyped()
    {
        await using World.World world = await World.World.StartAsync(FakeClock.InTokyo(2026, 4, 1, 10));
        await FurnishAsync(world, "hana");
        using StringWriter words = new();
        foreach ((string typed, int code) in new[] { ("", 1), ("はい", 1), ("消す", 0) })
        {
            using StringReader answers = new(typed);
            Assert.Equal(code, await world.AskAsync(db => PersonCommand.EraseAsync(db, world.Services.GetRequiredService<DeskFarewell>(), world.Services.GetRequiredService<RichMenuFarewell>(), "100-001", false, world.Clock.GetUtcNow(), answers, words, CancellationToken.None)));
            Assert.Equal(code == 1, HasBytes(world, "山辺リツコ"));
        }

        Assert.Contains("相談 3（うち受付中 1）", words.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SomebodyWithoutAnAccount_IsErasedByTheNumberOfTheirConsultation()
    {
        await using World.World world = await World.World.StartAsync(FakeClock.InTokyo(2026, 4, 1, 10));
        DateTimeOffset now = world.Clock.GetUtcNow();
        await world.AskAsync(async db =>
        {
            foreach ((int number, string name) in new[] { (412_907, "山辺リツコ"), (412_908, "川辺タロウ") })
            {
                Consultation one = new() { Id = Guid.CreateVersion7(now), Number = number, State = ConsultationState.Waiting, Route = ConsultationRoute.Phone, AskerName = name, CreatedAt = now, ReceivedAt = now };
                one.Entries.Add(new ConsultationEntry { Id = Guid.CreateVersion7(now), ConsultationId = one.Id, At = now, Kind = ConsultationEntryKind.Words, Text = $"{name}の夜のこと" });
                db.Consultations.Add(one);
            }

            return await db.SaveChangesAsync();
        });
        using StringWriter words = new();
        Assert.Equal(1, await world.AskAsync(db => PersonCommand.EraseAsync(db, world.Services.GetRequiredService<DeskFarewell>(), world.Services.GetRequiredService<RichMenuFarewell>(), "999-999", true, now, TextReader.Null, words, CancellationToken.None)));
        Assert.Equal(0, await world.AskAsync(db => PersonCommand.EraseAsync(db, world.Services.GetRequiredService<DeskFarewell>(), world.Services.GetRequiredService<RichMenuFarewell>(), "４１２－９０７", true, now, TextReader.Null, words, CancellationToken.None)));
        Assert.False(HasBytes(world, "山辺リツコ"));
        Assert.True(HasBytes(world, "川辺タロウの夜"));
        Assert.Equal(["consultation:412907"], await world.AskAsync(db => db.AuditTrail.Where(entry => entry.Action == "consultation.erase").Select(entry => entry.Subject).ToListAsync()));
        Assert.Equal(ConsultationState.Closed, await world.AskAsync(db => db.Consultations.Where(one => one.Number == 412_907).Select(one => one.State).SingleAsync()));
    }

    [Fact]
    public void EveryTableWithAPerson_IsErased()
    {
        DbContextOptionsBuilder<ZaitakuDb> builder = new();
        builder.UseSqlite("Data Source=:memory:");
        using ZaitakuDb db = new(builder.Options);
        string all = string.Join('\n', PersonErasure.ByMember);
        Assert.All(db.Model.GetEntityTypes().Where(table => table.FindProperty("MemberId") is not null), table =>
            Assert.True(all.Contains($"\"{table.GetTableName()}\"", StringComparison.Ordinal), $"{table.GetTableName()} names a person: add it to PersonErasure.ByMember."));
    }

    internal static bool HasBytes(World.World world, string mark)
    {
        // As it is, and as it stands inside kept JSON.
        byte[][] forms = [Encoding.UTF8.GetBytes(mark), Encoding.UTF8.GetBytes(System.Text.Json.JsonSerializer.Serialize(mark).Trim('"'))];
        return Directory.EnumerateFiles(world.DataDirectory, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file).StartsWith("zaitaku.db", StringComparison.Ordinal) || file.Contains("uploads"))
            .Select(ReadAll).Any(bytes => Array.Exists(forms, form => bytes.AsSpan().IndexOf(form) >= 0));
    }

    private static byte[] ReadAll(string file)
    {
        using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static StorageOptions StorageOf(World.World world) => world.Services.GetRequiredService<IOptions<StorageOptions>>().Value;

    private static async Task<int> SweepAsync(World.World world)
    {
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        return await ActivatorUtilities.CreateInstance<ErasureJob>(scope.ServiceProvider).RunAsync(CancellationToken.None);
    }

    /// <summary>A person who left something everywhere, many rows deep, so that pages are split and filled anew.</summary>
    private static async Task<Guid> FurnishAsync(World.World world, string name)
    {
        await world.SaysAsync(name, "ちかい先生をさがしています、山辺リツコと申します");
        world.HearsText(name);
        await world.SaysAsync(name, "@在宅 祖母が夜に咳き込んでいます", inGroup: "group1", mentioning: "@在宅");
        _ = world.Line.Heard("group1");
        string id = FakeLine.IdOf(name);
        Guid member = await world.AskAsync(db => db.ChannelLinks.Where(link => link.ChannelUserId == id).Select(link => link.MemberId).SingleAsync());
        await world.AskAsync(db => PersonFurniture.AddAsync(db, StorageOf(world), member, id, world.Clock.GetUtcNow()));
        return member;
    }

    private static async Task<Guid> OtherAsync(World.World world, string name)
    {
        await world.SaysAsync(name, "太郎のことばです");
        world.HearsText(name);
        string id = FakeLine.IdOf(name);
        return await world.AskAsync(db => db.ChannelLinks.Where(link => link.ChannelUserId == id).Select(link => link.MemberId).SingleAsync());
    }
}
