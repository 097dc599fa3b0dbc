using System.Buffers.Binary;
using System.Text;

namespace Zaitaku.Tests.Intake;

/// <summary>Small invented files of each kind.</summary>
internal static class Samples
{
    public static readonly byte[] Gps = Encoding.ASCII.GetBytes("GPS-35.68-139.76");

    public static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=");

    public static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n");

    /// <summary>A Windows program, whatever its name.</summary>
    public static readonly byte[] Exe = [.. "MZ"u8, .. new byte[200]];

    /// <summary>Segments of a real photo: Exif with a place and the way up, a comment, the picture, and a second one behind its end.</summary>
    public static byte[] Jpeg(int turned = 6) =>
    [
        0xFF, 0xD8, .. Segment(0xE0, [.. "JFIF\0"u8, 1, 2, 0, 0, 1, 0, 1, 0, 0]), .. Segment(0xE1, Exif(turned)), .. Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Gps]),
        .. Segment(0xE2, [.. "ICC_PROFILE\0"u8, 1, 1, 7, 7]), .. Segment(0xFE, Gps), .. Segment(0xDB, new byte[65]), .. Segment(0xC0, [8, 0, 1, 0, 1, 1, 1, 0x11, 0]),
        .. Segment(0xDA, [1, 1, 0, 0, 63, 0]), 0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56, 0xFF, 0xD9, .. Gps,
    ];

    private static byte[] Exif(int turned) =>
        [.. "Exif\0\0"u8, .. "II"u8, 42, 0, 8, 0, 0, 0, 2, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, (byte)turned, 0, 0, 0, 0x25, 0x88, 4, 0, 1, 0, 0, 0, 38, 0, 0, 0, 0, 0, 0, 0, .. Gps];

    private static byte[] Segment(byte marker, byte[] body)
    {
        byte[] length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(body.Length + 2));
        return [0xFF, marker, .. length, .. body];
    }
}
