using Xunit;
using Zaitaku.Fakes.Line;
using Zaitaku.Scheduler.Substitutes;
using Zaitaku.Storage.Substitutes;
using Zaitaku.Tests.HandRaising;
using static Zaitaku.Tests.Rota.RotaTown;

namespace Zaitaku.Tests.Substitutes;

/// <summary>Hours that nobody has, that several have, and how long somebody may say nothing.</summary>
public sealed partial class SubstituteStory
{
    [Fact]
    public async Task WhereNobodyIsOnForAPart_ItIsNotTaken_AndTheAskerKnowsWhichHours()
    {
        await using HandWorld world = await GivenAsync();
        await world.SaysAsync("木原", Asks);
        await MoveAsync(world, null, 18);
        await world.TapsAsync("木原", world.Hears("木原"), "すべて済んでいます");
        await world.TapsAsync("木原", world.Hears("木原"), "依頼を出す");
        world.Hears("木原", "依頼を出しました", "三木（三木医院）\n0000-31-2222\n5月30日(土) 12:00〜翌18:00", "当番の先生がいない時間\n5月31日(日) 18:00〜24:00\n拠点に知らせました", "0000-11-0000");
        HeardMessage given = world.Hears("三木", "5月30日(土) 12:00〜翌18:00");
        world.Hears("佐藤", "当番の先生に届きます", "頼める当番の先生がいません");
        await world.TapsAsync("三木", given, "引き受けます");
        world.Hears("三木", "代診を引き受けました");
        Assert.DoesNotContain("引き受けてもらえました", world.Hears("木原", "一部の時間が決まっていません", "当番の先生は引き受けました", "当番の先生がいない時間\n5月31日(日) 18:00〜24:00").Words, StringComparison.Ordinal);
        world.Hears("佐藤", "引き受けました。不在の時間の一部は、当番の先生がいません");
        Assert.Equal(SubstituteState.Sent, (await OneAsync(world)).State);
        await world.RunAsync<SubstituteJob>(); // Nothing has changed.

        await MoveAsync(world, await HolderAsync(world, "広瀬"), 18);
        await world.RunAsync<SubstituteJob>();
        HeardMessage evening = world.Hears("広瀬", "代診のお願いです", "不在の時間\n5月31日(日) 18:00〜24:00");
        world.Hears("木原", "当番の先生が変わりました", "広瀬");
        world.Hears("佐藤", "当番が変わりました");
        await world.TapsAsync("広瀬", evening, "引き受けます");
        world.Hears("広瀬", "代診を引き受けました");
        Assert.DoesNotContain("いない時間", world.Hears("木原", "引き受けてもらえました").Words, StringComparison.Ordinal);
        world.Hears("佐藤", "当番の先生が引き受けました");
    }

    [Fact]
    public async Task WhereNobodyIsOnAtAll_TheAskerIsToldSo_AndWhenSomebodyComesOn()
    {
        await using HandWorld world = await GivenAsync();
        await world.SaysAsync("木原", Asks);
        await world.TapsAsync("木原", world.Hears("木原"), "すべて済んでいます");
        HeardMessage ready = world.Hears("木原");
        await MoveAsync(world, null);
        await world.TapsAsync("木原", ready, "依頼を出す");
        Assert.DoesNotContain("当番の先生に伝えます", world.Hears("木原", "当番の先生が表にいません", "まだどの先生にも届いていません", "拠点に知らせました", "0000-11-0000").Words, StringComparison.Ordinal);
        Assert.DoesNotContain("当番の先生に届きます", world.Hears("佐藤", "頼める当番の先生がいません").Words, StringComparison.Ordinal);
        world.HearsNothing("三木");
        Assert.Contains("頼める当番の先生がいない時間", await world.PageAsync($"/console/substitutes/{(await OneAsync(world)).Id}"));

        await MoveAsync(world, await HolderAsync(world, "広瀬"));
        await world.RunAsync<SubstituteJob>();
        world.Hears("広瀬", "代診のお願いです");
        world.Hears("木原", "当番の先生が変わりました", "広瀬");
        world.Hears("佐藤", "当番が変わりました");
    }

    [Fact]
    public async Task WhoIsOnBeforeAndAfterSomebodyElse_HasTheirOwnHoursOnly_AndHearsWhenTheseChange()
    {
        await using HandWorld world = await GivenAsync();
        await SendsAsync(world);
        await world.TapsAsync("三木", world.Hears("三木", "5月30日(土) 12:00〜翌24:00"), "引き受けます");
        world.Hears("三木");
        world.Hears("木原", "引き受けてもらえました");
        world.Hears("佐藤");

        await MoveAsync(world, await HolderAsync(world, "広瀬"), -7, 9);
        await world.RunAsync<SubstituteJob>();
        world.Hears("三木", "代診を引き受けました", "不在の時間\n5月30日(土) 12:00〜17:00\n5月31日(日) 9:00〜24:00"); // What they took they have still.
        HeardMessage night = world.Hears("広瀬", "代診のお願いです", "不在の時間\n5月30日(土) 17:00〜翌9:00");
        world.Hears("木原", "三木（三木医院）\n0000-31-2222\n5月30日(土) 12:00〜17:00\n5月31日(日) 9:00〜24:00", "広瀬（広瀬医院）\n0000-31-3333\n5月30日(土) 17:00〜翌9:00");
        world.Hears("佐藤", "当番が変わりました");
        await world.TapsAsync("広瀬", night, "引き受けます");
        world.Hears("広瀬");
        world.Hears("木原", "引き受けてもらえました");
        world.Hears("佐藤");

        await MoveAsync(world, await HolderAsync(world, "三木"), -7, 9); // The night is theirs again: that they have not taken since.
        await world.RunAsync<SubstituteJob>();
        HeardMessage whole = world.Hears("三木", "代診のお願いです", "不在の時間\n5月30日(土) 12:00〜翌24:00");
        world.Hears("広瀬", "ほかの先生に移りました");
        world.Hears("木原", "当番の先生が変わりました");
        world.Hears("佐藤");
        Assert.Equal(SubstituteState.Sent, (await OneAsync(world)).State);
        await world.TapsAsync("三木", whole, "引き受けます");
        world.Hears("三木");
        world.Hears("木原", "引き受けてもらえました");
        world.Hears("佐藤");
    }

    [Fact]
    public async Task ADoctorWhoIsAskedInTheMorning_HasTheirTimeToAnswerFromThen()
    {
        await using HandWorld world = await GivenAsync();
        _clock.AdvanceTo(At("2026-05-29", 21, 30));
        await world.SaysAsync("木原", Asks);
        await world.TapsAsync("木原", world.Hears("木原"), "すべて済んでいます");
        await world.TapsAsync("木原", world.Hears("木原"), "依頼を出す");
        world.Hears("木原", "依頼を出しました");
        await world.AtAsync<SubstituteJob>("2026-05-29", 23, 31);
        world.HearsNothing("三木"); // It waits for the morning.
        await world.AtAsync<SubstituteJob>("2026-05-30", 7);
        world.Hears("三木", "代診のお願いです");
        world.Hears("佐藤", "当番の先生に届きます");
        await world.AtAsync<SubstituteJob>("2026-05-30", 8, 59);
        world.HearsNothing("佐藤");
        await world.AtAsync<SubstituteJob>("2026-05-30", 9, 1);
        world.Hears("佐藤", "まだ返事がありません");
    }
}
