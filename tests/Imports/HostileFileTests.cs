using Xunit;
using System.IO.Compression;
using System.Text;
using Zaitaku.Storage;

namespace Zaitaku.Tests.Imports;

/// <summary>Files that are broken, wrong or meant to do harm: a clear sentence, and nothing changed.</summary>
public sealed class HostileFileTests : IDisposable
{
    private readonly ImportWorld _world = new();

    public HostileFileTests() => _world.TakeAsync("before.csv", Rows.MinistryHeader + Rows.Ministry()).GetAwaiter().GetResult();

    public void Dispose()
    {
        using (ZaitakuDb db = _world.Open())
        {
            Assert.Equal((1, 1, 1), (db.Places.Count(), db.PlaceRecords.Count(), db.ImportRuns.Count()));
        }

        _world.Dispose();
    }

    [Fact]
    public async Task ATruncatedGzip_IsRefused()
    {
        byte[] whole = ImportWorld.Gzip(Encoding.UTF8.GetBytes(Rows.MinistryHeader + string.Concat(Enumerable.Range(0, 3_000).Select(at => Rows.Ministry(number: $"06{at:00000000}", name: $"みほん{at}")))));
        Assert.Contains("途中で切れ", await _world.RefusedAsync(_world.File("cut.csv.gz", whole[..(whole.Length / 2)])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AGzipOfNothingButItsFirstBytes_IsRefused() =>
        Assert.Contains("壊れ", await _world.RefusedAsync(_world.File("x.gz", [0x1F, 0x8B, 8, 0, 1, 2, 3])), StringComparison.Ordinal);

    [Fact]
    public async Task AGzipBomb_IsRefused()
    {
        byte[] line = Encoding.UTF8.GetBytes(new string(' ', 65_000) + "\n");
        using MemoryStream all = new();
        for (int at = 0; at < 400; at++)
        {
            all.Write(line);
        }

        Assert.Contains("大きくなりすぎる", await _world.RefusedAsync(_world.File("bomb.csv.gz", ImportWorld.Gzip(all.ToArray()))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnEndlessLine_IsRefused() =>
        Assert.Contains("長すぎます", await _world.RefusedAsync(_world.File("long.csv", Rows.MinistryHeader + new string('あ', 700_000))), StringComparison.Ordinal);

    [Fact]
    public async Task AnEndlessCell_IsRefused_AlsoWithLineBreaksInIt() => Assert.Contains(
        "長すぎます", await _world.RefusedAsync(_world.File("cell.csv", Rows.MinistryHeader + Rows.Ministry(number: "0690000099") + "\"" + string.Concat(Enumerable.Repeat("あいうえお\n", 20_000)) + "\"\n")), StringComparison.Ordinal);

    [Fact]
    public async Task AQuoteNeverClosed_TakesBackTheRowsBeforeIt() => Assert.Contains(
        "閉じられていません", await _world.RefusedAsync(_world.File("open.csv", Rows.MinistryHeader + Rows.Ministry(number: "0690000099", name: "べつのところ") + "062031,\"ここで切れ")), StringComparison.Ordinal);

    [Fact]
    public async Task TooManyColumns_AreRefused() =>
        Assert.Contains("列が多すぎます", await _world.RefusedAsync(_world.File("wide.csv", Rows.MinistryHeader + new string(',', 2_000) + "\n")), StringComparison.Ordinal);

    [Fact]
    public async Task NeitherUtf8NorCp932_IsRefused() =>
        Assert.Contains("文字コード", await _world.RefusedAsync(_world.File("enc.csv", [.. Encoding.UTF8.GetBytes(Rows.MinistryHeader + Rows.Ministry()), 0xFF, 0xFF, 0x0A])), StringComparison.Ordinal);

    [Fact]
    public async Task Utf16_IsNamed() => Assert.Contains(
        "UTF-16", await _world.RefusedAsync(_world.File("u16.csv", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Rows.MinistryHeader)])), StringComparison.Ordinal);

    [Theory]
    [InlineData("a,b,c\n1,2,3\n", "見出し行")]
    [InlineData("", "空です")]
    [InlineData("{\"type\":\"Feature\"}", "JSON")]
    [InlineData("[1,2,", "JSON")]
    [InlineData("<html></html>", "見出し行")]
    public async Task AFileOfAnotherKind_IsRefused(string text, string problem) =>
        Assert.Contains(problem, await _world.RefusedAsync(_world.File("other.csv", text)), StringComparison.Ordinal);

    [Fact]
    public async Task DeeplyNestedJson_IsRefused() =>
        Assert.Contains("JSON", await _world.RefusedAsync(_world.File("deep.json", new string('[', 100_000))), StringComparison.Ordinal);

    [Fact]
    public async Task ABinaryFile_IsRefused() =>
        Assert.Contains("バイナリ", await _world.RefusedAsync(_world.File("photo.csv", [1, 2, 0, 3])), StringComparison.Ordinal);

    [Fact]
    public async Task AZipThatIsNoWorkbook_IsRefused() =>
        Assert.Contains("xlsx", await _world.RefusedAsync(_world.File("x.xlsx", Zip(("a.txt", "x")))), StringComparison.Ordinal);

    [Fact]
    public async Task AWorkbookThatIsABomb_IsRefused() => Assert.Contains(
        "大きくなりすぎる", await _world.RefusedAsync(_world.File("x.xlsx", Zip(("[Content_Types].xml", "<x/>"), ("xl/big.xml", new string(' ', 30_000_000))))), StringComparison.Ordinal);

    [Fact]
    public async Task AWorkbookWithNothingBehindItsTable_IsRefused() =>
        Assert.Contains("Excel", await _world.RefusedAsync(_world.File("x.xlsx", Zip(("[Content_Types].xml", "<broken")))), StringComparison.Ordinal);

    [Fact]
    public async Task AFileThatIsNotThere_IsRefused() => Assert.Contains("開けません", await _world.RefusedAsync("/nowhere/at/all.csv"), StringComparison.Ordinal);

    private static byte[] Zip(params (string Name, string Text)[] parts)
    {
        using MemoryStream bytes = new();
        using (ZipArchive zip = new(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, string text) in parts)
            {
                using StreamWriter writer = new(zip.CreateEntry(name).Open());
                writer.Write(text);
            }
        }

        return bytes.ToArray();
    }
}
