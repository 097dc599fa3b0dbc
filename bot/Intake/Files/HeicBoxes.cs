using System.Buffers.Binary;
using System.Text;

namespace Zaitaku.Bot.Intake.Files;

/// <summary>One box of an ISO base media file: from its length field to its end, the body behind type and length.</summary>
internal readonly record struct HeicBox(string Type, int Start, int Body, int End);

/// <summary>Where bytes of one item stand; <paramref name="Item"/> as the file numbers it.</summary>
internal readonly record struct HeicPlace(uint Item, bool IsInIdat, ulong From, ulong Length);

/// <summary>What a HEIC file says of itself. Source: ISO/IEC 14496-12, 4.2 (boxes), 8.11 (meta, iloc, pitm, iinf). Null wherever it says something else.</summary>
internal static class HeicBoxes
{
    /// <summary>Boxes of one level, items, places of items; a phone's photo has about sixty.</summary>
    private const int PartsMax = 2_000;

    public static IReadOnlyList<HeicBox>? Read(ReadOnlySpan<byte> bytes, int from, int to)
    {
        List<HeicBox> boxes = [];
        int at = from;
        while (at < to)
        {
            if (to - at < 8 || boxes.Count == PartsMax)
            {
                return null;
            }

            ulong length = BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
            int head = length == 1 ? 16 : 8;
            if (length == 1 && to - at >= head)
            {
                length = BinaryPrimitives.ReadUInt64BigEndian(bytes[(at + 8)..]);
            }
            else if (length == 0 && from == 0)
            {
                length = (ulong)(to - at); // To the file's end, as only the last of the file may say.
            }

            if (length < (ulong)head || length > (ulong)(to - at))
            {
                return null;
            }

            boxes.Add(new HeicBox(Encoding.Latin1.GetString(bytes.Slice(at + 4, 4)), at, at + head, at + (int)length));
            at += (int)length;
        }

        return boxes;
    }

    /// <summary>The picture the file is about.</summary>
    public static uint? Primary(ReadOnlySpan<byte> pitm)
    {
        HeicFields fields = new(pitm);
        uint item = fields.Version() == 0 ? (uint)fields.Next(2) : (uint)fields.Next(4);
        return fields.IsShort ? null : item;
    }

    /// <summary>Which kind each item is.</summary>
    public static Dictionary<uint, string>? Kinds(ReadOnlySpan<byte> bytes, HeicBox iinf)
    {
        HeicFields fields = new(bytes[iinf.Body..iinf.End]);
        int head = fields.Version() == 0 ? 6 : 8;
        if (iinf.End - iinf.Body < head || Read(bytes, iinf.Body + head, iinf.End) is not { } entries)
        {
            return null;
        }

        Dictionary<uint, string> kinds = [];
        foreach (HeicBox entry in entries)
        {
            HeicFields one = new(bytes[entry.Body..entry.End]);
            int version = one.Version();
            uint item = (uint)one.Next(version == 2 ? 2 : 4);
            one.Next(2); // Protection.
            string kind = one.Word();
            if (entry.Type != "infe" || version is not (2 or 3) || one.IsShort || !kinds.TryAdd(item, kind))
            {
                return null; // Versions 0 and 1 name no kind, and no photo has them.
            }
        }

        return kinds;
    }

    /// <summary>Where the bytes of every item stand.</summary>
    public static IReadOnlyList<HeicPlace>? Places(ReadOnlySpan<byte> iloc)
    {
        HeicFields fields = new(iloc);
        int version = fields.Version();
        int sizes = (int)fields.Next(2);
        (int offset, int length, int basis, int index) = (sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15, version == 0 ? 0 : sizes & 15);
        if (version > 2 || new[] { offset, length, basis, index }.Any(size => size is not (0 or 4 or 8)))
        {
            return null;
        }

        ulong count = fields.Next(version == 2 ? 4 : 2);
        HashSet<uint> seen = [];
        List<HeicPlace> places = [];
        for (ulong one = 0; one < count; one++)
        {
            uint item = (uint)fields.Next(version == 2 ? 4 : 2);
            int method = version == 0 ? 0 : (int)fields.Next(2) & 15;
            ulong elsewhere = fields.Next(2), start = fields.Next(basis), extents = fields.Next(2);
            if (fields.IsShort || method > 1 || elsewhere != 0 || places.Count + (int)extents > PartsMax || !seen.Add(item))
            {
                return null; // In another file, or made from another item's bytes.
            }

            for (ulong extent = 0; extent < extents; extent++)
            {
                fields.Next(index);
                places.Add(new HeicPlace(item, method == 1, start + fields.Next(offset), fields.Next(length)));
            }
        }

        return fields.IsShort ? null : places;
    }

    /// <summary>Numbers one after another, the highest byte first. Behind the end they are 0, and <see cref="IsShort"/> says so.</summary>
    private ref struct HeicFields(ReadOnlySpan<byte> bytes)
    {
        private readonly ReadOnlySpan<byte> _bytes = bytes;
        private int _at;

        public bool IsShort { get; private set; }

        public int Version() => (int)(Next(4) >> 24);

        /// <summary>Four letters.</summary>
        public string Word() => Next(4) is not 0 && !IsShort ? Encoding.Latin1.GetString(_bytes.Slice(_at - 4, 4)) : "";

        public ulong Next(int size)
        {
            if (size > _bytes.Length - _at)
            {
                (IsShort, _at) = (true, _bytes.Length);
                return 0;
            }

            ulong number = 0;
            foreach (byte one in _bytes.Slice(_at, size))
            {
                number = (number << 8) | one;
            }

            _at += size;
            return number;
        }
    }
}
