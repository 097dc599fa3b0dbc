using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;
using Zaitaku.Bot.Desk;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Fakes.Teams;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Staff;
using Zaitaku.Tests.Intake;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Desk;

/// <summary>A coordinator's answer reaches the person where they wrote from, and what they reply comes back to the same consultation.</summary>
public sealed class RelayStory
{
    private const string Answer = "訪問診療は来週から始められます";
    private readonly FakeClock _clock = FakeClock.InTokyo(2026, 4, 28, 10);

    [Fact]
    public async Task OnLine_TheWordsStayBehindALink_AndTheReplyComesBack()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        StaffAccount sato = await DeskWorld.CoordinatorAsync(world, "佐藤");
        int number = await DeskWorld.ConsultsAsync(world, "田中");
        world.Hears("佐藤", "新しい相談", ConsultationNumbers.Shown(number), "退院支援", "みなと市", "急がない");

        Assert.Equal(new DeskAnswer.Done(), await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.AnswerAsync(one, sato.Id, Answer, now, CancellationToken.None)));
        HeardMessage notice = world.Hears("田中", "お返事があります", ConsultationNumbers.Shown(number))[^1];
        Assert.StartsWith("https://hub.example/c/", (string)notice.Action("開いて読む")["uri"]!, StringComparison.Ordinal);
        Consultation answered = await DeskWorld.FindAsync(world, number);
        Assert.Equal((ConsultationState.Claimed, sato.Id, null), (answered.State, answered.StaffId, answered.TargetAt)); // Answering takes it, and nothing is owed now.

        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.ReplyAsync(one, "火曜でお願いします", one.MemberId, "", now, CancellationToken.None));
        world.Hears("佐藤", "返信がありました");
        Assert.NotNull((await DeskWorld.FindAsync(world, number)).TargetAt); // Owed again.
        Assert.DoesNotContain(world.Line.Delivered, heard => new[] { Answer, "火曜で", DeskWorld.Secret, DeskWorld.AskerName, DeskWorld.AskerPhone }.Any($"{heard.Words}\n{heard.AltText}".Contains));
    }

    [Fact]
    public async Task AfterClosing_OneQuestionIsAsked_TheFirstPressCounts_AndAReplyOpensItAgain()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        StaffAccount sato = await DeskWorld.CoordinatorAsync(world, "佐藤");
        int number = await DeskWorld.ConsultsAsync(world, "田中");
        world.Hears("佐藤");
        Assert.IsType<DeskAnswer.NotAllowed>(await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.CloseAsync(one, sato.Id, ConsultationOutcome.Connected, "", now, CancellationToken.None)));
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.CloseAsync(one, sato.Id, ConsultationOutcome.Connected, "みなと診療所", now, CancellationToken.None));
        HeardMessage question = world.Hears("田中", "お役に立てましたか")[^1];

        await world.DoesAsync(world.Line.Presses("よその人", (string)question.Action("役に立った")["data"]!));
        world.Hears("よその人", "見つかりませんでした");
        await world.DoesAsync(world.Line.Taps("田中", question, "少し役に立った"));
        world.Hears("田中", "ありがとうございます");
        await world.DoesAsync(world.Line.Taps("田中", question, "役に立った"));
        world.Hears("田中", "いただいています");
        Consultation rated = await DeskWorld.FindAsync(world, number);
        Assert.Equal((ConsultationState.Closed, 0, ConsultationOutcome.Connected), (rated.State, rated.Helpfulness, rated.Outcome));

        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.ReplyAsync(one, "もうひとつ聞きたいです", one.MemberId, "", now, CancellationToken.None));
        world.Hears("佐藤", "返信がありました");
        Consultation again = await DeskWorld.FindAsync(world, number);
        Assert.Equal((ConsultationState.Claimed, null, null), (again.State, again.Outcome, again.ClosedAt));
        Assert.NotNull(again.TargetAt);
    }

    [Theory]
    [InlineData("いりません", true)]
    [InlineData("もう大丈夫です。", true)]
    [InlineData("自分で電話します", true)]
    [InlineData("やっぱりやめます", false)]
    [InlineData("キャンセル", false)]
    public async Task ARefusal_IsAReply_AndOnlyTheBareCommandStops(string said, bool isReply)
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        StaffAccount sato = await DeskWorld.CoordinatorAsync(world, "佐藤");
        int number = await DeskWorld.ConsultsInTeamsAsync(world, "山田");
        world.Hears("佐藤");
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.AskBackAsync(one, sato.Id, "お手伝いは要りますか", now, CancellationToken.None));
        await world.PressesInTeamsAsync("山田", world.HearsInTeams("山田", "お手伝いは要りますか")[^1], "答える");
        world.HearsInTeams("山田", "続けて書いて");

        await world.SaysInTeamsAsync("山田", said);

        world.HearsInTeams("山田", isReply ? "担当者に届けました" : "忘れました");
        Assert.Equal(isReply ? [said] : [], (await DeskWorld.FindAsync(world, number)).Entries.Where(entry => entry.Kind == ConsultationEntryKind.Reply).Select(entry => entry.Text));
        world.Line.Heard("佐藤");
    }

    [Fact]
    public async Task InTeams_TheWordsTravel_AndTheNextWordsAfterTheButtonAreTheReply_UntilTheyAreTakenBack()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        StaffAccount sato = await DeskWorld.CoordinatorAsync(world, "佐藤");
        int number = await DeskWorld.ConsultsInTeamsAsync(world, "山田");
        world.Hears("佐藤");
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.AskBackAsync(one, sato.Id, "訪問看護は入っていますか", now, CancellationToken.None));
        HeardActivity asked = world.HearsInTeams("山田", "訪問看護は入っていますか", "担当 佐藤", ConsultationNumbers.Shown(number))[^1];

        await world.PressesInTeamsAsync("山田", asked, "答える");
        world.HearsInTeams("山田", "続けて書いて");
        TeamsRequest said = world.Teams.Says("山田", "訪問看護ステーションを探しています"); // words of a search, and yet a reply
        await world.DoesInTeamsAsync(said);
        world.HearsInTeams("山田", "担当者に届けました");
        world.Hears("佐藤", "返信がありました");
        ConsultationEntry reply = (await DeskWorld.FindAsync(world, number)).Entries.Single(entry => entry.Kind == ConsultationEntryKind.Reply);
        Assert.Equal("訪問看護ステーションを探しています", reply.Text);

        await world.DoesInTeamsAsync(world.Teams.Deletes("山田", said));
        Assert.Equal("", (await DeskWorld.FindAsync(world, number)).Entries.Single(entry => entry.Id == reply.Id).Text);
        await world.SaysInTeamsAsync("山田", "使い方"); // one reply a press: this is none
        world.HearsInTeams("山田");
        Assert.Single((await DeskWorld.FindAsync(world, number)).Entries, entry => entry.Kind == ConsultationEntryKind.Reply);
    }

    [Fact]
    public async Task AButtonOfBefore_WhereWordsTravelNoMore_LeadsToThePage_AndTakesNoWords()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock, new() { ["Desk:WordsInChat:Line"] = "true" });
        StaffAccount sato = await DeskWorld.CoordinatorAsync(world, "佐藤");
        int number = await DeskWorld.ConsultsAsync(world, "田中");
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.AnswerAsync(one, sato.Id, Answer, now, CancellationToken.None));
        HeardMessage answer = world.Hears("田中", Answer)[^1];
        world.Services.GetRequiredService<IOptionsMonitor<DeskOptions>>().CurrentValue.WordsInChat.Line = false;

        await world.DoesAsync(world.Line.Taps("田中", answer, "返信する"));
        HeardMessage card = world.Hears("田中", ConsultationNumbers.Shown(number), "書き足すことを書いてください")[^1];
        (PageBrowser browser, string path) = await world.OpensAsync(card);
        Assert.Contains(Answer, (await browser.GetAsync(path)).Text, StringComparison.Ordinal);

        await world.SaysAsync("田中", "使い方");
        world.HearsText("田中");
        Assert.DoesNotContain((await DeskWorld.FindAsync(world, number)).Entries, entry => entry.Kind == ConsultationEntryKind.Reply);
        world.Line.Heard("佐藤");
    }

    [Fact]
    public async Task InDanger_WordsAreNoReply_AndAReplyThatTellsOfDangerRingsEverybody()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        StaffAccount sato = await DeskWorld.CoordinatorAsync(world, "佐藤");
        int number = await DeskWorld.ConsultsInTeamsAsync(world, "山田");
        world.Hears("佐藤");
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.AnswerAsync(one, sato.Id, Answer, now, CancellationToken.None));
        HeardActivity answer = world.HearsInTeams("山田", Answer)[^1];
        await world.PressesInTeamsAsync("山田", answer, "返信する");
        world.HearsInTeams("山田");
        await world.SaysInTeamsAsync("山田", "父が息をしていない");
        world.HearsInTeams("山田", "119");
        world.Hears("佐藤", "至急・危険のおそれ", ConsultationNumbers.Shown(number)); // The words are no reply, and yet they are told.
        Assert.DoesNotContain((await DeskWorld.FindAsync(world, number)).Entries, entry => entry.Kind == ConsultationEntryKind.Reply);

        await DeskWorld.CoordinatorAsync(world, "鈴木");
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.ReplyAsync(one, "父が息をしていない", one.MemberId, "", now, CancellationToken.None)); // written on the page
        Array.ForEach(["佐藤", "鈴木"], name => world.Hears(name, "至急・危険のおそれ", "返信がありました"));
    }

    [Fact]
    public async Task WhoeverNoChannelReaches_IsNamedToTheCoordinator()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock);
        StaffAccount sato = await DeskWorld.CoordinatorAsync(world, "佐藤");
        int number = await world.Services.GetRequiredService<DeskActions>().TakeDownAsync(
            new NewConsultation { Route = ConsultationRoute.Phone, AskerName = DeskWorld.AskerName, Words = DeskWorld.Secret, ReceivedAt = _clock.GetUtcNow().AddHours(-1), Urgency = ConsultationUrgency.Today },
            sato.Id, CancellationToken.None);
        Consultation one = await DeskWorld.FindAsync(world, number);
        Assert.Equal((ConsultationState.Claimed, sato.Id, DeskWorld.At("2026-04-28T11:00")), (one.State, one.StaffId, one.TargetAt)); // two hours from the call at nine
        DeskAnswer.Done done = Assert.IsType<DeskAnswer.Done>(await DeskWorld.DoesAsync(world, number, (desk, found, now) => desk.AnswerAsync(found, sato.Id, Answer, now, CancellationToken.None)));
        Assert.Equal(PersonRelay.Unreached, done.Hint);
        Assert.Equal(["consultation.take_down", "consultation.answer"], await world.AskAsync(db => db.AuditTrail.OrderBy(row => row.Id).Select(row => row.Action).ToListAsync()));
    }

    [Fact]
    public async Task AResidentWhoGoesToTheCenter_IsCountedAsConnected()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(_clock, new()
        {
            ["Desk:ResidentsGoTo"] = "community_support_center", ["Desk:Centers:0:Area"] = "みなと市", ["Desk:Centers:0:Name"] = "みなと包括", ["Desk:Centers:0:Phone"] = "0000-44-0000",
        });
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        ConsultationDesk desk = scope.ServiceProvider.GetRequiredService<ConsultationDesk>();
        DeskCenter center = Assert.IsType<Reception.GoesTo>(desk.ReceptionOf(Storage.Members.Role.Resident, "みなと市")).Centers[0];
        Consultation one = await desk.OpenAsync(new NewConsultation { Route = ConsultationRoute.Web, Area = "みなと市" }, _clock.GetUtcNow(), CancellationToken.None);
        await desk.HandToCenterAsync(one, center, _clock.GetUtcNow(), CancellationToken.None);
        Assert.Equal((ConsultationState.Closed, ConsultationOutcome.Connected, "みなと包括"), (one.State, one.Outcome, one.OutcomeNote));
        Assert.NotNull(one.ReceivedAt);
    }
}
