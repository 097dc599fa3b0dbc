using System.IO.Compression;

namespace Zaitaku.Scheduler.Imports;

/// <summary>Unpacks every part of a zip once into nothing, since the sizes a zip states about itself can lie.</summary>
internal static class WorkbookParts
{
    private const int BufferBytes = 1 << 16;

    /// <summary>Bytes of all parts together; refuses a bomb, a broken zip, and one that is no workbook.</summary>
    public static long Measure(Stream file, CancellationToken cancellationToken)
    {
        using ZipArchive zip = new(file, ZipArchiveMode.Read, leaveOpen: true);
        if (zip.Entries.Count > ImportLimits.WorkbookPartsMax || zip.GetEntry("[Content_Types].xml") is null)
        {
            throw new ImportRefusedException("Excel のブック（.xlsx）ではない zip ファイルです");
        }

        long total = 0;
        byte[] buffer = new byte[BufferBytes];
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            using Stream part = entry.Open();
            for (int got; (got = part.Read(buffer)) > 0;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                total += got;
                if (total > ImportLimits.UnpackedBytesMax || (total > ImportLimits.RatioFreeBytes && total > file.Length * ImportLimits.RatioMax))
                {
                    throw new ImportRefusedException("解凍すると大きくなりすぎるファイルです（圧縮爆弾の疑い）");
                }
            }
        }

        return total;
    }
}
