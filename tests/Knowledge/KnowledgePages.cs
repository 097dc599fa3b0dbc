using System.Net;
using Xunit;
using Zaitaku.Fakes.Line;
using Zaitaku.Tests.WebConsole;

namespace Zaitaku.Tests.Knowledge;

/// <summary>What coordinators do on the pages of the knowledge base, and somebody who asks in chat at the same program.</summary>
internal static class KnowledgePages
{
    public const string Asked = "みなと市の配食サービスの申し込み先はどこですか";

    /// <summary>A whole form, with these fields typed over it; a null value leaves one out.</summary>
    public static (string Name, string Value)[] Form(params (string Name, string? Value)[] typed)
    {
        Dictionary<string, string?> fields = new()
        {
            ["Question"] = "配食サービスはどこに申し込みますか", ["Variants"] = "配食の申し込み先\r\nお弁当を届けてもらう市のサービス", ["Topics"] = "care_manager_office",
            ["ForResidents"] = "高齢福祉課の窓口（0000-11-2222）で申し込めます。担当のケアマネジャーに頼むこともできます。", ["ForProfessionals"] = "アセスメント票を添えて高齢福祉課へ。決定まで1週間ほどかかります。",
            ["Titles"] = "みなと市「配食サービスのご案内」", ["Addresses"] = "https://city.example/haishoku", ["ReadOns"] = "2026-04-01", ["Owner"] = "高齢福祉課", ["ReviewOn"] = "2027-04-01", ["Seen"] = "0",
        };
        foreach ((string name, string? value) in typed)
        {
            fields[name] = value;
        }

        return [.. fields.Where(field => field.Value is not null).Select(field => ($"Form.{field.Key}", field.Value!))];
    }

    /// <summary>Posts a form that must be kept.</summary>
    /// <returns>The page it led to.</returns>
    public static async Task<string> KeepAsync(HttpClient browser, string address, params (string Name, string Value)[] fields)
    {
        using HttpResponseMessage answer = await ConsoleWorld.PostAsync(browser, address, fields);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await TextAsync(answer));
        return WebUtility.HtmlDecode(await browser.GetStringAsync(answer.Headers.Location!.ToString()));
    }

    /// <summary>Posts a form that must be refused.</summary>
    public static async Task<string> RefusedAsync(HttpClient browser, string address, params (string Name, string Value)[] fields)
    {
        using HttpResponseMessage answer = await ConsoleWorld.PostAsync(browser, address, fields);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await TextAsync(answer);
    }

    public static async Task<string> PageAsync(HttpClient browser, string address) => WebUtility.HtmlDecode(await browser.GetStringAsync(address));

    /// <summary>What somebody who writes this on LINE reads.</summary>
    public static async Task<string> HearsAsync(ConsoleWorld world, string name, string text)
    {
        using HttpClient bot = world.NewClient();
        using HttpRequestMessage request = world.Line.Says(name, text).ToRequest();
        using HttpResponseMessage answer = await bot.SendAsync(request);
        await world.SettleAsync();
        return string.Join('\n', world.Line.Heard(name).Select(message => message.Words));
    }

    private static async Task<string> TextAsync(HttpResponseMessage answer) => WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
}
