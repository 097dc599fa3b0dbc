using System.IO.Compression;
using System.Text;

namespace Zaitaku.Scheduler.Imports;

/// <summary>What kind of container a file is, told by its first bytes and never by its name.</summary>
internal enum FileShape { Text, GzippedText, Workbook }

/// <summary>
/// A file to import, looked through once from end to end before anything is changed: whole gzip, named limits, one encoding
/// throughout. Reading it twice costs less than a second for the largest file of the country.
/// </summary>
internal sealed class ImportFile
{
    private const int BufferBytes = 1 << 16;
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly byte[] BlankBytes = [0xEF, 0xBB, 0xBF, 0x20, 0x09, 0x0D, 0x0A];

    static ImportFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private readonly string _path;

    private ImportFile(string path, FileShape shape, Encoding encoding, long bytes)
    {
        _path = path;
        Shape = shape;
        Encoding = encoding;
        Bytes = bytes;
    }

    public FileShape Shape { get; }

    public Encoding Encoding { get; }

    /// <summary>Bytes after unpacking, for the progress bar.</summary>
    public long Bytes { get; }

    /// <summary>Line breaks, for the progress bar; 0 for a workbook.</summary>
    public int Lines { get; private init; }

    /// <summary>True when the first letter that is no space opens a JSON object or list.</summary>
    public bool LooksLikeJson { get; private init; }

    public static ImportFile Inspect(string path, CancellationToken cancellationToken)
    {
        try
        {
            return InspectBytes(path, cancellationToken);
        }
        catch (Exception problem) when (problem is InvalidDataException or EndOfStreamException)
        {
            throw new ImportRefusedException("圧縮ファイルが壊れているか、途中で切れています", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ImportRefusedException($"ファイルを開けません（{problem.GetType().Name}）", problem);
        }
    }

    /// <summary>The text again from its start, decoded strictly.</summary>
    public TextReader OpenText() => new StreamReader(OpenUnpacked(), Encoding, detectEncodingFromByteOrderMarks: true, BufferBytes);

    /// <summary>The bytes again from their start, unpacked when gzipped.</summary>
    public Stream OpenUnpacked()
    {
        FileStream file = OpenFile(_path);
        return Shape == FileShape.GzippedText ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    private static FileStream OpenFile(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferBytes, FileOptions.SequentialScan);

    private static ImportFile InspectBytes(string path, CancellationToken cancellationToken)
    {
        using FileStream file = OpenFile(path);
        if (file.Length > ImportLimits.FileBytesMax)
        {
            throw new ImportRefusedException($"ファイルが大きすぎます（上限 {ImportLimits.FileBytesMax >> 20}MB）");
        }

        Span<byte> head = stackalloc byte[4];
        int read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        file.Position = 0;
        if (read == 4 && head.SequenceEqual("PK\u0003\u0004"u8))
        {
            return new ImportFile(path, FileShape.Workbook, Encoding.UTF8, WorkbookParts.Measure(file, cancellationToken));
        }

        bool gzipped = read >= 2 && head[0] == 0x1F && head[1] == 0x8B;
        Look look = new(file.Length, gzipped);
        using Stream unpacked = gzipped ? new GZipStream(file, CompressionMode.Decompress) : file;
        byte[] buffer = new byte[BufferBytes];
        for (int got; (got = unpacked.Read(buffer)) > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            look.At(buffer.AsSpan(0, got));
        }

        if (gzipped)
        {
            CheckLength(file, look.Bytes);
        }

        look.End();
        Encoding encoding = look.IsUtf8 ? StrictUtf8 : SettleCp932(path, gzipped);
        return new ImportFile(path, gzipped ? FileShape.GzippedText : FileShape.Text, encoding, look.Bytes) { LooksLikeJson = look.FirstLetter is '{' or '[', Lines = look.Lines };
    }

    /// <summary>.NET ends a truncated gzip without a word; its last four bytes say how long the text must be (RFC 1952, ISIZE). A file of several gzips joined is refused with it.</summary>
    private static void CheckLength(FileStream file, long bytes)
    {
        const int SmallestGzipBytes = 18;
        Span<byte> size = stackalloc byte[4];
        file.Position = Math.Max(0, file.Length - size.Length);
        if (file.Length < SmallestGzipBytes || file.ReadAtLeast(size, size.Length, throwOnEndOfStream: false) < size.Length || System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(size) != (uint)bytes)
        {
            throw new ImportRefusedException("圧縮ファイルが壊れているか、途中で切れています");
        }
    }

    /// <summary>Decodes the whole file as the Windows code page of Japan, for a file that is not UTF-8.</summary>
    private static Encoding SettleCp932(string path, bool gzipped)
    {
        Encoding strict = Encoding.GetEncoding(932, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        using FileStream file = OpenFile(path);
        using Stream unpacked = gzipped ? new GZipStream(file, CompressionMode.Decompress) : file;
        using StreamReader reader = new(unpacked, strict, detectEncodingFromByteOrderMarks: false, BufferBytes);
        char[] letters = new char[BufferBytes];
        try
        {
            while (reader.Read(letters) > 0)
            {
                // Only whether it decodes is asked.
            }

            return strict;
        }
        catch (DecoderFallbackException problem)
        {
            throw new ImportRefusedException("文字コードを判別できません。UTF-8 か Shift_JIS（CP932）で保存してください", problem);
        }
    }

    /// <summary>Watches the bytes go by.</summary>
    private sealed class Look(long packedBytes, bool gzipped)
    {
        private readonly Decoder _decoder = StrictUtf8.GetDecoder();
        private readonly char[] _letters = new char[BufferBytes + 4];
        private int _lineBytes;

        public long Bytes { get; private set; }

        public int Lines { get; private set; }

        public bool IsUtf8 { get; private set; } = true;

        public char FirstLetter { get; private set; }

        public void At(ReadOnlySpan<byte> bytes)
        {
            if (Bytes == 0)
            {
                RefuseForeign(bytes);
                int first = bytes.IndexOfAnyExcept(BlankBytes);
                FirstLetter = first < 0 ? ' ' : (char)bytes[first];
            }

            Bytes += bytes.Length;
            if (Bytes > ImportLimits.UnpackedBytesMax || (gzipped && Bytes > ImportLimits.RatioFreeBytes && Bytes > packedBytes * ImportLimits.RatioMax))
            {
                throw new ImportRefusedException("解凍すると大きくなりすぎるファイルです（圧縮爆弾の疑い）");
            }

            if (bytes.Contains((byte)0))
            {
                throw new ImportRefusedException("文字の表ではないファイルです（バイナリが含まれています）");
            }

            CheckLines(bytes);
            Decode(bytes, flush: false);
        }

        public void End()
        {
            if (Bytes == 0)
            {
                throw new ImportRefusedException("ファイルが空です");
            }

            Decode([], flush: true);
        }

        private static void RefuseForeign(ReadOnlySpan<byte> bytes)
        {
            if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            {
                throw new ImportRefusedException("UTF-16 で保存されています。UTF-8（BOM付き可）で保存し直してください");
            }

            if (bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
            {
                throw new ImportRefusedException("古い形式の Excel（.xls）です。.xlsx か CSV で保存し直してください");
            }
        }

        private void CheckLines(ReadOnlySpan<byte> bytes)
        {
            int first = bytes.IndexOf((byte)'\n');
            Lines += bytes.Count((byte)'\n');
            _lineBytes += first < 0 ? bytes.Length : first;
            if (_lineBytes > ImportLimits.LineBytesMax)
            {
                throw new ImportRefusedException($"1行が長すぎます（上限 {ImportLimits.LineBytesMax >> 20}MB）");
            }

            _lineBytes = first < 0 ? _lineBytes : bytes.Length - bytes.LastIndexOf((byte)'\n') - 1; // A buffer is shorter than a line may be.
        }

        private void Decode(ReadOnlySpan<byte> bytes, bool flush)
        {
            try
            {
                _ = IsUtf8 ? _decoder.GetChars(bytes, _letters, flush) : 0;
            }
            catch (DecoderFallbackException)
            {
                IsUtf8 = false;
            }
        }
    }
}
