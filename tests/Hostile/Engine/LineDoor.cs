using Zaitaku.Fakes.Line;

namespace Zaitaku.Hostile;

/// <summary>The LINE webhook: HMAC-SHA256 over the bytes.</summary>
public static class LineDoor
{
    private const int PeopleMax = 50;
    private const string Header = SignedWebhook.SignatureHeader;

    public static HostileDoor Of(FakeLine line) => new("line", "/line/webhook", 1024 * 1024, random => Honest(line, random).Body, body => Only(Good(line, body)),
    [
        ("no signature", (_, _) => new Dictionary<string, string>()),
        ("empty signature", (_, _) => Only("")),
        ("another secret", (body, _) => Only(SignedWebhook.Of(body, "another secret").Signature)),
        ("empty secret", (body, _) => Only(SignedWebhook.Of(body, "").Signature)),
        ("signature of other bytes", (body, _) => Only(Good(line, [.. body, (byte)' ']))),
        ("a flipped bit", (body, random) => Only(Flipped(line, body, random))),
        ("cut signature", (body, random) => Only(Good(line, body)[..random.Next(44)])),
        ("longer signature", (body, _) => Only(Good(line, body) + "AAAA")),
        ("hex instead of base64", (body, _) => Only(Convert.ToHexStringLower(Convert.FromBase64String(Good(line, body))))),
        ("no base64", (_, random) => Only(new string('%', random.Next(1, 100)))),
        ("a very long signature", (_, random) => Only(new string('A', random.Next(1_000, 8_000)))),
        ("the signature twice, once wrong", (body, _) => Only("AAAA, " + Good(line, body))),
        ("the secret itself", (_, _) => Only(line.ChannelSecret)),
    ])
    {
        Opening = "{\"destination\":\"U\",\"events\":",
    };

    private static SignedWebhook Honest(FakeLine line, Random random)
    {
        string name = $"U{random.Next(PeopleMax)}";
        return random.Next(8) switch
        {
            0 => line.SharesLocation(name, 35.0, 140.0),
            1 => line.SendsSticker(name, "ありがとう"),
            2 => line.Presses(name, "help"),
            3 => line.Unsends(name, "400000000000000001"),
            4 => line.Says(name, "@在宅 近くの薬局", inGroup: "group1", mentioning: "@在宅"),
            5 => line.Together(line.Says(name, "近くの訪問看護"), line.Says("U1", "ありがとう")),
            6 => line.Follows(name),
            _ => line.Says(name, "😀近くの薬局"),
        };
    }

    private static string Good(FakeLine line, byte[] body) => SignedWebhook.Of(body, line.ChannelSecret).Signature;

    private static string Flipped(FakeLine line, byte[] body, Random random)
    {
        byte[] signature = Convert.FromBase64String(Good(line, body));
        signature[random.Next(signature.Length)] ^= (byte)(1 << random.Next(8));
        return Convert.ToBase64String(signature);
    }

    private static Dictionary<string, string> Only(string signature) => new() { [Header] = signature };
}
