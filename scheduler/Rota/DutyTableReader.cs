using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using Zaitaku.Scheduler.Imports;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Scheduler.Rota;

/// <summary>Reads tables of duties, CSV or xlsx, whose columns are told by their headings in any order. A row is read whole or is a problem.</summary>
public static partial class DutyTableReader
{
    /// <summary>Rows below the header that hold anything: a year of fourteen duties a day.</summary>
    public const int RowsMax = 5_000;

    /// <summary>Bytes of the file as it lies on the disk: 16 MB.</summary>
    public const long FileBytesMax = 16L << 20;

    /// <summary>Bytes after unpacking: 64 MB.</summary>
    public const long UnpackedBytesMax = 64L << 20;

    private enum Role { Day, Week, Holder, Department, Time, Start, End, Phone, Note, Version }

    private static readonly (Role Role, string Name, string[] Headings)[] Columns =
    [
        (Role.Day, "日付", ["date", "日付", "年月日", "月日", "期日", "日にち", "日", "当番日", "実施日"]),
        (Role.Week, "曜日", ["week", "曜日", "曜"]),
        (Role.Holder, "担当", ["name", "医療機関", "医療機関名", "医療機関名称", "当番", "当番医", "当番医療機関", "担当", "担当者", "担当者名", "担当医", "氏名", "名前", "病院名", "施設名", "事業所名"]),
        (Role.Department, "診療科", ["medical", "dept", "診療科", "診療科目", "科目", "区分", "枠", "当番区分"]),
        (Role.Time, "時間", ["time", "時間", "時間帯", "診療時間", "当番時間", "対応時間"]),
        (Role.Start, "開始", ["start", "開始", "開始時刻", "開始時間"]),
        (Role.End, "終了", ["end", "終了", "終了時刻", "終了時間"]),
        (Role.Phone, "電話", ["tel", "tel_text", "電話", "電話番号", "連絡先"]),
        (Role.Note, "備考", ["note", "備考"]),
        (Role.Version, "版", ["last_seen_commit_date", "版", "更新日"]),
    ];

    private static readonly string[] NobodyYet = ["-", "－", "―", "ー", "なし", "無し", "未定", "調整中"];

    /// <param name="fileName">As the person who chose it knows it.</param>
    /// <exception cref="ImportRefusedException">The file is no table of duties, or is broken, too large or meant to do harm; the message is for the person who chose it.</exception>
    public static DutyTable Read(string path, string fileName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(fileName);
        if (new FileInfo(path) is { Exists: true, Length: > FileBytesMax })
        {
            throw new ImportRefusedException($"ファイルが大きすぎます（当番表の上限 {FileBytesMax >> 20}MB）");
        }

        ImportFile file = ImportFile.Inspect(path, cancellationToken);
        if (file.Bytes > UnpackedBytesMax)
        {
            throw new ImportRefusedException($"ファイルが大きすぎます（当番表の上限は解凍後 {UnpackedBytesMax >> 20}MB）");
        }

        bool isSheet = file.Shape == FileShape.Workbook;
        using Stream bytes = file.OpenUnpacked();
        using TextReader text = isSheet ? TextReader.Null : file.OpenText();
        using IEnumerator<TextRow> rows = Guarded(isSheet ? SheetRows.Read(bytes) : CsvRows.Read(text), isSheet, cancellationToken).GetEnumerator();
        Reading reading = FindHeader(rows, isSheet);
        while (rows.MoveNext())
        {
            reading.Take(rows.Current);
        }

        return reading.Table(fileName);
    }

    /// <summary>05月26日（火） （昼）0898-22-5251（夜）080-8640-5218 → 昼 0898-22-5251／夜 080-8640-5218. Excel takes the 0 off a number: it is put back. What is not understood stays as written.</summary>
    internal static string PhoneOf(string text)
    {
        string plain = text.Length > DutyShift.PhoneLengthMax * 2 ? text : DayBeforePhone().Replace(text, "").Trim();
        MatchCollection parts = LabelledPhone().Matches(plain);
        if (parts.Count > 0 && parts[^1].Index + parts[^1].Length == plain.Length)
        {
            return string.Join('／', parts.Select(part => $"{part.Groups["when"].Value.Trim()} {PhoneOf(part.Groups["number"].Value)}"));
        }

        string digits = PhoneDash().Replace(plain.Normalize(NormalizationForm.FormKC), "-");
        return WithoutZero().IsMatch(digits) ? "0" + digits : PlainPhone().IsMatch(digits) ? digits : plain;
    }

    private static Reading FindHeader(IEnumerator<TextRow> rows, bool isSheet)
    {
        DutyHeading? heading = null;
        string[] missing = Layout.Needed;
        for (int looked = 0; looked < ImportLimits.HeaderRowsMax && rows.MoveNext(); looked++)
        {
            Layout layout = new(rows.Current);
            string[] lacks = layout.Missing();
            if (lacks.Length == 0)
            {
                layout.RefuseTwofold();
                return new Reading(layout, heading, isSheet);
            }

            missing = lacks.Length < missing.Length ? lacks : missing;
            heading ??= DutyDayText.HeadingOf(string.Join(' ', rows.Current.Cells.Where(cell => cell.Length > 0)));
        }

        throw new ImportRefusedException($"見出し行が見つかりません。先頭{ImportLimits.HeaderRowsMax}行のどこかに、日付（年月日・月日・期日）、担当（医療機関名・当番医・担当者・氏名）、時間（時間帯・診療時間、または開始と終了）の列が要ります。見つからない列: {string.Join("、", missing)}");
    }

    /// <summary>Only what reading the file throws is the file's fault; what is thrown beside it is ours.</summary>
    private static IEnumerable<TextRow> Guarded(IEnumerable<TextRow> rows, bool isSheet, CancellationToken cancellationToken)
    {
        using IEnumerator<TextRow> all = rows.GetEnumerator();
        while (MoveNext(all, isSheet))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return all.Current;
        }
    }

    private static bool MoveNext(IEnumerator<TextRow> all, bool isSheet)
    {
        try
        {
            return all.MoveNext();
        }
        catch (Exception problem) when (problem is not (ImportRefusedException or OperationCanceledException or OutOfMemoryException)
            && (isSheet || problem is IOException or UnauthorizedAccessException or InvalidDataException or DecoderFallbackException))
        {
            // The workbook library answers a hostile part with almost any exception, so that a list of them would never be whole.
            throw new ImportRefusedException(isSheet ? "Excel のブックが壊れています" : "ファイルを読み取れません", problem);
        }
    }

    /// <summary>Line breaks become spaces; letters that cannot be seen (they would turn a name around or hide a part of it) are left out.</summary>
    private static string Visible(string text)
    {
        StringBuilder plain = new(text.Length);
        foreach (Rune letter in text.EnumerateRunes())
        {
            UnicodeCategory kind = Rune.GetUnicodeCategory(letter);
            if (kind is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                plain.Append(' ');
            }
            else if (kind is not (UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned) && letter != Rune.ReplacementChar)
            {
                plain.Append(letter.ToString());
            }
        }

        return plain.ToString().Trim();
    }

    private static string Short(string text) => text.Length > 20 ? text[..19] + "…" : text;

    [GeneratedRegex(@"^\s*[0-9０-９]{1,2}月[0-9０-９]{1,2}日\s*(?:[（(][^（）()]{1,6}[）)])?\s*(?=[（(0-9０-９])")]
    private static partial Regex DayBeforePhone();

    [GeneratedRegex(@"\G\s*[（(](?<when>[^（）()0-9０-９]{1,20})[）)]\s*(?<number>[0-9０-９][0-9０-９‐‑‒–—―−ー－ -]{4,18}[0-9０-９])\s*[／/、,]?\s*")]
    private static partial Regex LabelledPhone();

    [GeneratedRegex("[‐‑‒–—―−ー]")]
    private static partial Regex PhoneDash();

    [GeneratedRegex("^(?:[1-9][0-9]{8}|[5-9]0[0-9]{8})$")]
    private static partial Regex WithoutZero();

    [GeneratedRegex("^[0-9+() -]+$")]
    private static partial Regex PlainPhone();

    [GeneratedRegex(@"^#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!)$")]
    private static partial Regex SheetError();

    [GeneratedRegex(@"\s")]
    private static partial Regex WhiteSpace();

    /// <summary>Which column stands where.</summary>
    private sealed class Layout
    {
        private readonly string[] _cells;
        private readonly int[][] _places;

        public Layout(TextRow row)
        {
            _cells = [.. row.Cells.Select(cell => cell.Length > 40 ? "" : WhiteSpace().Replace(Visible(cell).Normalize(NormalizationForm.FormKC), "").ToLowerInvariant())];
            _places = [.. Columns.Select(column => Enumerable.Range(0, _cells.Length).Where(at => column.Headings.Contains(_cells[at])).ToArray())];
        }

        public static string[] Needed { get; } = ["日付", "担当", "時間"];

        public bool Has(Role role) => _places[(int)role].Length > 0;

        public string[] Missing() => [.. Needed.Zip([Has(Role.Day), Has(Role.Holder), Has(Role.Time) || (Has(Role.Start) && Has(Role.End))]).Where(one => !one.Second).Select(one => one.First)];

        /// <summary>Which of two columns is meant only the person knows; phones and notes may stand in several.</summary>
        public void RefuseTwofold()
        {
            foreach ((Role role, string name, _) in Columns.Where(column => column.Role is not (Role.Phone or Role.Note) && _places[(int)column.Role].Length > 1))
            {
                throw new ImportRefusedException($"「{string.Join("」と「", _places[(int)role].Select(at => _cells[at]))}」のどれを{name}とするか分かりません。使わない列の見出しを変えてください");
            }

            if (Has(Role.Time) && (Has(Role.Start) || Has(Role.End)))
            {
                throw new ImportRefusedException("時間の列と、開始・終了の列の両方があります。どちらかの見出しを変えてください");
            }
        }

        public bool IsRepeatedIn(TextRow row) => new Layout(row)._cells.SequenceEqual(_cells);

        public string Of(TextRow row, Role role) => string.Join('／', _places[(int)role].Select(at => Visible(row.At(at))).Where(text => text.Length > 0).Distinct());
    }

    /// <summary>The rows below a header, one after the other.</summary>
    private sealed class Reading(Layout layout, DutyHeading? heading, bool isSheet)
    {
        private readonly List<DutyLine> _lines = [];
        private DateOnly? _previous;
        private DateOnly? _above;

        public DutyTable Table(string fileName) => DutyTable.Of(fileName, _lines);

        public void Take(TextRow row)
        {
            if (row.Cells.All(string.IsNullOrWhiteSpace) || layout.IsRepeatedIn(row))
            {
                return;
            }

            if (_lines.Count == RowsMax)
            {
                throw new ImportRefusedException($"行が多すぎます（当番表の上限 {RowsMax:N0}行）");
            }

            bool isDated = TryDay(row, out DateOnly day, out string problem);
            _above = isDated ? day : null;
            _previous = _above ?? _previous;
            long version = 0;
            if (!isDated || (layout.Has(Role.Version) && !DutyDayText.TryReadVersion(layout.Of(row, Role.Version), isSheet, out version, out problem)))
            {
                _lines.Add(new DutyLine(row.Line, null, 0, [], problem));
                return;
            }

            _lines.Add(new DutyLine(row.Line, day, version, Duties(row, day, out problem), problem));
        }

        /// <summary>An empty day is the one above it: a merged cell holds its text in its first row only.</summary>
        private bool TryDay(TextRow row, out DateOnly day, out string problem)
        {
            (string text, string week) = (layout.Of(row, Role.Day), layout.Of(row, Role.Week));
            if (text.Length == 0 && _above is { } above)
            {
                day = above;
                return DutyDayText.Fits(day, week, out problem);
            }

            return DutyDayText.TryRead(text, week, new DutyDayContext(heading, _previous, isSheet), out day, out problem);
        }

        /// <summary>None, and no problem, for a row that names a day alone.</summary>
        private List<DutyRow> Duties(TextRow row, DateOnly day, out string problem)
        {
            (string holder, string department, string phone, string note) = (layout.Of(row, Role.Holder), layout.Of(row, Role.Department), PhoneOf(layout.Of(row, Role.Phone)), layout.Of(row, Role.Note));
            (string time, string start, string end) = (layout.Of(row, Role.Time), layout.Of(row, Role.Start), layout.Of(row, Role.End));
            if (holder.Length + phone.Length + time.Length + start.Length + end.Length == 0)
            {
                problem = "";
                return [];
            }

            problem = WrongWords(holder, department, phone);
            IReadOnlyList<DutyHours> spans = [];
            if (problem.Length > 0 || !(layout.Has(Role.Time) ? DutyHoursText.TryRead(time, out spans, out problem) : OneSpan(start, end, out spans, out problem)))
            {
                return [];
            }

            note = note.Length <= DutyShift.NoteLengthMax ? note : note[..(DutyShift.NoteLengthMax - (char.IsHighSurrogate(note[DutyShift.NoteLengthMax - 2]) ? 2 : 1))] + "…";
            return [.. spans.Select(span => new DutyRow(row.Line, day, holder, department, phone, note, span.StartMinute, span.EndMinute))];
        }

        private bool OneSpan(string start, string end, out IReadOnlyList<DutyHours> spans, out string problem)
        {
            bool isRead = DutyHoursText.TryRead(start, end, isSheet, out DutyHours span, out problem);
            spans = isRead ? [span] : [];
            return isRead;
        }

        private static string WrongWords(string holder, string department, string phone) =>
            holder.Length == 0 ? "担当が書かれていません"
            : NobodyYet.Contains(holder) ? $"担当が「{holder}」です（だれも決まっていません）"
            : holder.Length > DutyHolder.NameLengthMax ? $"担当の名前「{Short(holder)}」が長すぎます（上限 {DutyHolder.NameLengthMax}文字）"
            : SheetError().IsMatch(holder) || NameRules.KeyOf(holder).Length == 0 ? $"担当「{Short(holder)}」は名前として読めません"
            : SheetError().IsMatch(department) ? $"診療科「{department}」は計算の誤りです"
            : department.Length > DutyTable.DepartmentLengthMax ? $"診療科「{Short(department)}」が長すぎます（上限 {DutyTable.DepartmentLengthMax}文字）"
            : SheetError().IsMatch(phone) ? $"電話「{phone}」は計算の誤りです"
            : phone.Length > DutyShift.PhoneLengthMax ? $"電話「{Short(phone)}」が長すぎます（上限 {DutyShift.PhoneLengthMax}文字）" : "";
    }
}
