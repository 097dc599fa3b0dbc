using System.Buffers.Binary;

namespace Zaitaku.Bot.Intake.Files;

/// <summary>Takes out of a photo what tells where and with which phone it was taken. The picture itself is not touched; which way is up stays.</summary>
public static class PhotoCleaning
{
    private const byte Start = 0xD8;
    private const byte End = 0xD9;
    private const byte Scan = 0xDA;
    private const byte App0 = 0xE0;
    private const byte App1 = 0xE1;
    private const byte App2 = 0xE2;
    private const byte App14 = 0xEE;
    private const byte AppLast = 0xEF;
    private const byte Comment = 0xFE;

    /// <summary>Segments of one picture; a phone writes about twenty.</summary>
    private const int SegmentsMax = 10_000;

    /// <summary>A JPEG (ITU-T T.81, annex B) without Exif, XMP, IPTC, comments and what follows its end; a PNG without its text and Exif chunks; a HEIC without all that is no picture. Others come back as they are.</summary>
    /// <returns>Null for a picture that cannot be read.</returns>
    public static byte[]? Clean(FileKind kind, byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return kind == FileKind.Jpeg ? CleanJpeg(bytes) : kind == FileKind.Png ? CleanPng(bytes) : kind == FileKind.Heic ? HeicCleaning.Clean(bytes) : bytes;
    }

    private static byte[]? CleanJpeg(ReadOnlySpan<byte> bytes)
    {
        using MemoryStream kept = new(bytes.Length);
        kept.Write([0xFF, Start]);
        int at = 2;
        for (int segment = 0; segment < SegmentsMax; segment++)
        {
            if (at + 4 > bytes.Length || bytes[at] != 0xFF)
            {
                return null;
            }

            byte marker = bytes[at + 1];
            if (marker == 0xFF)
            {
                at++; // A filler before the marker.
                continue;
            }

            int next = at + 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            if (next < at + 4 || next > bytes.Length)
            {
                return null;
            }

            Keep(kept, marker, bytes[at..next]);
            at = next;
            if (marker == Scan)
            {
                at = EndOfScan(bytes, at);
                kept.Write(bytes[next..at]);
                if (at + 2 > bytes.Length || bytes[at + 1] == End)
                {
                    kept.Write([0xFF, End]); // What follows the end (a film, a second picture with its own place) is left out.
                    return kept.ToArray();
                }
            }
        }

        return null;
    }

    private static void Keep(MemoryStream kept, byte marker, ReadOnlySpan<byte> segment)
    {
        if (marker == App1)
        {
            if (Orientation(segment[4..]) is > 1 and <= 8 and int turned)
            {
                kept.Write(OnlyOrientation(turned));
            }

            return;
        }

        bool isColour = marker == App2 && segment[4..].StartsWith("ICC_PROFILE"u8);
        if (marker is App0 or App14 || isColour || marker is not Comment and not (>= App0 and <= AppLast))
        {
            kept.Write(segment);
        }
    }

    /// <summary>Where the next real marker stands after the coded picture: not a stuffed byte and not a restart.</summary>
    private static int EndOfScan(ReadOnlySpan<byte> bytes, int at)
    {
        while (at + 1 < bytes.Length)
        {
            int found = bytes[at..^1].IndexOf((byte)0xFF);
            if (found < 0)
            {
                break;
            }

            at += found;
            if (bytes[at + 1] is not 0x00 and not (>= 0xD0 and <= 0xD7) and not 0xFF)
            {
                return at;
            }

            at += bytes[at + 1] == 0xFF ? 1 : 2;
        }

        return bytes.Length; // Cut off on the way: shown as far as it goes.
    }

    /// <summary>Tag 0x0112 of the first directory. Source: Exif 2.32 (CIPA DC-008), 4.6.2 and 4.6.4.</summary>
    private static int? Orientation(ReadOnlySpan<byte> body)
    {
        const int HeaderLength = 6;
        const int EntryLength = 12;
        if (body.Length < HeaderLength + 10 || !body.StartsWith("Exif\0\0"u8))
        {
            return null;
        }

        ReadOnlySpan<byte> tiff = body[HeaderLength..];
        bool isLittle = tiff.StartsWith("II"u8);
        uint directory = Read32(tiff[4..], isLittle);
        if (directory > tiff.Length - 2)
        {
            return null;
        }

        int entries = Read16(tiff[(int)directory..], isLittle);
        for (int entry = 0; entry < entries; entry++)
        {
            int at = (int)directory + 2 + entry * EntryLength;
            if (at + EntryLength > tiff.Length)
            {
                return null;
            }

            if (Read16(tiff[at..], isLittle) == 0x0112)
            {
                return Read16(tiff[(at + 8)..], isLittle);
            }
        }

        return null;
    }

    private static byte[] OnlyOrientation(int turned) =>
    [
        0xFF, App1, 0, 34, .. "Exif\0\0"u8, .. "MM"u8, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)turned, 0, 0, 0, 0, 0, 0,
    ];

    private static ushort Read16(ReadOnlySpan<byte> at, bool isLittle) => isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);

    private static uint Read32(ReadOnlySpan<byte> at, bool isLittle) => isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(at) : BinaryPrimitives.ReadUInt32BigEndian(at);

    /// <summary>Chunks of length, type, data and check sum, up to IEND. Source: W3C PNG, 5.3.</summary>
    private static byte[]? CleanPng(ReadOnlySpan<byte> bytes)
    {
        const int SignatureLength = 8;
        const int AroundData = 12;
        using MemoryStream kept = new(bytes.Length);
        kept.Write(bytes[..SignatureLength]);
        int at = SignatureLength;
        for (int chunk = 0; chunk < SegmentsMax * 10 && at + AroundData <= bytes.Length; chunk++)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
            if (length > bytes.Length - at - AroundData)
            {
                return null;
            }

            ReadOnlySpan<byte> whole = bytes.Slice(at, (int)length + AroundData);
            ReadOnlySpan<byte> type = whole[4..8];
            if (!type.SequenceEqual("eXIf"u8) && !type.SequenceEqual("tEXt"u8) && !type.SequenceEqual("zTXt"u8) && !type.SequenceEqual("iTXt"u8))
            {
                kept.Write(whole);
            }

            at += whole.Length;
            if (type.SequenceEqual("IEND"u8))
            {
                return kept.ToArray();
            }
        }

        return null;
    }
}
