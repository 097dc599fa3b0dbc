using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Bot.Staff;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Staff;
using Zaitaku.Tests.Corrections;
using Zaitaku.Tests.Desk;
using Zaitaku.Tests.Intake;
using HomeCare = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.WebConsole;

/// <summary>Danger was typed into a page that was never sent: whoever is paged gets from the notice to the person and to a phone that rings there.</summary>
public sealed class DangerNoteStory
{
    private const string Phone = "0000-44-0000";

    [Fact]
    public async Task FromTheNotice_ACoordinatorReachesThePersonAndThePhone_AndTheTrailKnows()
    {
        await using HomeCare world = await StartAsync();
        StaffAccount sato = await DeskWorld.CoordinatorAsync(world, "佐藤");
        await WritesAsync(world, "父が息をしていない");
        Consultation draft = await world.OnlyOneAsync();
        string number = ConsultationNumbers.Shown(draft.Number);
        string told = string.Join('\n', world.Hears("佐藤", "至急", number, "「届いたことば」から").Select(message => message.Words));
        Assert.DoesNotContain(Phone, told, StringComparison.Ordinal);

        HttpClient desk = await DeskAsync(world, sato);
        string notes = await desk.SeesAsync("/console/notes?kind=Emergency");
        Assert.Contains($"まだ送られていない相談 {number}", notes, StringComparison.Ordinal);
        Assert.DoesNotContain(Phone, notes, StringComparison.Ordinal); // What is noted as read here is the list, not a person.
        string to = Regex.Match(notes, "/console/members/[0-9a-f-]{36}").Value;
        string person = await desk.SeesAsync(to);
        Assert.Contains(number, person, StringComparison.Ordinal);
        Assert.Contains($">{Phone}<", person, StringComparison.Ordinal);
        Assert.DoesNotContain("息をして", notes + person, StringComparison.Ordinal);
        Assert.Equal([$"member:{draft.MemberId:N}"], await world.AskAsync(db => db.AuditTrail.Where(entry => entry.StaffId == sato.Id && entry.Action == "member.read").Select(entry => entry.Subject).ToListAsync()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // in chat, more than an hour before the page was begun
    public async Task ADraftWithoutDanger_IsItsWritersAlone(bool wasDangerBefore)
    {
        await using HomeCare world = await StartAsync();
        StaffAccount sato = await DeskWorld.CoordinatorAsync(world, "佐藤");
        if (wasDangerBefore)
        {
            await world.SaysAsync("Mihara", "父が息をしていない");
            world.Hears("Mihara", "119");
            world.Hears("佐藤", "いのちに関わるかもしれない言葉");
            world.Clock.Advance(TimeSpan.FromMinutes(61));
        }

        await WritesAsync(world, "夜の吸引のことで");
        Consultation draft = await world.OnlyOneAsync();
        HttpClient desk = await DeskAsync(world, sato);
        string pages = await desk.SeesAsync("/console/notes") + await desk.SeesAsync($"/console/members/{draft.MemberId}");
        Assert.Equal(wasDangerBefore, pages.Contains("書いた人・電話番号を見る", StringComparison.Ordinal));
        Assert.DoesNotContain(ConsultationNumbers.Shown(draft.Number), pages, StringComparison.Ordinal);
        Assert.DoesNotContain(Phone, pages, StringComparison.Ordinal);
    }

    private static Task<HomeCare> StartAsync() => IntakeWorld.StartAsync(settings: new() { ["Console:AllowRemote"] = "true" });

    /// <summary>Saved while it is typed, with a phone to call; never sent.</summary>
    private static async Task WritesAsync(HomeCare world, string words)
    {
        (PageBrowser browser, string path) = await world.OpensAsync(await world.AsksAsync("Mihara"));
        await browser.SubmitAsync(path, new() { ["do"] = "save", ["quiet"] = "1", ["words"] = words, ["contact"] = "call", ["phone"] = Phone, ["times"] = "いつでも" });
        await world.SettleAsync();
    }

    /// <summary>A browser in which somebody is signed in.</summary>
    private static async Task<HttpClient> DeskAsync(HomeCare world, StaffAccount staff)
    {
        string secret = "";
        await world.ChangeAsync(db =>
        {
            secret = new StaffSessions(db).Begin(staff.Id, "Chrome（Linux）", world.Clock.GetUtcNow());
            return Task.CompletedTask;
        });
        HttpClient browser = ((TestServer)world.Services.GetRequiredService<IServer>()).CreateClient();
        browser.DefaultRequestHeaders.Add("Cookie", $"{ConsoleCookie.LoopbackName}={secret}");
        return browser;
    }
}
