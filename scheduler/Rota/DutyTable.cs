using System.Text;
using Zaitaku.Scheduler.Imports;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Scheduler.Rota;

/// <summary>A table of duties as a city or a medical association keeps it, read but not taken over.</summary>
/// <param name="FileName">As the person who chose it knows it.</param>
/// <param name="Rows">In the order of the file.</param>
/// <param name="Problems">Lines that could not be read, in the order of the file; nothing of them is in <paramref name="Rows"/>.</param>
/// <param name="RowsRead">Rows of the file below its header that hold anything.</param>
/// <param name="Superseded">Rows left out because the file has a newer version of their day.</param>
/// <param name="Duplicates">Duties left out because the same day, holder, department and hours stand further up.</param>
/// <param name="Empty">Rows that name a day and no duty.</param>
public sealed record DutyTable(string FileName, IReadOnlyList<DutyRow> Rows, IReadOnlyList<DutyProblem> Problems, int RowsRead, int Superseded, int Duplicates, int Empty)
{
    public const int DepartmentLengthMax = 40;

    /// <summary>Leaves out what a newer version of the same day replaces, whether that version could be read or not, and what stands there twice.</summary>
    /// <exception cref="ImportRefusedException">Versions are numbered on some rows and dated on others: none is the newest.</exception>
    internal static DutyTable Of(string fileName, IReadOnlyList<DutyLine> lines)
    {
        List<DutyLine> dated = [.. lines.Where(line => line.Day is not null)];
        if (dated.Select(line => line.Version > DutyLine.VersionNumberMax).Distinct().Count() > 1)
        {
            throw new ImportRefusedException("版の列に日付と番号が混ざっています。どちらかにそろえてください");
        }

        Dictionary<DateOnly, long> newest = dated.GroupBy(line => line.Day!.Value).ToDictionary(day => day.Key, day => day.Max(line => line.Version));
        List<DutyLine> current = [.. lines.Where(line => line.Day is not { } day || line.Version == newest[day])];
        List<DutyRow> rows = [.. current.SelectMany(line => line.Rows)];
        List<DutyRow> different = [.. rows.DistinctBy(row => (row.Day, NameRules.KeyOf(row.Holder), row.Department.Normalize(NormalizationForm.FormKC), row.StartMinute, row.EndMinute))];
        return new DutyTable(
            fileName, different, [.. current.Where(line => line.Problem.Length > 0).Select(line => new DutyProblem(line.Line, line.Problem))],
            lines.Count, lines.Count - current.Count, rows.Count - different.Count, current.Count(line => line.Problem.Length == 0 && line.Rows.Count == 0));
    }
}

/// <summary>A row of the file as it was read.</summary>
/// <param name="Day">Null where day or version could not be read: then it is a problem whatever else the file says.</param>
/// <param name="Version">Greater is newer; 0 where the file has no versions.</param>
/// <param name="Problem">Empty when read.</param>
internal sealed record DutyLine(int Line, DateOnly? Day, long Version, IReadOnlyList<DutyRow> Rows, string Problem)
{
    /// <summary>Up to this a version is a number (第2版); above it, seconds that name a date.</summary>
    public const long VersionNumberMax = 9_999;
}

/// <summary>One duty. A row of the file with several spans of time gives several, with the same line.</summary>
/// <param name="Line">Of the file, from 1.</param>
/// <param name="Day">On which it begins, in Tokyo.</param>
/// <param name="Holder">As written, invisible letters apart; 1 to <see cref="Storage.Rota.DutyHolder.NameLengthMax"/> letters.</param>
/// <param name="Department">As written, 指定なし too; empty where the table has none.</param>
/// <param name="Phone">昼 0898-22-5251／夜 080-8640-5218; empty where the table has none.</param>
/// <param name="Note">Cut to <see cref="Storage.Rota.DutyShift.NoteLengthMax"/> letters.</param>
/// <param name="StartMinute">From the day's midnight in Tokyo.</param>
/// <param name="EndMinute">From the same midnight: 翌08:30 is 1950.</param>
public sealed record DutyRow(int Line, DateOnly Day, string Holder, string Department, string Phone, string Note, int StartMinute, int EndMinute);

/// <summary>A row that could not be read.</summary>
/// <param name="Text">Why, in Japanese without a full stop. May hold words of the file: never logged.</param>
public sealed record DutyProblem(int Line, string Text);
