using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;
using Zaitaku.Storage.Members;
using Zaitaku.Tests.ChatPage;
using Zaitaku.Tests.Rota;

namespace Zaitaku.Tests.WebConsole;

/// <summary>A button pressed twice in a row sends its form once, on every page of the console; a file may be fetched again.</summary>
[Collection(ConsoleStories.Name)]
public sealed class SentOnceStory(Chromium chromium)
{
    /// <summary>Presses twice, and says of each time whether the page kept the form back.</summary>
    private const string PressTwice = """
        (handler) => {
          const form = document.querySelector(`main form[method=post][action*="${handler}"]`);
          const kept = [];
          addEventListener("submit", (event) => { kept.push(event.defaultPrevented); event.preventDefault(); });
          if (!form) {
            return "no form";
          }

          form.noValidate = true;
          form.requestSubmit();
          form.requestSubmit();
          return kept.join(' ');
        }
        """;

    private readonly List<string> _troubles = [];

    [SkippableFact]
    public async Task WhoeverPressesTwice_IsHeardOnce()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        TestStaff kanri = await world.GivenAsync("kanri", "管理", Role.Admin);
        await world.WithDbAsync(db => QueueRows.FurnishAsync(db, world.Clock.GetUtcNow(), kanri.Id));
        await world.WithDbAsync(db => RotaTown.GivenAsync(db, world.Clock.GetUtcNow(), RotaTown.Doctors(), RotaTown.Night("木原 一郎", "2026-04-25")));
        Guid person = await world.AskAsync(db => db.Members.Select(member => member.Id).FirstAsync());
        IPage page = await chromium.SignedInAsync(world, kanri, _troubles);
        foreach ((string address, string handler) in new[]
        {
            ("/console/rota/1/notes", "Write"), ("/console/rota/1/patterns", "Preset"), ("/console/rota/1/duties", "Times"), ("/console/hands", "/hands"), ("/console/meetings/new", "/meetings/new"),
            ($"/console/consultations/{QueueRows.Urgent}", "Note"), ("/console/directory/new", "/new"), ("/console/import", "/import"), ($"/console/members/{person}", "Role"),
        })
        {
            await page.GotoAsync(address);
            Assert.Equal($"{address}: false true", $"{address}: {await PressedTwiceAsync(page, handler)}");
        }

        await page.GotoAsync($"/console/members/{person}");
        Assert.Equal("false false", await PressedTwiceAsync(page, "Export")); // Its answer is a file: the page stays.
        Assert.Empty(_troubles);
    }

    private static Task<string> PressedTwiceAsync(IPage page, string handler) => page.EvaluateAsync<string>(PressTwice, handler);
}
