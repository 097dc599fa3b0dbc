using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Emergency;

/// <summary>What coordinators read of a danger card: when, where, what kind, what role. Never a name, never a word of the person.</summary>
public static class DangerWords
{
    private const string Notes = "/console/notes";

    /// <param name="role">Null for somebody nobody knows yet.</param>
    /// <param name="site">Address of this server, empty where none is set.</param>
    public static string Seen(DangerSeen seen, Role? role, string site, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(seen);
        return $"""
            【至急】いのちに関わるかもしれない言葉がチャットに届きました。
            {When(now)}　{ChannelName(seen.Channel)}{(seen.IsGroup ? "のグループ" : "")}
            種類：{KindName(seen.Kind)}
            書いた方：{RoleName(role)}
            ご本人には、{ShownTo(seen.Kind)}の案内を出しました。
            {Where(site)}
            """.ReplaceLineEndings("\n");
    }

    /// <param name="role">Null for somebody nobody knows yet.</param>
    /// <inheritdoc cref="Seen"/>
    public static string Calm(string channel, Role? role, string site, DateTimeOffset now) => $"""
        先ほどの至急の知らせについて、ご本人が「緊急ではありません」を押しました。
        {When(now)}　{ChannelName(channel)}
        書いた方：{RoleName(role)}
        押し間違いや、まわりの方が押したことも考えられます。気になるときは電話で確かめてください。
        {Where(site)}
        """.ReplaceLineEndings("\n");

    private static string When(DateTimeOffset now) => $"{DutyWords.Day(OfficeTime.DayOf(now), HolidayCalendar.ByRule)} {HoursText.Clock(OfficeTime.MinuteOf(now))}";

    private static string ChannelName(string channel) => channel switch
    {
        "line" => "LINE",
        "teams" => "Teams",
        _ => "チャット画面",
    };

    private static string KindName(EmergencyKind kind) => kind switch
    {
        EmergencyKind.PlannedDeath => "ご自宅での看取り",
        EmergencyKind.SuicideThought => "死にたい気持ち",
        EmergencyKind.SuicideNow => "死にたい気持ち（手段、またはほかの方のことが書かれています）",
        _ => "急な病気・けが・危険",
    };

    private static string ShownTo(EmergencyKind kind) => kind switch
    {
        EmergencyKind.PlannedDeath => "訪問看護師・主治医と119",
        EmergencyKind.SuicideThought => "相談の電話と119",
        EmergencyKind.SuicideNow => "119と110",
        _ => "119",
    };

    private static string RoleName(Role? role) => role is { } known ? known.Name() : "登録のない方";

    private static string Where(string site) =>
        $"書いた方の名前と電話番号は、コンソールの「届いたことば」から開けます。{(Uri.TryCreate(site, UriKind.Absolute, out Uri? address) ? $"\n{new Uri(address, Notes)}" : "")}";
}
