using Xunit;
using System.CommandLine;
using System.Text;
using Zaitaku.Bot.Commands;
using Zaitaku.Scheduler.Imports;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Tests.Imports;

public sealed class TemplateTests : IDisposable
{
    private readonly ImportWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task TheTemplateItself_ImportsNothing_BecauseItsRowsAreExamples()
    {
        string path = _world.File("unused", "");
        path += ".template.csv";
        Assert.Equal(0, await TemplateCommand.Create().Parse(["directory", path]).InvokeAsync());
        byte[] bytes = await File.ReadAllBytesAsync(path);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        ImportReport report = await _world.TakeAsync(path);
        Assert.Equal((0, 0), (report.Accepted, report.Rejected));
    }

    [Fact]
    public async Task TheExamples_WithoutTheirMark_ComeInWhole()
    {
        ImportReport report = await _world.TakeAsync("hub.csv", TemplateColumns.Write().Replace(TemplateColumns.ExampleMark, "", StringComparison.Ordinal).Replace("000-0000", "997-0000", StringComparison.Ordinal));
        Assert.Equal((2, 0), (report.Accepted, report.Rejected));
        PlaceFacts facts = _world.Facts("みほん在宅クリニック");
        Assert.Equal("home_visit_doctor clinic", facts.Services);
        Assert.Equal(("鶴岡市", "みほん町1丁目", "2-3", "9970000"), (facts.Municipality, facts.Town, facts.AddressRest, facts.PostalCode));
        Assert.Equal(HomeCareClass.ClinicEnhancedJoint, facts.HomeCareClass);
        Assert.Equal([new ContactWindow(ContactRoute.Phone, "月-金 12:30-13:30", "昼休みにどうぞ"), new ContactWindow(ContactRoute.Fax, null)], facts.ContactWindows);
        Assert.Equal(["鶴岡市", "三川町"], facts.ServiceArea);
        Assert.Equal(CapabilityLevel.Possible, facts.Capabilities![CapabilityKind.HomeOxygen]);
        Assert.Equal(CapabilityLevel.Consult, facts.Capabilities[CapabilityKind.Ventilator]);
        Assert.Equal((true, true, true, Precision.Town), (facts.HouseCalls, facts.HomeVisits, facts.Answers24h, facts.Precision));
        Assert.Equal(new DateOnly(2026, 4, 1), _world.Places()[0].ConfirmedOn);
        PlaceFacts nurse = _world.Facts("訪問看護ステーションみほん");
        Assert.Equal((PublicationScope.Professionals, CapabilityLevel.No), (nurse.Scope, nurse.Capabilities![CapabilityKind.Pediatrics]));
    }

    [Theory]
    [InlineData(TemplateColumns.Name, "=HYPERLINK(\"http://x\")", "数式")]
    [InlineData(TemplateColumns.Note, "@SUM(A1)", "数式")]
    [InlineData(TemplateColumns.Phone, "+1-2", "数式")]
    [InlineData(TemplateColumns.Phone, "電話なし", "電話「電話なし」")]
    [InlineData(TemplateColumns.Services, "宇宙旅行", "サービス名の一覧")]
    [InlineData(TemplateColumns.Hours, "朝から晩まで", "営業時間")]
    [InlineData(TemplateColumns.HouseCalls, "たぶん", "「はい」「いいえ」")]
    [InlineData(TemplateColumns.Capacity, "十人", "整数")]
    [InlineData(TemplateColumns.Prefecture, "山形", "「山形県」のように")]
    [InlineData(TemplateColumns.ConfirmedOn, "きのう", "2026-04-01")]
    [InlineData(TemplateColumns.HomeCareClass, "支援診９", "区分")]
    [InlineData(TemplateColumns.Scope, "ひみつ", "公開")]
    [InlineData(TemplateColumns.ContactWindows, "伝書鳩:月-金", "「電話:」")]
    [InlineData(TemplateColumns.Web, "javascript:alert(1)", "URL")]
    [InlineData("在宅酸素", "できます", "対応可能・対応中")]
    [InlineData(TemplateColumns.Name, "", "名称が空")]
    [InlineData(TemplateColumns.Services, "", "サービスが空")]
    [InlineData(TemplateColumns.Municipality, "", "市区町村が空")]
    public async Task ACellThatCannotBeRead_RejectsItsRowAndSaysWhy(string column, string cell, string reason)
    {
        ImportReport report = await _world.TakeAsync("hub.csv", Table(Row((column, cell))));
        Assert.Contains(reason, Assert.Single(report.Rejects).Reason, StringComparison.Ordinal);
        Assert.Empty(_world.Places());
    }

    [Fact]
    public async Task TheRejectsFile_IsSafeToOpenInExcel()
    {
        ImportReport report = await _world.TakeAsync("hub.csv", Table(Row((TemplateColumns.Name, "=cmd|' /C calc'!A0"))));
        string text = await File.ReadAllTextAsync(report.RejectsFile!);
        Assert.Contains(",'=cmd", text, StringComparison.Ordinal);
        Assert.DoesNotContain(",=cmd", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("支援病２", HomeCareClass.HospitalEnhancedJoint)]
    [InlineData("在宅療養支援診療所", HomeCareClass.ClinicOrdinary)]
    [InlineData("在宅療養支援病院（強化型・単独）", HomeCareClass.HospitalEnhancedSingle)]
    [InlineData("在宅療養後方支援病院", HomeCareClass.BackupHospital)]
    public async Task TheClass_MayBeWrittenLongOrShort(string word, HomeCareClass expected)
    {
        await _world.TakeAsync("hub.csv", Table(Row((TemplateColumns.HomeCareClass, word))));
        Assert.Equal(expected, _world.OnlyFacts().HomeCareClass);
    }

    [Fact]
    public async Task TheHubsWord_StandsAgainstEveryRegister()
    {
        await _world.TakeAsync("hub.csv", Table(Row((TemplateColumns.Phone, "0000-00-0007"), ("麻薬による疼痛管理", "対応不可"))));
        await _world.TakeAsync("bureau.csv", Rows.BureauHeader + Rows.Bureau(name: "みほん内科", marks: "がん疼"));
        PlaceFacts facts = _world.OnlyFacts();
        Assert.Equal(("0000-00-0007", CapabilityLevel.No), (facts.Phone, facts.Capabilities![CapabilityKind.Narcotics]));
        Assert.Equal("0610110001", facts.MedicalCode);
    }

    [Fact]
    public async Task ExcelsOwnCp932_IsRead()
    {
        byte[] bytes = Encoding.GetEncoding(932).GetBytes(Table(Row()));
        Assert.Equal(1, (await _world.TakeAsync(_world.File("excel.csv", bytes))).Accepted);
    }

    [Fact]
    public async Task TheDemo_IsMarked_NeedsAnEmptyDirectory_AndIsGoneAfterTheFirstImport()
    {
        using MemoryStream csv = new(Encoding.UTF8.GetBytes(Table(Row())));
        Assert.IsType<ImportOutcome.Done>(await _world.Pass.ImportDemoAsync(csv, ImportWorld.Now, CancellationToken.None));
        Assert.True(Assert.Single(_world.Places()).IsDemo);
        csv.Position = 0;
        Assert.Null(await _world.Pass.ImportDemoAsync(csv, ImportWorld.Now, CancellationToken.None));
        await _world.TakeAsync("care.csv", Rows.MinistryHeader + Rows.Ministry());
        Assert.False(Assert.Single(_world.Places()).IsDemo);
    }

    internal static string Table(params string[] rows) => string.Join(',', TemplateColumns.All) + "\n" + string.Concat(rows);

    internal static string Row(params (string Column, string Cell)[] cells)
    {
        Dictionary<string, string> row = new()
        {
            [TemplateColumns.Name] = "みほん内科", [TemplateColumns.Services] = "診療所", [TemplateColumns.Prefecture] = "山形県", [TemplateColumns.Municipality] = "鶴岡市",
            [TemplateColumns.Town] = "みほん町", [TemplateColumns.AddressRest] = "1-2-3",
        };
        foreach ((string column, string cell) in cells)
        {
            row[column] = cell;
        }

        return string.Join(',', TemplateColumns.All.Select(column => $"\"{row.GetValueOrDefault(column, "").Replace("\"", "\"\"")}\"")) + "\n";
    }
}
