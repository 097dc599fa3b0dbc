namespace Zaitaku.Bot.Intake.Files;

/// <summary>
/// Takes out of a HEIC photo all that is no picture: Exif, XMP, films, and whatever no picture's item names. Nothing is moved, for the file counts its places from its beginning: what goes
/// is overwritten with zeros. Which way is up is a property of the picture and stays. Source: ISO/IEC 23008-12, 6 (pictures and their properties) and annex A (Exif, XMP).
/// </summary>
internal static class HeicCleaning
{
    private const string Blank = "free";

    /// <summary>Coded pictures, and what puts them together. A JPEG inside may bring its own Exif and is not among them.</summary>
    private static readonly string[] Pictures = ["hvc1", "hev1", "lhv1", "av01", "avc1", "vvc1", "grid", "iden", "iovl", "tmap"];

    private static readonly string[] KeptOfFile = ["ftyp", "meta", "mdat"];
    private static readonly string[] KeptOfMeta = ["hdlr", "dinf", "pitm", "iinf", "iloc", "iref", "iprp", "idat", "grpl"];

    /// <summary>How to decode, how large, which colours, which way up. What is not here may be words of somebody.</summary>
    private static readonly string[] KeptProperties =
        ["hvcC", "lhvC", "av1C", "avcC", "vvcC", "ispe", "pixi", "colr", "pasp", "clap", "irot", "imir", "iscl", "auxC", "clli", "mdcv", "cclv", "amve", "lsel", "rloc", "oinf", "tols", "rrtp", "a1op", "a1lx"];

    /// <returns>Null for a file that cannot be understood wholly, and so not be cleaned for sure.</returns>
    public static byte[]? Clean(byte[] bytes)
    {
        if (HeicBoxes.Read(bytes, 0, bytes.Length) is not { } file || Only(file, "meta") is not { } meta || meta.End - meta.Body < 4
            || HeicBoxes.Read(bytes, meta.Body + 4, meta.End) is not { } parts || Kept(bytes, file, parts) is not { } kept)
        {
            return null;
        }

        byte[] clean = [.. bytes];
        foreach (HeicBox box in file.Where(box => box.Type == "mdat").Concat(parts.Where(part => part.Type == "idat")))
        {
            clean.AsSpan(box.Body..box.End).Clear();
        }

        foreach (Range picture in kept)
        {
            bytes.AsSpan(picture).CopyTo(clean.AsSpan(picture));
        }

        return TryBlank(clean, file, parts) ? clean : null;
    }

    /// <summary>The pictures' own bytes; null where they are not all found, or something else claims them too.</summary>
    private static List<Range>? Kept(byte[] bytes, IReadOnlyList<HeicBox> file, IReadOnlyList<HeicBox> parts)
    {
        if (Only(parts, "hdlr") is not { } handler || !Inside(bytes, handler)[Math.Min(8, handler.End - handler.Body)..].StartsWith("pict"u8)
            || Only(parts, "pitm") is not { } pitm || HeicBoxes.Primary(Inside(bytes, pitm)) is not { } primary
            || Only(parts, "iinf") is not { } iinf || HeicBoxes.Kinds(bytes, iinf) is not { } kinds
            || Only(parts, "iloc") is not { } iloc || HeicBoxes.Places(Inside(bytes, iloc)) is not { } places
            || !IsPicture(kinds, primary) || parts.Count(part => part.Type == "idat") > 1)
        {
            return null;
        }

        List<(int From, int To)> kept = [], gone = [];
        foreach (HeicPlace place in places)
        {
            if (RangeOf(place, file, parts) is not { } range)
            {
                return null;
            }

            (IsPicture(kinds, place.Item) ? kept : gone).Add(range);
        }

        return kept.Count > 0 && !gone.Exists(one => kept.Exists(other => one.From < other.To && other.From < one.To))
            ? [.. kept.Select(range => range.From..range.To)] : null;
    }

    private static bool IsPicture(Dictionary<uint, string> kinds, uint item) => kinds.TryGetValue(item, out string? kind) && Pictures.Contains(kind);

    private static (int From, int To)? RangeOf(HeicPlace place, IReadOnlyList<HeicBox> file, IReadOnlyList<HeicBox> parts)
    {
        foreach (HeicBox box in place.IsInIdat ? parts.Where(part => part.Type == "idat") : file.Where(box => box.Type == "mdat"))
        {
            ulong first = place.IsInIdat ? 0 : (ulong)box.Body, room = (ulong)(box.End - box.Body);
            if (place.From >= first && place.From - first <= room && place.Length > 0 && place.Length <= room - (place.From - first))
            {
                int from = box.Body + (int)(place.From - first);
                return (from, from + (int)place.Length);
            }
        }

        return null; // Behind the end, or all that there is: 0 means the whole file.
    }

    private static bool TryBlank(byte[] clean, IReadOnlyList<HeicBox> file, IReadOnlyList<HeicBox> parts)
    {
        if (Only(parts, "iprp") is not { } properties || HeicBoxes.Read(clean, properties.Body, properties.End) is not { } lists
            || Only(lists, "ipco") is not { } list || HeicBoxes.Read(clean, list.Body, list.End) is not { } own)
        {
            return false;
        }

        // Blanked and not taken out: pictures name their properties by counting.
        foreach (HeicBox box in file.Where(box => !KeptOfFile.Contains(box.Type)).Concat(parts.Where(part => !KeptOfMeta.Contains(part.Type)))
            .Concat(lists.Where(part => part.Type is not ("ipco" or "ipma"))).Concat(own.Where(property => !KeptProperties.Contains(property.Type))))
        {
            System.Text.Encoding.ASCII.GetBytes(Blank).CopyTo(clean.AsSpan(box.Start + 4));
            clean.AsSpan(box.Body..box.End).Clear();
        }

        return true;
    }

    private static HeicBox? Only(IReadOnlyList<HeicBox> boxes, string type) => boxes.Count(box => box.Type == type) == 1 ? boxes.First(box => box.Type == type) : null;

    private static ReadOnlySpan<byte> Inside(byte[] bytes, HeicBox box) => bytes.AsSpan(box.Body..box.End);
}
