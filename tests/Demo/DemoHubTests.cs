using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;
using Zaitaku.Bot.Demo;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Gazetteer;

namespace Zaitaku.Tests.Demo;

/// <summary>The demo hub is edited by hand; this is what must stay true of it.</summary>
public sealed partial class DemoHubTests
{
    private static readonly string[] FixedColumns =
    [
        "名称", "フリガナ", "旧名称", "サービス", "郵便番号", "都道府県", "市区町村", "町名", "番地・建物", "緯度", "経度", "座標の精度", "電話", "FAX",
        "ホームページ", "営業時間", "営業時間の備考", "専門職の連絡窓口", "往診", "訪問診療", "在宅看取り", "在宅療養支援区分", "24時間対応",
        "新規受け入れ", "女性スタッフ", "対応地域", "定員", "診療科", "公開範囲", "備考", "確認日",
    ];

    private static readonly string[] Classes =
    [
        "", "在宅療養支援診療所（強化型・単独）", "在宅療養支援診療所（強化型・連携）", "在宅療養支援診療所", "在宅療養支援病院（強化型・単独）",
        "在宅療養支援病院（強化型・連携）", "在宅療養支援病院", "在宅療養後方支援病院",
    ];

    private static readonly Table Directory = Table.Read(DemoHub.OpenDirectory());
    private static readonly Table Gazetteer = Table.Read(DemoHub.OpenGazetteer());

    [Fact]
    public void Header_IsThatOfTheTemplate_AndEveryRowHasAllColumns()
    {
        Assert.Equal([.. FixedColumns, .. CapabilityKinds.All.Select(kind => kind.Name())], Directory.Header);
        Assert.All(Directory.Rows, row => Assert.Equal(Directory.Header.Count, row.Count));
        Assert.InRange(Directory.Rows.Count, 55, 80);
    }

    [Fact]
    public void EveryService_IsOfferedBySomebody_AndNoOtherIsNamed()
    {
        string[] offered = [.. Directory.Column("サービス").SelectMany(cell => cell.Split('、')).Distinct()];
        Assert.Equal(ServiceKinds.All.Select(kind => kind.Name()).Order(StringComparer.Ordinal), offered.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void AllFiveLevels_AreGiven_AndNoOtherWordIsUsed()
    {
        string[] used = [.. CapabilityKinds.All.SelectMany(kind => Directory.Column(kind.Name())).Where(cell => cell.Length > 0).Distinct()];
        Assert.Equal(["対応不可", "対応可能・実績なし", "対応可能・対応中", "無回答", "要相談"], used.Order(StringComparer.Ordinal));
        Assert.All(CapabilityKinds.All, kind => Assert.Contains("対応可能・対応中", Directory.Column(kind.Name())));
    }

    [Fact]
    public void NoNumber_CanBeDialled_AndNoPageIsSomebodyElses()
    {
        Assert.All([.. Directory.Column("電話"), .. Directory.Column("FAX"), DemoHub.Phone], number => Assert.Equal("0000-00-0000", number));
        Assert.All(Directory.Column("ホームページ"), page => Assert.True(page.Length == 0 || page.StartsWith("https://www.example.com/", StringComparison.Ordinal), page));
        Assert.All(Directory.Rows.Concat(Gazetteer.Rows), row => Assert.DoesNotMatch(Diallable(), string.Join(' ', row)));
    }

    [Fact]
    public void Hours_ReadAsOpeningHours_AndShowEveryForm()
    {
        string[] hours = [.. Directory.Column("営業時間").Where(cell => cell.Length > 0)];
        Assert.All(hours, text => Assert.True(WeeklyHours.TryParse(text, out _, out string problem), problem));
        Assert.Contains(hours, text => text.Contains('翌'));
        Assert.Contains(hours, text => text.Contains("24時間", StringComparison.Ordinal));
        Assert.Contains(hours, text => text.Contains("第2・4土", StringComparison.Ordinal));
        Assert.True(hours.Length < Directory.Rows.Count, "Some place must have unknown hours.");
    }

    [Fact]
    public void ContactWindows_NameARouteAndReadableHours()
    {
        string[] windows = [.. Directory.Column("専門職の連絡窓口").Where(cell => cell.Length > 0).SelectMany(cell => cell.Split('｜'))];
        Assert.All(windows, window =>
        {
            Match parts = Window().Match(window);
            Assert.True(parts.Success, window);
            Assert.True(WeeklyHours.TryParse(parts.Groups["hours"].Value, out _, out string problem), problem);
        });
        Assert.Equal(["FAX", "Teams", "メール", "電話"], windows.Select(window => window.Split(':')[0]).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("往診")]
    [InlineData("訪問診療")]
    [InlineData("在宅看取り")]
    [InlineData("24時間対応")]
    [InlineData("新規受け入れ")]
    [InlineData("女性スタッフ")]
    public void YesNoColumns_ShowYesNoAndUnknown(string column) =>
        Assert.Equal(["", "いいえ", "はい"], Directory.Column(column).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Choices_AreWordsOfTheTemplate()
    {
        Assert.All(Directory.Column("座標の精度"), cell => Assert.Contains(cell, (string[])["番地", "町"]));
        Assert.All(Directory.Column("公開範囲"), cell => Assert.Contains(cell, (string[])["公開", "専門職のみ"]));
        Assert.Contains("専門職のみ", Directory.Column("公開範囲"));
        Assert.All(Directory.Column("在宅療養支援区分"), cell => Assert.Contains(cell, Classes));
        Assert.All(Directory.Column("定員"), cell => Assert.Matches("^[0-9]{0,3}$", cell));
        Assert.All(Directory.Column("フリガナ"), cell => Assert.Matches("^[ァ-ヴー]+$", cell));
        Assert.All(Directory.Column("確認日"), cell =>
            Assert.True(cell.Length == 0 || DateOnly.TryParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _), cell));
    }

    [Fact]
    public void Names_AreUnique_AndEveryPlaceLiesInTheInventedCity()
    {
        Assert.Equal(Directory.Rows.Count, Directory.Column("名称").Select(NameRules.KeyOf).Distinct().Count());
        Assert.All(Directory.Column("都道府県"), cell => Assert.Equal(DemoHub.Prefecture, cell));
        Assert.All(Directory.Column("緯度").Concat(Gazetteer.Column("lat")), cell => Assert.InRange(Degrees(cell), 33.86, 33.96));
        Assert.All(Directory.Column("経度").Concat(Gazetteer.Column("lon")), cell => Assert.InRange(Degrees(cell), 137.52, 137.66));
        Assert.Contains(DemoHub.Municipality, Gazetteer.Column("name"));
    }

    [Fact]
    public void Gazetteer_KnowsEveryTownOfTheDirectory()
    {
        Assert.Equal(["kind", "name", "kana", "prefecture", "municipality", "lat", "lon"], Gazetteer.Header);
        Assert.All(Gazetteer.Rows, row => Assert.Equal(7, row.Count));
        Assert.All(Gazetteer.Column("kind"), kind => Assert.True(Enum.TryParse(kind, out GazetteerKind _), kind));
        Assert.Subset(Gazetteer.Column("name").ToHashSet(), Directory.Column("町名").ToHashSet());
        Assert.Subset(Gazetteer.Column("name").ToHashSet(), Directory.Column("市区町村").ToHashSet());
    }

    [Fact]
    public void Files_BeginWithAByteOrderMark_SoThatASpreadsheetReadsThemAsUtf8()
    {
        using Stream directory = DemoHub.OpenDirectory();
        Span<byte> start = stackalloc byte[3];
        directory.ReadExactly(start);
        Assert.True(start.SequenceEqual(Encoding.UTF8.Preamble));
    }

    private static double Degrees(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    /// <summary>A Japanese number as anybody would write it, other than our own row of zeros.</summary>
    [GeneratedRegex("0[1-9][0-9]{0,3}-?[0-9]{1,4}-?[0-9]{4}")]
    private static partial Regex Diallable();

    [GeneratedRegex("^(電話|FAX|メール|Teams):(?<hours>[^（）]+)(（[^（）]+）)?$")]
    private static partial Regex Window();

    /// <summary>A cell of a CSV line; the hand-made files have no line breaks and no quotation marks inside cells.</summary>
    [GeneratedRegex("(?:^|,)(?:\"(?<quoted>[^\"]*)\"|(?<plain>[^,\"]*))(?=,|$)")]
    private static partial Regex Cell();

    /// <summary>A small CSV in memory.</summary>
    private sealed record Table(IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows)
    {
        public IReadOnlyList<string> Column(string name)
        {
            int at = Header.ToList().IndexOf(name);
            return [.. Rows.Select(row => row[at])];
        }

        public static Table Read(Stream stream)
        {
            using StreamReader reader = new(stream, Encoding.UTF8);
            List<IReadOnlyList<string>> lines = [];
            while (reader.ReadLine() is { } line)
            {
                lines.Add([.. Cell().Matches(line).Select(cell => cell.Groups["quoted"].Success ? cell.Groups["quoted"].Value : cell.Groups["plain"].Value)]);
            }

            return new Table(lines[0], lines[1..]);
        }
    }
}
