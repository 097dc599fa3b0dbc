using System.Globalization;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Zaitaku.Bot.Reports;

/// <summary>How a workbook looks that is no report of figures.</summary>
/// <param name="Sheet">Name of its sheet; at most 31 letters, which is Excel's limit.</param>
/// <param name="Widths">Of the columns, in letters of the default font; the last holds for all further ones.</param>
/// <param name="HasWords">Cells hold words and begin at the left.</param>
public sealed record WorkbookLook(string Sheet, IReadOnlyList<double> Widths, bool HasWords);

/// <summary>The report as an Excel workbook of one sheet, to be printed on A4 across. Words are inline texts, which no spreadsheet runs as a formula.</summary>
public static class ReportWorkbook
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const uint Title = 1, Head = 2, Number = 3, Name = 4;
    private const uint PaperA4 = 9;
    private const int ColumnsMax = 14;
    private static readonly WorkbookLook ReportLook = new("相談件数", [30, 9], HasWords: false);

    public static byte[] Write(string title, IReadOnlyList<ReportTable> tables, WorkbookLook? look = null)
    {
        ArgumentNullException.ThrowIfNull(tables);
        look ??= ReportLook;
        using MemoryStream bytes = new();
        using (SpreadsheetDocument document = SpreadsheetDocument.Create(bytes, SpreadsheetDocumentType.Workbook))
        {
            WorkbookPart workbook = document.AddWorkbookPart();
            workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            WorksheetPart sheet = workbook.AddNewPart<WorksheetPart>();
            sheet.Worksheet = new Worksheet(
                new SheetProperties(new PageSetupProperties { FitToPage = true }),
                new Columns(Enumerable.Range(1, ColumnsMax).Select(at => new Column { Min = (uint)at, Max = (uint)at, Width = look.Widths[Math.Min(at, look.Widths.Count) - 1], CustomWidth = true })),
                Rows(title, tables, look),
                new PageSetup { PaperSize = PaperA4, Orientation = OrientationValues.Landscape, FitToHeight = 0 });
            workbook.Workbook = new Workbook(new Sheets(new Sheet { Name = look.Sheet, SheetId = 1, Id = workbook.GetIdOfPart(sheet) }));
        }

        return bytes.ToArray();
    }

    private static SheetData Rows(string title, IReadOnlyList<ReportTable> tables, WorkbookLook look)
    {
        SheetData rows = new(new Row(Text(title, Title)));
        foreach (ReportTable table in tables)
        {
            rows.Append(new Row());
            rows.Append(new Row([Text(table.Title, Head), .. table.Head.Skip(1).Select(name => Text(name, Head))]));
            foreach (ReportRow row in table.Rows)
            {
                rows.Append(new Row([Text(row.Name, Name), .. row.Cells.Select(cell => Of(cell, look.HasWords ? Name : Number))]));
            }
        }

        return rows;
    }

    private static Cell Of(ReportCell cell, uint style) => cell.Number is { } number
        ? new Cell { CellValue = new CellValue(number.ToString(CultureInfo.InvariantCulture)), DataType = CellValues.Number, StyleIndex = Number }
        : Text(cell.Word, style);

    private static Cell Text(string words, uint style) => new(new InlineString(new Text(Printable(words)) { Space = SpaceProcessingModeValues.Preserve }))
    {
        DataType = CellValues.InlineString, StyleIndex = style,
    };

    /// <summary>Without letters that XML cannot hold: one of them would make the whole workbook unreadable.</summary>
    private static string Printable(string words) => string.Concat(words.EnumerateRunes().Where(rune => !rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value)));

    /// <summary>In the order of the style numbers above; 0 is plain.</summary>
    private static Stylesheet Styles() => new(
        new Fonts(new Font(new FontSize { Val = 11 }), new Font(new Bold(), new FontSize { Val = 14 }), new Font(new Bold(), new FontSize { Val = 11 })),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
            new Fill(new PatternFill(new ForegroundColor { Rgb = "FFDCECE7" }) { PatternType = PatternValues.Solid })),
        new Borders(new Border(), new Border(Thin<LeftBorder>(), Thin<RightBorder>(), Thin<TopBorder>(), Thin<BottomBorder>(), new DiagonalBorder())),
        new CellFormats(
            new CellFormat(),
            new CellFormat { FontId = 1, ApplyFont = true },
            new CellFormat(new Alignment { Horizontal = HorizontalAlignmentValues.Center, WrapText = true }) { FontId = 2, FillId = 2, BorderId = 1, ApplyFont = true, ApplyFill = true, ApplyBorder = true, ApplyAlignment = true },
            new CellFormat(new Alignment { Horizontal = HorizontalAlignmentValues.Right }) { BorderId = 1, NumberFormatId = 3, ApplyBorder = true, ApplyAlignment = true, ApplyNumberFormat = true },
            new CellFormat(new Alignment { WrapText = true }) { BorderId = 1, ApplyBorder = true, ApplyAlignment = true }));

    private static T Thin<T>()
        where T : BorderPropertiesType, new() => new() { Style = BorderStyleValues.Thin };
}
