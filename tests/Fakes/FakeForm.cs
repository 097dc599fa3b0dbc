using System.Text;

namespace Zaitaku.Fakes;

/// <summary>Reads a posted form.</summary>
internal static class FakeForm
{
    public static Dictionary<string, string> Read(byte[] body) => Encoding.UTF8.GetString(body).Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2)).Where(pair => pair.Length == 2)
        .GroupBy(pair => Decoded(pair[0])).ToDictionary(pairs => pairs.Key, pairs => Decoded(pairs.First()[1]));

    private static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
