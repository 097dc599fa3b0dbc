using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Xunit;
using Zaitaku.Bot.Channels.Line;
using Zaitaku.Fakes.Line;

namespace Zaitaku.Tests.Channels.Line;

public sealed class LineSignatureTests
{
    // LINE's own golden vector.
    private const string Secret = "8c570fa6dd201bb328f1c1eac23a96d8";
    private const string Body = """{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}""";
    private const string Signature = "GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs=";

    [Theory]
    [InlineData(Signature, true)]
    [InlineData(null, false)]                                             // no header
    [InlineData("", false)]
    [InlineData("GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs", false)]     // padding gone
    [InlineData("GhRKmvmHys4Pi8DxkF4-EayaH0OqtJtaZxgTD9fMDLs=", false)]    // URL alphabet
    [InlineData("GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs= ", false)]   // trailing blank
    [InlineData("ghRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs=", false)]    // one letter's case
    [InlineData("!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!", false)]     // 44 characters, no base64
    [InlineData("                                           =", false)]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==", false)]     // 31 bytes
    [InlineData("葛城葛城葛城葛城葛城葛城葛城葛城葛城葛城葛城葛城葛城葛城葛城葛城葛城葛城葛城葛城葛城葛城", false)]
    public void Matches_OnlyTheRightHeader(string? header, bool matches) =>
        Assert.Equal(matches, LineSignature.Matches(Encoding.UTF8.GetBytes(Body), header, Encoding.UTF8.GetBytes(Secret)));

    [Fact]
    public void OneByteChanged_NoLongerMatches()
    {
        byte[] body = Encoding.UTF8.GetBytes(Body);
        for (int i = 0; i < body.Length; i++)
        {
            body[i] ^= 1;
            Assert.False(LineSignature.Matches(body, Signature, Encoding.UTF8.GetBytes(Secret)));
            body[i] ^= 1;
        }
    }

    [Fact]
    public void AnEmptySecretMatchesNothing()
    {
        string made = Convert.ToBase64String(HMACSHA256.HashData(Array.Empty<byte>(), Encoding.UTF8.GetBytes(Body)));
        Assert.False(LineSignature.Matches(Encoding.UTF8.GetBytes(Body), made, []));
    }

    [Fact]
    public void WhileASecretIsReplaced_BothAreAccepted()
    {
        byte[] body = Encoding.UTF8.GetBytes(Body);
        Assert.True(LineSignature.MatchesAny(body, Signature, [Encoding.UTF8.GetBytes("00000000000000000000000000000000"), Encoding.UTF8.GetBytes(Secret)]));
        Assert.True(LineSignature.MatchesAny(body, Signature, [Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes("00000000000000000000000000000000")]));
        Assert.False(LineSignature.MatchesAny(body, Signature, [Encoding.UTF8.GetBytes("00000000000000000000000000000000")]));
        Assert.False(LineSignature.MatchesAny(body, Signature, []));
    }

    /// <summary>500 random bodies and the awkward ones: what LINE's SDK accepts we accept, what it refuses we refuse, and it accepts what our fake signs.</summary>
    [SkippableFact]
    public async Task LinesOwnSdkAndWeAgree()
    {
        Judges.RequireNode();
        Random random = new(20260401);
        List<byte[]> bodies = [.. Enumerable.Range(0, 500).Select(_ => RandomBytes(random))];
        string[] awkward = ["", "\uFEFF{}", "{\r\n}", """{"text":"\uD83E\uDD28"}""", """{"text":"🤨"}""", "葛󠄀飾区の𠮷野さん", new string('あ', 5_000)];
        bodies.AddRange(awkward.Select(Encoding.UTF8.GetBytes));
        FakeLine line = new(TimeProvider.System);
        List<string> given = [.. bodies.Select((body, i) => i % 3 == 0 ? Flipped(line.Sign(body).Signature) : line.Sign(body).Signature)];

        string input = string.Concat(bodies.Zip(given, (body, signature) =>
            JsonSerializer.Serialize(new { secret = line.ChannelSecret, body = Convert.ToBase64String(body), signature }) + "\n"));
        string[] verdicts = (await Judges.RunAsync("line-signature.mjs", input)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(bodies.Count, verdicts.Length);
        for (int i = 0; i < bodies.Count; i++)
        {
            JsonElement verdict = JsonDocument.Parse(verdicts[i]).RootElement;
            byte[] secret = Encoding.UTF8.GetBytes(line.ChannelSecret);
            Assert.Equal(i % 3 != 0, verdict.GetProperty("accepted").GetBoolean());
            Assert.Equal(i % 3 != 0, LineSignature.Matches(bodies[i], given[i], secret));
            Assert.True(LineSignature.Matches(bodies[i], verdict.GetProperty("signature").GetString(), secret));
        }
    }

    private static byte[] RandomBytes(Random random)
    {
        byte[] bytes = new byte[random.Next(0, 2_000)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static string Flipped(string signature)
    {
        byte[] bytes = Convert.FromBase64String(signature);
        bytes[7] ^= 0x10;
        return Convert.ToBase64String(bytes);
    }
}
