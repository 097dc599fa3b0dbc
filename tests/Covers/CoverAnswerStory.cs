using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage.Covers;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Rota;
using static Zaitaku.Tests.Covers.CoverTown;
using static Zaitaku.Tests.Rota.RotaTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Covers;

/// <summary>Short typed words where something is open: a yes, a no and a nod mean only what has reached the person, and nothing that they did not mean.</summary>
public sealed class CoverAnswerStory
{
    private readonly FakeClock _clock = Clock();

    [Fact]
    public async Task AYes_UnderACardToCheck_SendsNothingAndConfirmsNothing()
    {
        await using StoryWorld world = await StartAsync(_clock);
        await world.IsAsync("木原", Role.Doctor);
        await ToldAsync(world, "木原", "2026-06-06");
        foreach (string words in (string[])["土曜の当番代わってほしい", "10日は当番に入れません"])
        {
            await world.SaysAsync("木原", words);
            world.HearsText("木原");
            foreach (string nod in (string[])["はい", "了解です"])
            {
                await world.SaysAsync("木原", nod);
                world.Hears("木原", "まだ何も送っていません");
            }
        }

        Assert.Null(await world.AskAsync(db => db.HeldDuties.Select(duty => duty.ConfirmedAt).SingleAsync()));
        await world.SaysAsync("木原", "使い方");
        world.HearsText("木原");
        await world.SaysAsync("木原", "了解です");
        world.Hears("木原", "確認をいただきました");
    }

    [Fact]
    public async Task CannotCome_OfOneWhoIsAskedAndOnDuty_IsAskedWhichIsMeant()
    {
        await using StoryWorld world = await StartAsync(_clock);
        await SendsAsync(world, "三木", "7日の当番を木原先生に代わってほしい");
        Array.ForEach(["三木", "木原"], name => world.HearsText(name));
        _clock.AdvanceTo(At("2026-06-06", 18));
        await world.SaysAsync("木原", "すみません、出られません");
        world.Hears("木原", "どちらのことでしょうか", "あなたの当番", "6月6日(土)", "三木 一郎", "6月7日(日)");
        Assert.Equal(CoverAnswer.None, (await OnlyOneAsync(world)).Asks[0].Answer);
        await world.SaysAsync("木原", "お引き受けできません"); // Of nothing but a request; yet a duty is near.
        world.Hears("木原", "三木 一郎さんの6月7日(日)", "「できません」と受け取りました", "お返事をありがとうございます");
        Array.ForEach(["三木", Coordinator], name => world.HearsText(name));
    }

    [Theory]
    [InlineData("はい、出られます")]
    [InlineData("行けます")]
    [InlineData("了解です")]
    public async Task AMereYes_TakesNobodysDuty_ItsCardIsShown(string words)
    {
        await using StoryWorld world = await StartAsync(_clock);
        await SendsAsync(world, "木原", "13日の当番代わってほしい");
        Array.ForEach(["木原", "三木", "広瀬", "佐藤"], name => world.HearsText(name));
        await world.SaysAsync("三木", words);
        world.Hears("三木", "どのお願いへのお返事ですか", "6月13日(土)");
        Assert.Equal(CoverState.Open, (await OnlyOneAsync(world)).State);
        await world.SaysAsync("三木", "了解です、引き受けます");
        world.Hears("三木", "当番の交代が決まりました");
        Array.ForEach(["木原", "広瀬", "佐藤"], name => world.HearsText(name));
    }

    [Fact]
    public async Task ATypedYes_TakesOnlyWhatHasReachedThem_AndWhereNothingElseIsOpen()
    {
        await using StoryWorld world = await StartAsync(_clock);
        _clock.AdvanceTo(At("2026-06-01", 23));
        await SendsAsync(world, "木原", "13日の当番代わってほしい"); // Their cards wait for the morning.
        world.HearsText("木原");
        await world.SaysAsync("三木", "引き受けます");
        world.HearsText("三木");
        Assert.Equal(CoverState.Open, (await OnlyOneAsync(world)).State);
        _clock.AdvanceTo(At("2026-06-02", 9));
        await world.SettleAsync();
        Array.ForEach(["三木", "広瀬", "佐藤"], name => world.HearsText(name));
        await ToldAsync(world, "三木", "2026-06-07");
        await world.SaysAsync("三木", "引き受けます");
        HeardMessage cards = world.Hears("三木", "どちらのことでしょうか", "あなたの当番", "6月7日(日)", "6月13日(土)")[^1];
        Assert.Equal(CoverState.Open, (await OnlyOneAsync(world)).State);
        await world.DoesAsync(world.Line.Taps("三木", cards, "確認しました"));
        world.Hears("三木", "確認をいただきました");
        await world.SaysAsync("三木", "土曜代われます"); // The next Saturday is the sixth: not that one.
        world.Hears("三木", "どのお願いへのお返事ですか");
        await world.SaysAsync("三木", "13日なら代われます");
        world.Hears("三木", "当番の交代が決まりました");
        Array.ForEach(["木原", "広瀬", "佐藤"], name => world.HearsText(name));
    }

    [Fact]
    public async Task WhoTookIt_AndHasItNoMore_IsNotToldThatItIsTheirs()
    {
        await using StoryWorld world = await StartAsync(_clock);
        await SendsAsync(world, "木原", "土曜の当番代わってほしい");
        Array.ForEach(["木原", "三木", "広瀬", "佐藤"], name => world.HearsText(name));
        Guid id = (await OnlyOneAsync(world)).Id;
        await world.DoesAsync(world.Line.Presses("広瀬", $"covertake:{id:N}"));
        Array.ForEach(["木原", "三木", "広瀬", "佐藤"], name => world.HearsText(name));
        await world.AskAsync(async db =>
        {
            DutyShift swap = await db.DutyShifts.SingleAsync(shift => shift.Layer == DutyLayer.Swap);
            int sato = await db.DutyHolders.Where(holder => holder.Name.StartsWith("佐藤")).Select(holder => holder.Id).SingleAsync();
            db.DutyShifts.Add(new DutyShift { SeatId = swap.SeatId, HolderId = sato, StartsAt = swap.StartsAt, EndsAt = swap.EndsAt, Layer = DutyLayer.Swap, KnownFrom = _clock.GetUtcNow().AddMinutes(1) });
            return await db.SaveChangesAsync();
        });
        await world.DoesAsync(world.Line.Presses("広瀬", $"covertake:{id:N}"));
        world.Hears("広瀬", "当番表が変わりました", "私の当番");
    }

    [Fact]
    public async Task InAGroup_NobodysDutyIsConfirmedOrShown()
    {
        await using StoryWorld world = await StartAsync(_clock);
        await ToldAsync(world, "木原", "2026-06-06");
        await world.SaysAsync("木原", "了解です", inGroup: "group多職種", mentioning: "@bot");
        Assert.DoesNotContain("6月6日", string.Join('\n', world.Hears("group多職種", "1対1のチャット").Select(message => message.Words)), StringComparison.Ordinal);
        Assert.Null(await world.AskAsync(db => db.HeldDuties.Select(duty => duty.ConfirmedAt).SingleAsync()));
    }
}
