using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Storage.Covers;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Unanswered;
using static Zaitaku.Tests.Covers.CoverTown;
using static Zaitaku.Tests.Rota.RotaTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Covers;

/// <summary>What doctors on duty type in passing: what rings everybody, what is only a card, and what is not of their duty at all.</summary>
public sealed class CoverChatStory
{
    private readonly FakeClock _clock = Clock();

    [Theory]
    [InlineData("今日の勉強会は行けません")]
    [InlineData("今日の田中さん、熱があってお風呂は入れませんでした")]
    [InlineData("今日はご無理を聞いていただきありがとうございました")]
    [InlineData("今日の当番、無理せず頑張ります")]
    [InlineData("今夜の当番の先生に連絡できません")]
    [InlineData("今夜は当番なので行けません")]
    public async Task WordsOfSomethingElse_OfOneOnDutyTonight_RingNobody(string words)
    {
        await using StoryWorld world = await TonightAsync();
        await world.SaysAsync("木原", words);
        world.HearsText("木原");
        HearsNothing(world, "三木", "広瀬", "佐藤", Coordinator);
        Assert.Equal(0, await RequestsAsync(world));
    }

    [Fact]
    public async Task AnObservation_IsKept()
    {
        await using StoryWorld world = await TonightAsync();
        await world.SaysAsync("木原", "今日のお風呂は入れませんでした");
        world.HearsText("木原");
        Assert.Equal(NoteKind.Observation, await world.AskAsync(db => db.KeptNotes.Select(note => note.Kind).SingleAsync()));
    }

    [Theory]
    [InlineData("親が倒れて今夜の当番に入れません")]
    [InlineData("熱が出たので今夜の当番を休ませてください")]
    [InlineData("今夜の当番、都合が悪くなりました")]
    [InlineData("6日は当番に入れません")] // today
    [InlineData("臨時往診の患者さんがいて今夜は行けません")]
    [InlineData("受け持ち患者の看取りで今夜出られません")]
    [InlineData("今夜の当番に行けません、佐藤先生に伝えてください")]
    public async Task SureWordsOfTonight_RingEverybody(string words)
    {
        await using StoryWorld world = await TonightAsync();
        await world.SaysAsync("木原", words);
        world.Hears("木原", "3人にお願いを送りました");
        Array.ForEach(["三木", "広瀬", "佐藤"], name => world.Hears(name, "急ぎ"));
        world.Hears(Coordinator, "当番に入れない方がいます");
    }

    [Theory]
    [InlineData("今夜22時以降は出られません", "6月6日(土) 22:00〜翌8:30")]
    [InlineData("今夜は20時まで行けません", "6月6日(土) 17:30〜20:00")]
    [InlineData("佐藤先生に今夜の当番を代わってほしい", "佐藤 一郎さんにだけ")]
    [InlineData("熱が出て行けない", "17:30〜翌8:30")]
    [InlineData("代わってほしい", "17:30〜翌8:30")]
    public async Task LessThanSure_IsACardToCheck(string words, string shows)
    {
        await using StoryWorld world = await TonightAsync();
        await world.SaysAsync("木原", words);
        world.Hears("木原", "まだ送っていません", shows);
        Assert.Equal(0, await RequestsAsync(world));
    }

    [Theory]
    [InlineData("土曜の当番代わってほしい")] // of everybody, at leisure
    [InlineData("土曜の当番を佐藤先生に代わってほしい")]
    [InlineData("6日の18時から20時だけ当番代わってほしい")]
    public async Task AnOlderRequest_GivesWayToTheEmergency(string earlier)
    {
        await using StoryWorld world = await StartAsync(_clock);
        await SendsAsync(world, "木原", earlier);
        foreach (string name in (string[])["木原", "三木", "広瀬", "佐藤"])
        {
            world.Line.Heard(name);
        }

        Guid old = (await OnlyOneAsync(world)).Id;
        _clock.AdvanceTo(At("2026-06-06", 10));
        await world.SaysAsync("木原", "今日の当番むりです");
        world.Hears("木原", "3人にお願いを送りました", "17:30〜翌8:30");
        foreach (string name in (string[])["三木", "広瀬", "佐藤"])
        {
            Assert.DoesNotContain("取り消されました", Assert.Single(world.Hears(name, "急ぎ")).Words, StringComparison.Ordinal);
        }

        world.Hears(Coordinator, "当番に入れない方がいます");
        await world.DoesAsync(world.Line.Presses("佐藤", $"covertake:{old:N}")); // The card of before.
        world.Hears("佐藤", "急ぎ", "6月6日(土) 17:30〜翌8:30");
        await world.SaysAsync("木原", "今日の当番むりです");
        world.Hears("木原", "もうお願いを出しています");
        Assert.Equal([CoverState.Open, CoverState.TakenBack], (await world.AskAsync(db => db.CoverRequests.Select(one => one.State).ToArrayAsync())).Order());
    }

    [Fact]
    public async Task ADutyOfTwoDays_IsAskedForOnTheDayThatWasNamed()
    {
        await using StoryWorld world = await StartAsync(_clock);
        await world.AskAsync(db => PublishAsync(db, _clock.GetUtcNow()));
        await SendsAsync(world, "広瀬", "21日の夜だけ当番代わってほしい");
        world.Hears("広瀬", "6月21日(日) 17:00〜24:00");
        foreach (string name in CoverTown.Doctors)
        {
            world.Line.Heard(name);
        }

        _clock.AdvanceTo(At("2026-06-21", 15));
        await world.SettleAsync();
        foreach (string name in CoverTown.Doctors)
        {
            world.Line.Heard(name);
        }

        await world.SaysAsync("広瀬", "今夜は無理です");
        world.Hears("広瀬", "お願いを送りました", "6月21日(日) 17:00〜24:00");
        Array.ForEach(["木原", "三木", "佐藤"], name => world.Hears(name, "急ぎ"));
        world.HearsText(Coordinator);

        static async Task<int> PublishAsync(Storage.ZaitakuDb db, DateTimeOffset now) => await GivenAsync(db, now, new DutyRota { Name = "休日当番" }, Duty("広瀬 一郎", At("2026-06-20", 12), At("2026-06-20", 48)), Duty("木原 一郎", At("2026-06-27", 12), At("2026-06-27", 48)), Duty("三木 一郎", At("2026-07-04", 12), At("2026-07-04", 48)), Duty("佐藤 一郎", At("2026-07-11", 12), At("2026-07-11", 48)));
    }

    [Fact]
    public async Task WhoIsKnownByNoDutyThen_IsHeardByTheCoordinators_AlsoAfterMidnight()
    {
        await using StoryWorld world = await StartAsync(_clock);
        await world.IsAsync("田中", Role.Doctor);
        await world.IsAsync("鈴木", Role.CareManager);
        _clock.AdvanceTo(At("2026-06-03", 1, 30));
        await world.SaysAsync("田中", "今夜の当番に行けません");
        world.Hears("田中", "拠点の担当者に知らせました");
        world.Hears(Coordinator, "【至急】");
        await world.SaysAsync("木原", "今夜の当番に行けません"); // Swapped by phone, and nobody typed it in.
        world.Hears("木原", "見当たりません", "拠点の担当者に知らせました");
        world.Hears(Coordinator, "【至急】");
        Assert.Equal(2, await world.AskAsync(db => db.KeptNotes.CountAsync()));
        Assert.Equal(Urgency.Page, await world.AskAsync(db => db.Outbox.Where(message => message.Kind == "cover.stranger").Select(message => message.Urgency).Distinct().SingleAsync()));

        await world.SaysAsync("鈴木", "今夜の当番が分からなくて連絡できません");
        Assert.DoesNotContain("つながっていません", world.HearsText("鈴木"), StringComparison.Ordinal);
        await world.SaysAsync("家族", "当番の先生に代わってください");
        Assert.DoesNotContain("つながっていません", world.HearsText("家族"), StringComparison.Ordinal);
        await world.SaysAsync("鈴木", "来月の10日は当番に行けません");
        world.HearsText("鈴木");
        world.HearsNothing(Coordinator);
    }

    [Fact]
    public async Task AnUnlinkedDoctor_WhoCannotBeOnTonight_IsHeard_HoweverTheySayIt()
    {
        await using StoryWorld world = await TonightAsync();
        await world.IsAsync("田中", Role.Doctor);
        await world.SaysAsync("田中", "6日は当番に入れません");
        world.Hears("田中", "拠点の担当者に知らせました");
        world.Hears(Coordinator, "【至急】");
    }

    [Fact]
    public async Task TheQuestionWhichDuty_IsOfOneTurn_AndTakesNoOtherWords()
    {
        await using StoryWorld world = await StartAsync(_clock);
        await world.SaysAsync("木原", "当番の交代お願いします");
        world.Hears("木原", "どの当番ですか");
        await world.SaysAsync("木原", "今日 田中さん 37.8度で食欲なし");
        Assert.DoesNotContain("当番が見当たりません", world.HearsText("木原"), StringComparison.Ordinal);
        await world.SaysAsync("木原", "13日です");
        Assert.DoesNotContain("まだ送っていません", world.HearsText("木原"), StringComparison.Ordinal);
    }

    /// <summary>The sixth of June, four hours before 木原's night.</summary>
    private async Task<StoryWorld> TonightAsync()
    {
        StoryWorld world = await StartAsync(_clock);
        _clock.AdvanceTo(At("2026-06-06", 13));
        return world;
    }

    private static Task<int> RequestsAsync(StoryWorld world) => world.AskAsync(db => db.CoverRequests.CountAsync());
}
