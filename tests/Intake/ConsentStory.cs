using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;
using Zaitaku.Bot.Desk;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage.Members;
using HomeCare = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Intake;

/// <summary>A consent is to a text: who agreed to an older one is asked again, and both are kept with their date.</summary>
public sealed class ConsentStory
{
    [Fact]
    public async Task ANewText_IsAgreedToAnew_AndWhatWasAgreedStaysWithItsDate()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        DateTimeOffset first = world.Clock.GetUtcNow();
        await world.TapsAsync("Mihara", await world.TypesAsync("Mihara", "相談したい"), "同意して相談する");
        await world.TypesAsync("Mihara", "やめる");
        Assert.DoesNotContain("ご相談をお受けします", (await world.TypesAsync("Mihara", "相談したい")).Words, StringComparison.Ordinal);
        await world.TypesAsync("Mihara", "やめる");

        world.Services.GetRequiredService<IOptionsMonitor<DeskOptions>>().CurrentValue.ConsentVersion = 2;
        world.Clock.Advance(TimeSpan.FromDays(40));
        HeardMessage asked = await world.TypesAsync("Mihara", "相談したい");
        Assert.Contains("ご相談をお受けします", asked.Words, StringComparison.Ordinal);
        Assert.Equal(1, await world.AskAsync(db => db.Consents.CountAsync())); // Being asked is no answer.
        await world.TapsAsync("Mihara", asked, "同意して相談する");

        Consent[] kept = await world.AskAsync(db => db.Consents.OrderBy(consent => consent.Version).ToArrayAsync());
        Assert.Equal([(1, first), (2, first.AddDays(40))], kept.Select(consent => (consent.Version, consent.GivenAt)));
        Assert.All(kept, consent => Assert.Null(consent.WithdrawnAt));
    }

    [Fact]
    public async Task WhateverHostACallerNames_LinksLeadToTheHub()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        await world.AsksAsync("Mihara", contact: ""); // Up to the last question.
        using (HttpRequestMessage webhook = world.Line.Says("Mihara", "チャットで").ToRequest())
        {
            webhook.Headers.Host = "evil.example";
            webhook.Headers.TryAddWithoutValidation("X-Forwarded-Host", "evil.example");
            using HttpResponseMessage taken = await world.Web.SendAsync(webhook);
            Assert.Equal(200, (int)taken.StatusCode);
        }

        await world.SettleAsync();
        string link = world.Hears("Mihara")[^1].Action("ページを開いて書く")["uri"]!.GetValue<string>();
        Assert.StartsWith($"{IntakeWorld.Site}/c/", link, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", string.Concat(await world.AskAsync(db => db.Outbox.Select(message => message.Body).ToListAsync())), StringComparison.Ordinal);

        string path = new Uri(link).AbsolutePath;
        using HttpRequestMessage look = new(HttpMethod.Get, path);
        look.Headers.Host = "evil.example";
        look.Headers.TryAddWithoutValidation("X-Forwarded-Host", "evil.example");
        using HttpResponseMessage page = await world.Web.SendAsync(look);
        Assert.Equal(200, (int)page.StatusCode);
        Assert.DoesNotContain("evil", await page.Content.ReadAsStringAsync() + page.Headers, StringComparison.Ordinal);
    }
}
