using System.Reflection;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Bot.Demo;

/// <summary>The hub a fresh clone starts with: an invented city, so that one can talk before anything is configured. Taken away by the first import.</summary>
public static class DemoHub
{
    /// <summary>Says 「デモ」 itself, so that no screenshot of it passes for a real hub.</summary>
    public const string Name = "【デモ】澪原市在宅医療・介護連携支援センター";

    public const string Prefecture = Prefectures.OfTheDemo;

    public const string Municipality = "澪原市";

    /// <summary>No exchange begins with 0000: whoever presses the button reaches nobody.</summary>
    public const string Phone = "0000-00-0000";

    public const string PhoneHours = "平日 8:30〜17:15（デモのため、つながりません）";

    /// <summary>Put on every card and page that shows a place of this hub.</summary>
    public const string Mark = "デモ";

    private const string DirectoryResource = "Zaitaku.Bot.Demo.demo-directory.csv";
    private const string GazetteerResource = "Zaitaku.Bot.Demo.demo-gazetteer.csv";

    /// <summary>The places, in the layout of the product's own import template: UTF-8 with a byte order mark.</summary>
    public static Stream OpenDirectory() => Open(DirectoryResource);

    /// <summary>Stations, towns and landmarks: kind, name, kana, prefecture, municipality, lat, lon.</summary>
    public static Stream OpenGazetteer() => Open(GazetteerResource);

    private static Stream Open(string resource) =>
        Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)
        ?? throw new InvalidOperationException($"The program was built without its resource {resource}.");
}
