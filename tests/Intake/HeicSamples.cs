using System.Buffers.Binary;

namespace Zaitaku.Tests.Intake;

/// <summary>Photos as an iPhone lays them out, with a picture of a few bytes: item 1 is it, item 2 its Exif, item 3 its XMP.</summary>
internal static class HeicSamples
{
    /// <summary>The coded picture.</summary>
    public static readonly byte[] Picture = [0x26, 0x01, 0xAF, 0x11, 0x42, 0x99, 0x17, 0x03];

    private static readonly byte[] Exif = [0, 0, 0, 6, .. "Exif\0\0"u8, .. "MM\0*"u8, .. Samples.Gps];
    private static readonly byte[] Xmp = [.. "<x:xmpmeta>"u8, .. Samples.Gps];

    /// <param name="version">Of the list of places: 0, 1 or 2.</param>
    /// <param name="isXmpInside">XMP stands in the description itself and not beside the picture; from version 1 on.</param>
    /// <param name="pictureAt">Where the picture is said to stand, counted from where it does.</param>
    public static byte[] Photo(int version = 1, bool isXmpInside = false, int pictureAt = 0, string primaryKind = "hvc1", params byte[][] more)
    {
        byte[] head = Box("ftyp", [.. "heic"u8, 0, 0, 0, 0, .. "mif1heic"u8]);
        int dataAt = head.Length + Meta(version, isXmpInside, 0, primaryKind, 0).Length + 8;
        byte[] meta = Meta(version, isXmpInside, dataAt, primaryKind, pictureAt);
        return [.. head, .. meta, .. Box("mdat", [.. Picture, .. Exif, .. isXmpInside ? [] : Xmp, .. "left over "u8, .. Samples.Gps]), .. more.SelectMany(box => box)];
    }

    public static byte[] Box(string type, byte[] body) => [.. Number(body.Length + 8, 4), .. System.Text.Encoding.ASCII.GetBytes(type), .. body];

    /// <summary>Which way is up: a quarter turn.</summary>
    public static byte[] Turn => Box("irot", [3]);

    private static byte[] Meta(int version, bool isXmpInside, int dataAt, string primaryKind, int pictureAt)
    {
        byte[] places =
        [
            .. Place(version, 1, false, dataAt + pictureAt, Picture.Length), .. Place(version, 2, false, dataAt + Picture.Length, Exif.Length),
            .. Place(version, 3, isXmpInside, isXmpInside ? 0 : dataAt + Picture.Length + Exif.Length, Xmp.Length),
        ];
        return Box("meta",
        [
            0, 0, 0, 0, .. Box("hdlr", [0, 0, 0, 0, 0, 0, 0, 0, .. "pict"u8, .. new byte[13]]), .. Box("pitm", [0, 0, 0, 0, 0, 1]),
            .. Box("iinf", [0, 0, 0, 0, 0, 3, .. Item(1, primaryKind), .. Item(2, "Exif"), .. Item(3, "mime", "application/rdf+xml\0")]),
            .. Box("iprp", [.. Box("ipco", [.. Turn, .. Box("udes", [0, 0, 0, 0, .. Samples.Gps])]), .. Box("ipma", [0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 2, 1, 2])]),
            .. isXmpInside ? Box("idat", Xmp) : [], .. Box("uuid", [.. new byte[16], .. Samples.Gps]),
            .. Box("iloc", [(byte)version, 0, 0, 0, 0x44, 0x00, .. Number(3, version == 2 ? 4 : 2), .. places]),
        ]);
    }

    private static byte[] Item(int id, string kind, string tail = "") =>
        Box("infe", [2, 0, 0, 0, .. Number(id, 2), 0, 0, .. System.Text.Encoding.ASCII.GetBytes($"{kind}\0{tail}")]);

    private static byte[] Place(int version, int id, bool isInside, int from, int length) =>
        [.. Number(id, version == 2 ? 4 : 2), .. version == 0 ? [] : Number(isInside ? 1 : 0, 2), 0, 0, 0, 1, .. Number(from, 4), .. Number(length, 4)];

    private static byte[] Number(int number, int size)
    {
        byte[] all = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(all, number);
        return all[^size..];
    }
}
