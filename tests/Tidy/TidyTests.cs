using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Xunit;
using Zaitaku.Bot;
using Zaitaku.Scheduler;
using Zaitaku.Storage;

namespace Zaitaku.Tests.Tidy;

/// <summary>The style is a test, and the message says what to do instead.</summary>
public sealed class TidyTests
{
    private const int LinesMax = 300;

    [Fact]
    public void FilesFitInTheHead()
    {
        string[] broken = [.. SourceTree.CSharp("bot", "scheduler", "storage", "tests")
            .Where(file => file.Text.Count(letter => letter == '\n') > LinesMax).Select(file => file.Path)];
        Assert.True(broken.Length == 0, $"A file has at most {LinesMax} lines; take a part out that has a name of its own. {string.Join(", ", broken)}");
    }

    [Fact]
    public void RulesAreCalculationsOnly()
    {
        string[] barred = ["Microsoft.EntityFrameworkCore", "ILogger", "TimeProvider", "DateTimeOffset.UtcNow", "async ", "HttpClient"];
        string[] broken = [.. SourceTree.CSharp("bot", "scheduler", "storage").Where(file => file.Path.EndsWith("Rules.cs", StringComparison.Ordinal))
            .SelectMany(file => barred.Where(file.Text.Contains).Select(word => $"{file.Path}: {word}"))];
        Assert.True(broken.Length == 0, "A *Rules.cs file only calculates; pass the value in instead. " + string.Join(", ", broken));
    }

    [Fact]
    public void NothingLooksUp()
    {
        string[] broken = [.. SourceTree.CSharp("storage").Where(file => Regex.IsMatch(file.Text, @"Zaitaku\.(Scheduler|Bot)\b")).Select(file => file.Path),
            .. SourceTree.CSharp("scheduler").Where(file => Regex.IsMatch(file.Text, @"Zaitaku\.Bot\b")).Select(file => file.Path)];
        Assert.True(broken.Length == 0, "Dependencies point bot → scheduler → storage; own an interface below and implement it above. " + string.Join(", ", broken));
    }

    [Fact]
    public void NoAsyncVoid()
    {
        string[] broken = [.. SourceTree.CSharp("bot", "scheduler", "storage", "tests").Where(file => Regex.IsMatch(file.Text, @"\basync void\b(?! *\|)")
            && !file.Path.EndsWith("TidyTests.cs", StringComparison.Ordinal)).Select(file => file.Path)];
        Assert.True(broken.Length == 0, "Return a Task, or nobody sees the failure. " + string.Join(", ", broken));
    }

    [Fact]
    public void NamesAreNounsOfTheTrade()
    {
        string[] broken = [.. SourceTree.CSharp("bot", "scheduler", "storage")
            .Where(file => Regex.IsMatch(Path.GetFileNameWithoutExtension(file.Path), "(Manager|Helper|Service|Util|Utils)$")).Select(file => file.Path)];
        Assert.True(broken.Length == 0, "Name it for what it is or does: XxxTurn, XxxJob, XxxPass, XxxRules, XxxTable, XxxOptions, XxxReplies. " + string.Join(", ", broken));
    }

    [Fact]
    public void NamespacesFollowFolders()
    {
        string[] broken = [.. SourceTree.CSharp("bot", "scheduler", "storage").Where(file => file.Text.Contains("\nnamespace ") || file.Text.StartsWith("namespace ", StringComparison.Ordinal))
            .Where(file => !Regex.IsMatch(file.Text, $@"(^|\n)namespace {Regex.Escape(NamespaceOf(file.Path))};")).Select(file => file.Path)];
        Assert.True(broken.Length == 0, "A namespace is the folder's path. " + string.Join(", ", broken));
    }

    [Fact]
    public void EveryOptionsClassHasItsSection()
    {
        using JsonDocument settings = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(Needs.Root, "appsettings.json")), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        string[] broken = [.. OptionsTypes().Select(type => ((string)type.GetField("Section")!.GetValue(null)!, type.Name))
            .Where(section => !settings.RootElement.TryGetProperty(section.Item1, out _)).Select(section => $"{section.Item1} ({section.Name})")];
        Assert.True(broken.Length == 0, "Every section stands in appsettings.json with its defaults. " + string.Join(", ", broken));
    }

    [Fact]
    public void EveryJobIsOnTheTimetableOnce()
    {
        Type[] jobs = [.. typeof(Timetable).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(Quartz.IJob)) && !type.IsAbstract)];
        string[] broken = [.. jobs.Where(job => Timetable.Entries.Count(entry => entry.Job == job) != 1).Select(job => job.Name)];
        Assert.True(broken.Length == 0 && jobs.Length > 0, "A job that is not on the timetable never runs; one that is there twice runs twice. " + string.Join(", ", broken));
        Assert.All(Timetable.Entries, entry => Assert.Null(Record.Exception(() => new Quartz.CronExpression(entry.Cron))));
    }

    [Fact]
    public void MigrationsNameNoColumnTypes()
    {
        string[] broken = [.. Directory.EnumerateFiles(Path.Combine(Needs.Root, "storage", "Migrations"), "*.cs")
            .Where(file => Regex.IsMatch(File.ReadAllText(file), "HasColumnType|type: \"")).Select(file => Path.GetFileName(file))];
        Assert.True(broken.Length == 0, "Make migrations by .config/new-migration.sh, which takes the column types out. " + string.Join(", ", broken));
    }

    [Fact]
    public void NothingOfThisMachineIsCommitted()
    {
        string[] barred = ["/work" + "/", "/tmp/" + "bash_jobs", "registry" + ".npmjs"];
        string[] broken = [.. SourceTree.CSharp("bot", "scheduler", "storage", "tests").SelectMany(file => barred.Where(file.Text.Contains).Select(word => $"{file.Path}: {word}"))];
        Assert.True(broken.Length == 0, "No path of a machine and no registry in the tree. " + string.Join(", ", broken));
    }

    private static IEnumerable<Type> OptionsTypes() =>
        new[] { typeof(BotApp), typeof(Timetable), typeof(ZaitakuDb) }.SelectMany(type => type.Assembly.GetTypes())
            .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal) && type.GetField("Section") is { IsLiteral: true });

    private static string NamespaceOf(string path)
    {
        string folder = Path.GetDirectoryName(path)!.Replace('\\', '/');
        string[] parts = folder.Split('/');
        string root = parts[0] switch { "bot" => "Zaitaku.Bot", "scheduler" => "Zaitaku.Scheduler", _ => "Zaitaku.Storage" };
        return string.Join('.', [root, .. parts[1..]]);
    }
}
