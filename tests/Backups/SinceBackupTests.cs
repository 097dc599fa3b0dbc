using System.Text;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Bot.Commands;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Scheduler.Backups;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Erasure;
using Zaitaku.Storage.Inbox;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Staff;
using Zaitaku.Storage.Unanswered;
using HomeCare = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Backups;

/// <summary>What was erased, ended, closed or taken back after a backup was made is not undone by putting it back.</summary>
public sealed class SinceBackupTests
{
    private static readonly DateTimeOffset Now = new(2026, 4, 1, 1, 0, 0, TimeSpan.Zero);

    /// <summary>Somebody puts back the copy of the first day by mistake, which knows none of them, and then the right one, which knows them all.</summary>
    [Fact]
    public async Task RestoredTwice_NobodyComesBack()
    {
        await using House house = await House.OpenAsync();
        string first = await MadeAsync(house, "day-1.zip");
        Guid alone = await NotedAsync(house, "ひとりの様子"), line = await NotedAsync(house, "LINEの様子"), teams = await NotedAsync(house, "Teamsの様子");
        Consultation call = await CalledAsync(house, Now);
        string third = await MadeAsync(house, "day-3.zip");
        await JoinAsync(house, into: line, gone: teams);
        await EraseAsync(house, alone);
        await EraseAsync(house, line);
        await house.AskAsync(async db =>
        {
            await PersonErasure.EraseConsultationAsync(db, house.Storage, await db.Consultations.SingleAsync(), null, Now.AddDays(3), CancellationToken.None);
            return 0;
        });

        Assert.Equal(0, (await RestoredAsync(house, first, Now.AddDays(4))).ErasedAgain);
        Assert.Empty(await house.AskAsync(db => db.Members.ToListAsync()));
        Assert.Equal(4, (await RestoredAsync(house, third, Now.AddDays(4).AddMinutes(1))).ErasedAgain);

        Assert.Equal(["", "", ""], await house.AskAsync(db => db.KeptNotes.Select(note => note.Text).ToListAsync()));
        Assert.Equal("", await house.AskAsync(db => db.Consultations.Where(one => one.Number == call.Number).Select(one => one.AskerName).SingleAsync()));
        string bytes = Encoding.UTF8.GetString(await File.ReadAllBytesAsync(house.Beside("zaitaku.db")));
        Assert.All(["様子", "架空花子"], words => Assert.DoesNotContain(words, bytes, StringComparison.Ordinal));
    }

    /// <summary>Numbers are drawn: one that is free again may be another's by then.</summary>
    [Fact]
    public async Task AnErasedNumberDrawnAnew_IsNotErased()
    {
        await using House house = await House.OpenAsync();
        string before = await MadeAsync(house, "before.zip");
        await CalledAsync(house, Now);
        await house.AskAsync(async db =>
        {
            await PersonErasure.EraseConsultationAsync(db, house.Storage, await db.Consultations.SingleAsync(), null, Now.AddHours(1), CancellationToken.None);
            return 0;
        });
        await RestoredAsync(house, before, Now.AddHours(2));
        await CalledAsync(house, Now.AddHours(3));
        string after = await MadeAsync(house, "after.zip");

        Assert.Equal(0, (await RestoredAsync(house, after, Now.AddHours(4))).ErasedAgain);
        Assert.Equal("架空花子", await house.AskAsync(db => db.Consultations.Select(one => one.AskerName).SingleAsync()));
    }

    /// <summary>The first copy knows one account of the two, the second both: that they were joined is written down in the first.</summary>
    [Fact]
    public async Task WhoWasJoined_IsErasedWithTheOther_AlsoAfterTwoRestores()
    {
        await using House house = await House.OpenAsync();
        Guid line = await NotedAsync(house, "LINEの様子");
        string one = await MadeAsync(house, "one.zip");
        Guid teams = await NotedAsync(house, "Teamsの様子");
        string two = await MadeAsync(house, "two.zip");
        await JoinAsync(house, into: line, gone: teams);

        await RestoredAsync(house, one, Now.AddHours(1));
        await EraseAsync(house, line);
        await RestoredAsync(house, two, Now.AddHours(2));

        Assert.Equal(["", ""], await house.AskAsync(db => db.KeptNotes.Select(note => note.Text).ToListAsync()));
    }

    [Fact]
    public async Task WhoCameBackAsTwo_IsErasedAsOneOfThem()
    {
        await using House house = await House.OpenAsync();
        Guid line = await NotedAsync(house, "LINEの様子"), teams = await NotedAsync(house, "Teamsの様子");
        string file = await MadeAsync(house, "b.zip");
        await JoinAsync(house, into: line, gone: teams);

        await RestoredAsync(house, file, Now.AddHours(1));
        await EraseAsync(house, line);
        await RestoredAsync(house, file, Now.AddHours(2));

        Assert.Equal(["", "Teamsの様子"], await house.AskAsync(db => db.KeptNotes.OrderBy(note => note.Id).Select(note => note.Text).ToListAsync()));
    }

    [Fact]
    public async Task SessionsAndLinks_DoNotHoldAgain()
    {
        await using House house = await House.OpenAsync();
        Guid staff = await StaffAsync(house, "sato", Role.Admin);
        Member person = new() { Id = Guid.CreateVersion7(Now), CreatedAt = Now };
        Consultation draft = new() { Id = Guid.CreateVersion7(Now), Number = 412_907, State = ConsultationState.Draft, Route = ConsultationRoute.Line, CreatedAt = Now, ReceivedAt = Now };
        await house.AskAsync(async db =>
        {
            db.Members.Add(person);
            db.Consultations.Add(draft);
            db.StaffSessions.Add(new StaffSession { Id = Guid.CreateVersion7(Now), StaffId = staff, TokenHash = "a", CreatedAt = Now, LastSeenAt = Now, ExpiresAt = Now.AddHours(16) });
            db.StaffSetupLinks.Add(new StaffSetupLink { Id = Guid.CreateVersion7(Now), StaffId = staff, TokenHash = "b", CreatedAt = Now, ExpiresAt = Now.AddHours(48) });
            db.OneTimeLinks.Add(new OneTimeLink { Id = Guid.CreateVersion7(Now), ConsultationId = draft.Id, TokenHash = "c", CreatedAt = Now, ExpiresAt = Now.AddDays(7) });
            db.DutyLinks.Add(new Zaitaku.Storage.Duties.DutyLink { Id = Guid.CreateVersion7(Now), DutyId = 1, MemberId = person.Id, TokenHash = "d", CreatedAt = Now, ExpiresAt = Now.AddDays(1) });
            await Links.CreateAsync(db, person.Id, Now, CancellationToken.None);
            await Invitations.CreateAsync(db, Role.Nurse, Now);
            return 0;
        });
        string file = await MadeAsync(house, "b.zip");
        DateTimeOffset later = Now.AddMinutes(5);

        await RestoredAsync(house, file, later);

        Assert.Equal(later, await house.AskAsync(db => db.StaffSessions.Select(session => session.RevokedAt).SingleAsync()));
        DateTimeOffset[] ends =
        [
            await house.AskAsync(db => db.StaffSetupLinks.Select(link => link.ExpiresAt).SingleAsync()), await house.AskAsync(db => db.OneTimeLinks.Select(link => link.ExpiresAt).SingleAsync()),
            await house.AskAsync(db => db.DutyLinks.Select(link => link.ExpiresAt).SingleAsync()),
            await house.AskAsync(db => db.LinkCodes.Select(code => code.ExpiresAt).SingleAsync()), await house.AskAsync(db => db.InvitationCodes.Select(code => code.ExpiresAt).SingleAsync()),
        ];
        Assert.All(ends, end => Assert.Equal(later, end));
    }

    [Fact]
    public async Task AnAccountClosedSince_StaysClosed_InTheChatToo()
    {
        await using House house = await House.OpenAsync();
        await StaffAsync(house, "kanri", Role.Admin);
        Guid person = await NotedAsync(house, ""), staff = await StaffAsync(house, "sato", Role.Coordinator, person);
        string file = await MadeAsync(house, "b.zip");
        await CloseAsync(house, staff);

        RestoreOutcome.Restored restored = await RestoredAsync(house, file, Now.AddDays(1));

        Assert.Equal((1, false), (restored.ClosedAgain, restored.IsAdminWithoutPassword));
        Assert.Equal([("kanri", false), ("sato", true)], await house.AskAsync(async db => (await db.StaffAccounts.OrderBy(one => one.SignInName).ToListAsync()).Select(one => (one.SignInName, one.DisabledAt is not null)).ToList()));
        Assert.Equal(Role.Resident, await house.AskAsync(db => db.Members.Where(one => one.Id == person).Select(one => one.Role).SingleAsync()));
    }

    /// <summary>The backup knows one admin, who has left since. Closed, nobody could let anybody in; open, they could come in themselves.</summary>
    [Fact]
    public async Task TheOnlyAdminTheBackupKnows_StaysWithoutAPassword()
    {
        await using House house = await House.OpenAsync();
        Guid left = await StaffAsync(house, "sato", Role.Admin);
        await StaffAsync(house, "suzuki", Role.Coordinator);
        string file = await MadeAsync(house, "b.zip");
        await StaffAsync(house, "kanri", Role.Admin);
        await CloseAsync(house, left);

        using StringWriter output = new(), complaints = new();
        Assert.Equal(0, await RestoreCommand.RunAsync(house.Storage, file, Now.AddDays(1), output, complaints, CancellationToken.None));

        Assert.Contains("1件のアカウント", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("set-up-link", complaints.ToString(), StringComparison.Ordinal);
        StaffAccount sato = await house.AskAsync(db => db.StaffAccounts.SingleAsync(one => one.Id == left));
        Assert.Equal((null, "", ""), (sato.DisabledAt, sato.PasswordHash, sato.TotpSecret));
    }

    /// <summary>The words come back with the copy, and go again before anything else is done.</summary>
    [Fact]
    public async Task WhatWasTakenBackSince_IsForgottenAgain_AsSoonAsTheProgramRuns()
    {
        await using House house = await House.OpenAsync();
        Dictionary<string, string?> there = new() { ["Storage:DataDirectory"] = house.Folder };
        string file;
        await using (HomeCare world = await HomeCare.StartAsync(FakeClock.InTokyo(2026, 4, 1, 10), there))
        {
            SignedWebhook said = await SaysAsync(world, "今朝から38度の熱、食事半分でした");
            file = await MadeAsync(house, "b.zip");
            SignedWebhook later = await SaysAsync(world, "いまは36度、食事は全部でした");
            await TakesBackAsync(world, said);
            await TakesBackAsync(world, later);
        }

        await RestoredAsync(house, file, Now.AddHours(1));
        Assert.Equal(1, await house.AskAsync(db => db.Inbox.CountAsync(row => row.State == InboxState.Waiting))); // The backup does not know the second message.
        await using (HomeCare world = await HomeCare.StartAsync(FakeClock.InTokyo(2026, 4, 1, 12), there))
        {
            await world.SettleAsync();
            world.HearsNothing("U1");
        }

        Assert.Equal([""], await house.AskAsync(db => db.KeptNotes.Select(note => note.Text).ToListAsync()));
        Assert.Equal(0, await house.AskAsync(db => db.Inbox.CountAsync(row => (row.ChannelMessageId != "" && row.Event != "null") || row.State != InboxState.Handled)));
    }

    private static async Task<SignedWebhook> SaysAsync(HomeCare world, string text)
    {
        SignedWebhook said = world.Line.Says("U1", text);
        await world.DoesAsync(said);
        world.Hears("U1");
        return said;
    }

    private static Task TakesBackAsync(HomeCare world, SignedWebhook said) => world.DoesAsync(world.Line.Unsends("U1", said.Events[0]["message"]!["id"]!.GetValue<string>()));

    private static async Task<string> MadeAsync(House house, string name)
    {
        string file = house.Beside(name);
        Assert.IsType<BackupOutcome.Made>(await BackupPass.RunAsync(house.Storage, file, Now, CancellationToken.None));
        return file;
    }

    private static async Task<RestoreOutcome.Restored> RestoredAsync(House house, string file, DateTimeOffset at) =>
        Assert.IsType<RestoreOutcome.Restored>(await RestorePass.RunAsync(house.Storage, file, at, CancellationToken.None));

    private static Task<Guid> NotedAsync(House house, string text) => house.AskAsync(async db =>
    {
        Member member = new() { Id = Guid.CreateVersion7(Now), Role = Role.Coordinator, CreatedAt = Now };
        db.Members.Add(member);
        db.KeptNotes.Add(new KeptNote { Kind = NoteKind.Observation, MemberId = member.Id, SaidAt = Now, Text = text });
        await db.SaveChangesAsync();
        return member.Id;
    });

    private static Task<Consultation> CalledAsync(House house, DateTimeOffset at) => house.AskAsync(async db =>
    {
        Consultation call = new() { Id = Guid.CreateVersion7(at), Number = 412_907, State = ConsultationState.Claimed, Route = ConsultationRoute.Phone, CreatedAt = at, ReceivedAt = at, AskerName = "架空花子" };
        db.Consultations.Add(call);
        await db.SaveChangesAsync();
        return call;
    });

    private static Task<int> JoinAsync(House house, Guid into, Guid gone) => house.AskAsync(async db =>
    {
        await MemberMerge.ApplyAsync(db, await db.Members.SingleAsync(member => member.Id == into), await db.Members.SingleAsync(member => member.Id == gone), CancellationToken.None);
        db.AuditTrail.Add(new AuditEntry { At = Now, MemberId = into, Action = "member.link", Subject = $"member:{gone:N}" });
        return await db.SaveChangesAsync();
    });

    private static Task<bool> EraseAsync(House house, Guid member) => house.AskAsync(db => PersonErasure.EraseAsync(db, house.Storage, member, null, Now.AddDays(3), CancellationToken.None));

    private static Task<Guid> StaffAsync(House house, string name, Role role, Guid? person = null) => house.AskAsync(async db =>
    {
        StaffAccount account = new() { Id = Guid.CreateVersion7(Now), SignInName = name, DisplayName = name, Role = role, MemberId = person, PasswordHash = "hash", TotpSecret = "seed", CreatedAt = Now };
        db.StaffAccounts.Add(account);
        await db.SaveChangesAsync();
        return account.Id;
    });

    private static Task<int> CloseAsync(House house, Guid staff) => house.AskAsync(async db =>
    {
        (await db.StaffAccounts.SingleAsync(account => account.Id == staff)).DisabledAt = Now.AddHours(1);
        return await db.SaveChangesAsync();
    });
}
