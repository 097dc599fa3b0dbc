using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Members;
using HomeCare = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Intake;

/// <summary>Who is taken in, and by which desk, differs by city.</summary>
public sealed class ReceptionStory
{
    private const string Worry = "父が来週退院します。夜の吸引を家族だけでできるか不安です。";

    [Fact]
    public async Task APartOfTheCityWithADeskOfItsOwn_IsOffered_AndTypedAsWell()
    {
        await using HomeCare world = await IntakeWorld.StartAsync(settings: new()
        {
            ["Desk:Desks:0:Id"] = "main", ["Desk:Desks:0:Name"] = "本所", ["Desk:Desks:1:Id"] = "north", ["Desk:Desks:1:Name"] = "北分所", ["Desk:Desks:1:Areas:0"] = "北町",
        });
        await world.TypesAsync("Mihara", "相談したいです");
        await world.TypesAsync("Mihara", "はい");
        await world.TypesAsync("Mihara", "家族です");
        HeardMessage heard = await world.TypesAsync("Mihara", "往診の先生のことで");
        Assert.Contains("みなと市北町", heard.QuickReplies);
        await world.TypesAsync("Mihara", "北町です");
        await world.TypesAsync("Mihara", "急ぎません");
        (PageBrowser browser, string path) = await world.OpensAsync(await world.TypesAsync("Mihara", "このチャットで"));
        await browser.SubmitAsync(path, new() { ["do"] = "send", ["words"] = Worry, ["contact"] = "chat" });
        Consultation one = await world.OnlyOneAsync();
        Assert.Equal(("みなと市北町", "north"), (one.Area, one.DeskId));
        await world.SettleAsync();
        world.HearsText("Mihara");
    }

    [Fact]
    public async Task OfSeveralCenters_TheOneOfTheArea_IsNamed_AndNotCountedWhereTheHubDoesNotWish()
    {
        await using HomeCare world = await IntakeWorld.StartAsync(settings: new()
        {
            ["Desk:ResidentsGoTo"] = "community_support_center", ["Desk:CountHandedOver"] = "false",
            ["Desk:Centers:0:Area"] = "南町", ["Desk:Centers:0:Name"] = "みなみ地域包括支援センター", ["Desk:Centers:0:Phone"] = "0000-33-0000",
            ["Desk:Centers:1:Area"] = "北町", ["Desk:Centers:1:Name"] = "きた地域包括支援センター", ["Desk:Centers:1:Phone"] = "0000-44-0000",
        });
        string said = (await world.TypesAsync("Mihara", "みなと市北町の母のことで相談したい")).Words;
        Assert.Contains("0000-44-0000", said);
        Assert.DoesNotContain("0000-33-0000", said);
        Assert.DoesNotContain(ConsultationState.Closed, await world.AskAsync(db => db.Consultations.Select(one => one.State).ToListAsync()));
    }

    [Fact]
    public async Task WhereResidentsGoToTheirCenter_TheyAreTold_AndCountedWithoutWhoTheyAre()
    {
        await using HomeCare world = await IntakeWorld.StartAsync(settings: new()
        {
            ["Desk:ResidentsGoTo"] = "community_support_center", ["Desk:Centers:0:Area"] = "みなと市", ["Desk:Centers:0:Name"] = "みなと地域包括支援センター", ["Desk:Centers:0:Phone"] = "0000-33-0000",
        });
        Assert.Contains("0000-33-0000", (await world.TypesAsync("Mihara", "相談したい")).Words);
        await world.TypesAsync("Mihara", "相談したい"); // Counted once in a conversation.
        Consultation one = await world.OnlyOneAsync();
        Assert.Equal((ConsultationState.Closed, ConsultationOutcome.Connected, null, ConsultationOrigin.Resident), (one.State, one.Outcome, one.MemberId, one.Origin));

        await world.IsAsync("Kato", Role.CareManager);
        Assert.Contains("ご相談をお受けします", (await world.TypesAsync("Kato", "相談したい")).Words);
    }

    [Fact]
    public async Task OfElevenCenters_TheAreaIsAskedFirst_AndItsCenterIsNamedAndCounted()
    {
        await using HomeCare world = await IntakeWorld.StartAsync(settings: WithCenters(Towns));
        HeardMessage asked = await world.TypesAsync("Mihara", "退院後の生活について相談したいです");
        Assert.Contains("お住まいの地域はどこですか", asked.Words, StringComparison.Ordinal);
        Assert.Equal(Towns.Append("分からない").Append("やめる"), asked.QuickReplies);
        Assert.Equal(0, await world.AskAsync(db => db.Consultations.CountAsync()));

        string said = (await world.TypesAsync("Mihara", "若葉町です")).Words;
        Assert.Contains("0000-33-0011", said, StringComparison.Ordinal);
        Assert.DoesNotContain("0000-33-0001", said, StringComparison.Ordinal);
        Consultation one = await world.OnlyOneAsync();
        Assert.Equal((ConsultationState.Closed, ConsultationOutcome.Connected, "若葉町", ConsultationContent.Discharge), (one.State, one.Outcome, one.Area, one.Content));

        asked = await world.TypesAsync("Mihara", "相談したい");
        Assert.Contains("0000-33-0001", (await world.TapsAsync("Mihara", asked, "北町")).Words, StringComparison.Ordinal);
        await world.OnlyOneAsync(); // Counted once in a conversation.
    }

    [Theory]
    [InlineData("分からない", "")]
    [InlineData("ほげほげ", "ぬるぬる")] // asked again, then not a third time
    public async Task WhereTheAreaTellsNothing_EveryCenterIsNamed(string answer, string secondAnswer)
    {
        await using HomeCare world = await IntakeWorld.StartAsync(settings: WithCenters(Towns));
        await world.TypesAsync("Mihara", "相談したい");
        string said = (await world.TypesAsync("Mihara", answer)).Words;
        if (secondAnswer.Length > 0)
        {
            Assert.Contains("読み取れませんでした", said, StringComparison.Ordinal);
            said = (await world.TypesAsync("Mihara", secondAnswer)).Words;
        }

        Assert.All(Enumerable.Range(1, Towns.Length), number => Assert.Contains($"0000-33-{number:0000}", said, StringComparison.Ordinal));
        Assert.Equal(0, await world.AskAsync(db => db.Consultations.CountAsync()));
    }

    [Fact]
    public async Task ACityWithSeveralCenters_NamesThoseOfTheCity_AndWhoeverStops_IsLeftInPeace()
    {
        await using HomeCare world = await IntakeWorld.StartAsync(settings: WithCenters("みなと市北町", "みなと市南町", "うみべ町東"));
        await world.TypesAsync("Mihara", "相談したい");
        Assert.Contains("ご相談としては保存していません", (await world.TypesAsync("Mihara", "やめる")).Words, StringComparison.Ordinal);
        await world.TypesAsync("Mihara", "相談したい");
        string said = (await world.TypesAsync("Mihara", "みなと市です")).Words;
        Assert.All((string[])["0000-33-0001", "0000-33-0002"], phone => Assert.Contains(phone, said, StringComparison.Ordinal));
        Assert.DoesNotContain("0000-33-0003", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ProfessionalsOnly_ResidentsHearWhomToCall()
    {
        await using HomeCare world = await IntakeWorld.StartAsync(settings: new() { ["Desk:WhoMayConsult"] = "professionals" });
        Assert.Contains("専門職の方の窓口", (await world.TypesAsync("Mihara", "相談したい")).Words);
    }

    private static readonly string[] Towns = ["北町", "南町", "東町", "西町", "緑町", "泉町", "港町", "旭町", "桜町", "栄町", "若葉町"];

    /// <summary>Residents go to the center of their area; the number of the first ends in 0001.</summary>
    private static Dictionary<string, string?> WithCenters(params string[] areas)
    {
        Dictionary<string, string?> settings = new() { ["Desk:ResidentsGoTo"] = "community_support_center" };
        for (int index = 0; index < areas.Length; index++)
        {
            string center = $"Desk:Centers:{index}";
            (settings[$"{center}:Area"], settings[$"{center}:Name"], settings[$"{center}:Phone"]) = (areas[index], $"{areas[index]}地域包括支援センター", $"0000-33-{index + 1:0000}");
        }

        return settings;
    }
}
