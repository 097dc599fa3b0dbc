using System.IO.Compression;
using System.Text;

namespace Zaitaku.Benchmarks;

/// <summary>The open data the benchmarks run on, read from ../shared/data beside the repository.</summary>
public static class RealFiles
{
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(BuiltProgram.Root, "..", "shared", "data"));

    /// <summary>Everything under care and medical.</summary>
    public static IReadOnlyList<string> Directory { get; } = [.. FilesIn("care"), .. FilesIn("medical")];

    /// <summary>Stations, municipalities and towns.</summary>
    public static IReadOnlyList<string> Gazetteer { get; } =
        [.. new[] { "station.csv.gz", "localgovjp-utf8.csv", "towns_all_japan.csv.gz" }.Select(name => Path.Combine(Folder, "gazetteer", name))];

    /// <summary>Names of municipalities, and of stations with 駅, as people type them.</summary>
    public static IReadOnlyList<string> PlaceNames()
    {
        IEnumerable<string> municipalities = Cells(Gazetteer[1], "city").Select(name => name.Replace(" ", "", StringComparison.Ordinal));
        IEnumerable<string> stations = Cells(Gazetteer[0], "original_name").Select(name => name + "駅");
        return [.. municipalities.Concat(stations).Where(name => name.Length > 1).Distinct()];
    }

    /// <summary>Records below the header, counted without any reader of the product.</summary>
    public static long RowsOf(string file)
    {
        if (file.EndsWith(".xlsx", StringComparison.Ordinal))
        {
            using ZipArchive book = ZipFile.OpenRead(file);
            using StreamReader sheet = new(book.GetEntry("xl/worksheets/sheet1.xml")!.Open());
            return CountOf(sheet.ReadToEnd(), "<row ") - 4; // Titles and the header fill the first four.
        }

        using TextReader text = Open(file);
        long rows = 0;
        bool isQuoted = false;
        bool hasLetters = false;
        for (int letter = text.Read(); letter >= 0; letter = text.Read())
        {
            isQuoted ^= letter == '"';
            rows += letter == '\n' && !isQuoted && hasLetters ? 1 : 0;
            hasLetters = letter != '\n' && (hasLetters || letter != '\r');
        }

        return rows + (hasLetters ? 1 : 0) - 1;
    }

    private static IEnumerable<string> Cells(string file, string column)
    {
        using TextReader text = Open(file);
        int at = Array.IndexOf((text.ReadLine() ?? "").Split(','), column);
        while (text.ReadLine() is { } line)
        {
            yield return line.Split(',')[at]; // These two files quote nothing before the column.
        }
    }

    private static StreamReader Open(string file)
    {
        Stream stream = File.OpenRead(file);
        return new StreamReader(file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream, Encoding.UTF8);
    }

    private static long CountOf(string text, string word)
    {
        long count = 0;
        for (int at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + word.Length, StringComparison.Ordinal))
        {
            count++;
        }

        return count;
    }

    private static IEnumerable<string> FilesIn(string folder)
    {
        string path = Path.Combine(Folder, folder);
        return System.IO.Directory.Exists(path)
            ? System.IO.Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            : throw new BenchmarkException($"The real data ({path}) is not here.");
    }
}
