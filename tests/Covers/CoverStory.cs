using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Storage.Covers;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Rota;
using static Zaitaku.Tests.Covers.CoverTown;
using static Zaitaku.Tests.Rota.RotaTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Covers;

/// <summary>A doctor asks for cover by chat, and it is found, refused, or taken back.</summary>
public sealed class CoverStory
{
    private readonly FakeClock _clock = Clock();

    [Fact]
    public async Task ASaturday_IsAskedOfEverybodyFree_TheFirstHasIt_AndEverybodyIsTold()
    {
        await using StoryWorld world = await StartAsync(_clock);
        await world.SaysAsync("木原", "土曜の当番代わってほしい");
        string check = string.Join('\n', world.Line.Delivered[^1].Words);
        Assert.Contains("6月6日(土) 17:30〜翌8:30", check);
        Assert.Contains("空いている3人に送ります", check);
        Assert.Contains("まだ送っていません", check);
        HearsNothing(world, "三木", "広瀬", "佐藤");
        Assert.Equal(0, await world.AskAsync(db => db.CoverRequests.CountAsync()));

        await TapsAsync(world, "木原", "この内容で送る");
        world.Hears("木原", "3人にお願いを送りました", "あなたの当番のままです");
        string asked = world.HearsText("三木");
        Assert.Contains("木原 一郎（木原医院）さんからのお願い", asked);
        Assert.DoesNotContain("回", asked); // Nobody reads another's load.
        world.Hears("佐藤", "当番の交代のお願い");
        Assert.Equal("木原 一郎", await OnAsync(world, "2026-06-06"));

        await TapsAsync(world, "広瀬", "引き受けます");
        world.Hears("広瀬", "当番の交代が決まりました", "6月6日(土)", "木原 一郎（木原医院）", "0000-31-1111");
        world.Hears("木原", "当番の交代が決まりました", "広瀬 一郎（広瀬医院）", "0000-33-1111");
        world.Hears("三木", "引き受ける方が決まりました");
        world.Hears("佐藤", "引き受ける方が決まりました");
        Assert.Equal("広瀬 一郎", await OnAsync(world, "2026-06-06"));
        DutyShift swap = await world.AskAsync(db => db.DutyShifts.AsNoTracking().SingleAsync(shift => shift.Layer == DutyLayer.Swap));
        Assert.Equal((At("2026-06-06", 17, 30), At("2026-06-06", 32, 30)), (swap.StartsAt, swap.EndsAt));
        Assert.Equal(2, await world.AskAsync(db => db.DutyRotas.Select(rota => rota.Revision).SingleAsync())); // Published, covered.
        Assert.Equal(["cover.ask", "cover.take"], await world.AskAsync(db => db.AuditTrail.Where(entry => entry.Action.StartsWith("cover.")).OrderBy(entry => entry.Id).Select(entry => entry.Action).ToArrayAsync()));

        Guid id = (await OnlyOneAsync(world)).Id;
        await world.DoesAsync(world.Line.Presses("三木", $"covertake:{id:N}"));
        world.Hears("三木", "もう決まりました");
        await world.DoesAsync(world.Line.Presses("広瀬", $"covertake:{id:N}")); // Pressed again.
        world.Hears("広瀬", "当番の交代が決まりました");
        Assert.Equal(1, await world.AskAsync(db => db.DutyShifts.CountAsync(shift => shift.Layer == DutyLayer.Swap)));
    }

    [Fact]
    public async Task WhereItIsUnclear_ItIsAsked_AndAnsweredByAButtonOrByADay()
    {
        await using StoryWorld world = await StartAsync(_clock);
        await world.SaysAsync("木原", "当番の交代お願いします");
        world.Hears("木原", "どの当番ですか", "1. 6月6日(土)", "2. 6月13日(土)");
        await world.SaysAsync("木原", "13日です");
        world.Hears("木原", "この内容でお願いを送りますか", "6月13日(土)");

        await world.SaysAsync("木原", "来週の火曜の当番代わってください");
        await TapsAsync(world, "木原", "1. 6/6(土) 17:30");
        world.Hears("木原", "6月6日(土) 17:30〜翌8:30", "まだ送っていません");

        await world.SaysAsync("木原", "6日の18時から22時だけ当番代わってほしい");
        await TapsAsync(world, "木原", "この内容で送る");
        world.Hears("木原", "6月6日(土) 18:00〜22:00");
        await TapsAsync(world, "三木", "引き受けます");
        world.Hears("三木", "18:00〜22:00");
        Array.ForEach(["木原", "広瀬", "佐藤"], name => world.HearsText(name));
        Assert.Equal(["木原 一郎", "三木 一郎", "木原 一郎"], new[] { await OnAsync(world, "2026-06-06", 23), await OnAsync(world, "2026-06-06", 20), await OnAsync(world, "2026-06-06", 26) });
    }

    [Fact]
    public async Task WhoIsNoHolder_IsToldSo_NothingIsLost_AndTodayRingsTheCoordinators()
    {
        await using StoryWorld world = await StartAsync(_clock);
        await world.IsAsync("田中", Role.Doctor);
        await world.SaysAsync("田中", "土曜の当番代わってほしい");
        world.Hears("田中", "どの当番の方か、このチャットでは分かりません", "0000-11-0000");
        Assert.Equal("土曜の当番代わってほしい", await world.AskAsync(db => db.KeptNotes.Select(note => note.Text).SingleAsync()));
        world.HearsNothing(Coordinator);

        await world.SaysAsync("田中", "熱が出て今夜の当番に行けません");
        world.Hears("田中", "拠点の担当者に知らせました");
        world.Hears(Coordinator, "【至急】", "届いたことば");
        await world.SaysAsync("田中", "今日の当番むりです");
        world.HearsText("田中");
        world.HearsNothing(Coordinator); // Rung a moment ago.

        await world.SaysAsync("家族", "今日の当番の先生に代わってもらえますか");
        world.HearsText("家族");
        world.HearsNothing(Coordinator);
    }

    [Fact]
    public async Task AForgedButton_GivesAwayNobodyElsesDuty_AndTakesNothingThatWasNotAsked()
    {
        await using StoryWorld world = await StartAsync(_clock);
        int seat = await world.AskAsync(db => db.DutyShifts.Select(shift => shift.SeatId).FirstAsync());
        long minute = (long)(At("2026-06-07", 17, 30) - DateTimeOffset.UnixEpoch).TotalMinutes;
        foreach (string data in (string[])[$"cover:send:{seat}.{minute}.900", $"cover:send:{seat}.{minute}.901", "cover:send:1.1.1", "cover:send:1.99999999999999999999.1", "cover:send", "cover", "cover:send:-1.0.0:1:1.1.1", $"cover:back:{seat}.{minute}.900", "cover:😀:１.２.３"])
        {
            await world.DoesAsync(world.Line.Presses("木原", data));
            world.HearsText("木原");
        }

        Assert.Equal(0, await world.AskAsync(db => db.CoverRequests.CountAsync()));
        await SendsAsync(world, "木原", "土曜の当番を佐藤先生に代わってほしい");
        world.Hears("木原", "佐藤 一郎さんにお願いを送りました");
        world.Hears("佐藤", "あなたにだけお願いしています");
        Guid id = (await OnlyOneAsync(world)).Id;
        foreach (string stranger in (string[])["三木", "木原", Coordinator])
        {
            await world.DoesAsync(world.Line.Presses(stranger, $"covertake:{id:N}"));
            world.Hears(stranger, "そのお願いは見つかりません");
        }

        Assert.Equal(CoverState.Open, (await OnlyOneAsync(world)).State);
    }

    [Fact]
    public async Task AnAnswerIsTyped_AndOneWhoWasAskedAloneSaysNo_SoThatEverybodyMayBeAsked()
    {
        await using StoryWorld world = await StartAsync(_clock);
        await world.SaysAsync("佐藤", "できません"); // Nobody has asked anything: as before.
        Assert.DoesNotContain("お返事をありがとうございます", world.HearsText("佐藤"));
        await SendsAsync(world, "木原", "土曜の当番を佐藤先生に代わってほしい");
        world.HearsText("木原");
        world.HearsText("佐藤");
        await world.SaysAsync("佐藤", "すみません、その日はできません");
        world.Hears("佐藤", "お返事をありがとうございます");
        await TapsAsync(world, "木原", "みんなにお願いする");
        await TapsAsync(world, "木原", "この内容で送る");
        world.Hears("木原", "3人にお願いを送りました");
        Array.ForEach(["三木", "佐藤"], name => world.HearsText(name));
        await world.SaysAsync("広瀬", "私が代わります");
        world.Hears("広瀬", "当番の交代が決まりました");
        Array.ForEach(["木原", "三木", "佐藤"], name => world.HearsText(name));
        Assert.Equal([CoverState.Settled, CoverState.Refused], (await world.AskAsync(db => db.CoverRequests.Select(one => one.State).ToArrayAsync())).Order()); // The first was refused.
    }

    [Theory]
    [InlineData("土曜の当番を佐藤先生の10日と代わってほしい")]
    [InlineData("6日の当番、佐藤先生の10日の当番と交換したい")]
    public async Task TwoDuties_ChangeHandsInOneSave(string words)
    {
        await using StoryWorld world = await StartAsync(_clock);
        await SendsAsync(world, "木原", words);
        world.Hears("木原", "佐藤 一郎さんにお願いを送りました");
        HearsNothing(world, "三木", "広瀬");
        await TapsAsync(world, "佐藤", "引き受けます");
        world.Hears("佐藤", "6月6日(土)", "当番に入る方: あなた", "6月10日(水)", "当番に入る方: 木原 一郎さん");
        world.Hears("木原", "6月10日(水) 17:30〜翌8:30\n当番に入る方: あなた");
        Assert.Equal(("佐藤 一郎", "木原 一郎"), (await OnAsync(world, "2026-06-06"), await OnAsync(world, "2026-06-10")));
        DutyShift[] both = await world.AskAsync(db => db.DutyShifts.AsNoTracking().Where(shift => shift.Layer == DutyLayer.Swap).ToArrayAsync());
        Assert.Equal(2, both.Length);
        Assert.Single(both.Select(shift => shift.KnownFrom).Distinct());
        Assert.Equal(2, await world.AskAsync(db => db.DutyRotas.Select(rota => rota.Revision).SingleAsync()));
    }

    [Fact]
    public async Task TakenBack_BeforeAnybodyTookIt_EverybodyIsTold_AndNobodyCanTakeIt()
    {
        await using StoryWorld world = await StartAsync(_clock);
        await SendsAsync(world, "木原", "土曜の当番代わってほしい");
        world.HearsText("木原");
        await TapsAsync(world, "佐藤", "できません");
        Array.ForEach(["三木", "広瀬", "佐藤"], name => world.HearsText(name));
        await world.SaysAsync("木原", "土曜の当番代わってほしい"); // Asked again: it is running.
        world.Hears("木原", "もうお願いを出しています", "「できません」が1人");
        await world.SaysAsync("木原", "やっぱり大丈夫です");
        world.Hears("木原", "取り消しました");
        world.Hears("三木", "取り消されました");
        world.Hears("広瀬", "取り消されました");
        world.HearsNothing("佐藤"); // Said no.
        Guid id = (await OnlyOneAsync(world)).Id;
        await world.DoesAsync(world.Line.Presses("三木", $"covertake:{id:N}"));
        world.Hears("三木", "取り消されました");
        Assert.Equal("木原 一郎", await OnAsync(world, "2026-06-06"));
    }

    [Fact]
    public async Task WhoIsNotFree_IsNotAsked_AndWhoIsNoLongerFree_IsRefusedWithTheReason()
    {
        await using StoryWorld world = await StartAsync(_clock, rota => rota.RestMinMinutes = 12 * 60);
        await world.AskAsync(async db =>
        {
            int sato = await db.DutyHolders.Where(holder => holder.Name.StartsWith("佐藤")).Select(holder => holder.Id).SingleAsync();
            db.DutyAways.Add(new DutyAway { HolderId = sato, StartsAt = At("2026-06-06", 0), EndsAt = At("2026-06-07", 0), CreatedAt = _clock.GetUtcNow() });
            return await db.SaveChangesAsync();
        });
        await SendsAsync(world, "木原", "土曜の当番代わってほしい");
        world.Hears("木原", "1人にお願いを送りました"); // 三木 has the next night, nine hours later; 佐藤 is away.
        HearsNothing(world, "三木", "佐藤");
        await world.AskAsync(async db =>
        {
            int hirose = await db.DutyHolders.Where(holder => holder.Name.StartsWith("広瀬")).Select(holder => holder.Id).SingleAsync();
            await GivenAsync(db, _clock.GetUtcNow(), Nurses(), Night("広瀬 一郎", "2026-06-06"));
            return hirose;
        });
        await TapsAsync(world, "広瀬", "引き受けます");
        world.Hears("広瀬", "同じ時間に当番があります（6月6日(土) 17:30〜翌8:30）", "まだ何も変わっていません");
        Assert.Equal((CoverState.Open, "木原 一郎"), ((await OnlyOneAsync(world)).State, await OnAsync(world, "2026-06-06")));
    }

    [Fact]
    public async Task InAGroup_NothingIsBegun()
    {
        await using StoryWorld world = await StartAsync(_clock);
        await world.SaysAsync("木原", "土曜の当番代わってほしい", inGroup: "group多職種", mentioning: "@bot");
        world.Hears("group多職種", "1対1のチャット");
        Assert.Equal(0, await world.AskAsync(db => db.CoverRequests.CountAsync()));
    }

    [Fact]
    public async Task APatientWhoNeedsADeputy_IsAnotherMatter()
    {
        await using StoryWorld world = await StartAsync(_clock);
        await world.SaysAsync("木原", "副主治医を探しています");
        world.Hears("木原", "拠点にご相談ください", "0000-11-0000");
    }
}
