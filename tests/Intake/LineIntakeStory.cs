using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Members;
using HomeCare = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Intake;

/// <summary>A family and a care manager put their worries to the hub on LINE.</summary>
public sealed class LineIntakeStory
{
    private const string Worry = "父が来週退院します。夜の吸引を家族だけでできるか不安です。";

    [Fact]
    public async Task AFamily_AgreesAnswersFiveQuestions_WritesOnThePage_AndGetsANumber()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        HeardMessage heard = await world.TypesAsync("Mihara", "退院後の生活について相談したいです");
        Assert.Contains("個人情報の扱い", heard.Words + string.Join("", heard.Actions.Select(action => action["label"])));
        Assert.Equal((0, 0), await CountsAsync(world)); // Nothing is stored before consent.

        heard = await world.TapsAsync("Mihara", heard, "同意して相談する");
        Assert.Contains("どなたから", heard.Words);
        Assert.Contains("1/5", heard.Words);
        Assert.Equal((1, 1), await CountsAsync(world));
        heard = await world.TapsAsync("Mihara", heard, "ご本人・ご家族（住民）");
        Assert.Contains("「退院支援」のことかと思いました", heard.Words);
        Assert.Equal("退院支援", heard.QuickReplies[0]); // Suggested from the words, first.
        heard = await world.TapsAsync("Mihara", heard, "退院支援");
        heard = await world.TapsAsync("Mihara", heard, "みなと市");
        Assert.Contains("2営業日以内", heard.Words);
        heard = await world.TapsAsync("Mihara", heard, "数日のうちに");
        heard = await world.TapsAsync("Mihara", heard, "電話（午前）");
        Assert.Contains("まだ送られていません", heard.Words);

        (PageBrowser browser, string path) = await world.OpensAsync(heard);
        PageSeen page = await browser.GetAsync(path);
        Assert.Contains("退院支援", page.Text);
        page = await browser.SubmitAsync(path, new() { ["do"] = "send", ["words"] = Worry, ["contact"] = "call", ["phone"] = "０００００００００００", ["times"] = "平日の午前" });
        Consultation one = await world.OnlyOneAsync();
        string number = ConsultationNumbers.Shown(one.Number);
        Assert.Contains(number, page.Text);
        Assert.Contains("4月3日（金）17:15までに", page.Text);

        await world.SettleAsync();
        string receipt = world.HearsText("Mihara");
        Assert.Contains(number, receipt);
        Assert.Contains("4月3日（金）17:15までに", receipt);
        Assert.DoesNotContain("吸引", receipt); // Not on LINE.
        Assert.Equal((ConsultationState.Waiting, ConsultationRoute.Line, ConsultationOrigin.Resident, ConsultationUrgency.Soon, "みなと市", true, "00000000000"),
            (one.State, one.Route, one.Origin, one.Urgency, one.Area, one.WantsCall, one.CallPhone));
        Assert.Equal(Worry, one.Entries.Single(entry => entry.Kind == ConsultationEntryKind.Words).Text);
        Assert.DoesNotContain("吸引", string.Concat(await world.AskAsync(db => db.Outbox.Select(message => message.Body).ToListAsync())));

        await world.SaysAsync("Mihara", "先日の相談どうなりましたか");
        world.Hears("Mihara", number, "届いています");
        await world.SaysAsync("Mihara", number);
        world.Hears("Mihara", "退院支援");
        await world.SaysAsync("Eiko", number); // Another's number looks like nobody's.
        world.Hears("Eiko", "見つかりませんでした");
    }

    [Fact]
    public async Task TypedWordsDoAsWellAsButtons()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        await world.TypesAsync("Mihara", "相談したいです");
        Assert.Contains("どなたから", (await world.TypesAsync("Mihara", "はい")).Words);
        Assert.Contains("何について", (await world.TypesAsync("Mihara", "家族です")).Words);
        Assert.Contains("地域はどこ", (await world.TypesAsync("Mihara", "往診の先生のことで")).Words);
        Assert.Contains("どのくらい急ぎ", (await world.TypesAsync("Mihara", "みなと市です")).Words);
        Assert.Contains("どのように受け取り", (await world.TypesAsync("Mihara", "急ぎません")).Words);
        Assert.Contains("まだ送られていません", (await world.TypesAsync("Mihara", "電話がいいです、平日の夕方")).Words);
        Consultation one = await world.OnlyOneAsync();
        Assert.Equal((ConsultationOrigin.Resident, ConsultationContent.HomeVisitDoctor, "みなと市", ConsultationUrgency.Normal, true, "平日の夕方"),
            (one.Origin, one.Content, one.Area, one.Urgency, one.WantsCall, one.CallTimes));
    }

    [Fact]
    public async Task ACareManager_IsNotAskedWhoTheyAre_NorAgainForConsent()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        await world.IsAsync("Kato", Role.CareManager);
        HeardMessage heard = await world.AsksAsync("Kato");
        (PageBrowser browser, string path) = await world.OpensAsync(heard);
        await browser.SubmitAsync(path, new() { ["do"] = "send", ["words"] = Worry, ["contact"] = "chat" });
        await world.SettleAsync();
        world.Hears("Kato", "受付番号");
        Assert.Equal(ConsultationOrigin.CareManagerOffice, (await world.OnlyOneAsync()).Origin);

        heard = await world.TypesAsync("Kato", "相談したい"); // A second worry while one is open is asked about.
        Assert.Contains("同じご相談の続き", heard.Words);
        heard = await world.TapsAsync("Kato", heard, "別の相談をする");
        Assert.Contains("何について", heard.Words);
        Assert.Contains("1/4", heard.Words);
        Assert.Equal((2, 1), await CountsAsync(world));
    }

    [Fact]
    public async Task MoreIsAddedToTheOneThatIsOpen_OnItsPage()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        (PageBrowser first, string sent) = await world.OpensAsync(await world.AsksAsync("Mihara"));
        await first.SubmitAsync(sent, new() { ["do"] = "send", ["words"] = Worry, ["contact"] = "chat" });
        await world.SettleAsync();
        world.HearsText("Mihara");
        HeardMessage heard = await world.TypesAsync("Mihara", "相談があります");
        heard = await world.TapsAsync("Mihara", heard, "その相談に書き足す");
        (PageBrowser browser, string path) = await world.OpensAsync(heard);
        Assert.Contains(Worry, (await browser.GetAsync(path)).Text);
        PageSeen page = await browser.SubmitAsync(path, new() { ["do"] = "reply", ["words"] = "退院は金曜になりました。" });
        Assert.Contains("担当者に届いています", page.Text);
        Assert.Equal("退院は金曜になりました。", (await world.OnlyOneAsync()).Entries.Single(entry => entry.Kind == ConsultationEntryKind.Reply).Text);
    }

    [Fact]
    public async Task GivenUp_NothingIsLeft()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        (PageBrowser browser, string path) = await world.OpensAsync(await world.AsksAsync("Mihara"));
        await browser.SubmitAsync(path, new() { ["do"] = "save", ["words"] = Worry, ["contact"] = "call", ["phone"] = "0000-00-0000" }, ("a.jpg", Samples.Jpeg()));
        ConsultationFile file = Assert.Single((await world.OnlyOneAsync()).Files);
        Assert.Contains("書きかけの内容は消しました", (await world.TypesAsync("Mihara", "やめる")).Words);
        Consultation one = await world.OnlyOneAsync();
        Assert.Equal((ConsultationState.Abandoned, ""), (one.State, one.CallPhone));
        Assert.All(one.Entries, entry => Assert.Equal("", entry.Text));
        Assert.False(File.Exists(Path.Combine(world.DataDirectory, "uploads", file.Id.ToString("N"))));
        Assert.Equal(404, (await browser.GetAsync(path)).Status);
    }

    [Theory]
    [InlineData(23, true)]
    [InlineData(24, false)]
    public async Task ADraftIsOfferedForADay(int hours, bool isOffered)
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        HeardMessage heard = await world.TypesAsync("Mihara", "相談したい");
        heard = await world.TapsAsync("Mihara", heard, "同意して相談する");
        await world.TapsAsync("Mihara", heard, "ご本人・ご家族（住民）");
        world.Clock.Advance(TimeSpan.FromHours(hours));
        heard = await world.TypesAsync("Mihara", "相談したい");
        Assert.Equal(isOffered, heard.Words.Contains("書きかけのご相談があります", StringComparison.Ordinal));
        if (isOffered)
        {
            Assert.Contains("何について", (await world.TapsAsync("Mihara", heard, "続きから")).Words); // The first question without an answer.
        }
    }

    [Fact]
    public async Task OneAnswerIsCorrected_AndTheRestStands()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        await world.AsksAsync("Mihara");
        HeardMessage heard = await world.TypesAsync("Mihara", "内容を直す");
        heard = await world.TapsAsync("Mihara", heard, "急ぎ");
        heard = await world.TypesAsync("Mihara", "やっぱり今日中にお願いします");
        Assert.Contains("今日中に", heard.Words);
        Assert.Contains("まだ送られていません", heard.Words);
        Consultation one = await world.OnlyOneAsync();
        Assert.Equal((ConsultationUrgency.Today, ConsultationContent.Discharge, "みなと市"), (one.Urgency, one.Content, one.Area));
    }

    [Fact]
    public async Task ALifeInDanger_ComesFirst_AndTheQuestionWaits()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        HeardMessage question = await world.TapsAsync("Mihara", await world.TypesAsync("Mihara", "相談したい"), "同意して相談する");
        await world.SaysAsync("Mihara", "父が息をしていない");
        world.Hears("Mihara", "119");
        Assert.Contains("何について", (await world.TapsAsync("Mihara", question, "ご本人・ご家族（住民）")).Words);
    }

    [Fact]
    public async Task AnotherQuestionInTheMiddle_IsAnswered_AndTheDraftWaits()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        await world.GivenAsync(HomeCare.Town("みなと訪問看護", Zaitaku.Storage.DirectorySearch.ServiceKind.VisitingNurse));
        await world.TapsAsync("Mihara", await world.TypesAsync("Mihara", "相談したい"), "同意して相談する");
        await world.SaysAsync("Mihara", "みなと市の訪問看護を探しています");
        world.Hears("Mihara", "みなと訪問看護");
        Assert.Contains("何について", (await world.TypesAsync("Mihara", "家族")).Words);
    }

    [Fact]
    public async Task WithoutAnAddress_ThePhoneIsNamed()
    {
        await using HomeCare world = await IntakeWorld.StartAsync(settings: new() { ["Hub:PublicBaseUrl"] = "" });
        Assert.Contains("0000-11-0000", (await world.AsksAsync("Mihara")).Words);
    }

    [Fact]
    public async Task InAGroup_NobodysWorryIsAsked()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        await world.SaysAsync("Mihara", "@在宅ボット 相談したい", inGroup: "みなと", mentioning: "@在宅ボット");
        world.Hears("みなと", "1対1のチャット");
    }

    [Theory]
    [InlineData("consult:agree")]
    [InlineData("consult:new")]
    [InlineData("consult:another")]
    public async Task AnOldCardOrAForgedPress_OpensNothingThePolicyForbids(string data)
    {
        await using HomeCare world = await IntakeWorld.StartAsync(settings: new() { ["Desk:WhoMayConsult"] = "professionals" });
        await world.SaysAsync("Mihara", "使い方");
        world.HearsText("Mihara");
        await world.DoesAsync(world.Line.Presses("Mihara", data));
        world.Hears("Mihara", "専門職の方の窓口");
        Assert.Equal((0, 0), await CountsAsync(world));
        await world.IsAsync("Kato", Role.CareManager);
        await world.DoesAsync(world.Line.Presses("Kato", data));
        world.HearsText("Kato");
        Assert.Equal(data == "consult:agree" ? (1, 1) : (0, 0), await CountsAsync(world)); // Asked for consent, or begun.
    }

    [Fact]
    public async Task AnOldCard_TakesNoDraftAwayUnwarned()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        (PageBrowser first, string sent) = await world.OpensAsync(await world.AsksAsync("Mihara"));
        await first.SubmitAsync(sent, new() { ["do"] = "send", ["words"] = Worry, ["contact"] = "chat" });
        await world.SettleAsync();
        world.HearsText("Mihara");
        HeardMessage old = await world.TypesAsync("Mihara", "相談したい");
        await world.TapsAsync("Mihara", old, "別の相談をする");
        Guid draft = await world.AskAsync(db => db.Consultations.Where(one => one.State == ConsultationState.Draft).Select(one => one.Id).SingleAsync());

        HeardMessage asked = await world.TapsAsync("Mihara", old, "別の相談をする"); // Pressed again, on the same old card.
        Assert.Contains("書きかけの内容は消えます", asked.Words, StringComparison.Ordinal);
        Assert.Equal(ConsultationState.Draft, await StateAsync());
        asked = await world.TapsAsync("Mihara", asked, "新しく始める");
        Assert.Contains("何について", asked.Words, StringComparison.Ordinal);
        Assert.Equal(ConsultationState.Abandoned, await StateAsync()); // They were told.

        Task<ConsultationState> StateAsync() => world.AskAsync(db => db.Consultations.Where(one => one.Id == draft).Select(one => one.State).SingleAsync());
    }

    [Fact]
    public async Task WhoIsLeaving_IsToldSo_InsteadOfGettingAReceipt()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        (PageBrowser browser, string path) = await world.OpensAsync(await world.AsksAsync("Mihara"));
        HeardMessage sure = await world.TypesAsync("Mihara", "退会したい");
        await world.TapsAsync("Mihara", sure, "退会してすべて消す");
        Assert.Contains("退会の手続き中", (await world.TypesAsync("Mihara", "相談したい")).Words, StringComparison.Ordinal);
        PageSeen page = await browser.SubmitAsync(path, new() { ["do"] = "send", ["words"] = Worry, ["contact"] = "chat" });
        Assert.Contains("退会の手続き中", page.Text, StringComparison.Ordinal);
        Assert.Equal(ConsultationState.Draft, (await world.OnlyOneAsync()).State);
    }

    [Fact]
    public async Task AfterAnEmptySearch_AButtonLeadsToTheHub()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        await world.GivenAsync(HomeCare.Town("みなと訪問看護", Zaitaku.Storage.DirectorySearch.ServiceKind.VisitingNurse));
        HeardMessage heard = await world.TypesAsync("Mihara", "みなと市の訪問入浴");
        Assert.Contains("見つかりませんでした", heard.Words);
        Assert.Contains("ご相談をお受けします", (await world.TapsAsync("Mihara", heard, "拠点に相談する")).Words);
    }

    [Fact]
    public async Task OutsideHours_TheReceiptSaysWhenTheHubOpens()
    {
        await using HomeCare world = await IntakeWorld.StartAsync(Zaitaku.Fakes.FakeClock.InTokyo(2026, 4, 3, 20)); // Friday evening.
        (PageBrowser browser, string path) = await world.OpensAsync(await world.AsksAsync("Mihara", urgency: "今日中に"));
        PageSeen page = await browser.SubmitAsync(path, new() { ["do"] = "send", ["words"] = Worry, ["contact"] = "chat" });
        Assert.Contains("次は4月6日（月）08:30に開きます", page.Text);
        await world.SettleAsync();
        world.Hears("Mihara", "4月6日（月）10:30までに", "受付時間外です");
    }

    [Fact]
    public async Task OutsideHours_TheHubsOwnWords_TakeThePlaceOfTheUsualOnes()
    {
        await using HomeCare world = await IntakeWorld.StartAsync(Zaitaku.Fakes.FakeClock.InTokyo(2026, 4, 3, 20), new() { ["Desk:OutsideHoursText"] = "夜間は架空夜間診療所へ。危険なときは119へ。" });
        (PageBrowser browser, string path) = await world.OpensAsync(await world.AsksAsync("Mihara", urgency: "今日中に"));
        await browser.SubmitAsync(path, new() { ["do"] = "send", ["words"] = Worry, ["contact"] = "chat" });
        await world.SettleAsync();
        world.Hears("Mihara", "架空夜間診療所へ");
    }

    private static async Task<(int Consultations, int Consents)> CountsAsync(HomeCare world) =>
        (await world.AskAsync(db => db.Consultations.CountAsync()), await world.AskAsync(db => db.Consents.CountAsync()));
}
