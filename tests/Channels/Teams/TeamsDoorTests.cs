using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;
using Zaitaku.Bot.Channels.Teams;

namespace Zaitaku.Tests.Channels.Teams;

/// <summary>Who is let in: the Bot Connector with a token that fits the activity in every part, and nobody else.</summary>
public sealed class TeamsDoorTests
{
    [Fact]
    public async Task AGoodToken_IsLetIn_AndAllDoubtsAreAnsweredAlike()
    {
        await using TeamsBench bench = await TeamsBench.StartAsync();
        Assert.Equal((200, ""), await bench.PostAsync(Activities.Says("近くの薬局")));
        Assert.Equal("近くの薬局", Assert.Single(bench.Inbox.Kept).Text);

        HashSet<string> answers = [];
        foreach ((string what, string token) in Forgeries(bench))
        {
            (int status, string body) = await bench.PostAsync(Activities.Says("偽", id: what), token);
            Assert.True(status == 401, $"{what}: {status}");
            answers.Add(JsonNode.Parse(body)!["title"]!.GetValue<string>());
        }

        Assert.Single(answers);
        Assert.Single(bench.Inbox.Kept);
        Assert.Empty(bench.Teams.Calls);
    }

    private static Dictionary<string, string> Forgeries(TeamsBench bench)
    {
        StubTeams teams = bench.Teams;
        string good = teams.Token();
        long now = bench.Clock.GetUtcNow().ToUnixTimeSeconds();
        byte[] publicKey = Encoding.ASCII.GetBytes(StubTeams.PairOf("key-1").ExportSubjectPublicKeyInfoPem());
        return new()
        {
            ["none"] = "",
            ["no token"] = "x",
            ["five segments"] = good + ".a.b",
            ["altered payload"] = teams.Token().Split('.') is [var h, _, var s] ? $"{h}.{teams.Token(claims => claims["aud"] = "x").Split('.')[1]}.{s}" : "",
            ["broken signature"] = good[..^6] + "AAAAAA",
            ["no signature"] = good[..(good.LastIndexOf('.') + 1)],
            ["alg none"] = teams.Token(header: head => head["alg"] = "none", sign: _ => []),
            ["alg None with signature"] = teams.Token(header: head => head["alg"] = "None"),
            ["HS256 with the public key"] = teams.Token(header: head => head["alg"] = "HS256", sign: bytes => HMACSHA256.HashData(publicKey, bytes)),
            ["PS256"] = teams.Token(header: head => head["alg"] = "PS256", sign: bytes => StubTeams.PairOf("key-1").SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)),
            ["another's key"] = teams.Token(sign: bytes => StubTeams.PairOf("key-2").SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)),
            ["unknown key"] = teams.Token(keyId: "key-3"),
            ["no key id"] = teams.Token(header: head => head.Remove("kid")),
            ["crit"] = teams.Token(header: head => head["crit"] = new JsonArray("exp")),
            ["other issuer"] = teams.Token(claims => claims["iss"] = "https://api.botframework.com/"),
            ["Entra issuer"] = teams.Token(claims => claims["iss"] = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/"),
            ["other audience"] = teams.Token(claims => claims["aud"] = "00000000-1111-2222-3333-555555555555"),
            ["no audience"] = teams.Token(claims => claims.Remove("aud")),
            ["expired"] = teams.Token(claims => claims["exp"] = now - 300),
            ["not yet valid"] = teams.Token(claims => claims["nbf"] = now + 301),
            ["no expiry"] = teams.Token(claims => claims.Remove("exp")),
            ["other service URL"] = teams.Token(claims => claims["serviceurl"] = "https://smba.trafficmanager.net/jp"),
            ["no service URL"] = teams.Token(claims => claims.Remove("serviceurl")),
            ["two service URLs"] = teams.Token(claims => claims["serviceurl"] = new JsonArray(StubTeams.ServiceUrl, "https://example.org/")),
            ["deep header"] = teams.Token(header: head => head["x"] = JsonNode.Parse(string.Concat(Enumerable.Repeat("[", 60)) + string.Concat(Enumerable.Repeat("]", 60)))),
            ["huge"] = teams.Token(claims => claims["x"] = new string('x', 20_000)),
        };
    }

    [Theory]
    [InlineData("RS384")]
    [InlineData("RS512")]
    public async Task LongerHashes_AreTakenToo(string algorithm)
    {
        await using TeamsBench bench = await TeamsBench.StartAsync();
        string token = bench.Teams.Token(header: head => head["alg"] = algorithm, sign: bytes => StubTeams.PairOf("key-1")
            .SignData(bytes, algorithm == "RS384" ? HashAlgorithmName.SHA384 : HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1));
        Assert.Equal(200, (await bench.PostAsync(Activities.Says("x"), token)).Status);
    }

    [Theory]
    [InlineData(-299, 200)] // the skew's last second
    [InlineData(-300, 401)]
    public async Task ClocksMayDisagreeByFiveMinutes(int expiresIn, int status)
    {
        await using TeamsBench bench = await TeamsBench.StartAsync();
        string token = bench.Teams.Token(claims => claims["exp"] = bench.Clock.GetUtcNow().ToUnixTimeSeconds() + expiresIn);
        Assert.Equal(status, (await bench.PostAsync(Activities.Says("x"), token)).Status);
        string early = bench.Teams.Token(claims => claims["nbf"] = bench.Clock.GetUtcNow().ToUnixTimeSeconds() + (status == 200 ? 300 : 301));
        Assert.Equal(status, (await bench.PostAsync(Activities.Says("y", id: "2"), early)).Status);
    }

    [Fact]
    public async Task AKeyForAnotherChannel_OrForNone_DoesNotSpeakForTeams()
    {
        await using TeamsBench bench = await TeamsBench.StartAsync();
        bench.Teams.Keys["key-2"] = ["webchat"];
        bench.Teams.Keys["key-3"] = [];
        Assert.Equal(401, (await bench.PostAsync(Activities.Says("x"), bench.Teams.Token(keyId: "key-2"))).Status);
        Assert.Equal(401, (await bench.PostAsync(Activities.Says("x"), bench.Teams.Token(keyId: "key-3"))).Status);
    }

    [Fact]
    public async Task KeysAreKeptADay_AndAnUnknownOneIsAskedForOnceAnHour()
    {
        await using TeamsBench bench = await TeamsBench.StartAsync();
        int[] together = await Task.WhenAll(Enumerable.Range(0, 20).Select(async number => (await bench.PostAsync(Activities.Says("x", id: $"{number}"))).Status));
        Assert.All(together, status => Assert.Equal(200, status));
        Assert.Equal(1, bench.Teams.KeyFetches);

        bench.Teams.Keys["key-2"] = ["msteams"]; // A new key: seen at its first use.
        Assert.Equal(200, (await bench.PostAsync(Activities.Says("x", id: "new"), bench.Teams.Token(keyId: "key-2"))).Status);
        Assert.Equal(2, bench.Teams.KeyFetches);
        for (int number = 0; number < 5; number++)
        {
            Assert.Equal(401, (await bench.PostAsync(Activities.Says("x"), bench.Teams.Token(keyId: "key-3"))).Status);
        }

        Assert.Equal(2, bench.Teams.KeyFetches);
        bench.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(401, (await bench.PostAsync(Activities.Says("x"), bench.Teams.Token(keyId: "key-3"))).Status);
        Assert.Equal(3, bench.Teams.KeyFetches);

        bench.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(200, (await bench.PostAsync(Activities.Says("x", id: "later"))).Status);
        Assert.Equal(4, bench.Teams.KeyFetches);
    }

    [Fact]
    public async Task WithTheIdentityServerAway_NobodyIsLetInThatWasNotKnown_AndNobodyIsRefusedForEver()
    {
        await using TeamsBench bench = await TeamsBench.StartAsync();
        bench.Teams.IsIdentityDown = true;
        Assert.Equal(503, (await bench.PostAsync(Activities.Says("x"))).Status);
        Assert.Equal(401, (await bench.PostAsync(Activities.Says("x"), "no token")).Status);
        bench.Teams.IsIdentityDown = false;
        bench.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(200, (await bench.PostAsync(Activities.Says("x"))).Status);

        bench.Teams.IsIdentityDown = true;
        bench.Clock.Advance(TimeSpan.FromHours(23));
        Assert.Equal(200, (await bench.PostAsync(Activities.Says("y", id: "2"))).Status);
        bench.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(503, (await bench.PostAsync(Activities.Says("z", id: "3"))).Status);
    }

    [Fact]
    public async Task ANewKeyThatCannotBeLearntYet_IsNoStrangers_AndIsTakenOnceItCan()
    {
        await using TeamsBench bench = await TeamsBench.StartAsync();
        Assert.Equal(200, (await bench.PostAsync(Activities.Says("x"))).Status);
        bench.Teams.Keys["key-2"] = ["msteams"];
        bench.Teams.IsIdentityDown = true;
        Assert.Equal(503, (await bench.PostAsync(Activities.Says("y", id: "2"), bench.Teams.Token(keyId: "key-2"))).Status);

        bench.Teams.IsIdentityDown = false;
        bench.Clock.Advance(TimeSpan.FromSeconds(5)); // Not an hour: nothing was learnt.
        Assert.Equal(200, (await bench.PostAsync(Activities.Says("y", id: "2"), bench.Teams.Token(keyId: "key-2"))).Status);
    }

    [Fact]
    public async Task KeysAreAskedForAgainAfterHalfADay_WhileTheOldOnesHold()
    {
        await using TeamsBench bench = await TeamsBench.StartAsync();
        await bench.PostAsync(Activities.Says("x"));
        bench.Clock.Advance(TimeSpan.FromHours(12));
        Assert.Equal(200, (await bench.PostAsync(Activities.Says("y", id: "2"))).Status);
        for (int wait = 0; wait < 100 && bench.Teams.KeyFetches < 2; wait++)
        {
            await Task.Delay(10);
        }

        Assert.Equal(2, bench.Teams.KeyFetches);
        bench.Teams.IsIdentityDown = true;
        bench.Clock.Advance(TimeSpan.FromHours(23)); // A day and more after the first.
        Assert.Equal(200, (await bench.PostAsync(Activities.Says("z", id: "3"))).Status);
    }

    [Theory]
    [InlineData("https://smba.trafficmanager.net/jp/", 200)]
    [InlineData("https://pilot.botframework.com/", 200)]
    [InlineData("https://connector.example.org/", 200)]      // by configuration
    [InlineData("http://smba.trafficmanager.net/jp/", 401)]  // in the clear
    [InlineData("https://smba.trafficmanager.net.example.com/", 401)]
    [InlineData("https://evilbotframework.com/", 401)]
    [InlineData("https://smba.trafficmanager.net@example.com/", 401)]
    [InlineData("http://localhost:3978/", 401)]              // Development only
    [InlineData("file:///etc/passwd", 401)]
    public async Task OnlyHostsOfTheListMayHearOurToken(string serviceUrl, int status)
    {
        Dictionary<string, string?> settings = TeamsBench.Configured();
        settings["Teams:ServiceHosts:0"] = "*.example.org";
        await using TeamsBench bench = await TeamsBench.StartAsync(settings);
        JsonObject activity = Activities.Says("x");
        activity["serviceUrl"] = serviceUrl;
        Assert.Equal(status, (await bench.PostAsync(activity, bench.Teams.Token(claims => claims["serviceurl"] = serviceUrl))).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"type":7}""")]
    public async Task WhatIsNoActivity_Is400_ButOnlyForOneWhoMayKnow(string body)
    {
        await using TeamsBench bench = await TeamsBench.StartAsync();
        Assert.Equal(400, (await bench.PostAsync(body)).Status);
        Assert.Equal(401, (await bench.PostAsync(body, "x")).Status);
    }

    [Fact]
    public async Task TooDeepIs400_TooLargeIs413()
    {
        await using TeamsBench bench = await TeamsBench.StartAsync();
        string deep = "{\"type\":\"message\",\"value\":" + new string('[', 100) + new string(']', 100) + "}";
        Assert.Equal(400, (await bench.PostAsync(deep)).Status);
        Assert.Equal(413, (await bench.PostAsync(new string(' ', TeamsWebhook.BodyBytesMax + 1))).Status);
    }

    [Fact]
    public async Task NothingPersonalAndNoTokenIsLogged()
    {
        await using TeamsBench bench = await TeamsBench.StartAsync();
        string token = bench.Teams.Token();
        await bench.PostAsync(Activities.Says("母の熱が下がりません"), token);
        await bench.PostAsync(Activities.Says("母の熱が下がりません"), token[..^8]);
        await bench.Sender.SendAsync(bench.Owed(Activities.Personal, new Bot.Channels.TextReply("ご返事です")), default);
        Assert.NotEmpty(bench.Said.Lines);
        string[] barred = ["母の熱", "ご返事", Activities.Sato, Activities.Personal, token, "connector-token", "invented-secret"];
        Assert.DoesNotContain(bench.Said.Lines, line => barred.Any(word => line.Contains(word, StringComparison.Ordinal)));
    }
}
