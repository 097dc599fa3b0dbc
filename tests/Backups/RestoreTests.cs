using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Bot.Commands;
using Zaitaku.Scheduler.Backups;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Erasure;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Unanswered;
using Zaitaku.Storage.Uploads;

namespace Zaitaku.Tests.Backups;

/// <summary>Putting a backup back: everything travels, nothing is deleted, and what is no good backup changes nothing.</summary>
public sealed class RestoreTests
{
    private static readonly DateTimeOffset Now = new(2026, 4, 1, 1, 0, 0, TimeSpan.Zero);
    private static readonly Guid Upload = Guid.CreateVersion7(Now);

    [Fact]
    public async Task DatabaseUploadsKeysAndWhatWasSpilled_ComeBack_AndTheReplacedDataIsAside()
    {
        await using House house = await House.OpenAsync();
        await NoteAsync(house, "before");
        await house.UploadAsync(Upload, [1, 2, 3]);
        Directory.CreateDirectory(house.Beside("keys"));
        await File.WriteAllTextAsync(house.Beside("keys/key-1.xml"), "<key/>");
        await File.WriteAllTextAsync(house.Beside("inbox-spill.jsonl"), "{}\n");
        string file = await MadeAsync(house);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        await NoteAsync(house, "after");
        UploadFolder.Erase(house.Storage, Upload);
        File.Delete(house.Beside("inbox-spill.jsonl"));
        using StringWriter output = new(), complaints = new();
        Assert.Equal(0, await RestoreCommand.RunAsync(house.Storage, file, Now.AddHours(1), output, complaints, CancellationToken.None));
        Assert.Contains("2026年4月1日 10:00 の控えを戻しました", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(["before"], await TextsAsync(house));
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(UploadFolder.PathOf(house.Storage, Upload)));
        Assert.Equal("<key/>", await File.ReadAllTextAsync(house.Beside("keys/key-1.xml")));
        Assert.Equal("{}\n", await File.ReadAllTextAsync(house.Beside("inbox-spill.jsonl")));

        string aside = Directory.GetDirectories(house.Folder, "replaced-*").Single();
        Assert.Null(Sqlite.FaultIn(Path.Combine(aside, "zaitaku.db"), isThorough: true));
        Assert.Empty(Directory.GetDirectories(house.Folder, "restoring-*"));
    }

    [Fact]
    public async Task WhoWasErasedSince_DoesNotComeBack()
    {
        await using House house = await House.OpenAsync();
        Member member = new() { Id = Guid.CreateVersion7(Now), CreatedAt = Now, Phone = "0000-33-0000" };
        await house.AskAsync(async db =>
        {
            db.Members.Add(member);
            db.KeptNotes.Add(new KeptNote { Kind = NoteKind.Observation, MemberId = member.Id, SaidAt = Now, Text = "祖母の様子" });
            return await db.SaveChangesAsync();
        });
        string file = await MadeAsync(house);
        await house.AskAsync(db => PersonErasure.EraseAsync(db, house.Storage, member.Id, null, Now, CancellationToken.None));
        RestoreOutcome.Restored restored = Assert.IsType<RestoreOutcome.Restored>(await RestorePass.RunAsync(house.Storage, file, Now, CancellationToken.None));
        Assert.Equal((1, true), (restored.ErasedAgain, restored.IsErasureKnown));
        Assert.Equal([""], await TextsAsync(house));
        Assert.Equal("", await house.AskAsync(db => db.Members.Select(one => one.Phone).SingleAsync()));
    }

    /// <summary>Somebody who called on the phone has no account, and yet a right to be forgotten.</summary>
    [Fact]
    public async Task ACallersConsultation_ErasedSince_DoesNotComeBack()
    {
        await using House house = await House.OpenAsync();
        Consultation call = new() { Id = Guid.CreateVersion7(Now), Number = 412_907, State = ConsultationState.Claimed, Route = ConsultationRoute.Phone, CreatedAt = Now, ReceivedAt = Now, AskerName = "架空花子", CallPhone = "0000-33-0000" };
        ConsultationRules.Write(call, ConsultationEntryKind.Words, "祖母の様子", Now);
        await house.AskAsync(async db =>
        {
            db.Consultations.Add(call);
            return await db.SaveChangesAsync();
        });
        string file = await MadeAsync(house);
        await house.AskAsync(async db =>
        {
            await PersonErasure.EraseConsultationAsync(db, house.Storage, await db.Consultations.SingleAsync(), null, Now, CancellationToken.None);
            return 0;
        });

        RestoreOutcome.Restored restored = Assert.IsType<RestoreOutcome.Restored>(await RestorePass.RunAsync(house.Storage, file, Now, CancellationToken.None));

        Assert.Equal(1, restored.ErasedAgain);
        Consultation back = await house.AskAsync(db => db.Consultations.Include(one => one.Entries).SingleAsync());
        Assert.Equal(("", ""), (back.AskerName, back.CallPhone));
        Assert.DoesNotContain(back.Entries, entry => entry.Text.Contains("祖母", StringComparison.Ordinal));
        Assert.DoesNotContain("祖母の様子", Encoding.UTF8.GetString(await File.ReadAllBytesAsync(house.Beside("zaitaku.db"))), StringComparison.Ordinal);
    }

    /// <summary>Two accounts were joined after the backup, and the person erased after that: the backup knows them as two.</summary>
    [Fact]
    public async Task WhoWasJoinedAndErasedSince_ComesBackUnderNeitherName()
    {
        await using House house = await House.OpenAsync();
        Member line = new() { Id = Guid.CreateVersion7(Now), CreatedAt = Now }, teams = new() { Id = Guid.CreateVersion7(Now.AddMinutes(1)), CreatedAt = Now };
        await house.AskAsync(async db =>
        {
            db.Members.AddRange(line, teams);
            db.KeptNotes.Add(new KeptNote { Kind = NoteKind.Observation, MemberId = teams.Id, SaidAt = Now, Text = "祖母の様子" });
            return await db.SaveChangesAsync();
        });
        string file = await MadeAsync(house);
        await house.AskAsync(async db =>
        {
            db.Members.Remove(await db.Members.SingleAsync(member => member.Id == teams.Id));
            db.AuditTrail.Add(new AuditEntry { At = Now, MemberId = line.Id, Action = "member.link", Subject = $"member:{teams.Id:N}" });
            return await db.SaveChangesAsync();
        });
        await house.AskAsync(db => PersonErasure.EraseAsync(db, house.Storage, line.Id, null, Now, CancellationToken.None));

        await RestorePass.RunAsync(house.Storage, file, Now, CancellationToken.None);

        Assert.Equal([""], await TextsAsync(house));
        Assert.DoesNotContain("祖母の様子", Encoding.UTF8.GetString(await File.ReadAllBytesAsync(house.Beside("zaitaku.db"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ABrokenDatabase_IsWhatARestoreIsFor()
    {
        await using House house = await House.OpenAsync();
        await NoteAsync(house, "good");
        string file = await MadeAsync(house);
        Microsoft.Data.Sqlite.SqliteConnection.ClearPool(new(Sqlite.ConnectionString(house.Storage)));
        await File.WriteAllTextAsync(Sqlite.DatabaseFile(house.Storage), "no database at all");
        RestoreOutcome.Restored restored = Assert.IsType<RestoreOutcome.Restored>(await RestorePass.RunAsync(house.Storage, file, Now, CancellationToken.None));
        Assert.False(restored.IsErasureKnown);
        Assert.Equal(["good"], await TextsAsync(house));
    }

    [Fact]
    public async Task NotWhileTheServerRuns_AndNeverOverAFile()
    {
        await using House house = await House.OpenAsync();
        string file = await MadeAsync(house);
        using (HouseLock.Enter(house.Storage))
        {
            using HouseLock second = HouseLock.Enter(house.Storage); // Servers and commands do not mind each other.
            Assert.Contains("サーバーかほかのコマンドが動いています", Assert.IsType<RestoreOutcome.Refused>(await RestorePass.RunAsync(house.Storage, file, Now, CancellationToken.None)).Problem);
        }

        byte[] bytes = await File.ReadAllBytesAsync(file);
        Assert.Contains("既にあります", Assert.IsType<BackupOutcome.Refused>(await BackupPass.RunAsync(house.Storage, file, Now, CancellationToken.None)).Problem);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(file));
        Assert.Empty(Directory.GetFiles(house.Folder, "*.part*"));
        Assert.IsType<RestoreOutcome.Restored>(await RestorePass.RunAsync(house.Storage, file, Now, CancellationToken.None));
    }

    /// <summary>Uploads are the backup's already, keys and database are not: whoever began now would work on a house that never was.</summary>
    [Fact]
    public async Task BrokenOffInTheMiddle_NobodyBegins_UntilTheSameCommandHasEndedIt()
    {
        await using House house = await House.OpenAsync();
        await NoteAsync(house, "before");
        await house.UploadAsync(Upload, [1, 2, 3]);
        Directory.CreateDirectory(house.Beside("keys"));
        string file = await MadeAsync(house);
        await NoteAsync(house, "after");
        string inTheWay = house.Beside("replaced-20260401-100000/keys/in-the-way");
        Directory.CreateDirectory(inTheWay);
        Dictionary<string, string> settings = new() { ["Storage__DataDirectory"] = house.Folder };

        Assert.IsType<RestoreOutcome.Stopped>(await RestorePass.RunAsync(house.Storage, file, Now, CancellationToken.None));

        Assert.True(Assert.Throws<HouseClosedException>(() => HouseLock.Enter(house.Storage)).IsHalfMoved);
        foreach (string[] command in (string[][])[[], ["backup", house.Beside("b.zip")], ["invite", "nurse"], ["set-up-link", "kanri"], ["ask", "使い方"], ["person", "erase", "412-907"], ["import", file]])
        {
            (int code, string words) = await World.Program.RunAsync(settings, command);
            Assert.True(code == 4, $"{command.FirstOrDefault()}: {code}");
            Assert.Contains("もう一度実行してください", words, StringComparison.Ordinal);
        }

        Assert.IsType<RestoreOutcome.Restored>(await RestorePass.RunAsync(house.Storage, file, Now.AddMinutes(1), CancellationToken.None));
        using HouseLock entered = HouseLock.Enter(house.Storage);
        Assert.Equal(["before"], await TextsAsync(house));
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(UploadFolder.PathOf(house.Storage, Upload)));
    }

    [Fact]
    public async Task WhileARestoreRuns_ACommandWaitsOutside()
    {
        await using House house = await House.OpenAsync();
        using HouseLock? alone = HouseLock.TryAlone(house.Storage);
        Assert.NotNull(alone);
        (int code, string words) = await World.Program.RunAsync(new() { ["Storage__DataDirectory"] = house.Folder }, "set-up-link", "kanri");
        Assert.Equal(4, code);
        Assert.Contains("控えを戻している最中です", words, StringComparison.Ordinal);
    }

    public static TheoryData<string> Bad => ["text", "empty", "cut", "flipped", "climbing", "absolute", "longer", "newer-format", "newer-schema", "no-database", "other-zip"];

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task WhatIsNoGoodBackup_ChangesNothing(string how)
    {
        await using House house = await House.OpenAsync();
        await NoteAsync(house, "mine");
        string file = await MadeAsync(house);
        await SpoilAsync(house, file, how);
        RestoreOutcome.Refused refused = Assert.IsType<RestoreOutcome.Refused>(await RestorePass.RunAsync(house.Storage, file, Now, CancellationToken.None));
        Assert.Contains(how.StartsWith("newer", StringComparison.Ordinal) ? "新しい版" : "控え", refused.Problem, StringComparison.Ordinal);
        Assert.Equal(["mine"], await TextsAsync(house));
        Assert.Empty(Directory.GetDirectories(house.Folder, "re*-*"));
        Assert.False(File.Exists(Path.Combine(house.Folder, "..", "evil")));
    }

    private static async Task SpoilAsync(House house, string file, string how)
    {
        byte[] bytes = await File.ReadAllBytesAsync(file);
        switch (how)
        {
            case "text": await File.WriteAllTextAsync(file, "控え"); break;
            case "empty": await File.WriteAllBytesAsync(file, []); break;
            case "cut": await File.WriteAllBytesAsync(file, bytes[..(bytes.Length / 2)]); break;
            case "flipped":
                for (int part = 1; part < 6; part++)
                {
                    bytes[bytes.Length * part / 6] ^= 0x40; // One alone may fall on a letter of the archive that nobody reads.
                }

                await File.WriteAllBytesAsync(file, bytes);
                break;
            case "newer-schema":
                File.Delete(file);
                await house.AskAsync(db => db.Database.ExecuteSqlRawAsync("""INSERT INTO "__EFMigrationsHistory" VALUES ('99990101000000_Future', '6.0.7')"""));
                await MadeAsync(house);
                await house.AskAsync(db => db.Database.ExecuteSqlRawAsync("""DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" LIKE '9999%'"""));
                break;
            default: Rewrite(file, how); break;
        }
    }

    /// <summary>An archive somebody else made, or made worse.</summary>
    private static void Rewrite(string file, string how)
    {
        using ZipArchive zip = ZipFile.Open(file, ZipArchiveMode.Update);
        ZipArchiveEntry old = zip.GetEntry(BackupManifest.Name)!;
        BackupManifest manifest;
        using (Stream json = old.Open())
        {
            manifest = JsonSerializer.Deserialize<BackupManifest>(json, BackupManifest.Json)!;
        }

        old.Delete();
        string evil = how switch { "climbing" => "uploads/../../evil", "absolute" => "/evil", _ => "" };
        if (evil.Length > 0)
        {
            using Stream bytes = zip.CreateEntry(evil).Open();
            bytes.Write("evil"u8);
            manifest = manifest with { Parts = [.. manifest.Parts, new BackupPart(evil, 4, "")] };
        }

        manifest = how switch
        {
            "longer" => manifest with { Parts = [.. manifest.Parts.Select(part => part with { Bytes = part.Bytes - 1 })] },
            "newer-format" => manifest with { Format = BackupManifest.FormatNow + 1 },
            "no-database" => manifest with { Parts = [] },
            _ => manifest,
        };
        if (how != "other-zip")
        {
            using Stream json = zip.CreateEntry(BackupManifest.Name).Open();
            json.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(manifest, BackupManifest.Json)));
        }
    }

    private static async Task<string> MadeAsync(House house)
    {
        string file = house.Beside("b.zip");
        Assert.IsType<BackupOutcome.Made>(await BackupPass.RunAsync(house.Storage, file, Now, CancellationToken.None));
        return file;
    }

    private static Task<int> NoteAsync(House house, string text) => house.AskAsync(db =>
    {
        db.KeptNotes.Add(new KeptNote { Kind = NoteKind.Vacancy, SaidAt = Now, Text = text });
        return db.SaveChangesAsync();
    });

    private static Task<List<string>> TextsAsync(House house) => house.AskAsync(db => db.KeptNotes.OrderBy(note => note.Id).Select(note => note.Text).ToListAsync());
}
