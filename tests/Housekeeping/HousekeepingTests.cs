using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Scheduler.Housekeeping;
using Zaitaku.Storage;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Tests.Housekeeping;

public sealed class HousekeepingTests
{
    [Fact]
    public async Task ADoubtNobodyHasSeen_IsKept_AndAnInvitationNobodyUsedGoesWithItsPhone()
    {
        FakeClock clock = FakeClock.InTokyo(2026, 4, 1, 10);
        await using World.World world = await World.World.StartAsync(clock);
        await using ZaitakuDb db = await world.Services.GetRequiredService<IDbContextFactory<ZaitakuDb>>().CreateDbContextAsync();
        DateTimeOffset now = clock.GetUtcNow();
        OutboxMessage seen = Doubtful(now), unseen = Doubtful(now);
        seen.SeenAt = now;
        db.Outbox.AddRange(seen, unseen);
        await Invitations.CreateAsync(db, Role.Nurse, "0000-22-0000", now);
        HousekeepingJob job = JobOf(world, db);

        clock.Advance(MemberRules.CodeLife - TimeSpan.FromSeconds(1));
        await job.RunAsync(CancellationToken.None);
        Assert.Equal(2, await db.Outbox.CountAsync(message => message.Body != "[]"));
        Assert.Equal((2, 1), (await db.Outbox.CountAsync(), await db.InvitationCodes.CountAsync()));

        clock.Advance(TimeSpan.FromDays(365));
        await job.RunAsync(CancellationToken.None);
        OutboxMessage left = await db.Outbox.AsNoTracking().SingleAsync();
        Assert.Equal((unseen.Id, "[]", OutboxState.Unknown), (left.Id, left.Body, left.State)); // That nobody knows stays to be seen; the words go.
        Assert.Equal(0, await db.InvitationCodes.CountAsync());
    }

    [Fact]
    public async Task WhatWasPlannedLongAhead_IsKeptAsLongAsTheRest_AfterItWasSent()
    {
        FakeClock clock = FakeClock.InTokyo(2026, 4, 1, 10);
        await using World.World world = await World.World.StartAsync(clock);
        await using ZaitakuDb db = await world.Services.GetRequiredService<IDbContextFactory<ZaitakuDb>>().CreateDbContextAsync();
        DateTimeOffset sent = clock.GetUtcNow().AddDays(40);
        OutboxMessage message = new() { Id = Guid.CreateVersion7(clock.GetUtcNow()), Channel = "line", Address = "U1", Body = OutboxBody.Text("会議のお知らせ"), CreatedAt = clock.GetUtcNow(), UselessAfter = sent.AddHours(1) };
        message.PlanFor(sent);
        message.Freeze(message.Id, byReply: false, sent);
        message.Apply(OutboxRules.After(message, new SendOutcome.Accepted(), new TryMade(ByReply: false, HasRetryKey: true), sent), sent);
        db.Outbox.Add(message);
        await db.SaveChangesAsync();
        HousekeepingJob job = JobOf(world, db);

        clock.AdvanceTo(sent.AddDays(1));
        await job.RunAsync(CancellationToken.None);
        Assert.Equal(1, await db.Outbox.CountAsync());
        clock.AdvanceTo(sent.AddDays(31));
        await job.RunAsync(CancellationToken.None);
        Assert.Equal(0, await db.Outbox.CountAsync());
    }

    [Fact]
    public async Task ADoubtAboutWhatWasPlannedLongAhead_KeepsItsWordsAsLongAsTheRest()
    {
        FakeClock clock = FakeClock.InTokyo(2026, 4, 1, 10);
        await using World.World world = await World.World.StartAsync(clock);
        await using ZaitakuDb db = await world.Services.GetRequiredService<IDbContextFactory<ZaitakuDb>>().CreateDbContextAsync();
        DateTimeOffset tried = clock.GetUtcNow().AddDays(40);
        db.Outbox.Add(Doubtful(clock.GetUtcNow(), tried));
        await db.SaveChangesAsync();
        HousekeepingJob job = JobOf(world, db);

        clock.AdvanceTo(tried.AddDays(30));
        await job.RunAsync(CancellationToken.None);
        Assert.NotEqual("[]", (await db.Outbox.AsNoTracking().SingleAsync()).Body);
        clock.AdvanceTo(tried.AddDays(31));
        await job.RunAsync(CancellationToken.None);
        Assert.Equal("[]", (await db.Outbox.AsNoTracking().SingleAsync()).Body);
    }

    [Fact]
    public async Task WhatARestorePutAside_GoesWithTheRawBodies()
    {
        FakeClock clock = FakeClock.InTokyo(2026, 4, 1, 10);
        await using World.World world = await World.World.StartAsync(clock);
        string[] names = ["replaced-20260401-100000", "replaced-20260402-100000", "replaced-by-hand", "uploads-replaced-20200101-000000"];
        Array.ForEach(names, name => File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(world.DataDirectory, name)).FullName, "zaitaku.db"), "夜の吸引"));
        await using ZaitakuDb db = await world.Services.GetRequiredService<IDbContextFactory<ZaitakuDb>>().CreateDbContextAsync();
        HousekeepingJob job = JobOf(world, db);
        clock.Advance(TimeSpan.FromDays(30));
        await job.RunAsync(CancellationToken.None);
        Assert.All(names, name => Assert.True(Directory.Exists(Path.Combine(world.DataDirectory, name)), name));
        clock.Advance(TimeSpan.FromSeconds(1));
        await job.RunAsync(CancellationToken.None);
        Assert.Equal(names[1..], names.Where(name => Directory.Exists(Path.Combine(world.DataDirectory, name))));
    }

    /// <summary>A restore that was killed while it unpacked, a person's data whose answer was cut off.</summary>
    [Fact]
    public async Task WhatADyingProgramLeft_GoesTheNextDay()
    {
        FakeClock clock = FakeClock.InTokyo(2026, 4, 1, 10);
        await using World.World world = await World.World.StartAsync(clock);
        string unpacked = Path.Combine(world.DataDirectory, "restoring-20260401-100000"), byHand = Path.Combine(world.DataDirectory, "restoring-by-hand");
        string exported = Path.Combine(world.DataDirectory, "export-0198.part");
        Array.ForEach([unpacked, byHand], folder => File.WriteAllText(Path.Combine(Directory.CreateDirectory(folder).FullName, "zaitaku.db"), "夜の吸引"));
        File.WriteAllText(exported, "夜の吸引");
        File.SetLastWriteTimeUtc(exported, clock.GetUtcNow().UtcDateTime);
        await using ZaitakuDb db = await world.Services.GetRequiredService<IDbContextFactory<ZaitakuDb>>().CreateDbContextAsync();
        HousekeepingJob job = JobOf(world, db);

        clock.Advance(TimeSpan.FromDays(1));
        await job.RunAsync(CancellationToken.None);
        Assert.Equal((true, true), (Directory.Exists(unpacked), File.Exists(exported)));
        clock.Advance(TimeSpan.FromSeconds(1));
        await job.RunAsync(CancellationToken.None);
        Assert.Equal((false, false, true), (Directory.Exists(unpacked), File.Exists(exported), Directory.Exists(byHand)));
    }

    [Fact]
    public async Task WhatCannotBeRemoved_KeepsNothingElse()
    {
        FakeClock clock = FakeClock.InTokyo(2026, 4, 1, 10);
        await using World.World world = await World.World.StartAsync(clock);
        await using ZaitakuDb db = await world.Services.GetRequiredService<IDbContextFactory<ZaitakuDb>>().CreateDbContextAsync();
        db.KeptNotes.Add(new KeptNote { Kind = NoteKind.Unanswered, SaidAt = clock.GetUtcNow(), Text = "夜の吸引" });
        await db.SaveChangesAsync();
        await db.Database.ExecuteSqlRawAsync("ALTER TABLE inbox_message RENAME TO gone");
        HousekeepingJob job = JobOf(world, db);

        clock.Advance(TimeSpan.FromDays(91));
        await job.RunAsync(CancellationToken.None);

        Assert.Equal(0, await db.KeptNotes.CountAsync());
    }

    private static HousekeepingJob JobOf(World.World world, ZaitakuDb db) =>
        new(db, Options.Create(new HousekeepingOptions()), world.Services.GetRequiredService<IOptions<StorageOptions>>(), world.Clock, NullLogger<HousekeepingJob>.Instance);

    private static OutboxMessage Doubtful(DateTimeOffset now, DateTimeOffset? tried = null)
    {
        DateTimeOffset at = tried ?? now;
        OutboxMessage message = new() { Id = Guid.CreateVersion7(now), Channel = "teams", Address = "U1", Body = OutboxBody.Text("夜の吸引"), CreatedAt = now, UselessAfter = at.AddHours(1) };
        message.PlanFor(at);
        message.Freeze(message.Id, byReply: false, at);
        message.Apply(new OutboxStep(OutboxState.Unknown, "timeout"), at);
        return message;
    }
}
