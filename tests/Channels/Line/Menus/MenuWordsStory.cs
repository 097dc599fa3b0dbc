using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Bot.Channels.Line.Menus;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Unanswered;
using HomeCare = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Channels.Line.Menus;

/// <summary>Menus are not shown on PCs: what one presses the other types, and both hear the same.</summary>
public sealed class MenuWordsStory
{
    /// <summary>Words of the answers for what was not understood, or for buttons nobody knows.</summary>
    private static readonly string[] Fallbacks = ["うまく読み取れません", "このチャットでは分かりません", "ボタンは古くなって", "読めません", "何をお探しですか", "名簿がまだ空"];

    private static readonly ServiceKind[] Services =
    [
        ServiceKind.HomeVisitDoctor, ServiceKind.VisitingNurse, ServiceKind.HomeVisitDentist, ServiceKind.HomeVisitPharmacist, ServiceKind.HomeHelp,
        ServiceKind.CommunitySupportCenter, ServiceKind.BackupBed, ServiceKind.ShortStay,
    ];

    public static TheoryData<string> EveryMenu => [.. RichMenuDesigns.All.Select(design => design.Key)];

    [Theory]
    [MemberData(nameof(EveryMenu))]
    public async Task EveryAreaOfEveryMenu_PressedOrTyped_IsAnsweredAlike(string key)
    {
        RichMenuDesign design = RichMenuDesigns.All.Single(design => design.Key == key);
        await using HomeCare world = await HomeCare.StartAsync(FakeClock.InTokyo(2026, 4, 1, 10));
        await world.GivenAsync([.. Services.Select((service, index) => HomeCare.Town($"みなと{service.Name()}", service, 300 + 100 * index))]);
        await world.IsAsync("Presser", design.Roles[0]);
        await world.IsAsync("Typist", design.Roles[^1]);
        JsonArray areas = RichMenuRules.RequestOf(design, "x")["areas"]!.AsArray();
        foreach (string before in new[] { "", "みなと市で24時間の訪問看護", "先日の相談どうなりましたか", "来週ショート空いてる？" })
        {
            foreach ((RichMenuArea area, JsonNode? sent) in design.Areas.Zip(areas))
            {
                await SaysBeforeAsync(world, before);
                await world.DoesAsync(Pressed(world, sent!["action"]!.AsObject()));
                await world.SaysAsync("Typist", area.Words);
                string pressed = world.HearsText("Presser");
                Assert.Equal(pressed, world.HearsText("Typist"));

                await world.SaysAsync("Typist", area.Words + "。"); // As people end a sentence.
                string all = pressed + world.HearsText("Typist");
                Assert.All(Fallbacks, fallback => Assert.DoesNotContain(fallback, all, StringComparison.Ordinal));
                await SaysBeforeAsync(world, "やめる");
            }
        }

        // A pressed button is nobody's report and no open question; that somebody stops right after an answer, or asks for something else, is kept of what they typed.
        Assert.Equal(0, await world.AskAsync(db => db.KeptNotes.CountAsync(note => note.Reason != NoteReason.GaveUp && note.Reason != NoteReason.Rephrased)));
    }

    [Theory]
    [InlineData(Role.Resident, "訪問介護", "みなと訪問介護")]
    [InlineData(Role.Resident, "地域包括", "みなと地域包括支援センター")]
    [InlineData(Role.CareManager, "ショートの空き", "みなとショートステイ")]
    [InlineData(Role.Doctor, "訪問薬局", "みなと訪問薬剤管理")]
    [InlineData(Role.Facility, "空きを知らせる", "空き2床です")]
    [InlineData(Role.Facility, "相談する", "0000-11-0000")]
    [InlineData(Role.Coordinator, "後方支援病床", "みなと後方支援病床")]
    public async Task AnAreaLeadsWhereItSays(Role role, string words, string heard)
    {
        await using HomeCare world = await HomeCare.StartAsync(FakeClock.InTokyo(2026, 4, 1, 10));
        await world.GivenAsync([.. Services.Select(service => HomeCare.Town($"みなと{service.Name()}", service))]);
        await world.IsAsync("Mihara", role);
        Assert.Contains(RichMenuDesigns.Of(role).Areas, area => area.Words == words);
        await world.SaysAsync("Mihara", words);
        world.Hears("Mihara", heard);
    }

    /// <summary>What 「空きを知らせる」 tells people to write is understood when they do.</summary>
    [Fact]
    public async Task TheExamplesOfAVacancy_AreUnderstood()
    {
        await using HomeCare world = await HomeCare.StartAsync(FakeClock.InTokyo(2026, 4, 1, 10));
        await world.IsAsync("Mihara", Role.Facility);
        await world.SaysAsync("Mihara", "空きを知らせる");
        string[] examples = [.. world.HearsText("Mihara").Split('\n').Where(line => line.StartsWith('・')).Select(line => line[1..])];
        Assert.Equal(2, examples.Length);
        foreach (string example in examples)
        {
            await world.SaysAsync("Mihara", example);
            world.Hears("Mihara", "空き情報をお預かりしました");
        }
    }

    private static SignedWebhook Pressed(HomeCare world, JsonObject action) => action["type"]!.GetValue<string>() switch
    {
        "message" => world.Line.Says("Presser", action["text"]!.GetValue<string>()),
        "postback" => world.Line.Presses("Presser", action["data"]!.GetValue<string>()),
        string type => throw new InvalidOperationException($"The bot hears nothing of a {type}."),
    };

    private static async Task SaysBeforeAsync(HomeCare world, string text)
    {
        if (text.Length == 0)
        {
            return;
        }

        foreach (string name in new[] { "Presser", "Typist" })
        {
            await world.SaysAsync(name, text);
            world.HearsText(name);
        }
    }
}
