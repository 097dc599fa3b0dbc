using System.Globalization;
using System.Text;
using Zaitaku.Scheduler.Imports;

namespace Zaitaku.Scheduler.Meetings;

internal enum MeetingColumn { Day, Time, Start, End, Title, Organiser, Kind, Way, Place, Address, Online, Audience, Capacity, Fee, Deadline, Description, State, Weekday }

/// <summary>Which column of a list of meetings stands where.</summary>
internal sealed class MeetingLayout
{
    /// <summary>Letters before a word that a spreadsheet would run; our own export puts an apostrophe before them.</summary>
    private const string FormulaLetters = "=+-@＝＋－＠";

    private const int HeadingLengthMax = 40;

    private static readonly (MeetingColumn Column, string[] Headings)[] Columns =
    [
        (MeetingColumn.Day, ["日付", "開催日", "開催日時", "日時", "年月日", "実施日", "期日", "月日", "日程", "開催年月日", "date"]), (MeetingColumn.Time, ["時間", "開催時間", "時間帯", "time"]),
        (MeetingColumn.Start, ["開始", "開始時刻", "開始時間", "始まり", "start"]), (MeetingColumn.End, ["終了", "終了時刻", "終了時間", "終わり", "end"]),
        (MeetingColumn.Title, ["名称", "名前", "会議名", "研修名", "研修会名", "会議・研修名", "事業名", "講座名", "行事名", "タイトル", "テーマ", "件名", "演題", "title"]),
        (MeetingColumn.Organiser, ["主催", "主催者", "主催団体", "主催者名", "開催者"]), (MeetingColumn.Kind, ["種類", "種別", "区分", "分類"]), (MeetingColumn.Way, ["開催方法", "開催形式", "形式", "開き方", "方法"]),
        (MeetingColumn.Place, ["会場", "場所", "開催場所", "会場名"]), (MeetingColumn.Address, ["住所", "会場住所", "所在地"]), (MeetingColumn.Online, ["オンライン", "url", "オンラインurl", "リンク", "参加url", "zoom"]),
        (MeetingColumn.Audience, ["対象", "対象者", "参加対象", "対象職種"]), (MeetingColumn.Capacity, ["定員", "定員数", "募集人数"]), (MeetingColumn.Fee, ["参加費", "費用", "受講料", "会費"]),
        (MeetingColumn.Deadline, ["申込締切", "申込期限", "締切", "締切日", "申込締切日", "回答期限"]), (MeetingColumn.Description, ["内容", "概要", "説明", "備考"]), (MeetingColumn.State, ["状態", "状況"]),
        (MeetingColumn.Weekday, ["曜日", "曜"]),
    ];

    private readonly int[] _places;

    public MeetingLayout(TextRow row)
    {
        string[] cells = [.. row.Cells.Select(cell => cell.Length > HeadingLengthMax ? "" : MeetingTableReader.Folded(Visible(cell)))];
        _places = [.. Columns.Select(column => column.Headings.Select(heading => Array.IndexOf(cells, heading)).FirstOrDefault(at => at >= 0, -1))];
    }

    public bool IsWhole => Has(MeetingColumn.Day) && Has(MeetingColumn.Title);

    public bool Has(MeetingColumn column) => _places[(int)column] >= 0;

    /// <summary>The cell; empty where there is no such column.</summary>
    public string Of(TextRow row, MeetingColumn column, bool hasLines = false)
    {
        string text = Visible(row.At(_places[(int)column]), hasLines);
        return text.Length > 2 && text[0] == '\'' && FormulaLetters.Contains(text[1], StringComparison.Ordinal) ? text[1..] : text;
    }

    /// <summary>Null where the list has no such column, or the cell is empty.</summary>
    public string? Said(TextRow row, MeetingColumn column, bool hasLines = false) => Of(row, column, hasLines) is { Length: > 0 } text ? text : null;

    /// <summary>Letters that cannot be seen are left out; line breaks are spaces where there is one line only.</summary>
    private static string Visible(string text, bool hasLines = false)
    {
        StringBuilder plain = new(text.Length);
        foreach (Rune letter in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            UnicodeCategory kind = Rune.GetUnicodeCategory(letter);
            if (kind is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                plain.Append(hasLines && letter.Value == '\n' ? '\n' : ' ');
            }
            else if (kind is not (UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned) && letter != Rune.ReplacementChar)
            {
                plain.Append(letter.ToString());
            }
        }

        return plain.ToString().Trim();
    }
}
