using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using Xunit;
using Zaitaku.Bot.Desk;
using Zaitaku.Fakes.Line;
using Zaitaku.Fakes.Teams;
using Zaitaku.Storage;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Imports;
using Zaitaku.Storage.Members;
using Zaitaku.Tests.ChatPage;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.WebConsole;

/// <summary>Facts of a place come from files and forms of strangers. Wherever they are shown, in the console, on the map, among suggestions, on cards of LINE and Teams, they are letters.</summary>
[Collection(ConsoleStories.Name)]
public sealed class HostileFactsStory(Chromium chromium)
{
    /// <summary>A link, a picture and bold letters as Markdown writes them, which cards of Teams read.</summary>
    private const string Markdown = "[押して](https://evil.example) ![x](https://evil.example/x.png) **太字** {{0}}";

    private readonly List<string> _troubles = [];

    [SkippableFact]
    public async Task HostileFacts_Everywhere()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        TestStaff kanri = await world.GivenAsync("kanri", "管理", Role.Admin);
        IPage page = await chromium.NewPageAsync(world.Url, _troubles, 1280, 900);
        await page.AddInitScriptAsync(HostileFields.Sentinel);
        await page.GotoAsync("/console/sign-in");
        await page.SignsInAsync(world, kanri);
        HostileFields fields = new(page);
        int place = await GivenAsync(world, Facts(fields.Words, "javascript:__hit(0)//"));
        await world.WithDbAsync(db => QueueRows.FurnishAsync(db, world.Clock.GetUtcNow(), kanri.Id));
        foreach (string address in (string[])
        [
            "/console/directory?service=visiting_nurse", $"/console/directory/{place}", $"/console/directory/{place}/edit", $"/console/consultations/{QueueRows.Soon}", "/console/notes",
        ])
        {
            await fields.LookAsync(address);
        }

        Assert.Empty(fields.Faults);
        Assert.Empty(fields.Unseen);
        await page.GotoAsync("/console/directory?service=visiting_nurse");
        Assert.Contains("<img src=x", await page.Locator(".map a").First.GetAttributeAsync("aria-label"), StringComparison.Ordinal); // As letters of an attribute.
        await page.GotoAsync($"/console/consultations/{QueueRows.Soon}");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "事業所を結びつける" }).Locator("..").Locator(".line").First).ToContainTextAsync("<img src=x");
        Assert.Empty(_troubles); // The content policy would have spoken up too.
    }

    [Fact]
    public async Task OnCardsOfLineAndTeams_TheyAreLetters()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(settings: StoryWorld.WithTeams());
        using HttpClient bot = world.NewClient();
        await GivenAsync(world, Facts(_ => Markdown, "javascript:alert(1)"));
        using (HttpRequestMessage asks = world.Line.Says("田中", "みなと市の訪問看護").ToRequest())
        {
            await bot.SendAsync(asks);
        }

        await world.SettleAsync();
        HeardMessage onLine = world.Line.Heard("田中")[^1];
        Assert.Contains("[押して]", onLine.Words, StringComparison.Ordinal); // LINE reads no Markdown.
        Assert.DoesNotContain(onLine.Actions, action => ((string?)action["uri"])?.StartsWith("javascript", StringComparison.OrdinalIgnoreCase) == true);

        await world.Teams.PostAsync(bot, world.Teams.Says("山田", "みなと市の訪問看護"));
        await world.SettleAsync();
        HeardActivity inTeams = world.Teams.Heard("山田")[^1];
        Assert.Contains("押して", inTeams.Words, StringComparison.Ordinal);
        AreLetters(inTeams);
    }

    [Fact]
    public async Task OnTheDesksCardInTeams_AreaAndNamesAreLetters()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(settings: StoryWorld.WithTeams());
        using HttpClient bot = world.NewClient();
        TestStaff sato = await world.GivenAsync("sato", Markdown[..60]);
        await world.Teams.PostAsync(bot, world.Teams.Says("高橋", "使い方"));
        await world.SettleAsync();
        await world.Teams.PostAsync(bot, world.Teams.AddsBotToChannel("高橋", "相談窓口"));
        await world.SettleAsync();
        world.Teams.Heard("相談窓口");
        world.Services.GetRequiredService<IOptionsMonitor<DeskOptions>>().CurrentValue.TeamsChannel = world.Teams.ConversationOf("相談窓口");
        int number = await world.Services.GetRequiredService<DeskActions>().TakeDownAsync(new NewConsultation { Route = ConsultationRoute.Phone, Area = Markdown[..60], Words = Markdown }, sato.Id, CancellationToken.None);
        await world.SettleAsync();
        HeardActivity card = world.Teams.Heard("相談窓口")[^1];
        Assert.Contains(ConsultationNumbers.Shown(number), card.Words, StringComparison.Ordinal);
        Assert.True(card.Words.Split("押して").Length > 2, card.Words); // The area, and who has it.
        AreLetters(card);
    }

    /// <summary>No sign is left of which a card would make a link, a picture or a template.</summary>
    private static void AreLetters(HeardActivity heard)
    {
        Assert.All((string[])["](", "**", "{{"], sign => Assert.DoesNotContain(sign, heard.Words, StringComparison.Ordinal));
        Assert.DoesNotContain(heard.Actions, action => ((string?)action["url"])?.StartsWith("javascript", StringComparison.OrdinalIgnoreCase) == true);
    }

    /// <summary>Every fact that is free text, of a place that is found by search, drawn on the map and suggested for a consultation.</summary>
    private static PlaceFacts Facts(Func<string, string> words, string web) => StoryWorld.Town(words("name"), ServiceKind.VisitingNurse) with
    {
        Services = "visiting_nurse home_visit_doctor", NameKana = words("kana"), Town = words("town"), AddressRest = words("rest of the address"), Web = web,
        HoursNote = words("note of the hours"), ContactWindows = [new ContactWindow(ContactRoute.Phone, null, words("window"))], Departments = [words("department")], ServiceArea = [words("service area")],
        Capabilities = new Dictionary<CapabilityKind, CapabilityLevel> { [CapabilityKind.Suction] = CapabilityLevel.Consult }, CapabilityNotes = new Dictionary<CapabilityKind, string> { [CapabilityKind.Suction] = words("note of a capability") },
        Note = words("note"), AcceptingNote = words("note of free places"), FormerNames = [words("former name")],
    };

    private static async Task<int> GivenAsync(ConsoleWorld world, PlaceFacts facts)
    {
        DateTimeOffset now = world.Clock.GetUtcNow();
        Place place = new() { Name = "", NameKey = "", Services = "", ConfirmedOn = new DateOnly(2026, 3, 1) };
        SearchColumns.Apply(place, facts);
        await world.WithDbAsync(async db =>
        {
            db.PlaceSources.Add(new PlaceSource { Id = 90, Key = "test", Name = "試験名簿", Trust = 60 });
            db.Places.Add(place);
            await db.SaveChangesAsync();
            db.PlaceDetails.Add(new PlaceDetail { PlaceId = place.Id, Facts = facts.ToJson(), Provenance = """{"*":{"source_id":90,"confirmed_on":"2026-03-01"}}""" });
            db.ImportRuns.Add(new ImportRun { FileName = "test", Format = "test", StartedAt = now, FinishedAt = now });
            await db.SaveChangesAsync();
        });
        return place.Id;
    }
}
