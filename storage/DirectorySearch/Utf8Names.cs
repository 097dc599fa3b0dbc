using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Zaitaku.Storage.DirectorySearch;

/// <summary>Numbers distinct texts as they come off the database in UTF-8, so that a text repeated by thousands of rows becomes one string.</summary>
internal sealed class Utf8Names
{
    private readonly List<string> _texts = [];
    private readonly List<byte[]> _bytes = [];
    private int[] _slots = new int[256];
    private int _last = -1;

    public IReadOnlyList<string> Texts => _texts;

    public int Count => _texts.Count;

    /// <summary>The number of a text, counted from 0 in the order of first sight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Add(ReadOnlySpan<byte> text)
    {
        // Neighbouring rows come from one file and mostly repeat the text before.
        if (_last >= 0 && text.SequenceEqual(_bytes[_last]))
        {
            return _last;
        }

        int mask = _slots.Length - 1;
        int at = (int)Hash(text) & mask;
        while (_slots[at] != 0)
        {
            if (text.SequenceEqual(_bytes[_slots[at] - 1]))
            {
                return _last = _slots[at] - 1;
            }

            at = (at + 1) & mask;
        }

        _texts.Add(Encoding.UTF8.GetString(text));
        _bytes.Add(text.ToArray());
        _slots[at] = _texts.Count;
        if (_texts.Count * 2 > _slots.Length)
        {
            Grow();
        }

        return _last = _texts.Count - 1;
    }

    private void Grow()
    {
        _slots = new int[_slots.Length * 4];
        int mask = _slots.Length - 1;
        for (int number = 0; number < _bytes.Count; number++)
        {
            int at = (int)Hash(_bytes[number]) & mask;
            while (_slots[at] != 0)
            {
                at = (at + 1) & mask;
            }

            _slots[at] = number + 1;
        }
    }

    /// <summary>Eight bytes a step; the texts are our own, so no protection against chosen collisions is needed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint Hash(ReadOnlySpan<byte> text)
    {
        ulong hash = 0x9E3779B97F4A7C15 ^ (ulong)text.Length;
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(text);
        foreach (ulong word in words)
        {
            hash = BitOperations.RotateLeft((hash ^ word) * 0xBF58476D1CE4E5B9, 29);
        }

        foreach (byte letter in text[(words.Length * 8)..])
        {
            hash = BitOperations.RotateLeft((hash ^ letter) * 0x94D049BB133111EB, 29);
        }

        return (uint)(hash ^ (hash >> 32));
    }
}
