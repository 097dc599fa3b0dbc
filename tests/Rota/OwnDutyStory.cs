using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Rota;
using static Zaitaku.Tests.Rota.RotaTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Rota;

/// <summary>Somebody who stands in the tables asks for their own duties, and says when they take none. Wednesday 2026-05-27, 10:00 in Tokyo.</summary>
public sealed class OwnDutyStory
{
    private const string Me = "木原先生";
    private readonly FakeClock _clock = FakeClock.InTokyo(2026, 5, 27, 10);

    [Fact]
    public async Task TheNextOnes_AreToldWithRota_Hours_WhoElseIsOn_AndWhetherTheyAreConfirmed()
    {
        await using StoryWorld world = await StartAsync();
        await world.SaysAsync(Me, "私の当番");
        string said = world.HearsText(Me);
        Assert.Contains("この先の当番", said);
        Assert.Contains("5月29日(金) 17:30〜翌8:30\n在宅当番医【内科】\n確認ずみ\nほかの当番: 三木 二郎", said);
        Assert.Contains("6月12日(金) 17:30〜翌8:30\n在宅当番医【内科】\nまだ確認をいただいていません", said);
        Assert.Contains("7月3日(金) 17:30〜翌8:30\n在宅当番医【内科】", said); // Nobody was asked.
        Assert.DoesNotContain("5月20日", said);
        Assert.DoesNotContain("5月28日", said); // Somebody else's.

        await world.SaysAsync(Me, "今月の当番");
        said = world.HearsText(Me);
        Assert.Contains("2026年5月の当番", said);
        Assert.Contains("5月20日(水) 17:30〜翌8:30（終わりました）", said);
        Assert.Contains("5月29日(金)", said);
        Assert.DoesNotContain("6月12日", said);

        _clock.AdvanceTo(At("2026-05-29", 26));
        await world.SaysAsync(Me, "次の当番いつ？");
        world.Hears(Me, "5月29日(金) 17:30〜翌8:30（いま）", "6月12日(金)");
        await world.SaysAsync(Me, "8月の当番は？");
        world.Hears(Me, "2026年8月の当番は、表に登録がありません", "当番がないとは限りません", "0000-11-0000");
        await world.SaysAsync(Me, "今夜の当番の先生は？");
        world.Hears(Me, "木原 一郎"); // Everybody's, as ever.
    }

    [Fact]
    public async Task AChangeOfTenMinutesAgo_IsTold_AndADutyGivenAwayIsNotTheirs()
    {
        await using StoryWorld world = await StartAsync();
        await world.AskAsync(async db =>
        {
            DutyShift plan = await db.DutyShifts.SingleAsync(shift => shift.StartsAt == At("2026-06-12", 17, 30));
            int miki = await db.DutyHolders.Where(holder => holder.Name == "三木 二郎").Select(holder => holder.Id).SingleAsync();
            db.DutyShifts.Add(new DutyShift { SeatId = plan.SeatId, HolderId = miki, StartsAt = plan.StartsAt, EndsAt = plan.EndsAt, Layer = DutyLayer.Swap, KnownFrom = _clock.GetUtcNow() });
            return await db.SaveChangesAsync();
        });
        await world.SaysAsync(Me, "来月の私の当番");
        string said = world.HearsText(Me);
        Assert.Contains("2026年6月の当番は、表に登録がありません", said);
    }

    [Fact]
    public async Task TwoNames_AreToldApart_InAGroupNothingIsShown_AndWhoIsNotLinkedLearnsHow()
    {
        await using StoryWorld world = await StartAsync();
        await world.AskAsync(async db =>
        {
            await GivenAsync(db, _clock.GetUtcNow(), Nurses(), Night("みなと訪問看護", "2026-05-30"));
            (await db.DutyHolders.SingleAsync(holder => holder.Name == "みなと訪問看護")).MemberId = await MemberAsync(db);
            return await db.SaveChangesAsync();
        });
        await world.SaysAsync(Me, "私の当番");
        world.Hears(Me, "木原 一郎 として", "夜間の訪問看護\nみなと訪問看護 として");

        await world.SaysAsync(Me, "私の当番", inGroup: "多職種", mentioning: "@bot");
        string group = world.HearsText("多職種");
        Assert.Contains("1対1のチャットで", group);
        Assert.DoesNotContain("5月", group);

        await world.IsAsync("田中ケアマネ", Role.CareManager);
        await world.SaysAsync("田中ケアマネ", "私の当番はいつ");
        world.Hears("田中ケアマネ", "招待コード");
        await world.SaysAsync("田中ケアマネ", "今月の当番");
        Assert.DoesNotContain("招待コード", world.HearsText("田中ケアマネ"));
        await world.SaysAsync("家族", "私の当番");
        Assert.DoesNotContain("木原", world.HearsText("家族"));
    }

    [Fact]
    public async Task DaysWithoutDuties_AreShown_KeptByATap_OnceHoweverOftenItIsTapped_AndTakenBack()
    {
        await using StoryWorld world = await StartAsync();
        await world.SaysAsync(Me, "来月の5日から8日は当番に入れません");
        HeardMessage card = world.Hears(Me, "6月5日(金)〜6月8日(月)", "入れない日に登録")[^1];
        Assert.Empty(await AwaysAsync(world)); // Nothing is kept by saying it.
        await world.DoesAsync(world.Line.Taps(Me, card, "入れない日に登録"));
        world.Hears(Me, "登録しました", "6月5日(金)〜6月8日(月)");
        await world.DoesAsync(world.Line.Taps(Me, card, "入れない日に登録"));
        world.Hears(Me, "もう登録してあります");
        DutyAway kept = Assert.Single(await AwaysAsync(world));
        Assert.Equal((At("2026-06-05", 0), At("2026-06-08", 24), null), (kept.StartsAt, kept.EndsAt, kept.StaffId));

        await world.SaysAsync(Me, "当番に入れない日");
        HeardMessage list = world.Hears(Me, "6月5日(金)〜6月8日(月)", "取り消す")[^1];
        foreach (int _ in new[] { 1, 2 })
        {
            await world.DoesAsync(world.Line.Taps(Me, list, "取り消す"));
            world.Hears(Me, "取り消しました");
        }

        Assert.Equal(_clock.GetUtcNow(), Assert.Single(await AwaysAsync(world)).RemovedAt);
        await world.SaysAsync(Me, "当番に入れない日");
        world.Hears(Me, "登録がありません");
        Assert.Equal(["+1", "-1"], await world.AskAsync(db => db.AuditTrail.Where(row => row.Action == "rota.away").OrderBy(row => row.Id).Select(row => row.Detail).ToArrayAsync()));
    }

    [Theory]
    [InlineData("6月5日から15日の夜は当番に入れません", "6月9日(火) 17:00〜翌9:00", "6月10日")]
    [InlineData("7月1日、3日、5日、7日、9日、11日は当番に入れません", "7月9日(木) 終日", "7月11日")]
    public async Task MoreDaysThanAreKeptAtOnce_AreNotDroppedWithoutAWord(string said, string last, string next)
    {
        await using StoryWorld world = await StartAsync();
        await world.SaysAsync(Me, said);
        HeardMessage card = world.Hears(Me, last, "一度に登録できるのは5つまでです", "残りの日を、もう一度")[^1];
        Assert.DoesNotContain(next, card.Words, StringComparison.Ordinal);
        await world.DoesAsync(world.Line.Taps(Me, card, "入れない日に登録"));
        world.Hears(Me, "登録しました", last);
        Assert.Equal(5, (await AwaysAsync(world)).Length);
    }

    [Fact]
    public async Task SevenSingleDaysInARow_AreOneStretch()
    {
        await using StoryWorld world = await StartAsync();
        await world.SaysAsync(Me, "7月1日、2日、3日、4日、5日、6日、7日は当番に入れません");
        Assert.DoesNotContain("一度に", world.Hears(Me, "7月1日(水)〜7月7日(火)")[^1].Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhereADutyStands_ItIsSaid_AndStaysTheirs_AndWordsThatMayMeanEitherAreAsked()
    {
        await using StoryWorld world = await StartAsync();
        await world.SaysAsync(Me, "29日は当番できません");
        HeardMessage card = world.Hears(Me, "どちらでしょうか", "代わる人を探す", "入れない日に登録", "5月29日(金) 17:30〜翌8:30")[^1];
        await world.DoesAsync(world.Line.Taps(Me, card, "入れない日に登録"));
        world.Hears(Me, "まだあなたの当番です", "代わってほしい");
        Assert.Single(await AwaysAsync(world));
        await world.SaysAsync(Me, "私の当番");
        world.Hears(Me, "5月29日(金)");

        await world.SaysAsync(Me, "28日の夜は当番できません"); // No duty of theirs then.
        Assert.DoesNotContain("どちら", world.HearsText(Me));
        await world.SaysAsync(Me, "父が息をしていない、当番できません");
        world.Hears(Me, "119");
    }

    [Fact]
    public async Task WhatCannotBeKept_IsSaidSo_AndNobodyKeepsForAnother()
    {
        await using StoryWorld world = await StartAsync();
        await world.SaysAsync(Me, "毎週火曜は当番に入れません");
        world.Hears(Me, "何も登録していません", "0000-11-0000");
        await world.SaysAsync(Me, "当番に入れません");
        world.Hears(Me, "日にちで書いてください");
        await world.SaysAsync(Me, "10日は当番に入れません", inGroup: "多職種", mentioning: "@bot");
        world.Hears("多職種", "1対1のチャットで");
        await world.IsAsync("田中ケアマネ", Role.CareManager);
        await world.SaysAsync("田中ケアマネ", "10日は当番に入れません");
        world.Hears("田中ケアマネ", "つながっていないため", "招待コード");

        int miki = await world.AskAsync(db => db.DutyHolders.Where(holder => holder.Name == "三木 二郎").Select(holder => holder.Id).SingleAsync());
        foreach (string forged in (string[])[$"away:keep:{miki}:202606050000-202606090000", "away:keep:x:y", "away:keep:1:202606090000-202606050000", "away:drop:1", "away:drop:-1", "away:keep", "away:" + new string('9', 280)])
        {
            await world.DoesAsync(world.Line.Presses(Me, forged));
            world.HearsText(Me);
        }

        Assert.Empty(await AwaysAsync(world));
    }

    [Fact]
    public async Task InTeams_ItIsTheSame()
    {
        await using StoryWorld world = await StartAsync(StoryWorld.WithTeams());
        await world.SaysInTeamsAsync(Me, "使い方");
        world.HearsInTeams(Me);
        await world.AskAsync(async db =>
        {
            string user = Zaitaku.Fakes.Teams.FakeTeams.IdOf(Me);
            Member member = await db.Members.SingleAsync(one => one.Links.Any(link => link.ChannelUserId == user));
            member.Role = Role.Doctor;
            (await db.DutyHolders.SingleAsync(holder => holder.Name == "木原 一郎")).MemberId = member.Id;
            return await db.SaveChangesAsync();
        });
        await world.SaysInTeamsAsync(Me, "次の当番いつ？");
        world.HearsInTeams(Me, "5月29日(金) 17:30〜翌8:30", "三木 二郎", "確認ずみ");
        await world.SaysInTeamsAsync(Me, "来月の5日から8日は当番に入れません");
        await world.PressesInTeamsAsync(Me, world.HearsInTeams(Me, "6月5日(金)〜6月8日(月)")[^1], "入れない日に登録");
        world.HearsInTeams(Me, "登録しました");
        Assert.Single(await AwaysAsync(world));
    }

    private async Task<StoryWorld> StartAsync(Dictionary<string, string?>? settings = null)
    {
        StoryWorld world = await StoryWorld.StartAsync(_clock, settings);
        await world.IsAsync(Me, Role.Doctor);
        await world.AskAsync(async db =>
        {
            await GivenAsync(db, _clock.GetUtcNow(), Doctors(), Night("木原 一郎", "2026-05-20", "内科"), Night("三木 二郎", "2026-05-28", "内科"), Night("木原 一郎", "2026-05-29", "内科"), Night("三木 二郎", "2026-05-29", "小児科"), Night("木原 一郎", "2026-06-12", "内科"), Night("木原 一郎", "2026-07-03", "内科"));
            DutyHolder kihara = await db.DutyHolders.SingleAsync(holder => holder.Name == "木原 一郎");
            kihara.MemberId = await MemberAsync(db);
            DutyShift[] shifts = await db.DutyShifts.Where(shift => shift.HolderId == kihara.Id).OrderBy(shift => shift.StartsAt).ToArrayAsync();
            db.HeldDuties.AddRange(Held(shifts[1], _clock.GetUtcNow()), Held(shifts[2], null));
            return await db.SaveChangesAsync();
        });
        return world;
    }

    private static HeldDuty Held(DutyShift shift, DateTimeOffset? confirmedAt) => new()
    {
        RotaId = 1, SeatId = shift.SeatId, HolderId = shift.HolderId!.Value, StartsAt = shift.StartsAt, EndsAt = shift.EndsAt, CreatedAt = shift.KnownFrom, ConfirmedAt = confirmedAt,
    };

    private static Task<Guid> MemberAsync(ZaitakuDb db)
    {
        string user = FakeLine.IdOf(Me);
        return db.ChannelLinks.Where(link => link.ChannelUserId == user).Select(link => link.MemberId).SingleAsync();
    }

    private static Task<DutyAway[]> AwaysAsync(StoryWorld world) => world.AskAsync(db => db.DutyAways.OrderBy(away => away.Id).ToArrayAsync());
}
