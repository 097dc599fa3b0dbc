using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Members;
using Zaitaku.Fakes;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;
using Zaitaku.Tests.Turns;

namespace Zaitaku.Tests.Members;

/// <summary>A person says when notices may ring, and it holds.</summary>
public sealed class QuietStory
{
    [Fact]
    public async Task ANurse_SetsHerHours_AndANoticeOfTheEveningWaitsForTheMorning_WhileAPageRings()
    {
        await using World.World world = await World.World.StartAsync(FakeClock.InTokyo(2026, 4, 1, 19, 30));
        await world.SaysAsync("U1", "通知の時間");
        world.Hears("U1", "7:00〜21:00 に届きます", "拠点の標準", "当番の呼び出しと緊急の連絡は、この時間に関係なく鳴ります");

        await world.SaysAsync("U1", "通知は8時から20時まで");
        world.Hears("U1", "通知の時間を変えました", "8:00〜20:00 に届きます", "20:00〜翌8:00");

        world.Clock.Advance(TimeSpan.FromMinutes(45)); // 20:15, which the hub would not call night.
        await OweAsync(world, Urgency.Notice, "研修会のお知らせ");
        await OweAsync(world, Urgency.Page, "当番の呼び出し");
        await world.SettleAsync();
        string heard = world.HearsText("U1");
        Assert.Contains("当番の呼び出し", heard, StringComparison.Ordinal);
        Assert.DoesNotContain("研修会", heard, StringComparison.Ordinal);

        world.Clock.AdvanceTo(new DateTimeOffset(2026, 4, 2, 8, 0, 0, TimeSpan.FromHours(9)));
        await world.SettleAsync();
        world.Hears("U1", "研修会のお知らせ");
    }

    [Fact]
    public async Task OneEnd_LeavesTheOther_AnyHourAndTheHubsHoursAreOnePress()
    {
        using Talk talk = new(Role.Nurse);
        await talk.PressesAsync("quiet:1320:360");
        Assert.Contains("6:00〜20:00", await TypesAsync(talk, "夜8時以降は通知しないで"), StringComparison.Ordinal);
        Assert.Equal((1200, 360), Own(talk));

        Assert.Contains("いつでも届きます", await talk.PressesButtonAsync("いつでも"), StringComparison.Ordinal);
        Assert.Equal((0, 0), Own(talk));
        Assert.Contains("7:00〜21:00", await TypesAsync(talk, "朝7時まで通知しないで"), StringComparison.Ordinal); // From the hub's evening on.

        await TypesAsync(talk, "通知は朝6時から");
        Assert.Contains("7:00〜21:00 に届きます", await talk.PressesButtonAsync("拠点の標準"), StringComparison.Ordinal);
        Assert.Null(Own(talk));
    }

    [Fact]
    public async Task ACoordinator_LetsConsultationsRingAtNight_AndNothingElse()
    {
        await using World.World world = await World.World.StartAsync(FakeClock.InTokyo(2026, 4, 1, 19, 30));
        await world.SaysAsync("U1", "通知は8時から18時まで");
        await world.SaysAsync("U1", "相談の通知はいつでもいい");
        world.Hears("U1", "相談のお知らせは、いつでも届きます");
        await OweAsync(world, Urgency.Notice, "新しい相談です", "desk.arrived");
        await OweAsync(world, Urgency.Notice, "残り通数が少なくなりました", "quota.warning");
        await world.SettleAsync();
        string heard = world.HearsText("U1");
        Assert.Contains("新しい相談です", heard, StringComparison.Ordinal);
        Assert.DoesNotContain("残り通数", heard, StringComparison.Ordinal);

        await world.SaysAsync("U1", "通知の時間");
        world.Hears("U1", "8:00〜18:00 に届きます", "相談だけ", "いつでも届きます");
    }

    [Fact]
    public async Task ATopic_HasHoursOfItsOwn_UntilItFollowsTheOthersAgain()
    {
        using Talk talk = new(Role.Coordinator);
        await TypesAsync(talk, "通知は6時から22時まで");
        Assert.Contains("ほかのお知らせと同じ時間です", await TypesAsync(talk, "相談の通知の時間"), StringComparison.Ordinal);
        Assert.Contains("6:00〜20:00", await TypesAsync(talk, "相談の通知は20時まで"), StringComparison.Ordinal); // The other end is the person's own, not the hub's.
        Assert.Equal((1200, 360), Own(talk, NoticeTopics.Consultation));
        Assert.Equal((1320, 360), Own(talk));

        Assert.Contains("相談のお知らせは 6:00〜22:00 に届きます", await talk.PressesButtonAsync("ほかと同じ"), StringComparison.Ordinal);
        Assert.Null(Own(talk, NoticeTopics.Consultation));
        Assert.Equal((1320, 360), Own(talk));
    }

    [Theory]
    [InlineData("通知しないで", "一日中は止められません")]
    [InlineData("土日は通知しないで", "曜日ごとの設定はまだできません")]
    [InlineData("通知は8時", "読み取れませんでした")]
    public async Task WhatCannotBeSet_IsSaid_AndChangesNothing(string text, string words)
    {
        using Talk talk = new(Role.Nurse);
        string said = await TypesAsync(talk, text);
        Assert.Contains(words, said, StringComparison.Ordinal);
        Assert.Contains("設定は変えていません", said, StringComparison.Ordinal);
        Assert.Null(Own(talk));
    }

    /// <summary>What a press shows as said by the person does the same when it is typed.</summary>
    [Theory]
    [InlineData("通知は6時から23時まで")]
    [InlineData("相談の通知は7時から23時まで")]
    [InlineData("運営の通知は7時から23時まで")]
    public async Task EveryButton_CanBeTyped(string text)
    {
        using Talk talk = new(Role.Nurse);
        await TypesAsync(talk, text);
        ReplyAction.Press[] presses = [.. talk.Cards.SelectMany(card => card.Buttons).Select(button => button.Action).OfType<ReplyAction.Press>()];
        Assert.Equal(4, presses.Length);
        Assert.All(presses, press => Assert.Equal(press.Data, Data(press.Shown)));
    }

    [Fact]
    public async Task InAGroup_NobodysHoursAreShownOrSet()
    {
        using Talk talk = new(Role.Nurse) { IsInGroup = true };
        Assert.Contains("1対1", await TypesAsync(talk, "通知は8時から20時まで"), StringComparison.Ordinal);
        Assert.Null(Own(talk));
    }

    private static Task<string> TypesAsync(Talk talk, string text) => talk.PressesAsync(Data(text));

    private static string Data(string text)
    {
        Bot.Turns.ButtonPress press = Bot.Turns.TypedButtons.PressOf(text)!;
        return string.Join(':', press.Arguments.Prepend(press.Verb));
    }

    private static (int From, int To)? Own(Talk talk, string topic = "") =>
        talk.Ask(db => db.QuietHours.AsNoTracking().SingleOrDefault(hours => hours.MemberId == talk.Me.Id && hours.Kind == topic)) is { } own ? (own.FromMinute, own.ToMinute) : null;

    private static async Task OweAsync(World.World world, Urgency urgency, string words, string kind = "test")
    {
        DateTimeOffset now = world.Clock.GetUtcNow();
        await world.AskAsync(async db =>
        {
            OutboxMessage message = new()
            {
                Id = Guid.CreateVersion7(now), MemberId = (await db.Members.SingleAsync()).Id, Kind = kind, Urgency = urgency,
                Body = ReplyContent.ToJson([new TextReply(words)]), CreatedAt = now, UselessAfter = now.AddDays(1),
            };
            message.PlanFor(now);
            db.Outbox.Add(message);
            return await db.SaveChangesAsync();
        });
    }
}
