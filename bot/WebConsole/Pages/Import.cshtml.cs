using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Imports;
using Zaitaku.Scheduler.Imports;
using Zaitaku.Storage;
using Zaitaku.Storage.Imports;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>Takes a file of open data into the directory, and shows how far it is and what came of it.</summary>
public sealed class ImportModel(ZaitakuDb db, ImportDesk desk, TimeProvider clock) : ConsolePage
{
    private const int RunsMax = 30;

    public const long MegabytesMax = ImportLimits.FileBytesMax >> 20;

    private static readonly Dictionary<string, string> Problems = new(StringComparer.Ordinal)
    {
        ["busy"] = "ほかの取り込みが終わっていません。終わってから、もう一度送ってください。",
        ["file"] = "ファイルを選んでください。空のファイルは取り込めません。",
        ["large"] = $"ファイルが大きすぎます。{MegabytesMax} MB までです。",
        ["day"] = "いつの時点かを確かめてください。これから先の日にはできません。",
        ["disk"] = "ファイルを置けませんでした。サーバーの空き容量と、データの置き場所の権限を確かめてください。",
        ["broken"] = "送信が途中で切れたようです。もう一度送ってください。",
    };

    public ImportJob? Last { get; private set; }

    public ImportRun? LastRun { get; private set; }

    public IReadOnlyList<ImportRun> Runs { get; private set; } = [];

    public ImportProgress? Progress { get; private set; }

    public string HowFar { get; private set; } = "";

    public string Today => TokyoInput.Day(clock.GetUtcNow());

    /// <summary>The source a format stands for; a gazetteer and others as they were written.</summary>
    public static string NameOf(string format) =>
        format == "demo removed" ? "デモの台帳を外しました" : DirectorySource.All.Where(source => source.Key == format).Select(source => source.Name).FirstOrDefault(format);

    public bool HasRejects(int run) => desk.Folder.HasRejects(run);

    public async Task OnGetAsync(string? problem, CancellationToken cancellationToken)
    {
        Problem = Problems.GetValueOrDefault(problem ?? "", "");
        Last = await desk.LastAsync(cancellationToken);
        (Progress, HowFar) = (desk.Progress, ImportStream.Words(desk));
        Runs = await db.ImportRuns.AsNoTracking().OrderByDescending(run => run.Id).Take(RunsMax).ToListAsync(cancellationToken);
        LastRun = Last?.Run is { } id ? await db.ImportRuns.AsNoTracking().SingleOrDefaultAsync(run => run.Id == id, cancellationToken) : null;
    }
}
