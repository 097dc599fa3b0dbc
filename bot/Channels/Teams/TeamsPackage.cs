using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Zaitaku.Bot.Channels.Teams;

/// <summary>The app package an administrator uploads to Teams: a manifest and two icons in a zip.
/// Source: developer.microsoft.com/json-schemas/teams/v1.19/MicrosoftTeams.schema.json.</summary>
public static class TeamsPackage
{
    public const string ManifestVersion = "1.19";

    private const int FullNameMax = 100;
    private static readonly string[] Scopes = ["personal", "team", "groupChat"];
    private static readonly string[] Icons = ["color.png", "outline.png"];
    private static readonly JsonSerializerOptions Written = new(ChannelJson.WriteOptions) { WriteIndented = true };

    /// <summary>What the compose box offers; each is also understood when typed.</summary>
    private static readonly (string Title, string Description)[] Commands =
    [
        ("使い方", "できることの一覧を出します"),
        ("近くの訪問看護ステーション", "地名や駅名を添えると、その近くを探します"),
        ("今夜の当番は？", "当番の医師・訪問看護師をお知らせします"),
        ("次の研修会はいつ？", "会議や研修の予定をお知らせします"),
        ("相談したい", "拠点のコーディネーターへの相談を受け付けます"),
        ("LINEとつなぐ", "LINEと同じ登録で使えるようにします"),
    ];

    /// <summary>Every entry has one date, so that the same settings make the same file.</summary>
    private static readonly DateTimeOffset EntryDate = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <returns>Why no package can be made of these settings, or null.</returns>
    public static string? FaultIn(TeamsOptions teams, HubOptions hub) =>
        teams.AppId.Length == 0 ? "Teams:AppId がありません。ボット登録のアプリIDを Teams__AppId で指定してください。"
        : !Uri.TryCreate(hub.PublicBaseUrl, UriKind.Absolute, out Uri? site) || site.Scheme != Uri.UriSchemeHttps
            ? "Hub:PublicBaseUrl がありません。このボットの公開アドレス（https://…）を Hub__PublicBaseUrl で指定してください。"
        : null;

    public static byte[] Write(TeamsOptions teams, HubOptions hub, string version)
    {
        using MemoryStream file = new();
        using (ZipArchive zip = new(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "manifest.json", Encoding.UTF8.GetBytes(ManifestOf(teams, hub, version).ToJsonString(Written)));
            foreach (string icon in Icons)
            {
                Add(zip, icon, IconOf(icon));
            }
        }

        return file.ToArray();
    }

    public static JsonObject ManifestOf(TeamsOptions teams, HubOptions hub, string version)
    {
        Uri site = new(hub.PublicBaseUrl);
        string name = hub.Name.Length > 0 ? hub.Name : "在宅医療・介護連携拠点";
        return new JsonObject
        {
            ["$schema"] = $"https://developer.microsoft.com/json-schemas/teams/v{ManifestVersion}/MicrosoftTeams.schema.json",
            ["manifestVersion"] = ManifestVersion,
            ["version"] = version,
            ["id"] = teams.AppId,
            ["developer"] = new JsonObject
            {
                ["name"] = ChannelText.FitUnits(name, 32), ["websiteUrl"] = site.AbsoluteUri, ["privacyUrl"] = $"{site.AbsoluteUri.TrimEnd('/')}/privacy", ["termsOfUseUrl"] = site.AbsoluteUri,
            },
            ["localizationInfo"] = new JsonObject { ["defaultLanguageTag"] = "ja" },
            ["name"] = new JsonObject { ["short"] = "在宅ボット", ["full"] = ChannelText.FitUnits($"在宅ボット（{name}）", FullNameMax) },
            ["description"] = new JsonObject
            {
                ["short"] = "在宅医療・介護の資源さがし、当番、相談を会話で。",
                ["full"] = $"{name}のボットです。訪問診療・訪問看護・介護の事業所をさがす、当番を確かめる、会議や研修の案内を受ける、コーディネーターに相談する、をチャットでできます。緊急のときは119へ電話してください。",
            },
            ["icons"] = new JsonObject { ["color"] = Icons[0], ["outline"] = Icons[1] },
            ["accentColor"] = CardColours.Button,
            ["bots"] = new JsonArray(BotOf(teams.AppId)),
            ["validDomains"] = new JsonArray(site.IdnHost),
        };
    }

    private static JsonObject BotOf(string appId) => new()
    {
        ["botId"] = appId,
        ["scopes"] = Names(Scopes),
        ["isNotificationOnly"] = false,
        ["supportsFiles"] = false,
        ["commandLists"] = new JsonArray(new JsonObject
        {
            ["scopes"] = Names(Scopes),
            ["commands"] = new JsonArray([.. Commands.Select(command => (JsonNode)new JsonObject { ["title"] = command.Title, ["description"] = command.Description })]),
        }),
    };

    private static JsonArray Names(string[] names) => new([.. names.Select(name => (JsonNode)name)]);

    private static byte[] IconOf(string name)
    {
        using Stream icon = typeof(TeamsPackage).Assembly.GetManifestResourceStream($"Zaitaku.Bot.Channels.Teams.Package.{name}")
            ?? throw new InvalidOperationException($"The icon {name} is not in the program.");
        using MemoryStream bytes = new();
        icon.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static void Add(ZipArchive zip, string name, byte[] bytes)
    {
        ZipArchiveEntry entry = zip.CreateEntry(name);
        entry.LastWriteTime = EntryDate;
        using Stream stream = entry.Open();
        stream.Write(bytes);
    }
}
