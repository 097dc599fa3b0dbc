using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Members;
using HomeCare = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Intake;

/// <summary>What people of these stories do, in words.</summary>
internal static class IntakeWorld
{
    public const string Site = "https://hub.example.jp";

    /// <summary>Wednesday 2026-04-01, 10:00 in Tokyo, while the desk works.</summary>
    public static FakeClock Morning => FakeClock.InTokyo(2026, 4, 1, 10);

    public static Task<HomeCare> StartAsync(FakeClock? clock = null, Dictionary<string, string?>? settings = null)
    {
        Dictionary<string, string?> all = new() { ["Hub:PublicBaseUrl"] = Site };
        foreach ((string key, string? value) in settings ?? [])
        {
            all[key] = value;
        }

        return HomeCare.StartAsync(clock ?? Morning, all);
    }

    public static PageBrowser Browser(this HomeCare world) => new(((TestServer)world.Services.GetRequiredService<IServer>()).CreateClient());

    /// <summary>Presses what is labelled so on the newest message.</summary>
    public static async Task<HeardMessage> TapsAsync(this HomeCare world, string name, HeardMessage message, string label)
    {
        await world.DoesAsync(world.Line.Taps(name, message, label));
        return world.Hears(name)[^1];
    }

    public static async Task<HeardMessage> TypesAsync(this HomeCare world, string name, string text)
    {
        await world.SaysAsync(name, text);
        return world.Hears(name)[^1];
    }

    /// <summary>From 「相談したい」 through every question by buttons, up to the card with the page.</summary>
    public static async Task<HeardMessage> AsksAsync(this HomeCare world, string name, string urgency = "急がない", string contact = "このチャットで")
    {
        HeardMessage heard = await world.TypesAsync(name, "相談したい");
        foreach (string label in new[] { "同意して相談する", "ご本人・ご家族（住民）", "退院支援", "みなと市", urgency, contact })
        {
            if (heard.Actions.Any(action => action["label"]?.GetValue<string>() == label))
            {
                heard = await world.TapsAsync(name, heard, label);
            }
        }

        return heard;
    }

    /// <summary>The path of the page a card leads to.</summary>
    public static string PathOf(this HeardMessage message, string label = "ページを開いて書く")
    {
        string url = message.Action(label)["uri"]!.GetValue<string>();
        return new Uri(url).AbsolutePath;
    }

    /// <summary>Opens the page behind the card in a browser of its own.</summary>
    public static async Task<(PageBrowser Browser, string Path)> OpensAsync(this HomeCare world, HeardMessage message, string label = "ページを開いて書く")
    {
        PageBrowser browser = world.Browser();
        string path = message.PathOf(label);
        await browser.GetAsync(path);
        await browser.OpensAsync(path);
        return (browser, path);
    }

    public static Task<Consultation> OnlyOneAsync(this HomeCare world) =>
        world.AskAsync(db => db.Consultations.Include(one => one.Entries).Include(one => one.Files).AsSplitQuery().SingleAsync());

    /// <summary>Changes what is true, as another part of the program would.</summary>
    public static async Task ChangeAsync(this HomeCare world, Func<ZaitakuDb, Task> change)
    {
        await using ZaitakuDb db = await world.Services.GetRequiredService<IDbContextFactory<ZaitakuDb>>().CreateDbContextAsync();
        await change(db);
        await db.SaveChangesAsync();
    }

    /// <summary>A consultation with its link, without the talk before.</summary>
    public static async Task<string> GivenLinkAsync(this HomeCare world, OneTimeLinkPurpose purpose = OneTimeLinkPurpose.Write, ConsultationState state = ConsultationState.Draft)
    {
        DateTimeOffset now = world.Clock.GetUtcNow();
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        ZaitakuDb db = scope.ServiceProvider.GetRequiredService<ZaitakuDb>();
        Member member = new() { Id = Guid.CreateVersion7(now), CreatedAt = now };
        Consultation one = new()
        {
            Id = Guid.CreateVersion7(now), Number = await ConsultationNumbers.DrawAsync(db, CancellationToken.None), State = state, Route = ConsultationRoute.Line, MemberId = member.Id, Channel = "line",
            Origin = ConsultationOrigin.Resident, Content = ConsultationContent.Discharge, Area = "みなと市", CreatedAt = now, ReceivedAt = state == ConsultationState.Draft ? null : now, TargetAt = state == ConsultationState.Draft ? null : now.AddDays(2),
        };
        db.Add(member);
        db.Add(one);
        Uri? link = await scope.ServiceProvider.GetRequiredService<Zaitaku.Bot.Desk.IConsultationLinks>().CreateAsync(db, one, purpose, now, CancellationToken.None);
        await db.SaveChangesAsync();
        return link!.AbsolutePath;
    }

    /// <summary>The same, opened in a browser.</summary>
    public static async Task<(PageBrowser Browser, string Path)> GivenPageAsync(this HomeCare world, OneTimeLinkPurpose purpose = OneTimeLinkPurpose.Write, ConsultationState state = ConsultationState.Draft)
    {
        string path = await world.GivenLinkAsync(purpose, state);
        PageBrowser browser = world.Browser();
        await browser.GetAsync(path);
        await browser.OpensAsync(path);
        return (browser, path);
    }
}
