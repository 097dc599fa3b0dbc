using System.Reflection;
using Zaitaku.Scheduler;
using Zaitaku.Storage;

namespace Zaitaku.Bot.WebConsole;

/// <param name="IsSecret">Only whether it is set is told, never what it is.</param>
public sealed record SettingRow(string Key, string Value, bool IsSecret);

/// <summary>The settings the program runs with, for reading only. What opens something is never shown.</summary>
public static class SettingRows
{
    private const int RowsMax = 1_000;

    /// <summary>Parts of a key that tell of something secret.</summary>
    private static readonly string[] SecretWords = ["secret", "token", "password", "credential"];

    /// <summary>Sections of our own options classes; nothing else of the configuration (the environment stands in it too) is looked at.</summary>
    public static IReadOnlyList<string> Sections { get; } =
    [
        .. new[] { typeof(BotApp), typeof(Timetable), typeof(ZaitakuDb) }.SelectMany(type => type.Assembly.GetTypes())
            .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal)).Select(type => type.GetField("Section", BindingFlags.Public | BindingFlags.Static))
            .Where(field => field is { IsLiteral: true }).Select(field => (string)field!.GetRawConstantValue()!).Distinct().Order(StringComparer.Ordinal),
    ];

    public static IReadOnlyList<SettingRow> Of(IConfiguration configuration, string section)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return
        [
            .. configuration.GetSection(section).AsEnumerable(makePathsRelative: true).Where(pair => pair.Value is not null).OrderBy(pair => pair.Key, StringComparer.Ordinal).Take(RowsMax)
                .Select(pair => IsSecret(pair.Key) ? new SettingRow(pair.Key, pair.Value!.Length > 0 ? "（設定済み）" : "（なし）", true) : new SettingRow(pair.Key, pair.Value!, false)),
        ];
    }

    private static bool IsSecret(string key) => SecretWords.Any(word => key.Contains(word, StringComparison.OrdinalIgnoreCase)) && !key.EndsWith("Scope", StringComparison.Ordinal) && !key.EndsWith("Issuer", StringComparison.Ordinal);
}
