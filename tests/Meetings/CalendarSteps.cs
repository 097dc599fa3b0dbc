using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Time;
using Zaitaku.Tests.WebConsole;

namespace Zaitaku.Tests.Meetings;

/// <summary>What a coordinator does in the calendar's pages.</summary>
internal static partial class CalendarSteps
{
    public static DateTimeOffset At(string day, int hour, int minute = 0) => OfficeTime.At(DateOnly.ParseExact(day, "yyyy-MM-dd"), (hour * 60) + minute);

    /// <summary>The form as it is shown, with these fields typed over it.</summary>
    public static (string Name, string Value)[] Form(params (string Name, string Value)[] typed)
    {
        Dictionary<string, string> fields = new()
        {
            ["Title"] = "多職種連携会議", ["Organiser"] = "みなと市在宅医療・介護連携拠点", ["Kind"] = "professionals", ["Way"] = "in_person", ["Day"] = "2026-05-21", ["Start"] = "19:00", ["End"] = "20:30", ["Place"] = "市民会館",
            ["Inviting"] = "audience", ["Holidays"] = "skip", ["AnswersTime"] = "17:00", ["OfferHours"] = "24", ["InviteDays"] = "14", ["NudgeDays"] = "5", ["DayBefore"] = "17:00", ["SoonMinutes"] = "120",
        };
        foreach ((string name, string value) in typed)
        {
            fields[name] = value;
        }

        return [.. fields.Select(field => ($"Form.{field.Key}", field.Value))];
    }

    /// <summary>Presses the form's button until it is kept, as somebody does who looked at what was shown.</summary>
    /// <returns>Where it led.</returns>
    public static async Task<string> KeepAsync(HttpClient browser, string address, params (string Name, string Value)[] typed)
    {
        HttpResponseMessage answer = await ConsoleWorld.PostAsync(browser, address, Form(typed));
        if (answer.StatusCode == HttpStatusCode.OK)
        {
            answer = await ConsoleWorld.PostAsync(browser, address, Form([.. typed, ("Mark", MarkIn(await TextAsync(answer)))]));
        }

        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await TextAsync(answer));
        return answer.Headers.Location!.ToString();
    }

    public static async Task<string> TextAsync(HttpResponseMessage answer) => WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

    public static async Task<string> PageAsync(HttpClient browser, string address) => WebUtility.HtmlDecode(await browser.GetStringAsync(address));

    public static string MarkIn(string page) => Mark().Match(page).Groups[1].Value;

    public static Task<Meeting[]> MeetingsAsync(ConsoleWorld world) => world.AskAsync(db => db.Meetings.AsNoTracking().OrderBy(meeting => meeting.StartsAt).ThenBy(meeting => meeting.Id).ToArrayAsync());

    /// <summary>A meeting that is there already.</summary>
    public static Task<int> GivenAsync(ConsoleWorld world, string title, DateTimeOffset startsAt, Action<Meeting>? adjust = null) => world.AskAsync(async db =>
    {
        Meeting meeting = new() { Title = title, Organiser = "みなと市医師会", Kind = MeetingKind.Training, StartsAt = startsAt, EndsAt = startsAt.AddMinutes(90), Place = "医師会館", CreatedAt = world.Clock.GetUtcNow(), ChangedAt = world.Clock.GetUtcNow() };
        adjust?.Invoke(meeting);
        db.Meetings.Add(meeting);
        await db.SaveChangesAsync();
        return meeting.Id;
    });

    public static Task<HttpResponseMessage> UploadAsync(HttpClient browser, string table, string year = "", string inviting = "nobody") => UploadAsync(browser, Encoding.UTF8.GetBytes(table), "予定.csv", year, inviting);

    public static async Task<HttpResponseMessage> UploadAsync(HttpClient browser, byte[] bytes, string name, string year = "", string inviting = "nobody")
    {
        using MultipartFormDataContent form = new()
        {
            { new StringContent(ConsoleWorld.TokenIn(await browser.GetStringAsync("/console/account"))), "__RequestVerificationToken" }, { new StringContent(year), "year" }, { new StringContent(inviting), "inviting" }, { new ByteArrayContent(bytes), "table", name },
        };
        return await browser.PostAsync("/console/meetings/import?handler=Look", form);
    }

    /// <summary>Looks at the differences and takes them.</summary>
    /// <returns>The page of the differences.</returns>
    public static async Task<string> ImportAsync(HttpClient browser, string table, string year = "", params (string Name, string Value)[] takes)
    {
        string page = await (await UploadAsync(browser, table, year)).Content.ReadAsStringAsync();
        string Hidden(string name) => WebUtility.HtmlDecode(Regex.Match(page, $"name=\"{name}\" value=\"([^\"]*)\"").Groups[1].Value);
        if (Hidden("body").Length > 0)
        {
            HttpResponseMessage answer = await ConsoleWorld.PostAsync(browser, "/console/meetings/import?handler=Take", [("body", Hidden("body")), ("mark", Hidden("mark")), ("inviting", "nobody"), .. takes]);
            Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await TextAsync(answer));
        }

        return WebUtility.HtmlDecode(page);
    }

    [GeneratedRegex("name=\"Form.Mark\" value=\"([^\"]*)\"")]
    private static partial Regex Mark();
}
