using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Scheduler.Duties;
using Zaitaku.Storage;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Rota;
using static Zaitaku.Tests.Duties.DutyWorld;
using static Zaitaku.Tests.Rota.RotaTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Duties;

/// <summary>Looked at twice at once, late, or after a pause: what is said is said once, and is true.</summary>
public sealed class DutyAgainStory
{
    private readonly FakeClock _clock = FakeClock.InTokyo(2026, 5, 29, 14);

    [Fact]
    public async Task TwoThatLookAtOnce_WriteEachDutyOnce_AndEachReminderOnce()
    {
        (StoryWorld world, int rota) = await StartAsync(_clock);
        await using StoryWorld _ = world;
        DutyPass pass = world.Services.GetRequiredService<DutyPass>();
        for (int round = 1; round <= 12; round++)
        {
            await world.AskAsync(async db =>
            {
                await PublishAsync(db, rota, _clock.GetUtcNow(), Night("木原 一郎", $"2026-06-{round:00}"));
                return 0;
            });
            await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => pass.RunAsync(CancellationToken.None))));
            await pass.RunAsync(CancellationToken.None);
        }

        List<HeldDuty> held = await HeldAsync(world);
        Assert.Equal(12, held.Count);
        Assert.Equal(12, held.Select(duty => duty.StartsAt).Distinct().Count());
        List<OutboxMessage> planned = await world.AskAsync(db => db.Outbox.Where(message => message.About!.StartsWith("duty:")).ToListAsync());
        Assert.NotEmpty(planned);
        Assert.Equal(planned.Count, planned.Select(message => (message.About, message.Kind)).Distinct().Count());
        await LookAsync(world);
        world.Line.Heard(Kihara);
    }

    [Fact]
    public async Task WhoFollowsAChangeSecond_SavesNothing()
    {
        (StoryWorld world, int rota) = await StartAsync(_clock);
        await using StoryWorld _ = world;
        IDbContextFactory<ZaitakuDb> databases = world.Services.GetRequiredService<IDbContextFactory<ZaitakuDb>>();
        await using ZaitakuDb one = await databases.CreateDbContextAsync(), other = await databases.CreateDbContextAsync();
        DutyRota first = await one.DutyRotas.SingleAsync(), second = await other.DutyRotas.SingleAsync();
        first.FollowedRevision = second.FollowedRevision = 40;
        await one.SaveChangesAsync();
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => other.SaveChangesAsync());
        Assert.NotEqual(0, rota);
    }

    [Fact]
    public async Task YearsLater_DutiesBeyondTheHorizon_AreToldWithoutAnybodysDoing()
    {
        (StoryWorld world, int rota) = await StartAsync(_clock);
        await using StoryWorld _ = world;
        await PublishAsync(world, rota, Night("木原 一郎", "2026-06-01"), Night("三木 二郎", "2027-09-01")); // 460 days ahead.
        world.Hears(Kihara, "6月1日");
        world.HearsNothing(Miki);
        await LookAtAsync(world, "2026-07-15", 9);
        world.Hears(Miki, "当番をお願いします", "9月1日");
        await LookAtAsync(world, "2026-07-16", 9);
        world.HearsNothing(Miki);
        world.Line.Heard(Kihara);
        world.Line.Heard(Coordinator);
    }

    [Fact]
    public async Task WhoHadBlockedUs_IsToldWhenTheyComeBack_AndTheirWordsToAReminderCount()
    {
        (StoryWorld world, int rota) = await StartAsync(_clock);
        await using StoryWorld _ = world;
        await world.DoesAsync(world.Line.Unfollows(Kihara));
        await PublishAsync(world, rota, Night("木原 一郎", "2026-06-03"), Night("三木 二郎", "2026-06-10"));
        world.Hears(Miki, "6月10日");
        await LookAtAsync(world, "2026-05-30", 9); // Nobody is told in vain each day.
        Assert.Equal(1, await world.AskAsync(db => db.Outbox.CountAsync(message => message.Kind == DutyMessages.NewsKind && message.State == OutboxState.GivenUp)));
        await world.DoesAsync(world.Line.Follows(Kihara));
        world.Line.Heard(Kihara);
        await LookAtAsync(world, "2026-05-31", 9);
        world.Hears(Kihara, "当番をお願いします", "6月3日");
        world.Line.Heard(Coordinator);
    }

    [Fact]
    public async Task Understood_SaidToAReminder_CountsWhereTheNewsDidNotArrive()
    {
        (StoryWorld world, int rota) = await StartAsync(_clock);
        await using StoryWorld _ = world;
        await PublishAsync(world, rota, Night("木原 一郎", "2026-06-01"));
        world.Hears(Kihara, "6月1日");
        await world.AskAsync(async db =>
        {
            OutboxMessage news = await db.Outbox.SingleAsync(message => message.Kind == DutyMessages.NewsKind);
            db.Outbox.Remove(news);
            db.Outbox.Add(GivenUp(news)); // As though it had not.
            return await db.SaveChangesAsync();
        });
        _clock.AdvanceTo(At("2026-05-31", 17));
        await world.SettleAsync();
        world.Hears(Kihara, "あすは当番です");
        await world.SaysAsync(Kihara, "了解です");
        world.Hears(Kihara, "確認をいただきました", "6月1日");
    }

    [Fact]
    public async Task AfterAPause_NothingIsSaidOfATableThatHasChangedMeanwhile()
    {
        (StoryWorld world, int rota) = await StartAsync(_clock);
        await using StoryWorld _ = world;
        await PublishAsync(world, rota, Night("木原 一郎", "2026-06-01"));
        world.Hears(Kihara, "6月1日");
        _clock.AdvanceTo(At("2026-05-31", 16, 59));
        await world.AskAsync(async db => // Written, and the program stops before anything follows.
        {
            DutyRota one = await db.DutyRotas.Include(some => some.Seats).SingleAsync();
            db.DutyShifts.Add(new DutyShift { SeatId = one.Seats[0].Id, HolderId = (await db.DutyHolders.SingleAsync(some => some.Name == "広瀬 三郎")).Id, StartsAt = At("2026-06-01", 17, 30), EndsAt = At("2026-06-01", 32, 30), Layer = DutyLayer.Override, KnownFrom = _clock.GetUtcNow() });
            one.Revision++;
            return await db.SaveChangesAsync();
        });
        _clock.AdvanceTo(At("2026-05-31", 17, 40)); // Runs again: the outbox looks first.
        await world.SettleAsync();
        world.HearsNothing(Kihara);
        await LookAsync(world);
        world.Hears(Kihara, "当番ではなくなりました");
        world.Hears(Hirose, "当番をお願いします");
    }

    [Fact]
    public async Task AWatchPointInPlaceOfAnother_IsToldAtTheStart()
    {
        (StoryWorld world, int rota) = await StartAsync(_clock);
        await using StoryWorld _ = world;
        await PublishAsync(world, rota, Night("木原 一郎", "2026-06-01"));
        world.Line.Heard(Kihara);
        await world.AskAsync(async db =>
        {
            db.DutyRotas.Add(new DutyRota { Name = "病院の輪番", Purpose = RotaPurpose.Hospital, CreatedAt = _clock.GetUtcNow() });
            await db.SaveChangesAsync();
            db.HandoverNotes.Add(Note((await db.DutyRotas.OrderBy(one => one.Id).LastAsync()).Id, "ほかの当番の見守り"));
            return await db.SaveChangesAsync();
        });
        DutyBook book = world.Services.GetRequiredService<DutyBook>();
        _clock.AdvanceTo(At("2026-06-01", 17, 5));
        await world.AskAsync(db => book.ReadAsync(db, _clock.GetUtcNow(), CancellationToken.None));
        await world.AskAsync(async db =>
        {
            HandoverNote ended = await db.HandoverNotes.SingleAsync();
            ended.ShownUntil = _clock.GetUtcNow();
            db.HandoverNotes.Add(Note(rota, "今夜の見守り"));
            return await db.SaveChangesAsync();
        });
        DutyBook.Page page = await world.AskAsync(db => book.ReadAsync(db, _clock.GetUtcNow(), CancellationToken.None));
        Assert.Equal([rota], page.WithNotes);
        world.Line.Heard(Kihara);
    }

    private HandoverNote Note(int rota, string words) => new() { Id = Guid.CreateVersion7(_clock.GetUtcNow()), RotaId = rota, Text = words, WrittenAt = _clock.GetUtcNow(), ShownUntil = At("2026-06-09", 9), Revision = 1 };

    private static OutboxMessage GivenUp(OutboxMessage one)
    {
        OutboxMessage message = new() { Id = one.Id, MemberId = one.MemberId, Kind = one.Kind, Urgency = one.Urgency, Body = one.Body, About = one.About, CreatedAt = one.CreatedAt, UselessAfter = one.UselessAfter };
        message.GiveUp("no channel reaches the person", one.CreatedAt);
        return message;
    }
}
