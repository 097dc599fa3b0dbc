using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quartz;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Fakes.Teams;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.HandRaising;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Rota;
using Zaitaku.Tests.WebConsole;

namespace Zaitaku.Tests.HandRaising;

/// <summary>The real program with doctors in chat and coordinators at the console. What a phone heard and nobody listened to fails at the end.</summary>
public sealed class HandWorld : IAsyncDisposable
{
    private readonly Dictionary<string, HttpClient> _browsers = [];
    private readonly HttpClient _web;

    private HandWorld(ConsoleWorld console, TestStaff staff) => (Console, Staff, _web) = (console, staff, console.NewClient());

    public ConsoleWorld Console { get; }

    public TestStaff Staff { get; }

    public FakeClock Clock => Console.Clock;

    public static async Task<HandWorld> StartAsync(FakeClock clock, Dictionary<string, string?>? settings = null)
    {
        Dictionary<string, string?> all = new(World.World.WithTeams());
        foreach ((string key, string? value) in settings ?? [])
        {
            all[key] = value;
        }

        ConsoleWorld console = await ConsoleWorld.StartAsync(clock, all);
        HandWorld world = new(console, await console.GivenAsync("sato", "佐藤"));
        await world.LinkStaffAsync();
        return world;
    }

    /// <summary>Somebody who can be on duty, linked to their chat.</summary>
    /// <returns>The holder's id.</returns>
    public async Task<int> DoctorAsync(string name, string areas = "", string procedures = "", Role role = Role.Doctor, bool inTeams = false, string phone = "0000-31-1111")
    {
        if (inTeams)
        {
            await DoesInTeamsAsync(Console.Teams.Says(name, "こんにちは"));
            Console.Teams.Heard(name);
        }
        else
        {
            await SaysAsync(name, "こんにちは");
            Hears(name);
        }

        string user = inTeams ? FakeTeams.IdOf(name) : FakeLine.IdOf(name);
        return await Console.AskAsync(async db =>
        {
            Member member = await db.Members.SingleAsync(one => one.Links.Any(link => link.ChannelUserId == user));
            member.Role = role;
            DutyHolder holder = new() { Name = name, NameKey = NameRules.KeyOf(name), Institution = $"{name}医院", Phone = phone, Areas = areas, Procedures = procedures, MemberId = member.Id };
            db.DutyHolders.Add(holder);
            await db.SaveChangesAsync();
            return holder.Id;
        });
    }

    public Task SaysAsync(string name, string text) => DoesAsync(Console.Line.Says(name, text));

    public Task TapsAsync(string name, HeardMessage heard, string label) => DoesAsync(Console.Line.Taps(name, heard, label));

    public async Task DoesAsync(SignedWebhook webhook)
    {
        using HttpRequestMessage request = webhook.ToRequest();
        using HttpResponseMessage answer = await _web.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await Console.SettleAsync();
    }

    public async Task DoesInTeamsAsync(TeamsRequest request)
    {
        Task<(int Status, string Body)> post = Console.Teams.PostAsync(_web, request);
        while (!post.IsCompleted)
        {
            await Task.WhenAny(post, Task.Delay(10));
            await Console.SettleAsync();
        }

        Assert.InRange((await post).Status, 200, 202);
        await Console.SettleAsync();
    }

    /// <summary>What a phone heard since it was last asked; it must hold all these words, and none of a patient.</summary>
    /// <returns>The last message.</returns>
    public HeardMessage Hears(string name, params string[] words)
    {
        IReadOnlyList<HeardMessage> heard = Console.Line.Heard(name);
        Assert.True(heard.Count > 0, $"{name} heard nothing.");
        string all = string.Join('\n', heard.Select(message => message.Words));
        Assert.All(words, word => Assert.True(all.Contains(word, StringComparison.Ordinal), $"{name} did not hear 「{word}」 but:\n{all}"));
        return heard[^1];
    }

    public void HearsNothing(string name) => Assert.Empty(Console.Line.Heard(name).Select(message => message.Words));

    /// <summary>A session of the coordinator that has not ended.</summary>
    public async Task<HttpClient> BrowserAsync()
    {
        string hour = Clock.GetUtcNow().ToString("yyyyMMddHH");
        return _browsers.TryGetValue(hour, out HttpClient? known) ? known : _browsers[hour] = await Console.BrowserOfAsync(Staff);
    }

    public async Task<string> PageAsync(string address) => WebUtility.HtmlDecode(await (await BrowserAsync()).GetStringAsync(address));

    /// <returns>Where it led; what the page says where it led nowhere.</returns>
    public async Task<string> PostsAsync(string address, params (string Name, string Value)[] fields)
    {
        using HttpResponseMessage answer = await ConsoleWorld.PostAsync(await BrowserAsync(), address, fields);
        await Console.SettleAsync();
        return answer.Headers.Location?.ToString() ?? WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    public static (string Name, string Value)[] CaseFields(string deadlineDay, string deadlineTime = "17:00", string area = "みなと市", string remark = "", string rule = "coordinator", bool deputy = true, params string[] procedures) =>
    [
        ("Form.Area", area), ("Form.CareLevel", "care_4"), ("Form.WantsDeputy", deputy ? "true" : ""), ("Form.Rule", rule), ("Form.DeadlineDay", deadlineDay), ("Form.DeadlineTime", deadlineTime), ("Form.Remark", remark),
        .. procedures.Select(procedure => ("Form.Procedures", procedure)),
    ];

    /// <summary>A case written and sent.</summary>
    /// <returns>Its page.</returns>
    public async Task<string> SendsAsync(params (string Name, string Value)[] fields)
    {
        string page = await PostsAsync("/console/hands", fields);
        Assert.EndsWith("?done=added", page);
        page = page[..page.IndexOf('?')];
        Assert.EndsWith("?done=send", await PostsAsync($"{page}?handler=Send", ("seen", (await CaseAsync()).Revision.ToString())));
        return page;
    }

    /// <summary>The newest case.</summary>
    public Task<HandCase> CaseAsync() => Console.AskAsync(db => db.HandCases.Include(one => one.Asks).Include(one => one.Seats).Include(one => one.Steps).AsSplitQuery().OrderByDescending(one => one.Id).FirstAsync());

    /// <summary>The clock goes on to this hour of Tokyo, and a job looks once.</summary>
    public async Task AtAsync<TJob>(string day, int hour, int minute = 0)
        where TJob : IJob
    {
        Clock.AdvanceTo(Rota.RotaTown.At(day, hour, minute));
        await RunAsync<TJob>();
    }

    public async Task RunAsync<TJob>()
        where TJob : IJob
    {
        await using (AsyncServiceScope scope = Console.Services.CreateAsyncScope())
        {
            await ActivatorUtilities.CreateInstance<TJob>(scope.ServiceProvider).Execute(null!, CancellationToken.None);
        }

        await Console.SettleAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _web.Dispose();
        string[] unheard = [.. Console.Line.Unheard.Select(message => message.Words), .. Console.Teams.Unheard.Select(message => message.Words)];
        await Console.DisposeAsync();
        Assert.True(unheard.Length == 0, "Nobody listened to: " + string.Join("\n---\n", unheard));
    }

    /// <summary>The coordinator's own chat: 佐藤 on LINE.</summary>
    private async Task LinkStaffAsync()
    {
        await SaysAsync("佐藤", "こんにちは");
        Hears("佐藤");
        string user = FakeLine.IdOf("佐藤");
        await Console.WithDbAsync(async db =>
        {
            (await db.StaffAccounts.SingleAsync(account => account.Id == Staff.Id)).MemberId = await db.ChannelLinks.Where(link => link.ChannelUserId == user).Select(link => link.MemberId).SingleAsync();
            await db.SaveChangesAsync();
        });
    }
}
