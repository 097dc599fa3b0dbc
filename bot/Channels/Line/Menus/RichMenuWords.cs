namespace Zaitaku.Bot.Channels.Line.Menus;

/// <summary>What <c>line-menus</c> prints: Japanese for whoever runs the hub, the English word beside it for whoever set up the server.</summary>
public static class RichMenuWords
{
    public const string NotConfigured = "LINE が設定されていません (LINE is not configured)。環境変数 Line__ChannelId と Line__ChannelSecret を指定してください。";
    public const string Reading = "いまのメニューを読む (read)";
    public const string SettingDefault = "全員に出すメニューを決める (set default)";
    public const string Linking = "ひとりずつにつなぐ (link)";
    public const string Tidying = "古いメニューを消す (delete old)";
    public const string DefaultSet = "  自分のメニューがない人には「ご本人・ご家族」を出します (default set)";
    public const string NothingToDo = "変わったところはありません (nothing to do)。";
    public const string DryRun = "--dry-run: まだ何も変えていません (nothing was changed)。";

    public static string Making(string title) => $"{title}を作る (create)";

    public static string Uploading(string title) => $"{title}の絵を送る (upload)";

    public static string Pointing(string title) => $"{title}に切り替える (alias)";

    public static string Made(MenuPlace place) => place.HasAlias
        ? $"  {place.Design.Title}: 新しくしました (replaced) {place.Name}"
        : $"  {place.Design.Title}: 作りました (created) {place.Name}";

    public static string Deleted(int menus) => $"  古いメニューを {menus} 件消しました (deleted)";

    public static string Done(int linked) => $"済みました (done)。{linked} 人のメニューを変えました (linked)。";

    /// <summary>The plan, a line each.</summary>
    public static IEnumerable<string> Planned(RichMenuPlan plan) =>
    [
        .. plan.Places.Select(place => $"  {place.Design.Title}: " + (place.InstalledId is not null ? "そのまま (unchanged)" : place.HasAlias ? "新しくします (replace)" : "作ります (create)")),
        .. plan.SetsDefault ? ["  自分のメニューがない人に「ご本人・ご家族」を出します (set default)"] : Array.Empty<string>(),
        .. plan.Old.Count > 0 ? [$"  古いメニューを {plan.Old.Count} 件消します (delete)"] : Array.Empty<string>(),
        .. plan.OldAliases.Count > 0 ? [$"  古い別名を {plan.OldAliases.Count} 件消します (delete aliases)"] : Array.Empty<string>(),
    ];

    public static string Stopped(string step, LineAnswer answer) => answer switch
    {
        { Status: 429 } => $"LINE の回数の上限に達しました (rate limit): {step}。ここまでの分は残ります。1時間ほどおいて、もう一度実行してください。",
        { Status: 401 or 403 } => $"LINE に断られました (refused, {answer.Summary}): {step}。チャネルの設定とトークンを確かめてください。",
        { Fault: not CallFault.None } => $"LINE につながりませんでした (unreachable, {answer.Summary}): {step}。ここまでの分は残ります。もう一度実行してください。",
        _ => $"LINE に断られました (refused, {answer.Summary}): {step}。ここまでの分は残ります。もう一度実行しても同じときは、この行を開発元へお知らせください。",
    };
}
