using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;
using Zaitaku.Bot.Desk;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage.Consultations;
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

        RaiseVersion(world);
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
    public async Task ADraftBegunUnderTheOldText_GoesOnAfterTheNewOne_WhereItWas()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        await ToTheAreaAsync(world);
        RaiseVersion(world);
        world.Clock.Advance(TimeSpan.FromHours(2));
        HeardMessage asked = await world.TapsAsync("Mihara", await world.TypesAsync("Mihara", "相談したい"), "続きから");
        Assert.Contains("もう一度ご確認ください", asked.Words, StringComparison.Ordinal);
        Assert.Equal(1, await world.AskAsync(db => db.Consents.CountAsync()));

        Assert.Contains("地域はどこ", (await world.TapsAsync("Mihara", asked, "同意して相談する")).Words, StringComparison.Ordinal);
        Assert.Equal(2, await world.AskAsync(db => db.Consents.MaxAsync(consent => consent.Version)));
        Consultation one = await world.OnlyOneAsync();
        Assert.Equal((ConsultationState.Draft, ConsultationContent.Discharge), (one.State, one.Content));
    }

    [Theory]
    [InlineData("")] // 「みなと市です」, typed
    [InlineData("consult:area:みなと市")]
    [InlineData("consult:goon")]
    [InlineData("consult:correct")]
    [InlineData("consult:fix:urgency")]
    [InlineData("consult:link")]
    [InlineData("consult:send")]
    public async Task HoweverADraftGoesOn_TheNewTextComesFirst(string press)
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        await ToTheAreaAsync(world);
        RaiseVersion(world);
        await world.DoesAsync(press.Length > 0 ? world.Line.Presses("Mihara", press) : world.Line.Says("Mihara", "みなと市です"));
        HeardMessage asked = world.Hears("Mihara", "もう一度ご確認ください")[^1];
        Assert.Equal("", (await world.OnlyOneAsync()).Area);
        Assert.Contains("地域はどこ", (await world.TapsAsync("Mihara", asked, "同意して相談する")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoDoesNotAgreeToTheNewText_LosesTheDraft_AsTheCardSays()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        await ToTheAreaAsync(world);
        RaiseVersion(world);
        HeardMessage asked = await world.TypesAsync("Mihara", "みなと市です");
        Assert.Contains("書きかけの内容は消えます", asked.Words, StringComparison.Ordinal);
        Assert.Contains("書きかけの内容は消しました", (await world.TapsAsync("Mihara", asked, "やめる")).Words, StringComparison.Ordinal);
        Assert.Equal(ConsultationState.Abandoned, (await world.OnlyOneAsync()).State);
    }

    [Fact]
    public async Task WordsTypedMeanwhile_AreHeld_AndTakenWithTheConsent()
    {
        const string Worry = "母が来週退院します。夜の吸引を家族だけでできるか不安です。";
        await using HomeCare world = await IntakeWorld.StartAsync(settings: HomeCare.WithTeams());
        foreach (string answer in new[] { "相談したい", "同意します", "居宅です", "退院支援", "みなと市", "今週中に", "チャットで" })
        {
            await SaysAsync(answer);
        }

        RaiseVersion(world);
        Assert.Contains("もう一度ご確認ください", await SaysAsync(Worry), StringComparison.Ordinal);
        Assert.Empty((await world.OnlyOneAsync()).Entries);
        Assert.Contains("この内容で送りますか", await SaysAsync("同意します"), StringComparison.Ordinal);
        Assert.Equal(Worry, Assert.Single((await world.OnlyOneAsync()).Entries).Text);

        async Task<string> SaysAsync(string text)
        {
            await world.SaysInTeamsAsync("佐藤", text);
            return string.Join('\n', world.HearsInTeams("佐藤").Select(heard => heard.Words));
        }
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

    /// <summary>Agreed, who and what answered: the third question is open.</summary>
    private static async Task ToTheAreaAsync(HomeCare world)
    {
        HeardMessage heard = await world.TypesAsync("Mihara", "相談したい");
        foreach (string label in new[] { "同意して相談する", "ご本人・ご家族（住民）", "退院支援" })
        {
            heard = await world.TapsAsync("Mihara", heard, label);
        }
    }

    private static void RaiseVersion(HomeCare world) => world.Services.GetRequiredService<IOptionsMonitor<DeskOptions>>().CurrentValue.ConsentVersion = 2;
}
