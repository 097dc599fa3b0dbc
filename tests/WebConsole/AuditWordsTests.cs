using System.Text.RegularExpressions;
using Xunit;
using Zaitaku.Bot.WebConsole;

namespace Zaitaku.Tests.WebConsole;

/// <summary>Everything the program writes into the audit trail has Japanese words and a group to filter by.</summary>
public sealed partial class AuditWordsTests
{
    [Fact]
    public void EveryActionOfTheSources_HasWordsAndAGroup()
    {
        string[] actions = [.. new[] { "bot", "scheduler", "storage" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Needs.Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !file.EndsWith("AuditWords.cs", StringComparison.Ordinal))
            .SelectMany(file => Written().Matches(File.ReadAllText(file)).Select(found => found.Groups[1].Value)).Distinct().Order(StringComparer.Ordinal)];
        Assert.True(actions.Length > 40, $"The walk over the sources found only {actions.Length}.");
        Assert.DoesNotContain(actions, action => AuditWords.Of(action) == action);
        Assert.DoesNotContain(actions, action => !AuditWords.Groups.Any(group => action.StartsWith(group.Start, StringComparison.Ordinal)));
    }

    [Fact]
    public void TheFilter_OffersEveryGroupOnce()
    {
        Assert.Equal(AuditWords.Groups.Select(group => group.Start).Distinct(), AuditWords.Groups.Select(group => group.Start));
        Assert.Equal(AuditWords.Groups.Select(group => group.Label).Distinct(), AuditWords.Groups.Select(group => group.Label));
    }

    /// <summary>A word in quotes that begins as one of the trail does; not the names of files and of messages.</summary>
    [GeneratedRegex("\"((?:sign_in|sign_out|(?:sign_in|session|account|consultation|member|invitation|note|lesson|traffic|inbox|message|call|audit|place|import|house|rota|cover|hands|meetings|substitute|knowledge|handover)\\.(?!lock\\b|js\\b|receipt\\b|reminder\\b|news|desk|over\\b|stranger\\b)[a-z_]+))\"", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Written();
}
