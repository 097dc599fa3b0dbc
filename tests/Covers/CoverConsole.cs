using System.Net;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Bot.Covers;
using Zaitaku.Fakes;
using Zaitaku.Storage;
using Zaitaku.Storage.Rota;
using Zaitaku.Tests.WebConsole;
using static Zaitaku.Tests.Rota.RotaTown;

namespace Zaitaku.Tests.Covers;

/// <summary>Doctors in chat whose requests a coordinator looks at in the console.</summary>
internal static class CoverConsole
{
    /// <summary>Three doctors in chat; 木原 has the night of 6 June, 三木 had one in May.</summary>
    public static async Task<ConsoleWorld> StartAsync(FakeClock clock, bool needsApproval)
    {
        ConsoleWorld world = await ConsoleWorld.StartAsync(clock);
        await world.WithDbAsync(async db =>
        {
            foreach (string name in (string[])["木原", "三木", "広瀬"])
            {
                CoverCrowd.Add(db, name, clock.GetUtcNow());
            }

            DutyRota rota = Doctors();
            rota.CoverNeedsApproval = needsApproval;
            await GivenAsync(db, clock.GetUtcNow(), rota, Night("三木", "2026-05-20"), Night("広瀬", "2026-05-21"), Night("木原", "2026-06-06"));
        });
        return world;
    }

    /// <summary>A coordinator asks for 木原, for the night of 6 June.</summary>
    public static async Task<Guid> AskAsync(ConsoleWorld world, HttpClient staff)
    {
        (int kihara, DutyShift night) = await world.AskAsync(async db => (await IdAsync(db, "木原"), await NightAsync(db, "2026-06-06")));
        Assert.Contains("6月6日(土) 17:30", await PageAsync(staff, $"/console/rota/covers/new?holder={kihara}"));
        HttpResponseMessage answer = await ConsoleWorld.PostAsync(staff, "/console/rota/covers/new", ("holder", $"{kihara}"), ("pick", PickOf(night)), ("other", "0"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await world.SettleAsync();
        return await world.AskAsync(db => db.CoverRequests.Where(request => request.StartsAt == night.StartsAt).Select(request => request.Id).SingleAsync());
    }

    public static async Task PressAsync(ConsoleWorld world, string name, string data)
    {
        using HttpClient web = world.NewClient();
        using HttpRequestMessage request = world.Line.Presses(name, data).ToRequest();
        using HttpResponseMessage answer = await web.SendAsync(request);
        await world.SettleAsync();
    }

    /// <summary>A button of a request's page.</summary>
    /// <returns>What the page says then, after its redirect.</returns>
    public static async Task<string> SaysAsync(ConsoleWorld world, HttpClient staff, string address, params (string Name, string Value)[] fields)
    {
        using HttpResponseMessage answer = await ConsoleWorld.PostAsync(staff, address, fields);
        await world.SettleAsync();
        return WebUtility.HtmlDecode(answer.StatusCode == HttpStatusCode.Redirect ? await staff.GetStringAsync(answer.Headers.Location) : await answer.Content.ReadAsStringAsync());
    }

    public static string Heard(ConsoleWorld world, string name) => string.Join('\n', world.Line.Heard(name).Select(heard => heard.Words));

    public static async Task<string> PageAsync(HttpClient staff, string address) => WebUtility.HtmlDecode(await staff.GetStringAsync(address));

    public static Task<int> IdAsync(ZaitakuDb db, string name) => db.DutyHolders.Where(holder => holder.Name == name).Select(holder => holder.Id).SingleAsync();

    /// <summary>The row of 木原's night of a day.</summary>
    public static Task<DutyShift> NightAsync(ZaitakuDb db, string day)
    {
        DateTimeOffset from = At(day, 17, 30);
        return db.DutyShifts.SingleAsync(shift => shift.StartsAt == from && shift.Holder!.Name == "木原" && shift.KnownUntil == null);
    }

    public static string PickOf(DutyShift night) => new CoverPick(night.SeatId, night.StartsAt, night.EndsAt).ToString();

    /// <summary>Who has the night of 6 June.</summary>
    public static Task<string> OnAsync(ConsoleWorld world) => world.AskAsync(async db =>
    {
        List<DutyShift> shifts = await db.DutyShifts.Include(shift => shift.Holder).ToListAsync();
        return RotaRules.OnDutyAt(shifts, shifts[0].SeatId, At("2026-06-06", 22))!.Holder!.Name;
    });
}
