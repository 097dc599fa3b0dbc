namespace Zaitaku.Bot.Intake.Files;

/// <summary>What a file is, by its first bytes; its name and what the browser says of it are not believed.</summary>
public sealed record FileKind(string ContentType, string Ending)
{
    public static readonly FileKind Jpeg = new("image/jpeg", ".jpg");
    public static readonly FileKind Png = new("image/png", ".png");
    public static readonly FileKind Heic = new("image/heic", ".heic");
    public static readonly FileKind Pdf = new("application/pdf", ".pdf");

    /// <summary>Brands of ISO base media files that hold pictures of the HEIF family. Source: ISO/IEC 23008-12, annex B.</summary>
    private static readonly string[] HeicBrands = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"];

    /// <returns>Null for anything that is not taken.</returns>
    public static FileKind? Of(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith<byte>([0xFF, 0xD8, 0xFF]) ? Jpeg
        : bytes.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? Png
        : bytes.StartsWith("%PDF-1."u8) || bytes.StartsWith("%PDF-2."u8) ? Pdf
        : IsHeic(bytes) ? Heic : null;

    private static bool IsHeic(ReadOnlySpan<byte> bytes)
    {
        const int BrandAt = 8;
        const int BrandEnd = 12;
        if (bytes.Length < BrandEnd || !bytes[4..BrandAt].SequenceEqual("ftyp"u8))
        {
            return false;
        }

        string brand = System.Text.Encoding.ASCII.GetString(bytes[BrandAt..BrandEnd]);
        return Array.IndexOf(HeicBrands, brand) >= 0;
    }
}
