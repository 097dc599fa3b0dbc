using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Tests.WebConsole;
using static Zaitaku.Tests.Rota.PlanSteps;

namespace Zaitaku.Tests.Rota;

/// <summary>Forms of a rota's patterns and members that were opened before a colleague's change, pressed twice, or left half empty.</summary>
public sealed class PlanFormsStory
{
    private const string Patterns = "/console/rota/1/patterns";
    private const string Members = "/console/rota/1/members";

    [Fact]
    public async Task APatternsFormOfBefore_ShowsWhatAColleagueWrote_AndCanThenBeSaved()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤")), suzuki = await world.BrowserOfAsync(await world.GivenAsync("suzuki", "鈴木"));
        await sato.MakesRotaAsync(Doctors(3), "nightly");
        foreach ((string seen, string starts) in new[] { ("0", "18:00"), ("1", "19:00") }) // The first edit of a pattern, and one after another.
        {
            await DoesAsync(suzuki, $"{Patterns}?handler=Keep&pattern=1", Line(starts, seen));
            string told = await IsToldAsync(sato, $"{Patterns}?handler=Keep&pattern=1", Line("17:30", seen));
            Assert.Contains("ほかの人が同時に", told);
            Assert.Equal(starts, FieldOf(told, "Form.Starts"));
            Assert.Contains("読めません", told = await IsToldAsync(sato, $"{Patterns}?handler=Keep&pattern=1", Line("あさ", FieldOf(told, "Form.Seen"))));
            Assert.Equal("あさ", FieldOf(told, "Form.Starts")); // A slip of the pen is there to be mended.
            Assert.Equal($"{int.Parse(seen) + 1}", FieldOf(told, "Form.Seen"));
        }

        string again = await IsToldAsync(sato, $"{Patterns}?handler=Keep&pattern=1", Line("20:00", "0"));
        await DoesAsync(sato, $"{Patterns}?handler=Keep&pattern=1", Line("20:00", FieldOf(again, "Form.Seen")));
        Assert.Contains("20:00", await sato.ReadsAsync(Patterns));
    }

    [Fact]
    public async Task APresetPressedTwice_MakesOneSeat_AndAddsOnlyTheLinesThatAreMissing()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await sato.MakesRotaAsync(Doctors(3), "nightly");
        Assert.Contains("その型は、もうあります", await IsToldAsync(sato, $"{Patterns}?handler=Preset", ("preset", "nightly"), ("weekday", "0"), ("week", "0"))); // The page had no seat yet.
        await DoesAsync(sato, $"{Patterns}?handler=Preset", ("preset", "nanao"), ("weekday", "0"), ("week", "0"));
        await DoesAsync(sato, $"{Patterns}?handler=Remove&pattern=3");
        await DoesAsync(sato, $"{Patterns}?handler=Preset", ("preset", "nanao"), ("weekday", "0"), ("week", "0"), ("seat", "1"));
        Assert.Contains("その型は、もうあります", await IsToldAsync(sato, $"{Patterns}?handler=Preset", ("preset", "nanao"), ("weekday", "0"), ("week", "0"), ("seat", "1")));
        Assert.Equal((1, 3), await world.AskAsync(async db => (await db.DutyRotas.Select(rota => rota.Seats.Count).SingleAsync(), await db.RotaPatterns.CountAsync(one => one.RemovedAt == null))));

        await DoesAsync(sato, $"{Patterns}?handler=Keep", [.. Line("9:00", "0", seat: "new"), ("Form.Group", "副")]);
        Assert.Contains("枠を選んでください", await IsToldAsync(sato, $"{Patterns}?handler=Preset", ("preset", "weekly"), ("weekday", "1"), ("week", "0")));
        await DoesAsync(sato, $"{Patterns}?handler=Preset", ("preset", "nightly"), ("weekday", "0"), ("week", "0"), ("seat", "2")); // On another seat it is another duty.
    }

    [Fact]
    public async Task NoSeatTicked_OrSeatsThatWereNotShown_AreAskedBack()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2026, 4, 20, 9, 30));
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤")), suzuki = await world.BrowserOfAsync(await world.GivenAsync("suzuki", "鈴木"));
        await sato.MakesRotaAsync(Doctors(2), "nightly");
        await DoesAsync(sato, $"{Patterns}?handler=Keep", [.. Line("9:00", "0", seat: "new"), ("Form.Group", "副")]);
        string shown = FieldOf(await sato.ReadsAsync(Members), "Form.Shown");
        await DoesAsync(sato, $"{Members}?handler=Change&member=1", Member(shown, "1", "2"));
        Assert.Contains("入る枠を選んでください", await IsToldAsync(sato, $"{Members}?handler=Change&member=1", Member(shown, "2")));
        Assert.Equal("2", await SeatsAsync(world));

        await DoesAsync(suzuki, $"{Patterns}?handler=Keep", [.. Line("9:00", "0", seat: "new"), ("Form.Group", "小児科")]);
        string told = await IsToldAsync(sato, $"{Members}?handler=Change&member=1", Member(shown, "2", "1", "2"));
        Assert.Contains("ほかの人が同時に", told);
        Assert.Equal("2", await SeatsAsync(world));
        shown = FieldOf(told, "Form.Shown");
        await DoesAsync(sato, $"{Members}?handler=Change&member=1", Member(shown, "2", "1", "2", "3"));
        Assert.Equal("", await SeatsAsync(world)); // All, of which none was left out unseen.

        told = await IsToldAsync(sato, $"{Members}?handler=Add", ("Form.Names", "高橋"), ("Form.Share", "1"), ("Form.Shown", shown));
        Assert.Contains("入る枠を選んでください", told);
        Assert.DoesNotMatch("name=\"Form.Seats\" value=\"1\" checked> 当番</label></fieldset>", told);
        Assert.Equal(2, await world.AskAsync(db => db.RotaMembers.CountAsync()));
    }

    private static (string, string)[] Line(string starts, string seen, string seat = "1") => [("Form.Name", "夜"), ("Form.Starts", starts), ("Form.Ends", "翌8:30"), ("Form.Seat", seat), ("Form.Seen", seen)];

    private static (string, string)[] Member(string shown, string seen, params string[] seats) => [("Form.Share", "1"), ("Form.Seen", seen), ("Form.Shown", shown), .. seats.Select(seat => ("Form.Seats", seat))];

    private static string FieldOf(string page, string name) => Regex.Match(page, $"name=\"{Regex.Escape(name)}\"[^>]*? value=\"([^\"]*)\"").Groups[1].Value;

    private static Task<string> SeatsAsync(ConsoleWorld world) => world.AskAsync(db => db.RotaMembers.Where(row => row.Id == 1).Select(row => row.Seats).SingleAsync());
}
