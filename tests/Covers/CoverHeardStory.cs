using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Scheduler.Covers;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage.Covers;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Rota;
using static Zaitaku.Tests.Covers.CoverTown;
using static Zaitaku.Tests.Rota.RotaTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Covers;

/// <summary>Who hears of a request, and how loudly.</summary>
public sealed class CoverHeardStory
{
    private readonly FakeClock _clock = Clock();

    [Fact]
    public async Task ACoordinatorWhoIsKnownInChatOnly_IsRungToo()
    {
        await using StoryWorld world = await StartAsync(_clock);
        await world.IsAsync("山口", Role.Coordinator);
        _clock.AdvanceTo(At("2026-06-06", 22)); // While it runs, at night.
        await world.SaysAsync("木原", "熱が出て今夜の当番に行けません");
        world.Hears("山口", "当番に入れない方がいます", "木原 一郎");
        Array.ForEach(["木原", "三木", "広瀬", "佐藤", Coordinator], name => world.HearsText(name));
    }

    [Fact]
    public async Task WhereNobodyAtTheHubIsInChat_TheAskerIsToldToCall()
    {
        await using StoryWorld world = await StartAsync(_clock);
        await world.DoesAsync(world.Line.Unfollows(Coordinator));
        _clock.AdvanceTo(At("2026-06-06", 22));
        await world.SaysAsync("木原", "熱が出て今夜の当番に行けません");
        string said = world.HearsText("木原");
        Assert.Contains("拠点の担当者には、チャットで届きません。お電話でお知らせください。", said, StringComparison.Ordinal);
        Assert.Contains("0000-11-0000", said, StringComparison.Ordinal);
        Assert.DoesNotContain("拠点の担当者にもすぐ知らせました", said, StringComparison.Ordinal);
        Array.ForEach(["三木", "広瀬", "佐藤"], name => world.HearsText(name));
    }

    [Fact]
    public async Task ARequestMadeEarly_IsLoud_WhenItsDutyIsNear()
    {
        await using StoryWorld world = await StartAsync(_clock);
        _clock.AdvanceTo(At("2026-06-05", 10));
        await SendsAsync(world, "木原", "6月6日の当番代わってほしい");
        foreach ((int hour, int minute) in new[] { (5, 30), (11, 30), (14, 30), (16, 30), (17, 30) })
        {
            await WatchAtAsync(world, At("2026-06-06", hour, minute));
        }

        Array.ForEach(["木原", "三木", "広瀬", "佐藤", Coordinator], name => world.HearsText(name));
        DateTimeOffset day = At("2026-06-06", 0);
        ILookup<string, (int Hour, Urgency Urgency)> said = (await world.AskAsync(db => db.Outbox.Where(message => message.CreatedAt >= day).OrderBy(message => message.CreatedAt).ToListAsync()))
            .Select(message => (message.Kind, Said: (message.CreatedAt.ToOffset(TimeSpan.FromHours(9)).Hour, message.Urgency))).Distinct().ToLookup(one => one.Kind, one => one.Said);
        Assert.Equal([(5, Urgency.Notice), (11, Urgency.Notice), (14, Urgency.Page), (16, Urgency.Page)], said[CoverMessages.DeskOpen]);
        Assert.Equal([(5, Urgency.Notice), (11, Urgency.Notice), (14, Urgency.Notice), (16, Urgency.Page)], said[CoverMessages.Ask]);
        Assert.Equal([(17, Urgency.Page)], said[CoverMessages.News]); // To whoever is on duty now after all.
        Assert.Equal(CoverState.Lapsed, (await OnlyOneAsync(world)).State);
    }

    [Fact]
    public async Task OnePersonUnderTwoNames_IsNotAskedForTheirOwnDuty_NorTakenForFree()
    {
        await using StoryWorld world = await StartAsync(_clock);
        (int own, int busy) = await world.AskAsync(async db =>
        {
            DutyHolder own = Holder("木原クリニック", "0000-31-0000"), busy = Holder("三木クリニック", "0000-32-0000");
            (own.MemberId, busy.MemberId) = (await MemberAsync(db, "木原"), await MemberAsync(db, "三木"));
            db.DutyHolders.AddRange(own, busy);
            await db.SaveChangesAsync();
            DutyRota rota = await db.DutyRotas.Include(one => one.Seats).SingleAsync();
            DutySeat second = rota.AddSeat("副");
            await db.SaveChangesAsync();
            db.DutyShifts.AddRange(new DutyShift { SeatId = second.Id, HolderId = own.Id, StartsAt = At("2026-06-20", 17, 30), EndsAt = At("2026-06-20", 32, 30), KnownFrom = _clock.GetUtcNow() }, new DutyShift { SeatId = second.Id, HolderId = busy.Id, StartsAt = At("2026-06-13", 17, 30), EndsAt = At("2026-06-13", 32, 30), KnownFrom = _clock.GetUtcNow() });
            await db.SaveChangesAsync();
            return (own.Id, busy.Id);
        });
        await SendsAsync(world, "木原", "6月13日の当番代わってほしい");
        int[] asked = [.. (await OnlyOneAsync(world)).Asks.Select(ask => ask.HolderId)];
        Assert.Equal(["佐藤 一郎", "広瀬 一郎"], await world.AskAsync(db => db.DutyHolders.Where(holder => asked.Contains(holder.Id)).OrderBy(holder => holder.Name).Select(holder => holder.Name).ToArrayAsync()));
        Assert.DoesNotContain(own, asked);
        Assert.DoesNotContain(busy, asked);
        Array.ForEach(["木原", "広瀬", "佐藤"], name => world.HearsText(name));
    }

    [Fact]
    public async Task WhoseQuestionIsStillBeingTried_HearsThatItIsOver()
    {
        await using StoryWorld world = await StartAsync(_clock);
        _clock.AdvanceTo(At("2026-06-02", 22)); // At night the questions wait.
        await SendsAsync(world, "木原", "6月13日の当番代わってほしい");
        world.Line.Heard("木原");
        (TruthAnswer before, TruthAnswer after) = await world.AskAsync(async db =>
        {
            Guid miki = await MemberAsync(db, "三木");
            OutboxMessage question = await db.Outbox.SingleAsync(message => message.Kind == CoverMessages.Ask && message.MemberId == miki);
            OutboxMessage over = new() { MemberId = miki, Kind = CoverMessages.Over, Urgency = Urgency.Notice, Body = "[]", About = question.About, CreatedAt = _clock.GetUtcNow(), UselessAfter = _clock.GetUtcNow().AddDays(1) };
            TruthAnswer first = await new CoverTruth().CheckAsync(db, over, _clock.GetUtcNow(), CancellationToken.None);
            question.Freeze(question.Id, byReply: false, _clock.GetUtcNow());
            question.Apply(new OutboxStep(OutboxState.Waiting, "503", _clock.GetUtcNow().AddHours(12)), _clock.GetUtcNow());
            await db.SaveChangesAsync();
            return (first, await new CoverTruth().CheckAsync(db, over, _clock.GetUtcNow(), CancellationToken.None));
        });
        Assert.IsType<TruthAnswer.NoLonger>(before);
        Assert.IsType<TruthAnswer.StillTrue>(after);
    }
}
