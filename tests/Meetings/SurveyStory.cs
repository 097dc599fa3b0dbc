using System.Data.Common;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Storage.Meetings;
using Zaitaku.Tests.HandRaising;

namespace Zaitaku.Tests.Meetings;

/// <summary>Questions to those who came: asked in chat, answered once on our own page, counted without a name.</summary>
public sealed partial class SurveyStory
{
    private const string Page = "/console/meetings/1/survey";

    private readonly FakeClock _clock = FakeClock.InTokyo(2026, 5, 20, 10);

    private static readonly (string Name, string Value)[] Questions =
    [
        ("Questions[0].Text", "内容はいかがでしたか"), ("Questions[0].Kind", "Scale"), ("Questions[1].Text", "次に聞きたいこと"), ("Questions[1].Kind", "Choice"), ("Questions[1].Choices", "口腔ケア\n看取り"),
        ("Questions[2].Text", "ご意見"), ("Questions[2].Kind", "Words"), ("IsAnonymous", "true"),
    ];

    [Fact]
    public async Task SevenAnswer_FiveInChat_TwoOnPaper_AndNothingSaysWho()
    {
        await using HandWorld world = await StartAsync();
        string[] names = ["青木", "石井", "上田", "江口", "岡田"];
        foreach (string name in names)
        {
            await CameAsync(world, name);
        }

        Assert.EndsWith("done=kept", await world.PostsAsync($"{Page}?handler=Keep", [.. Questions, ("Seen", "0")]));
        Assert.Contains("チャットのある5人に送る", await world.PageAsync(Page));
        Assert.EndsWith("done=sent", await world.PostsAsync($"{Page}?handler=Send", ("Seen", "1")));
        await AtTenAsync(world);
        foreach ((string name, int at) in names.Select((name, at) => (name, at)))
        {
            await world.TapsAsync(name, world.Hears(name, "アンケートのお願い", "だれの回答かは記録しません"), "回答する");
            string address = AddressIn(world.Hears(name, "画面を開く").Json.ToJsonString());
            using HttpClient browser = world.Console.NewClient();
            string page = WebUtility.HtmlDecode(await browser.GetStringAsync(address));
            Assert.Contains("だれの回答かは、どこにも記録しません", page);
            Assert.Contains("1つ以上の質問に", await SentAsync(browser, address, page));
            Assert.Contains("ありがとうございました", await SentAsync(browser, address, page, ("q1", $"{at}"), ("q2", "1"), ("q3", name == "岡田" ? "" : $"意見{at}")));
            Assert.Contains("もういただいています", await SentAsync(browser, address, page, ("q1", "0"))); // The same form again.
        }

        Assert.EndsWith("done=paper", await world.PostsAsync($"{Page}?handler=Paper", ("q1", "0"), ("q2", "0")));
        Assert.Contains("選択肢から選び直して", await world.PostsAsync($"{Page}?handler=Paper", ("q1", "7")));
        Assert.EndsWith("done=paper", await world.PostsAsync($"{Page}?handler=Paper", ("q1", "1")));
        string open = await world.PageAsync(Page);
        Assert.Contains("結果は、締め切ったあとに出ます", open);
        Assert.DoesNotContain("意見0", open);
        Assert.Equal(HttpStatusCode.NotFound, (await (await world.BrowserAsync()).GetAsync($"{Page}/result.csv")).StatusCode);

        await NothingJoinsAsync(world);
        Assert.EndsWith("done=closed", await world.PostsAsync($"{Page}?handler=Close"));
        string shown = await world.PageAsync(Page);
        Assert.Contains("内容はいかがでしたか（7件）", shown);
        Assert.Contains("口腔ケア", shown);
        Assert.Contains("5件に満たないので、内訳は出しません", shown); // Four wrote words.
        Assert.DoesNotContain("意見0", shown);
        Assert.Contains("とても良かった,2\r\n良かった,2\r\nふつう,1\r\nあまり良くなかった,1\r\n良くなかった,1\r\n平均（5点満点）,3.4", await (await world.BrowserAsync()).GetStringAsync($"{Page}/result.csv"));
        Assert.Contains("締め切ったアンケートです", await world.PostsAsync($"{Page}?handler=Paper", ("q1", "0")));
    }

    [Fact]
    public async Task FiveSheets_ThreeOfThemTyped_ShowNothingOfTheTwoOthers()
    {
        await using HandWorld world = await StartAsync();
        string[] names = ["青木", "石井"];
        foreach (string name in names)
        {
            await CameAsync(world, name);
        }

        await world.PostsAsync($"{Page}?handler=Keep", [.. Questions, ("Seen", "0")]);
        await world.PostsAsync($"{Page}?handler=Send", ("Seen", "1"));
        await AtTenAsync(world);
        foreach (string name in names)
        {
            await world.TapsAsync(name, world.Hears(name, "アンケートのお願い"), "回答する");
            string address = AddressIn(world.Hears(name, "画面を開く").Json.ToJsonString());
            using HttpClient browser = world.Console.NewClient();
            Assert.Contains("ありがとうございました", await SentAsync(browser, address, WebUtility.HtmlDecode(await browser.GetStringAsync(address)), ("q1", "4"), ("q3", "もう来ません")));
        }

        for (int sheet = 0; sheet < 3; sheet++)
        {
            Assert.EndsWith("done=paper", await world.PostsAsync($"{Page}?handler=Paper", ("q1", "0"), ("q3", "良い会でした")));
        }

        await world.PostsAsync($"{Page}?handler=Close");
        string shown = await world.PageAsync(Page);
        Assert.Contains("内容はいかがでしたか（5件）", shown);
        Assert.Contains("紙を除くと5件に満たないので", shown);
        Assert.DoesNotContain("もう来ません", shown);
        Assert.DoesNotContain("平均", await (await world.BrowserAsync()).GetStringAsync($"{Page}/result.csv"));
    }

    [Fact]
    public async Task OnlyWhoCame_IsAsked_AndAFreshLinkVoidsTheEarlier()
    {
        await using HandWorld world = await StartAsync();
        await CameAsync(world, "青木");
        Guid stranger = await CameAsync(world, "三木", came: false);
        await world.PostsAsync($"{Page}?handler=Keep", [.. Questions, ("Seen", "0")]);
        Assert.Contains("ほかの人が同時に変えました", await world.PostsAsync($"{Page}?handler=Keep", [.. Questions, ("Seen", "0")]));
        await world.DoesAsync(world.Console.Line.Presses("青木", "survey:1")); // Not sent yet.
        world.Hears("青木", "見つからないか、締め切りました");
        Assert.EndsWith("done=sent", await world.PostsAsync($"{Page}?handler=Send", ("Seen", "1")));
        Assert.Contains("もう送りました", await world.PostsAsync($"{Page}?handler=Send", ("Seen", "2")));
        Assert.Contains("質問は変えられません", await world.PostsAsync($"{Page}?handler=Keep", [.. Questions, ("Seen", "2")]));
        await AtTenAsync(world);
        world.HearsNothing("三木");
        await world.DoesAsync(world.Console.Line.Presses("三木", "survey:1"));
        world.Hears("三木", "見つからないか、締め切りました");
        await world.TapsAsync("青木", world.Hears("青木", "アンケートのお願い"), "回答する");
        string first = AddressIn(world.Hears("青木").Json.ToJsonString());
        await world.DoesAsync(world.Console.Line.Presses("青木", "survey:1"));
        string second = AddressIn(world.Hears("青木").Json.ToJsonString());
        using HttpClient browser = world.Console.NewClient();
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(first)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(second)).StatusCode);
        foreach (string forged in (string[])["survey", "survey:", "survey:x", "survey:99999999999", "survey:1:2"])
        {
            await world.DoesAsync(world.Console.Line.Presses("青木", forged));
            world.Hears("青木", "見つからないか");
        }

        _clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(second)).StatusCode);
        Assert.NotEqual(Guid.Empty, stranger);
    }

    /// <summary>No column of an answer, and no order of rows, leads to who gave it.</summary>
    private static async Task NothingJoinsAsync(HandWorld world)
    {
        SurveyAnswer[] answers = await world.Console.AskAsync(db => db.SurveyAnswers.AsNoTracking().ToArrayAsync());
        Assert.Equal(17, answers.Length); // Four times three, two of who wrote no words, and three on paper.
        Assert.All(answers, answer => Assert.True(answer.InviteeId is null or SurveyAnswer.OnPaper));
        long[] places = await PlacesAsync(world);
        Assert.All(places.Zip(places.Skip(1)), two => Assert.True((Int128)two.Second - two.First > 1_000_000, "Two answers stand side by side: of one sheet, or one after the other."));
        Assert.All(answers, answer => Assert.Equal(4, answer.Id.Version)); // At random: no time stands in it.
        SurveyTicket[] tickets = await world.Console.AskAsync(db => db.SurveyTickets.AsNoTracking().ToArrayAsync());
        Assert.All(tickets, ticket => Assert.Equal(4, ticket.Id.Version));
        string[] columns = await world.Console.AskAsync(db => Task.FromResult(db.Model.FindEntityType(typeof(SurveyAnswer))!.GetProperties().Select(property => property.Name).Order(StringComparer.Ordinal).ToArray()));
        Assert.Equal(["Id", "InviteeId", "QuestionId", "Value", "Words"], columns);
        Assert.Equal(0, await world.Console.AskAsync(db => db.AuditTrail.CountAsync(row => row.MemberId != null && row.Action.StartsWith("meetings.survey"))));
    }

    /// <summary>Whoever holds the file reads the places SQLite keeps rows at, too.</summary>
    private static Task<long[]> PlacesAsync(HandWorld world) => world.Console.AskAsync(async db =>
    {
        await db.Database.OpenConnectionAsync();
        await using DbCommand command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = """SELECT rowid FROM "survey_answer" ORDER BY rowid""";
        List<long> places = [];
        await using (DbDataReader rows = await command.ExecuteReaderAsync())
        {
            while (await rows.ReadAsync())
            {
                places.Add(rows.GetInt64(0));
            }
        }

        await db.Database.CloseConnectionAsync();
        return places.ToArray();
    });

    private async Task<HandWorld> StartAsync()
    {
        HandWorld world = await HandWorld.StartAsync(_clock, new() { ["Hub:PublicBaseUrl"] = "https://zaitaku.example" });
        await ListStory.MeetingAsync(world.Console, 1, "口腔ケア研修", FakeClock.InTokyo(2026, 5, 19, 19).GetUtcNow(), MeetingKind.Training);
        return world;
    }

    private async Task AtTenAsync(HandWorld world)
    {
        _clock.Advance(TimeSpan.FromMinutes(1));
        await world.Console.SettleAsync();
    }

    private static async Task<Guid> CameAsync(HandWorld world, string name, bool came = true)
    {
        int holder = await world.DoctorAsync(name);
        return await world.Console.AskAsync(async db =>
        {
            Guid member = await db.DutyHolders.Where(one => one.Id == holder).Select(one => one.MemberId!.Value).SingleAsync();
            db.MeetingInvitees.Add(new MeetingInvitee { MeetingId = 1, MemberId = member, Name = name, Profession = "医師", AddedAt = world.Clock.GetUtcNow(), PlannedAt = world.Clock.GetUtcNow(), AttendedAt = came ? world.Clock.GetUtcNow() : null });
            await db.SaveChangesAsync();
            return member;
        });
    }

    private static string AddressIn(string card) => Address().Match(card.Replace("\\u002F", "/", StringComparison.Ordinal)) is { Success: true } found ? found.Value["https://zaitaku.example".Length..] : throw new InvalidOperationException($"No address in {card}");

    private static async Task<string> SentAsync(HttpClient browser, string address, string page, params (string Name, string Value)[] fields)
    {
        using FormUrlEncodedContent form = new([new("__RequestVerificationToken", Token().Match(page).Groups[1].Value), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]);
        using HttpResponseMessage answer = await browser.PostAsync(address, form);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("https://zaitaku\\.example/s/[A-Za-z0-9_-]{43}")]
    private static partial Regex Address();
}
