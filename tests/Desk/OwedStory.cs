using Xunit;
using Zaitaku.Bot.Desk;
using Zaitaku.Fakes;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Staff;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Desk;

/// <summary>What is owed to somebody stays owed, and whoever must know hears of it. Tuesday 2026-04-28, 10:00 in Tokyo; the hub works 8:30 to 17:15.</summary>
public sealed class OwedStory
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly FakeClock _clock = FakeClock.InTokyo(2026, 4, 28, 10);

    [Fact]
    public async Task AssignedByTheProgram_WordsOfDanger_StillRingEverybody()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock, new() { ["Desk:Assignment"] = "least_open" });
        await DeskWorld.CoordinatorAsync(world, "佐藤");
        await DeskWorld.CoordinatorAsync(world, "鈴木");
        _clock.AdvanceTo(DeskWorld.At("2026-04-28T23:30"));
        await DeskWorld.ConsultsAsync(world, "田中", words: "父が息をしていません");
        Array.ForEach(["佐藤", "鈴木"], name => world.Hears(name, "至急・危険のおそれ", "担当は佐藤さんです", "今日中"));
        Listen(world, "佐藤", "鈴木", "田中");
    }

    [Fact]
    public async Task AskedBackAndReturned_TheOthersHearThatNobodyHasIt()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        StaffAccount sato = await DeskWorld.CoordinatorAsync(world, "佐藤");
        await DeskWorld.CoordinatorAsync(world, "鈴木");
        int number = await DeskWorld.ConsultsAsync(world, "田中");
        world.Hears("鈴木");
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.AskBackAsync(one, sato.Id, "退院日は決まりましたか", now, None));
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.ReturnAsync(one, sato.Id, "休みに入ります", now, None));
        world.Hears("鈴木", "まだ担当者がいません");
        Assert.Equal((ConsultationState.AskedBack, null), await StateAsync(world, number));
        Listen(world, "佐藤", "鈴木", "田中");
    }

    [Fact]
    public async Task ADuplicateWithAnOpenQuestion_IsOwedInTheOneThatGoesOn_AndItsHolderHears()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        StaffAccount sato = await DeskWorld.CoordinatorAsync(world, "佐藤");
        StaffAccount suzuki = await DeskWorld.CoordinatorAsync(world, "鈴木");
        int into = await DeskWorld.ConsultsAsync(world, "田中");
        await DeskWorld.DoesAsync(world, into, (desk, one, now) => desk.AnswerAsync(one, sato.Id, "訪問看護をご案内します", now, None));
        Assert.Null((await DeskWorld.FindAsync(world, into)).TargetAt);
        int again = await DeskWorld.ConsultsAsync(world, "田中", ConsultationUrgency.Today);
        DateTimeOffset owed = (await DeskWorld.FindAsync(world, again)).TargetAt!.Value;
        world.HearsText("佐藤");

        await DeskWorld.MergesAsync(world, again, into, suzuki.Id);

        Consultation one = await DeskWorld.FindAsync(world, into);
        Assert.Equal((owed, ConsultationUrgency.Today), (one.TargetAt, one.Urgency));
        world.Hears("佐藤", "鈴木さんが", "この相談にまとめました");
        Listen(world, "佐藤", "鈴木", "田中");
    }

    [Fact]
    public async Task MergedTwice_AReplyToTheFirst_ReachesTheLast()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        StaffAccount sato = await DeskWorld.CoordinatorAsync(world, "佐藤");
        int first = await DeskWorld.ConsultsAsync(world, "田中"), second = await DeskWorld.ConsultsAsync(world, "田中"), third = await DeskWorld.ConsultsAsync(world, "田中");
        await DeskWorld.MergesAsync(world, first, second, sato.Id);
        await DeskWorld.MergesAsync(world, second, third, sato.Id);

        Assert.IsType<DeskAnswer.Done>(await DeskWorld.DoesAsync(world, first, (desk, one, now) => desk.ReplyAsync(one, "退院が早まりました", one.MemberId, "", now, None)));

        Assert.Contains((await DeskWorld.FindAsync(world, third)).Entries, entry => entry is { Kind: ConsultationEntryKind.Reply, Text: "退院が早まりました" });
        Listen(world, "佐藤", "田中");
    }

    [Fact]
    public async Task WhatIsAskedBeforeAPlannedVisit_IsOwedBeforeIt_AndTheVisitStays()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        StaffAccount sato = await DeskWorld.CoordinatorAsync(world, "佐藤");
        int number = await DeskWorld.ConsultsAsync(world, "田中", ConsultationUrgency.Today);
        DateTimeOffset visit = DeskWorld.At("2026-05-18T14:00");
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.PlanAsync(one, sato.Id, visit, "", now, None));
        world.HearsText("佐藤");
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.ReplyAsync(one, "薬が飲めません", one.MemberId, "", now, None));
        Consultation replied = await DeskWorld.FindAsync(world, number);
        Assert.Equal((ConsultationState.Planned, visit, DeskWorld.At("2026-04-28T12:00")), (replied.State, replied.PlannedAt, replied.TargetAt));
        world.Hears("佐藤", "返信がありました");
        await DeskWorld.WatchAtAsync(world, _clock, "2026-04-28T11:40");
        world.Hears("佐藤", "返答期限が近づいています");

        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.AnswerAsync(one, sato.Id, "薬剤師に聞きます", now, None));
        await DeskWorld.WatchAtAsync(world, _clock, "2026-05-18T12:50");
        world.HearsNothing("佐藤"); // Answered: nothing is owed but the visit.
        await DeskWorld.WatchAtAsync(world, _clock, "2026-05-18T13:01");
        world.Hears("佐藤", "予定した電話・訪問");
        Listen(world, "佐藤", "田中");
    }

    [Fact]
    public async Task AskingSomethingBeforeAPlannedVisit_LosesNoVisit()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        StaffAccount sato = await DeskWorld.CoordinatorAsync(world, "佐藤");
        int number = await DeskWorld.ConsultsAsync(world, "田中");
        DateTimeOffset visit = DeskWorld.At("2026-05-01T14:00");
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.PlanAsync(one, sato.Id, visit, "", now, None));
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.AskBackAsync(one, sato.Id, "駐車場はありますか", now, None));
        Consultation asked = await DeskWorld.FindAsync(world, number);
        Assert.Equal((ConsultationState.Planned, visit), (asked.State, asked.PlannedAt));
        world.HearsText("佐藤");
        await DeskWorld.WatchAtAsync(world, _clock, "2026-05-01T13:00");
        world.Hears("佐藤", "予定した電話・訪問");
        Listen(world, "佐藤", "田中");
    }

    [Fact]
    public async Task MoreUrgentThanItSeemed_IsOwedSooner_AlsoWhileThePersonIsAsked_OrAfterTheFirstAnswer()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        StaffAccount sato = await DeskWorld.CoordinatorAsync(world, "佐藤");
        Correction hurry = new() { Urgency = new(ConsultationUrgency.Normal, ConsultationUrgency.Today) };
        int asked = await DeskWorld.ConsultsAsync(world, "田中"), answered = await DeskWorld.ConsultsAsync(world, "山本");
        await DeskWorld.DoesAsync(world, asked, (desk, one, now) => desk.AskBackAsync(one, sato.Id, "熱はありますか", now, None));
        await DeskWorld.DoesAsync(world, answered, (desk, one, now) => desk.AnswerAsync(one, sato.Id, "調べます", now, None));
        await DeskWorld.DoesAsync(world, answered, (desk, one, now) => desk.ReplyAsync(one, "どうですか", one.MemberId, "", now, None));
        foreach (int number in new[] { asked, answered })
        {
            Assert.IsType<DeskAnswer.Done>(await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.CorrectAsync(one, sato.Id, hurry, now, None)));
        }

        await DeskWorld.DoesAsync(world, asked, (desk, one, now) => desk.ReplyAsync(one, "39度です", one.MemberId, "", now, None));

        Assert.Equal(DeskWorld.At("2026-04-28T12:00"), (await DeskWorld.FindAsync(world, asked)).TargetAt);
        Assert.Equal(DeskWorld.At("2026-04-28T12:00"), (await DeskWorld.FindAsync(world, answered)).TargetAt);
        Listen(world, "佐藤", "田中", "山本");
    }

    [Fact]
    public async Task MoreUrgentThanItSeemed_AfterAQuestionWasAnswered_CountsFromTheReply()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        StaffAccount sato = await DeskWorld.CoordinatorAsync(world, "佐藤");
        int number = await DeskWorld.ConsultsAsync(world, "田中");
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.AskBackAsync(one, sato.Id, "熱はありますか", now, None));
        _clock.AdvanceTo(DeskWorld.At("2026-05-11T10:00")); // Long after all times that count from the receipt.
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.ReplyAsync(one, "38度です", one.MemberId, "", now, None));
        _clock.Advance(TimeSpan.FromHours(1));
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.CorrectAsync(one, sato.Id, new Correction { Urgency = new(ConsultationUrgency.Normal, ConsultationUrgency.Today) }, now, None));

        Assert.Equal(DeskWorld.At("2026-05-11T12:00"), (await DeskWorld.FindAsync(world, number)).TargetAt);
        Listen(world, "佐藤", "田中");
    }

    [Fact]
    public async Task AnAnswerThatNeverArrived_IsTold_AlsoWhenItWasClosedMeanwhile_AndAQuestionWhetherItHelpedIsNot()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        StaffAccount sato = await DeskWorld.CoordinatorAsync(world, "佐藤");
        int answered = await DeskWorld.ConsultsInTeamsAsync(world, "山田"), closed = await DeskWorld.ConsultsInTeamsAsync(world, "山本");
        Listen(world, "佐藤");
        Array.ForEach(["山田", "山本"], world.Teams.Block);
        await DeskWorld.DoesAsync(world, answered, (desk, one, now) => desk.AnswerAsync(one, sato.Id, "お電話ください", now, None));
        foreach (int number in new[] { answered, closed })
        {
            await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.CloseAsync(one, sato.Id, ConsultationOutcome.Informed, "", now, None));
        }

        await DeskWorld.WatchAtAsync(world, _clock, "2026-04-28T10:05");
        world.Hears("佐藤", "チャットで届いていないかもしれません", ConsultationNumbers.Shown(answered));
        Assert.Single((await DeskWorld.FindAsync(world, answered)).Entries, entry => entry.Kind == ConsultationEntryKind.Undelivered);
        Assert.DoesNotContain((await DeskWorld.FindAsync(world, closed)).Entries, entry => entry.Kind == ConsultationEntryKind.Undelivered);
        Listen(world, "佐藤");
    }

    [Fact]
    public async Task AnAnswerThatNeverArrived_IsToldToWhoeverGaveIt_Once()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        StaffAccount sato = await DeskWorld.CoordinatorAsync(world, "佐藤");
        int number = await DeskWorld.ConsultsInTeamsAsync(world, "山田");
        world.HearsText("佐藤");
        world.Teams.Block("山田");
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.AnswerAsync(one, sato.Id, "お電話ください", now, None));
        await DeskWorld.WatchAtAsync(world, _clock, "2026-04-28T10:05");
        world.Hears("佐藤", "チャットで届いていないかもしれません", ConsultationNumbers.Shown(number));
        await DeskWorld.WatchAtAsync(world, _clock, "2026-04-28T10:20");
        world.HearsNothing("佐藤");
        Assert.Single((await DeskWorld.FindAsync(world, number)).Entries, entry => entry is { Kind: ConsultationEntryKind.Undelivered, IsInternal: true });
        Listen(world, "佐藤");
    }

    [Fact]
    public async Task AnsweredAndNeverClosed_IsRemindedOf_Once_InTheHubsHours()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock, new() { ["Desk:RemindOpenAfter"] = "3営業日" });
        StaffAccount sato = await DeskWorld.CoordinatorAsync(world, "佐藤");
        int number = await DeskWorld.ConsultsAsync(world, "田中");
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.AnswerAsync(one, sato.Id, "ご案内しました", now, None));
        world.HearsText("佐藤");
        await DeskWorld.WatchAtAsync(world, _clock, "2026-05-07T17:00"); // 29 April and 3 to 6 May are holidays.
        world.HearsNothing("佐藤");
        await DeskWorld.WatchAtAsync(world, _clock, "2026-05-08T08:40");
        world.Hears("佐藤", "結果を選んで終了してください");
        await DeskWorld.WatchAtAsync(world, _clock, "2026-05-29T10:00");
        world.HearsNothing("佐藤");
        Listen(world, "佐藤", "田中");
    }

    [Fact]
    public async Task WhoWorksAtADesk_HearsOfIt_AndIsAssignedIt_AndNobodyElse()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock, new()
        {
            ["Desk:Desks:0:Id"] = "main", ["Desk:Desks:0:Name"] = "本所", ["Desk:Desks:0:Staff:0"] = "佐藤",
            ["Desk:Desks:1:Id"] = "north", ["Desk:Desks:1:Name"] = "北分所", ["Desk:Desks:1:Areas:0"] = "北町", ["Desk:Desks:1:Staff:0"] = "鈴木",
        });
        StaffAccount sato = await DeskWorld.CoordinatorAsync(world, "佐藤");
        await DeskWorld.CoordinatorAsync(world, "鈴木");
        int number = await DeskWorld.ConsultsAsync(world, "田中");
        world.Hears("佐藤", "新しい相談が届きました");
        world.HearsNothing("鈴木");
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.HandOverAsync(one, sato.Id, "north", "", now, None));
        world.Hears("鈴木", "新しい相談が届きました");
        world.HearsNothing("佐藤");
        Listen(world, "佐藤", "鈴木", "田中");
    }

    [Fact]
    public async Task WhoNeverSetAPassword_IsAssignedNothing()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock, new() { ["Desk:Assignment"] = "round_robin" });
        StaffAccount sato = await DeskWorld.CoordinatorAsync(world, "佐藤", account => account.LastAssignedAt = _clock.GetUtcNow());
        await DeskWorld.CoordinatorAsync(world, "新人", account => account.PasswordHash = "");
        Assert.Equal((ConsultationState.Claimed, sato.Id), await StateAsync(world, await DeskWorld.ConsultsAsync(world, "田中")));
        Listen(world, "佐藤", "新人", "田中");
    }

    [Fact]
    public async Task TheHolderIsAway_WithoutADeputy_AllWhoServeItHear()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        StaffAccount sato = await DeskWorld.CoordinatorAsync(world, "佐藤", account => (account.AbsentFrom, account.AbsentUntil) = (new DateOnly(2026, 4, 30), new DateOnly(2026, 5, 10)));
        await DeskWorld.CoordinatorAsync(world, "鈴木");
        int number = await DeskWorld.ConsultsAsync(world, "田中");
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.AnswerAsync(one, sato.Id, "調べます", now, None));
        world.HearsText("鈴木");
        _clock.AdvanceTo(DeskWorld.At("2026-04-30T10:00"));
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.ReplyAsync(one, "どうなりましたか", one.MemberId, "", now, None));
        world.Hears("鈴木", "返信がありました");
        Listen(world, "佐藤", "鈴木", "田中");
    }

    [Fact]
    public async Task ADeskThatWorksAtNight_IsToldAtNight_ButNotAgainstAPersonsOwnHours()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock, new() { ["Desk:Hours"] = "月-日 0:00-24:00", ["Desk:ClosedOnHolidays"] = "false" });
        await DeskWorld.CoordinatorAsync(world, "佐藤");
        await DeskWorld.CoordinatorAsync(world, "鈴木");
        await world.SaysAsync("鈴木", "通知は8時から20時まで");
        world.HearsText("鈴木");
        _clock.AdvanceTo(DeskWorld.At("2026-04-29T02:00"));
        await DeskWorld.ConsultsAsync(world, "田中");
        world.Hears("佐藤", "新しい相談が届きました");
        world.HearsNothing("鈴木");
        Listen(world, "佐藤", "鈴木", "田中");
    }

    /// <summary>What else they heard is told in other stories.</summary>
    private static void Listen(StoryWorld world, params string[] names) => Array.ForEach(names, name => world.Line.Heard(name));

    private static async Task<(ConsultationState State, Guid? Holder)> StateAsync(StoryWorld world, int number)
    {
        Consultation one = await DeskWorld.FindAsync(world, number);
        return (one.State, one.StaffId);
    }
}
