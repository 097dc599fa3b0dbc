using Zaitaku.Bot.Imports;
using Zaitaku.Scheduler.Imports;
using Zaitaku.Scheduler.Rota;
using Zaitaku.Storage;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Rota;

/// <summary>Makes a draft of an uploaded table. Nothing of the rota changes before somebody has seen the differences.</summary>
public static class DutyTables
{
    /// <summary>Uploaded tables lie here while they are read; what a program that died left goes at the next upload.</summary>
    private const string Folder = "duty-tables";

    private static readonly TimeSpan LeftAfter = TimeSpan.FromMinutes(10);

    /// <summary>Rows that cannot be read, named at most.</summary>
    private const int ProblemsShownMax = 8;

    /// <summary>What an upload was found to hold.</summary>
    /// <param name="Draft">Null when it was not taken.</param>
    /// <param name="Problem">Why not, in words.</param>
    /// <param name="Superseded">Rows of older versions of the same days, which were left out.</param>
    public sealed record Reading(RotaDraft? Draft, string Problem, int Superseded = 0);

    /// <returns>The draft, or null and why not in words: a table with a row that cannot be read is not taken in half.</returns>
    public static async Task<Reading> ReadAsync(IFormFile file, DutyRota rota, StorageOptions storage, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(rota);
        DutyTable table;
        string path = "";
        try
        {
            path = NewFile(storage, now);
            await using (FileStream copy = new(path, FileMode.CreateNew, FileAccess.Write))
            {
                await file.CopyToAsync(copy, cancellationToken);
            }

            table = DutyTableReader.Read(path, file.FileName, cancellationToken);
        }
        catch (ImportRefusedException refused)
        {
            return new Reading(null, refused.Message);
        }
        catch (IOException)
        {
            return new Reading(null, "ファイルを受け取れませんでした。空き容量を確かめて、もう一度試してください。");
        }
        finally
        {
            if (path.Length > 0)
            {
                File.Delete(path);
            }
        }

        if (table.Problems.Count > 0)
        {
            string more = table.Problems.Count > ProblemsShownMax ? $" ほか{table.Problems.Count - ProblemsShownMax}行。" : "";
            return new Reading(null, $"読めない行があるため、取り込んでいません。{string.Join(" ", table.Problems.Take(ProblemsShownMax).Select(problem => $"{problem.Line}行目: {problem.Text}"))}{more}");
        }

        DraftShift[] shifts = [.. table.Rows.Select(row => new DraftShift(row.Department, row.Holder, OfficeTime.At(row.Day, row.StartMinute), OfficeTime.At(row.Day, row.EndMinute), row.Phone, row.Note))];
        return shifts.Length > RotaDraft.ShiftsMax ? new Reading(null, $"当番が多すぎます（上限 {RotaDraft.ShiftsMax:N0}件）。月ごとなどに分けてください。")
            : shifts.Length == 0 ? new Reading(null, "表に当番が1件もありません。")
            : new Reading(new RotaDraft { Id = Guid.CreateVersion7(now), RotaId = rota.Id, FileName = ImportUpload.NameOf(file.FileName), Body = RotaDraft.BodyOf(shifts), StaffId = staff, CreatedAt = now }, "", table.Superseded);
    }

    private static string NewFile(StorageOptions storage, DateTimeOffset now)
    {
        DirectoryInfo folder = Directory.CreateDirectory(Path.Combine(Path.GetFullPath(storage.DataDirectory), Folder));
        foreach (FileInfo left in folder.EnumerateFiles().Where(file => file.LastWriteTimeUtc < (now - LeftAfter).UtcDateTime))
        {
            left.Delete();
        }

        return Path.Combine(folder.FullName, $"{Guid.CreateVersion7(now):N}.upload");
    }
}
