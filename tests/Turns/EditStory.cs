using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes.Teams;
using Zaitaku.Storage.Consultations;
using Zaitaku.Tests.Desk;
using Zaitaku.Tests.Intake;
using HomeCare = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Turns;

/// <summary>A message written anew is the person's correction.</summary>
public sealed class EditStory
{
    private const string Better = "独居の方です。夜の吸引は、来月から訪問看護にお願いすることになりました。";

    [Fact]
    public async Task InADraft_TheNewWordsTakeThePlaceOfTheOld_Everywhere()
    {
        await using HomeCare world = await IntakeWorld.StartAsync(settings: HomeCare.WithTeams());
        TeamsRequest words = await UnsendStory.ConsultsAsync(world);
        await world.DoesInTeamsAsync(world.Teams.Edits("佐藤", words, Better));
        world.HearsInTeams("佐藤", "書きかけのご相談も、新しい文に替えました");
        Assert.Equal(Better, Assert.Single((await world.OnlyOneAsync()).Entries, entry => entry.Kind == ConsultationEntryKind.Words).Text);
        Assert.Equal(0, await UnsendStory.HoldersAsync(world, "ご家族だけで"));
        await world.SaysInTeamsAsync("佐藤", "0000-11-0000 です");
        world.HearsInTeams("佐藤", "来月から"); // The card before sending says the new.
        Assert.Equal(0, await world.AskAsync(db => db.AuditTrail.CountAsync(entry => entry.Action == "consultation.rewrite"))); // A draft is theirs alone.
    }

    [Fact]
    public async Task SentAlready_WhoHasItIsTold_UntilSomebodyHasAnswered()
    {
        await using HomeCare world = await IntakeWorld.StartAsync(settings: HomeCare.WithTeams());
        Guid sato = (await DeskWorld.CoordinatorAsync(world, "担当")).Id;
        TeamsRequest words = await UnsendStory.ConsultsAsync(world);
        await world.SaysInTeamsAsync("佐藤", "0000-11-0000 です");
        await world.SaysInTeamsAsync("佐藤", "送る");
        world.HearsInTeams("佐藤", "受付番号");
        world.Hears("担当", "新しい相談");
        int number = (await world.OnlyOneAsync()).Number;

        await world.DoesInTeamsAsync(world.Teams.Edits("佐藤", words, Better));
        world.HearsInTeams("佐藤", ConsultationNumbers.Shown(number), "担当者に知らせました");
        world.Hears("担当", "返信がありました");
        world.Clock.Advance(TimeSpan.FromSeconds(1)); // Two edits of one message differ by their instant.
        await world.DoesInTeamsAsync(world.Teams.Edits("佐藤", words, "父が息をしていない"));
        world.HearsInTeams("佐藤", "119");
        world.Hears("担当", "至急・危険のおそれ", "今日中");
        Assert.Equal(ConsultationUrgency.Today, (await world.OnlyOneAsync()).Urgency);

        Assert.IsType<Zaitaku.Bot.Desk.DeskAnswer.Done>(await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.AnswerAsync(one, sato, "来週うかがいます", now, CancellationToken.None)));
        world.HearsInTeams("佐藤", "来週うかがいます");
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        await world.DoesInTeamsAsync(world.Teams.Edits("佐藤", words, "やはり違いました"));
        world.HearsInTeams("佐藤", "担当者に届いていません", "もう一度送って");
        Assert.DoesNotContain((await world.OnlyOneAsync()).Entries, entry => entry.Text == "やはり違いました");
        string subject = $"consultation:{number}";
        Assert.Equal(2, await world.AskAsync(db => db.AuditTrail.CountAsync(entry => entry.Action == "consultation.rewrite" && entry.Subject == subject && entry.MemberId != null && entry.StaffId == null)));
    }

    [Fact]
    public async Task ANote_IsReplaced_AndLookedAtAnew()
    {
        await using HomeCare world = await IntakeWorld.StartAsync(settings: HomeCare.WithTeams());
        TeamsRequest note = world.Teams.Says("山田", "今朝から38度の熱、食事半分");
        await world.DoesInTeamsAsync(note);
        world.HearsInTeams("山田");
        await world.ChangeAsync(async db => (await db.KeptNotes.SingleAsync()).SeenAt = world.Clock.GetUtcNow());
        await world.DoesInTeamsAsync(world.Teams.Edits("山田", note, "今朝から37度の熱、食事は全部"));
        world.HearsInTeams("山田", "書き直しを受け取りました");
        Assert.Equal(("今朝から37度の熱、食事は全部", null), await world.AskAsync(async db => (await db.KeptNotes.Select(kept => kept.Text).SingleAsync(), await db.KeptNotes.Select(kept => kept.SeenAt).SingleAsync())));
        Assert.Equal(0, await UnsendStory.HoldersAsync(world, "38度"));
    }

    [Fact]
    public async Task AWorryHeldUntilConsent_IsTakenAsItWasWrittenLast()
    {
        await using HomeCare world = await IntakeWorld.StartAsync(settings: HomeCare.WithTeams());
        TeamsRequest told = world.Teams.Says("佐藤", "退院後の生活について相談したいです。独居なので先のことが不安です。");
        await world.DoesInTeamsAsync(told);
        await world.DoesInTeamsAsync(world.Teams.Edits("佐藤", told, "退院後の生活について相談したいです。娘と同居しています。"));
        await world.SaysInTeamsAsync("佐藤", "はい");
        world.HearsInTeams("佐藤", "書き直しを受け取りました", "どなたから");
        Assert.Equal("退院後の生活について相談したいです。娘と同居しています。", Assert.Single((await world.OnlyOneAsync()).Entries).Text);
    }

    [Fact]
    public async Task AQuestionWrittenAnew_IsAnsweredAnew_ButAnAnswerOfOldIsAskedForAgain()
    {
        await using HomeCare world = await IntakeWorld.StartAsync(settings: HomeCare.WithTeams());
        await world.GivenAsync(HomeCare.Town("みなと訪問看護", Storage.DirectorySearch.ServiceKind.VisitingNurse));
        TeamsRequest asked = world.Teams.Says("山田", "みなと市の薬局");
        await world.DoesInTeamsAsync(asked);
        world.HearsInTeams("山田");
        await world.DoesInTeamsAsync(world.Teams.Edits("山田", asked, "みなと市の訪問看護"));
        world.HearsInTeams("山田", "みなと訪問看護");

        await world.SaysInTeamsAsync("佐藤", "相談したい");
        await world.SaysInTeamsAsync("佐藤", "同意します");
        TeamsRequest origin = world.Teams.Says("佐藤", "居宅です");
        await world.DoesInTeamsAsync(origin);
        world.HearsInTeams("佐藤", "何について");
        await world.DoesInTeamsAsync(world.Teams.Edits("佐藤", origin, "家族です"));
        world.HearsInTeams("佐藤", "もう一度送ってください");
        Assert.Equal(ConsultationOrigin.CareManagerOffice, (await world.OnlyOneAsync()).Origin);
    }
}
