using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Storage.Rota;
using Zaitaku.Tests.WebConsole;

namespace Zaitaku.Tests.Rota;

/// <summary>What a coordinator does who plans a rota, by the forms of the pages.</summary>
internal static class PlanSteps
{
    public static string[] Doctors(int count) => [.. Enumerable.Range(1, count).Select(at => $"医師{"一二三四五六七八九十"[(at - 1) % 10]}{(at > 10 ? "郎" : "")}")];

    /// <summary>A rota with members and a preset's lines; its id is 1.</summary>
    public static async Task MakesRotaAsync(this HttpClient browser, string[] names, params string[] presets)
    {
        await DoesAsync(browser, "/console/rota", ("Form.Name", "日曜・祝日の当番医"), ("Form.Purpose", "doctor"), ("Form.ResidentView", "HubNumber"));
        await DoesAsync(browser, "/console/rota/1/members?handler=Add", ("Form.Names", string.Join("\n", names)), ("Form.Share", "1"));
        for (int at = 0; at < presets.Length; at++)
        {
            await DoesAsync(browser, "/console/rota/1/patterns?handler=Preset", ("preset", presets[at]), ("weekday", "1"), ("week", "1"), at == 0 ? ("none", "") : ("seat", "1"));
        }
    }

    /// <returns>The address of the proposal.</returns>
    public static Task<string> ProposesAsync(this HttpClient browser, string from, string span, bool byHand = false) =>
        DoesAsync(browser, "/console/rota/1/plan?handler=Propose", ("Propose.From", from), ("Propose.Span", span), ("Propose.ByHand", byHand ? "true" : ""));

    /// <summary>Posts a form that is taken.</summary>
    /// <returns>Where it leads.</returns>
    public static async Task<string> DoesAsync(HttpClient browser, string address, params (string Name, string Value)[] fields)
    {
        HttpResponseMessage answer = await ConsoleWorld.PostAsync(browser, address, fields);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{address}: {(int)answer.StatusCode} {WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync())}");
        return answer.Headers.Location!.OriginalString;
    }

    /// <summary>Posts a form that is not taken.</summary>
    /// <returns>What the page says.</returns>
    public static async Task<string> IsToldAsync(HttpClient browser, string address, params (string Name, string Value)[] fields)
    {
        HttpResponseMessage answer = await ConsoleWorld.PostAsync(browser, address, fields);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    public static async Task<string> ReadsAsync(this HttpClient browser, string address) => WebUtility.HtmlDecode(await browser.GetStringAsync(address));

    public static Task<RotaProposal> ProposalAsync(this ConsoleWorld world, string address)
    {
        Guid id = Guid.Parse(address.Split('?')[0].Split('/')[^1]);
        return world.AskAsync(db => db.RotaProposals.AsNoTracking().SingleAsync(one => one.Id == id));
    }

    /// <summary>The fields of a proposal's form, with other holders at some places.</summary>
    public static (string, string)[] Fields(RotaProposal proposal, params (int Place, int? Holder)[] changed)
    {
        IReadOnlyList<ProposedDuty> duties = proposal.Duties();
        int? HolderAt(int place) => Array.Exists(changed, one => one.Place == place) ? Array.Find(changed, one => one.Place == place).Holder : duties[place].Holder;
        return
        [
            ("seen", $"{proposal.Revision}"), .. Enumerable.Range(0, duties.Count).Select(place => ($"holder.{place}", HolderAt(place)?.ToString(CultureInfo.InvariantCulture) ?? "")),
            .. Enumerable.Range(0, duties.Count).Where(place => duties[place].FixedBy == FixedBy.Hand).Select(place => ($"fixed.{place}", "true")),
        ];
    }

    /// <summary>Most less fewest duties of these holders, in each kind and in total.</summary>
    public static double[] Spreads(IEnumerable<(int Holder, DutyCount Kind)> duties, int[] holders)
    {
        (int Holder, DutyCount Kind)[] all = [.. duties];
        double Width(Func<(int Holder, DutyCount Kind), bool> which) => holders.Max(holder => all.Count(one => one.Holder == holder && which(one))) - holders.Min(holder => all.Count(one => one.Holder == holder && which(one)));
        return [Width(_ => true), .. Enum.GetValues<DutyCount>().Select(kind => Width(one => one.Kind == kind))];
    }
}
