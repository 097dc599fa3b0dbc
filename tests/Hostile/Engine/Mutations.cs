using System.Text;

namespace Zaitaku.Hostile;

/// <summary>What broken machines and strangers make of an honest body.</summary>
public static class Mutations
{
    private const int ChangesMax = 5;
    private static readonly string[] OtherTypes = ["null", "1e999", "-0", "\"\"", "{}", "[]", "true", "\"\\ud800\"", "123456789012345678901234567890"];

    public static (string Kind, byte[] Body) Of(byte[] honest, HostileDoor door, Random random) => random.Next(24) switch
    {
        0 => ("deep", Encoding.UTF8.GetBytes(Deep(door.Opening, random))),
        1 => ("wide", Encoding.UTF8.GetBytes(door.Opening + "[" + string.Join(',', Enumerable.Repeat("{\"type\":\"x\"}", random.Next(2_000))) + "]}")),
        2 => ("empty", []),
        3 => ("noise", Noise(random, random.Next(4_096))),
        4 when random.Next(20) == 0 => ("at the cap", Padded(honest, door.BodyBytesMax)),
        5 when random.Next(20) == 0 => ("over the cap", Padded(honest, door.BodyBytesMax + 1 + random.Next(1_000_000))),
        6 => ("with a BOM", [0xEF, 0xBB, 0xBF, .. honest]),
        7 => ("UTF-16", Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(honest))),
        _ => ("changed", Changed(honest, random)),
    };

    private static string Deep(string opening, Random random)
    {
        int depth = random.Next(10, 20_000);
        string open = random.Next(2) == 0 ? "[" : "{\"a\":";
        return opening + string.Concat(Enumerable.Repeat(open, depth)) + (random.Next(2) == 0 ? "" : new string(open == "[" ? ']' : '}', depth) + "}");
    }

    private static byte[] Noise(Random random, int length)
    {
        byte[] noise = new byte[length];
        random.NextBytes(noise);
        return noise;
    }

    /// <summary>White space is JSON too.</summary>
    private static byte[] Padded(byte[] honest, int length) => [.. honest, .. Enumerable.Repeat((byte)' ', Math.Max(0, length - honest.Length))];

    private static byte[] Changed(byte[] honest, Random random)
    {
        List<byte> bytes = [.. honest];
        for (int change = random.Next(1, ChangesMax + 1); change > 0 && bytes.Count > 0; change--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(8))
            {
                case 0: bytes.RemoveRange(at, bytes.Count - at); break;
                case 1: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 2: bytes.InsertRange(at, [0xC0, 0xAF, 0xED, 0xA0, 0x80, 0xFF]); break;
                case 3: bytes.InsertRange(at, Enumerable.Repeat((byte)'[', random.Next(2_000))); break;
                case 4: bytes.InsertRange(at, bytes.GetRange(0, Math.Min(bytes.Count, random.Next(300)))); break;
                case 5: bytes.InsertRange(at, Encoding.UTF8.GetBytes(OtherTypes[random.Next(OtherTypes.Length)])); break;
                case 6: Retype(bytes, random); break;
                default: bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(40))); break;
            }
        }

        return [.. bytes];
    }

    /// <summary>One value becomes another type; the rest stays well-formed.</summary>
    private static void Retype(List<byte> bytes, Random random)
    {
        string text = Encoding.UTF8.GetString([.. bytes]);
        int colon = text.IndexOf(':', random.Next(text.Length));
        int end = colon < 0 ? -1 : text.IndexOfAny([',', '}'], colon);
        if (end > 0)
        {
            bytes.Clear();
            bytes.AddRange(Encoding.UTF8.GetBytes(text[..(colon + 1)] + OtherTypes[random.Next(OtherTypes.Length)] + text[end..]));
        }
    }
}
