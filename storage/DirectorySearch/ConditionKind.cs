namespace Zaitaku.Storage.DirectorySearch;

/// <summary>Limits a person puts on the thing wanted. One member per id of the domain's list of conditions.</summary>
public enum ConditionKind
{
    Open24h, Night, Weekend, Holiday, AcceptingNew, Today, Tomorrow, ThisWeek, NextWeek, ThisMonth, NextMonth, FemaleStaff, Nearest,
}

/// <summary>Ids and Japanese names of <see cref="ConditionKind"/>.</summary>
public static class ConditionKinds
{
    private static readonly (ConditionKind Kind, string Id, string Name)[] Table =
    [
        (ConditionKind.Open24h, "open_24h", "24時間対応"),
        (ConditionKind.Night, "night", "夜間"),
        (ConditionKind.Weekend, "weekend", "土日"),
        (ConditionKind.Holiday, "holiday", "祝日"),
        (ConditionKind.AcceptingNew, "accepting_new", "新規受け入れ中"),
        (ConditionKind.Today, "today", "今日"),
        (ConditionKind.Tomorrow, "tomorrow", "明日"),
        (ConditionKind.ThisWeek, "this_week", "今週"),
        (ConditionKind.NextWeek, "next_week", "来週"),
        (ConditionKind.ThisMonth, "this_month", "今月"),
        (ConditionKind.NextMonth, "next_month", "来月"),
        (ConditionKind.FemaleStaff, "female_staff", "女性スタッフ"),
        (ConditionKind.Nearest, "nearest", "いちばん近い"),
    ];

    private static readonly Dictionary<string, ConditionKind> ById = Table.ToDictionary(row => row.Id, row => row.Kind, StringComparer.Ordinal);

    /// <summary>All conditions in the order of the domain's list.</summary>
    public static IReadOnlyList<ConditionKind> All { get; } = [.. Table.Select(row => row.Kind)];

    public static string Id(this ConditionKind kind) => Table[(int)kind].Id;

    /// <summary>The Japanese name shown to people.</summary>
    public static string Name(this ConditionKind kind) => Table[(int)kind].Name;

    public static bool TryParse(string id, out ConditionKind kind) => ById.TryGetValue(id, out kind);
}
