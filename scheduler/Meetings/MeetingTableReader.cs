using System.Text;
using System.Text.RegularExpressions;
using Zaitaku.Scheduler.Imports;
using Zaitaku.Storage.Reports;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Scheduler.Meetings;

/// <summary>Reads lists of meetings, CSV or xlsx, whose columns are told by their headings in any order. A row is read whole or is a problem.</summary>
public static partial class MeetingTableReader
{
    /// <summary>Rows below the header that hold anything: five years of a large area.</summary>
    public const int RowsMax = 2_000;

    /// <summary>Bytes of the file as it lies on the disk: 8 MB.</summary>
    public const long FileBytesMax = 8L << 20;

    /// <summary>Bytes after unpacking: 64 MB.</summary>
    public const long UnpackedBytesMax = 64L << 20;

    /// <param name="year">The fiscal year of days that name none (5/21), whatever year the lines above the table speak of; null: as those lines say.</param>
    /// <exception cref="ImportRefusedException">The file is no list of meetings, or is broken, too large or meant to do harm; the message is for the person who chose it.</exception>
    public static MeetingTable Read(string path, int? year, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (new FileInfo(path) is { Exists: true, Length: > FileBytesMax })
        {
            throw new ImportRefusedException($"ファイルが大きすぎます（会議・研修の表の上限 {FileBytesMax >> 20}MB）");
        }

        ImportFile file = ImportFile.Inspect(path, cancellationToken);
        if (file.Bytes > UnpackedBytesMax)
        {
            throw new ImportRefusedException($"ファイルが大きすぎます（会議・研修の表の上限は解凍後 {UnpackedBytesMax >> 20}MB）");
        }

        bool isSheet = file.Shape == FileShape.Workbook;
        using Stream bytes = file.OpenUnpacked();
        using TextReader text = isSheet ? TextReader.Null : file.OpenText();
        using IEnumerator<TextRow> rows = (isSheet ? SheetRows.Read(bytes) : CsvRows.Read(text)).GetEnumerator();
        (MeetingLayout layout, DutyHeading? heading) = FindHeader(rows, isSheet);
        MeetingReading reading = new(layout, year is { } chosen ? Chosen(chosen, heading) : heading, isSheet);
        while (MoveNext(rows, isSheet))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (rows.Current.Cells.All(string.IsNullOrWhiteSpace))
            {
                continue;
            }

            if (reading.Count == RowsMax)
            {
                throw new ImportRefusedException($"行が多すぎます（会議・研修の表の上限 {RowsMax:N0}行）");
            }

            reading.Take(rows.Current);
        }

        return reading.Table();
    }

    /// <summary>Above a table may stand when its plan was agreed on (2025年度 第4回理事会 承認): who chose a year has said more. A month of that year tells what 21日 is.</summary>
    private static DutyHeading Chosen(int year, DutyHeading? heading) =>
        heading is { IsOneMonth: true, Month: { } month } && (heading.IsFiscal ? heading.Year : FiscalYear.Of(new DateOnly(heading.Year, month, 1)).Year) == year ? heading : new DutyHeading(year, null, IsFiscal: true, IsOneMonth: false);

    /// <summary>A title and all that tells it, without widths, case and spaces.</summary>
    internal static string Folded(string text) => Blank().Replace(string.Concat(text.EnumerateRunes()).Normalize(NormalizationForm.FormKC), "").ToLowerInvariant();

    private static (MeetingLayout Layout, DutyHeading? Heading) FindHeader(IEnumerator<TextRow> rows, bool isSheet)
    {
        DutyHeading? heading = null;
        for (int looked = 0; looked < ImportLimits.HeaderRowsMax && MoveNext(rows, isSheet); looked++)
        {
            MeetingLayout layout = new(rows.Current);
            if (layout.IsWhole)
            {
                return (layout, heading);
            }

            heading ??= DutyDayText.HeadingOf(string.Join(' ', rows.Current.Cells.Where(cell => cell.Length > 0)));
        }

        throw new ImportRefusedException($"見出し行が見つかりません。先頭{ImportLimits.HeaderRowsMax}行のどこかに、日付（開催日・日時）と名称（会議名・研修名・テーマ・タイトル）の列が要ります");
    }

    /// <summary>Only what reading the file throws is the file's fault.</summary>
    private static bool MoveNext(IEnumerator<TextRow> rows, bool isSheet)
    {
        try
        {
            return rows.MoveNext();
        }
        catch (Exception problem) when (problem is not (ImportRefusedException or OperationCanceledException or OutOfMemoryException)
            && (isSheet || problem is IOException or UnauthorizedAccessException or InvalidDataException or DecoderFallbackException))
        {
            // The workbook library answers a hostile part with almost any exception, so that a list of them would never be whole.
            throw new ImportRefusedException(isSheet ? "Excel のブックが壊れています" : "ファイルを読み取れません", problem);
        }
    }

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Blank();
}
