using System.IO.Compression;
using System.Text;
using Xunit;
using Zaitaku.Scheduler.Imports;
using Zaitaku.Scheduler.Rota;

namespace Zaitaku.Tests.Rota;

/// <summary>Tables as they are kept: what is read of them, what is said of the rest, and files that are none.</summary>
public sealed class DutyTableReaderTests : IDisposable
{
    private const string Head = "日付,医療機関名,時間\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("duty-tables").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_ARowOfEveryColumn_IsTakenAsWritten()
    {
        DutyTable table = Read("備考,TEL,診療科,医療機関名,時 間,曜日,日付,住所\n\"受付は\n16時まで\",0000-00-0000,小児科,医療法人 みほん小児科,09:00～12:00 / 14:00～17:00,月,2026-05-25,みほん町1\n");
        DutyRow morning = new(2, new DateOnly(2026, 5, 25), "医療法人 みほん小児科", "小児科", "0000-00-0000", "受付は 16時まで", 540, 720);
        Assert.Equal([morning, morning with { StartMinute = 840, EndMinute = 1020 }], table.Rows);
        Assert.Equal(("table.csv", 0, 1, 0, 0, 0), (table.FileName, table.Problems.Count, table.RowsRead, table.Superseded, table.Duplicates, table.Empty));
    }

    [Theory]
    [InlineData("date,name,time")]
    [InlineData("time,date,name")] // any order
    [InlineData(" 日 付 ,　医療機関　,時間帯")] // spaces, full-width too
    [InlineData("ＤＡＴＥ,ＮＡＭＥ,ＴＩＭＥ")] // full-width letters
    [InlineData("\uFEFF年月日,当番医,診療時間")] // a second BOM
    [InlineData("月日,担当,時間")]
    [InlineData("期日,担当者,時間")]
    [InlineData("日付,氏名,時間")]
    [InlineData("日付,当番,時間")]
    public void Read_HeadingsInManyWords_AreKnown(string head)
    {
        bool isOrdered = !head.StartsWith("time", StringComparison.Ordinal);
        DutyRow row = Assert.Single(Read($"{head}\n{(isOrdered ? "2026-05-25,みほん,9:00～12:00" : "9:00～12:00,2026-05-25,みほん")}\n").Rows);
        Assert.Equal(("みほん", 540, "", "", ""), (row.Holder, row.StartMinute, row.Department, row.Phone, row.Note));
    }

    [Fact]
    public void Read_InEveryEncoding_GivesTheSame()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        string text = Head + "2026年5月25日（月）,髙橋在宅クリニック,17:30～翌08:30\r\n";
        DutyRow[] rows = [.. new[] { Encoding.UTF8.GetBytes(text), [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text)], Encoding.GetEncoding(932).GetBytes(text) }.Select(bytes => Assert.Single(Read(bytes).Rows))];
        Assert.Equal("髙橋在宅クリニック", Assert.Single(rows.Distinct()).Holder);
    }

    [Fact]
    public void Read_UnderATitle_CompletesItsDays()
    {
        DutyTable table = Read("みほん市医師会,,,\n令和7年12月～令和8年1月 休日当番表,,,\n,,,\n月日,曜日,当番医,時間\n12月31日,水,甲医院,9:00～17:00\n1月1日,祝日,乙医院,9:00～17:00\n");
        Assert.Empty(table.Problems);
        Assert.Equal([(5, "2025-12-31"), (6, "2026-01-01")], table.Rows.Select(row => (row.Line, row.Day.ToString("yyyy-MM-dd"))));
    }

    [Fact]
    public void Read_AnEmptyDay_IsTheOneAbove_AsInMergedCells()
    {
        DutyTable table = Read("日付,曜日,当番医,時間\n2026-05-24,日,甲医院,9:00～17:00\n,,乙医院,9:00～17:00\n,月,丙医院,9:00～17:00\n,,丁医院,9:00～17:00\n2026-05-25,,戊医院,9:00～17:00\n");
        Assert.Equal(["甲医院", "乙医院", "戊医院"], table.Rows.Select(row => row.Holder));
        Assert.Equal([4, 5], table.Problems.Select(problem => problem.Line));
        Assert.Contains("曜日のどちらか", table.Problems[0].Text, StringComparison.Ordinal);
        Assert.Contains("書かれていません", table.Problems[1].Text, StringComparison.Ordinal); // the row above it has no day either
    }

    [Theory]
    [InlineData("2026-05-25,,9:00～17:00", "担当が書かれていません")]
    [InlineData("2026-05-25,未定,9:00～17:00", "だれも決まっていません")]
    [InlineData("2026-05-25,#N/A,9:00～17:00", "名前として読めません")] // a formula that failed
    [InlineData("2026-05-25,★,9:00～17:00", "名前として読めません")]
    [InlineData("2026-05-25,甲医院,", "時間が書かれていません")]
    [InlineData("2026-05-25,甲医院", "時間が書かれていません")] // a short row
    [InlineData("2026-05-25,甲医院,夜", "だけでは")]
    [InlineData("2026-05-25,甲医院,9:00～12:00 / 未定", "読めません")] // not half of it either
    [InlineData("2026-05-32,甲医院,9:00～12:00", "という日はありません")]
    [InlineData("※都合により変わります,,", "読めません")]
    public void Read_ARowThatCannotBeRead_IsAProblemWithItsLine(string row, string problem)
    {
        DutyTable table = Read($"{Head}2026-05-24,甲医院,9:00～17:00\n{row}\n2026-05-26,甲医院,9:00～17:00\n");
        Assert.Equal([2, 4], table.Rows.Select(one => one.Line));
        Assert.Contains(problem, Assert.Single(table.Problems, one => one.Line == 3).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TextsThatAreTooLong_AreProblems_ButANoteIsCut()
    {
        string Row(int holder, int department, int phone, int note) => $"2026-05-25,{new string('名', holder)},{new string('科', department)},{new string('1', phone)},{new string('注', note)},9:00～12:00\n";
        DutyTable table = Read("日付,医療機関,診療科,電話,備考,時間\n" + Row(80, 40, 80, 201) + Row(81, 1, 1, 1) + Row(1, 41, 1, 1) + Row(1, 1, 81, 1) + Row(1, 1, 1, 200));
        Assert.Equal([2, 6], table.Rows.Select(row => row.Line));
        Assert.Equal([new string('注', 199) + "…", new string('注', 200)], table.Rows.Select(row => row.Note));
        Assert.Equal(["担当の名前", "診療科", "電話"], table.Problems.Select(problem => problem.Text[..problem.Text.IndexOf('「', StringComparison.Ordinal)]));
    }

    [Fact]
    public void Read_LettersThatCannotBeSeen_AreLeftOut() =>
        Assert.Equal("甲 医院", Assert.Single(Read($"{Head}2026-05-25,\"\u202E甲\n\u200B医院\u0007\",9:00～12:00\n").Rows).Holder);

    [Fact]
    public void Read_BlankRowsAndRepeatedHeaders_AreNoRows_AndADayAloneIsCounted()
    {
        DutyTable table = Read($"{Head},,\n2026-05-25,甲医院,9:00～12:00\n\n{Head}2026-05-26,,\n");
        Assert.Equal((1, 2, 1, 0), (table.Rows.Count, table.RowsRead, table.Empty, table.Problems.Count));
    }

    [Fact]
    public void Read_TheSameDutyTwice_IsTakenOnce()
    {
        DutyTable table = Read("日付,医療機関,区分,時間\n2026-05-25,みほん ｸﾘﾆｯｸ,内科,9:00～12:00\n2026/5/25,みほんクリニック,内科,9時～12時\n2026-05-25,みほんクリニック,外科,9:00～12:00\n2026-05-25,みほんクリニック,内科,9:00～12:30\n");
        Assert.Equal((3, 1), (table.Rows.Count, table.Duplicates));
        Assert.Equal([2, 4, 5], table.Rows.Select(row => row.Line));
    }

    [Fact]
    public void Read_VersionsOfADay_CountTheNewestOnly_EvenWhereItCannotBeRead()
    {
        DutyTable table = Read("日付,医療機関,時間,更新日\n2026-05-25,甲医院,9:00～12:00,2026-09-01\n2026-05-25,乙医院,9:00～12:00,2026-10-01\n2026-05-26,甲医院,9:00～12:00,2026-09-01\n"
            + "2026-05-26,丙医院,不明,2026-10-01\n2026-05-27,甲医院,おかしい,2026-09-01\n2026-05-27,,,2026-10-01\n2026-05-28,丁医院,9:00～12:00,最新\n");
        Assert.Equal((3, "乙医院"), (Assert.Single(table.Rows).Line, table.Rows[0].Holder));
        Assert.Equal([5, 8], table.Problems.Select(problem => problem.Line));
        Assert.Equal((7, 3, 1), (table.RowsRead, table.Superseded, table.Empty));
    }

    [Fact]
    public void Read_VersionsByNumberAndByDate_AreRefused() =>
        Assert.Contains("混ざって", Refused("日付,医療機関,時間,版\n2026-05-25,甲医院,9:00～12:00,2\n2026-05-25,乙医院,9:00～12:00,2026-10-01\n"), StringComparison.Ordinal);

    [Theory]
    [InlineData("05月26日（火） （昼）0000-22-5251（夜）080-0000-5218", "昼 0000-22-5251／夜 080-0000-5218")]
    [InlineData("05月26日（火） （昼・夜）0000-32-7111", "昼・夜 0000-32-7111")]
    [InlineData("（昼・夜）0000-32-7111", "昼・夜 0000-32-7111")]
    [InlineData("07月04日（土） （昼）0000351011", "昼 0000351011")]
    [InlineData("０１２０－０００－０００", "0120-000-000")] // full width
    [InlineData("0000(32)7111", "0000(32)7111")]
    [InlineData("000321111", "000321111")]
    [InlineData("898327111", "0898327111")] // a spreadsheet took the 0
    [InlineData("8000005218", "08000005218")]
    [InlineData("医師会事務局へ", "医師会事務局へ")] // words stay
    [InlineData("（昼）0000-22-5251 内線3", "（昼）0000-22-5251 内線3")] // more than was understood stays
    [InlineData("", "")]
    public void PhoneOf_PhonesAsWritten(string text, string phone) => Assert.Equal(phone, DutyTableReader.PhoneOf(text));

    [Fact]
    public void Read_AWorkbook_ReadsItsDaysTimesAndMergedCells()
    {
        DutyTable table = Read(Workbook("令和8年5月 当番表", "|||||", "日付|曜日|医療機関|開始|終了|版", "46167|月|甲医院|0.729166666666667|1.35416666666667|46100.5", "||乙医院|0.375|1|46100.5", "46168|月|丙医院|0.375|0.5|46100.5", "27日|水|丁医院|9:00|翌8:30|46100.5", "46169|水|丁医院|9:00|翌8:30|46100.25"));
        Assert.Equal(["2026-05-25 甲医院 1050-1950", "2026-05-25 乙医院 540-1440", "2026-05-27 丁医院 540-1950"], table.Rows.Select(row => $"{row.Day:yyyy-MM-dd} {row.Holder} {row.StartMinute}-{row.EndMinute}"));
        Assert.Equal((6, 1), (Assert.Single(table.Problems).Line, table.Superseded));
    }

    [Theory]
    [InlineData("name,address,tel\nみほん病院,みほん町1,0000-00-0000\n", "見つからない列: 日付、時間")] // a list of hospitals
    [InlineData("日付,医療機関,開始\n", "見つからない列: 時間")] // an end is wanted too
    [InlineData("\n\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n日付,医療機関,時間\n", "見出し行が見つかりません")] // on row 11
    [InlineData("{\"a\":1}", "見出し行が見つかりません")]
    [InlineData("日付,医療機関名,担当医,時間\n", "「医療機関名」と「担当医」")] // which of the two is on duty?
    [InlineData("日付,医療機関,時間,開始,終了\n", "両方")]
    [InlineData("日付,医療機関,時間\n2026-05-25,\"甲", "閉じられていません")]
    [InlineData("日付,医療機関,時間\n\0", "バイナリ")]
    [InlineData("", "空です")]
    public void Read_AFileThatIsNoTable_IsRefused(string text, string problem) => Assert.Contains(problem, Refused(text), StringComparison.Ordinal);

    [Fact]
    public void Read_MoreRowsThanATableHas_IsRefused()
    {
        string[] rows = [.. Enumerable.Range(0, DutyTableReader.RowsMax).Select(at => $"{new DateOnly(2026, 1, 1).AddDays(at):yyyy-MM-dd},甲医院,9:00～12:00")];
        Assert.Equal(DutyTableReader.RowsMax, Read(Head + string.Join('\n', rows)).Rows.Count);
        Assert.Contains("5,000行", Refused(Head + string.Join('\n', [.. rows, rows[0]])), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AFileOfAnotherSize_IsRefused()
    {
        string path = Path.Combine(_folder, "large.csv");
        using (FileStream large = File.Create(path))
        {
            large.SetLength(DutyTableReader.FileBytesMax + 1);
        }

        Assert.Contains("16MB", Assert.Throws<ImportRefusedException>(() => DutyTableReader.Read(path, "large.csv")).Message, StringComparison.Ordinal);
        Assert.Contains("開けません", Assert.Throws<ImportRefusedException>(() => DutyTableReader.Read(Path.Combine(_folder, "none.csv"), "none.csv")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ABombOrAWorkbookOfNothing_IsRefused()
    {
        Assert.Contains("圧縮爆弾", Refused(Zip(("[Content_Types].xml", "<x/>"), ("xl/big.xml", new string(' ', 30_000_000)))), StringComparison.Ordinal);
        Assert.Contains("Excel", Refused(Zip(("[Content_Types].xml", "<broken"))), StringComparison.Ordinal);
        Assert.Contains("Excel", Refused(Zip(("a.txt", "x"))), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AWorkbookBrokenAnywhere_IsReadOrRefused_AndNothingElse()
    {
        string sheet = SheetXml(["日付|医療機関|時間", "2026-05-25|甲医院|9:00～12:00"]);
        for (int at = 0; at < sheet.Length; at += 7)
        {
            byte[] broken = Workbook(sheet[..at] + "<&\"r:id"[at % 7] + sheet[(at + 1)..], Relations);
            Assert.True(Record.Exception(() => Read(broken)) is null or ImportRefusedException, $"at {at}");
        }

        Assert.Contains("Excel", Refused(Workbook(sheet, Relations.Replace("rId1", "rId9", StringComparison.Ordinal))), StringComparison.Ordinal); // a sheet that leads nowhere
    }

    private DutyTable Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    private DutyTable Read(byte[] bytes)
    {
        string path = Path.Combine(_folder, "upload");
        File.WriteAllBytes(path, bytes);
        return DutyTableReader.Read(path, "table.csv");
    }

    private string Refused(string text) => Refused(Encoding.UTF8.GetBytes(text));

    private string Refused(byte[] bytes) => Assert.Throws<ImportRefusedException>(() => Read(bytes)).Message;

    private const string Relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>";

    /// <summary>A workbook of one sheet; cells are parted by |, and what reads as a number is one.</summary>
    internal static byte[] Workbook(params string[] rows) => Workbook(SheetXml(rows), Relations);

    private static string SheetXml(string[] rows) => "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
        + string.Concat(rows.Select((row, at) => $"<row r=\"{at + 1}\">{string.Concat(row.Split('|').Select((cell, column) => $"<c r=\"{(char)('A' + column)}{at + 1}\"{(double.TryParse(cell, out _) ? $"><v>{cell}</v>" : $" t=\"inlineStr\"><is><t>{cell}</t></is>")}</c>"))}</row>"))
        + "</sheetData></worksheet>";

    private static byte[] Workbook(string sheet, string relations) => Zip(
        ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>"),
        ("_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"),
        ("xl/workbook.xml", "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", relations),
        ("xl/worksheets/sheet1.xml", sheet));

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
