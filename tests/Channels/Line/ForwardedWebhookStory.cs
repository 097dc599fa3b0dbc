using System.Text;
using System.Text.Json.Nodes;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using HomeCare = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Channels.Line;

/// <summary>A city's own LINE system holds the account's one webhook address and passes everything on to us: late, twice, or after it answered itself.</summary>
public sealed class ForwardedWebhookStory
{
    private const string CitysWords = "市の受付です。ごみの日は水曜日です。";

    public static TheoryData<bool> Configured => [true, false];

    private static Task<HomeCare> StartAsync(bool isConfigured = true) => HomeCare.StartAsync(
        FakeClock.InTokyo(2026, 4, 1, 10), new() { ["Line:ForwardedWebhooks"] = isConfigured ? "true" : "false" });

    [Fact]
    public async Task PassedOnAtOnce_ItIsAnsweredByReply_WhichIsFree()
    {
        await using HomeCare world = await StartAsync();
        SignedWebhook said = world.Line.Says("Mihara", "相談する");
        world.Clock.Advance(TimeSpan.FromSeconds(3));
        await world.DoesAsync(said);
        HeardMessage heard = Assert.Single(world.Hears("Mihara", "ご相談は電話で"));
        Assert.True(heard.ByReply);
    }

    /// <summary>Where the option is set, a token that must be dead is not even tried: a reply that stays in doubt could not be repeated, a push can.</summary>
    [Theory]
    [MemberData(nameof(Configured))]
    public async Task PassedOnLate_TheAnswerComesByPush_Once(bool isConfigured)
    {
        await using HomeCare world = await StartAsync(isConfigured);
        SignedWebhook said = world.Line.Says("Mihara", "相談する");
        world.Clock.Advance(TimeSpan.FromMinutes(4));
        await world.DoesAsync(said);
        HeardMessage heard = Assert.Single(world.Hears("Mihara", "ご相談は電話で"));
        Assert.False(heard.ByReply);
        Assert.Equal(isConfigured ? 0 : 1, Calls(world, "/message/reply"));
    }

    [Theory]
    [MemberData(nameof(Configured))]
    public async Task TheCitysBotHasUsedTheToken_AndOursComesByPush_Once(bool isConfigured)
    {
        await using HomeCare world = await StartAsync(isConfigured);
        SignedWebhook said = world.Line.Says("Mihara", "相談する");
        AnswersFirst(world, said);
        await world.DoesAsync(said);

        IReadOnlyList<HeardMessage> heard = world.Hears("Mihara", CitysWords, "ご相談は電話で");
        Assert.Equal([true, false], heard.Select(message => message.ByReply));
        Assert.Equal(2, Calls(world, "/message/reply"));
        Assert.Equal(1, Calls(world, "/message/push"));
    }

    [Fact]
    public async Task PassedOnAgain_OrDeliveredAgainByLine_ItIsAnsweredOnce()
    {
        await using HomeCare world = await StartAsync();
        SignedWebhook said = world.Line.Says("Mihara", "相談する");
        await world.DoesAsync(said);
        await world.DoesAsync(said);
        world.Clock.Advance(TimeSpan.FromMinutes(5));
        await world.DoesAsync(said);
        await world.DoesAsync(world.Line.Redelivers(said));
        Assert.Single(world.Hears("Mihara"));
    }

    [Fact]
    public async Task ALifeInDanger_PassedOnLate_IsAnsweredByPush()
    {
        await using HomeCare world = await StartAsync();
        SignedWebhook said = world.Line.Says("Mihara", "父が息をしていない");
        world.Clock.Advance(TimeSpan.FromMinutes(2));
        await world.DoesAsync(said);
        HeardMessage heard = Assert.Single(world.Hears("Mihara", "119"));
        Assert.False(heard.ByReply);
    }

    /// <summary>A push in doubt is made again under its key: once on the phone, whatever was lost on the way.</summary>
    [Fact]
    public async Task ALateAnswerInDoubt_IsHeardOnce()
    {
        await using HomeCare world = await StartAsync();
        SignedWebhook said = world.Line.Says("Mihara", "相談する");
        world.Clock.Advance(TimeSpan.FromMinutes(4));
        world.Line.Fails(FakeFailure.NoAnswerAfterAcceptance, pathPart: "/message/push");
        await world.DoesAsync(said);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.SettleAsync();
        Assert.Single(world.Hears("Mihara", "ご相談は電話で"));
        Assert.Equal(2, Calls(world, "/message/push"));
    }

    /// <summary>The other system must not touch a byte: what it wrote anew has no valid signature.</summary>
    [Fact]
    public async Task WrittenAnewOnTheWay_ItIsRefused()
    {
        await using HomeCare world = await StartAsync();
        SignedWebhook said = world.Line.Says("Mihara", "相談する");
        byte[] anew = Encoding.UTF8.GetBytes(JsonNode.Parse(said.Body)!.ToJsonString(new() { WriteIndented = true }));
        using HttpResponseMessage answer = await world.PostAsync(said with { Body = anew });
        Assert.Equal(401, (int)answer.StatusCode);
        await world.SettleAsync();
        world.HearsNothing("Mihara");
    }

    private static void AnswersFirst(HomeCare world, SignedWebhook said)
    {
        JsonObject reply = new()
        {
            ["replyToken"] = said.Events[0]["replyToken"]!.DeepClone(), ["messages"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = CitysWords }),
        };
        Dictionary<string, string> headers = new() { ["authorization"] = "Bearer " + world.Line.LongLivedToken, ["content-type"] = "application/json" };
        Assert.Equal(200, world.Line.Take(new FakeCall("POST", "/v2/bot/message/reply", headers, Encoding.UTF8.GetBytes(reply.ToJsonString()))).Status);
    }

    private static int Calls(HomeCare world, string path) => world.Line.Records.Count(record => record.Call.Path.EndsWith(path, StringComparison.Ordinal));
}
