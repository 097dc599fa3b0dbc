using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Zaitaku.Scheduler.Imports;

/// <summary>Reads the first sheet of a workbook row by row. Formulas are never run: a cell with one gives the value Excel last stored for it.</summary>
internal static class SheetRows
{
    public static IEnumerable<TextRow> Read(Stream file)
    {
        using SpreadsheetDocument document = SpreadsheetDocument.Open(file, isEditable: false);
        WorkbookPart workbook = document.WorkbookPart ?? throw new ImportRefusedException("Excel のブックに表がありません");
        List<string> shared = SharedTexts(workbook.SharedStringTablePart);
        string? first = workbook.Workbook.Sheets?.Elements<Sheet>().FirstOrDefault()?.Id?.Value;
        if (first is null || workbook.GetPartById(first) is not WorksheetPart sheet)
        {
            throw new ImportRefusedException("Excel のブックに表がありません");
        }

        using OpenXmlReader reader = OpenXmlReader.Create(sheet);
        int rows = 0;
        while (reader.Read())
        {
            if (reader.ElementType != typeof(Row) || !reader.IsStartElement)
            {
                continue;
            }

            if (++rows > ImportLimits.RowsMax)
            {
                throw new ImportRefusedException($"行が多すぎます（上限 {ImportLimits.RowsMax:N0}行）");
            }

            int line = int.TryParse(reader.Attributes.FirstOrDefault(attribute => attribute.LocalName == "r").Value, out int stated) ? stated : rows;
            string[] cells = Cells(reader, shared, line);
            if (cells.Length > 0)
            {
                yield return new TextRow(line, cells);
            }
        }
    }

    private static string[] Cells(OpenXmlReader reader, List<string> shared, int line)
    {
        List<string> cells = [];
        if (!reader.ReadFirstChild())
        {
            return [];
        }

        do
        {
            if (reader.ElementType != typeof(Cell))
            {
                reader.Skip();
                continue;
            }

            string reference = reader.Attributes.FirstOrDefault(attribute => attribute.LocalName == "r").Value ?? "";
            string type = reader.Attributes.FirstOrDefault(attribute => attribute.LocalName == "t").Value ?? "";
            int column = ColumnOf(reference, cells.Count);
            if (column >= ImportLimits.ColumnsMax || column < cells.Count)
            {
                throw new ImportRefusedException($"{line}行目のセルの並びが正しくありません（上限 {ImportLimits.ColumnsMax}列）");
            }

            while (cells.Count < column)
            {
                cells.Add("");
            }

            cells.Add(Text(reader, type, shared));
        }
        while (reader.ReadNextSibling());
        return [.. cells];
    }

    private static string Text(OpenXmlReader reader, string type, List<string> shared)
    {
        string text = "";
        if (reader.ReadFirstChild())
        {
            do
            {
                if (reader.ElementType == typeof(CellValue))
                {
                    text = reader.GetText();
                }
                else if (reader.ElementType == typeof(InlineString) && reader.LoadCurrentElement() is InlineString inline)
                {
                    text = inline.InnerText;
                }
            }
            while (reader.ReadNextSibling());
        }

        return type == "s" && int.TryParse(text, out int at) && (uint)at < (uint)shared.Count ? shared[at] : text;
    }

    /// <summary>AB12 → 27. Zero-based; a cell without a reference stands next to the last one.</summary>
    private static int ColumnOf(string reference, int next)
    {
        int column = 0;
        foreach (char letter in reference)
        {
            if (letter is < 'A' or > 'Z' || column > ImportLimits.ColumnsMax)
            {
                break;
            }

            column = column * 26 + (letter - 'A' + 1);
        }

        return column == 0 ? next : column - 1;
    }

    private static List<string> SharedTexts(SharedStringTablePart? part)
    {
        List<string> texts = [];
        if (part is null)
        {
            return texts;
        }

        using OpenXmlReader reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (reader.ElementType != typeof(SharedStringItem) || !reader.IsStartElement || reader.LoadCurrentElement() is not SharedStringItem item)
            {
                continue;
            }

            if (texts.Count >= ImportLimits.SharedTextsMax)
            {
                throw new ImportRefusedException("ブックの文字列が多すぎます");
            }

            texts.Add(Plain(item));
        }

        return texts;
    }

    /// <summary>The text without its ruby (rPh), which InnerText would add.</summary>
    private static string Plain(SharedStringItem item)
    {
        if (item.Text is { } only)
        {
            return only.Text;
        }

        StringBuilder text = new();
        foreach (Run run in item.Elements<Run>())
        {
            text.Append(run.Text?.Text);
        }

        return text.ToString();
    }
}
