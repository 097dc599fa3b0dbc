using System.Globalization;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Gazetteer;

namespace Zaitaku.Bot.Demo;

/// <summary>Stations, towns and landmarks of the demo city.</summary>
public static class DemoGazetteer
{
    /// <summary>As in <see cref="GazetteerEntry.Source"/>; goes with the demo's places.</summary>
    public const string Source = "demo";

    /// <summary>Our own file: a header, then kind, name, kana, prefecture, municipality, latitude, longitude, without quotes.</summary>
    public static IReadOnlyList<GazetteerEntry> Read()
    {
        using StreamReader text = new(DemoHub.OpenGazetteer());
        return [.. text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => EntryOf(line.Trim().Split(',')))];
    }

    private static GazetteerEntry EntryOf(string[] cells) => new()
    {
        Kind = Enum.Parse<GazetteerKind>(cells[0]),
        Name = cells[1],
        NameKey = NameRules.KeyOf(cells[1]),
        KanaKey = NameRules.KeyOf(cells[2]),
        Prefecture = cells[3],
        Municipality = cells[4],
        Latitude = double.Parse(cells[5], CultureInfo.InvariantCulture),
        Longitude = double.Parse(cells[6], CultureInfo.InvariantCulture),
        Source = Source,
    };
}
