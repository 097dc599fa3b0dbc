using Spectre.Console;
using Xunit;
using Zaitaku.Bot.Commands;
using Zaitaku.Scheduler.Imports;

namespace Zaitaku.Tests.Imports;

public sealed class ImportCommandTests : IDisposable
{
    private readonly ImportWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task OneRefusedFile_FailsTheCommand_ButTheOthersAreTaken_AndEveryLineIsOneLine()
    {
        string good = _world.File("care_2026-04.csv", Rows.MinistryHeader + Rows.Ministry() + Rows.Ministry(number: "06X"));
        string bad = _world.File("other.csv", "a,b\n1,2\n");
        (int code, string text) = await RunAsync(good, bad);
        Assert.Equal(1, code);
        Assert.Single(_world.Places());
        Assert.Contains("受付 1（新規 1・変更 0・変更なし 0）、統合 0、不採用 1、閉鎖 0", text, StringComparison.Ordinal);
        Assert.Contains("3行目: 事業所番号が10桁ではありません", text, StringComparison.Ordinal);
        Assert.Contains("care_2026-04.csv.rejects.csv", text, StringComparison.Ordinal);
        Assert.Contains("× other.csv: 見出し行から", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AllTaken_IsSuccess() =>
        Assert.Equal(0, (await RunAsync(_world.File("a.csv", Rows.MinistryHeader + Rows.Ministry()))).Code);

    private async Task<(int Code, string Text)> RunAsync(params string[] files)
    {
        using StringWriter text = new();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(text) });
        int code = await ImportCommand.RunAsync(_world.Storage, files, new ImportSettings(), new StillClock(), console, CancellationToken.None);
        return (code, text.ToString());
    }

    private sealed class StillClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => ImportWorld.Now;
    }
}
