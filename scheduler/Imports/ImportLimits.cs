namespace Zaitaku.Scheduler.Imports;

/// <summary>What a file may be at most. Measured against the country's largest files (20 MB unpacked, lines under 2 KB) with room for growth.</summary>
public static class ImportLimits
{
    /// <summary>Bytes of the file as it lies on the disk: 512 MB.</summary>
    public const long FileBytesMax = 512L << 20;

    /// <summary>Bytes after unpacking: 1 GB. Also what a zip may unpack to, over all its parts.</summary>
    public const long UnpackedBytesMax = 1L << 30;

    /// <summary>Unpacked bytes per packed byte. Real tables reach 12; a bomb reaches 1,000.</summary>
    public const int RatioMax = 100;

    /// <summary>The ratio is not looked at below this many unpacked bytes: a small file may well be all spaces.</summary>
    public const long RatioFreeBytes = 8L << 20;

    /// <summary>Bytes between two line breaks: 1 MB.</summary>
    public const int LineBytesMax = 1 << 20;

    /// <summary>Letters of one record, line breaks inside quotes included.</summary>
    public const int RecordLettersMax = 1 << 20;

    /// <summary>Letters of one cell. Excel allows 32,767.</summary>
    public const int CellLettersMax = 32_767;

    /// <summary>Columns of one table. The widest ministry file has 70.</summary>
    public const int ColumnsMax = 512;

    /// <summary>Rows of one file.</summary>
    public const int RowsMax = 5_000_000;

    /// <summary>Bytes of a JSON file, which is read whole: 64 MB.</summary>
    public const long JsonBytesMax = 64L << 20;

    /// <summary>Parts of a workbook.</summary>
    public const int WorkbookPartsMax = 1_000;

    /// <summary>Different texts of a workbook, kept in memory while its rows are read.</summary>
    public const int SharedTextsMax = 2_000_000;

    /// <summary>Rows looked at to find a header: the bureau's workbook has it on row 4.</summary>
    public const int HeaderRowsMax = 10;

    /// <summary>Rejected rows kept for the report and the rejects file.</summary>
    public const int RejectsMax = 100_000;

    /// <summary>Files of one command, folders walked.</summary>
    public const int FilesMax = 10_000;
}

/// <summary>The file cannot be imported at all. The message is Japanese, for the person who chose the file; nothing was changed.</summary>
public sealed class ImportRefusedException(string message, Exception? inner = null) : Exception(message, inner);
