using System.Runtime.InteropServices;

namespace Zaitaku.Bot.Understanding;

/// <summary>All words of the lexicon compiled into one automaton: transitions in one open-addressed table, built once, then only read.</summary>
public sealed class WordTrie
{
    private const int NoState = -1;
    private ulong[] _keys = new ulong[1 << 16];
    private int[] _next = new int[1 << 16];
    private int _used;

    /// <summary>Transitions of the start, looked up for every letter of every text: state + 1, or 0 for none.</summary>
    private readonly int[] _first = new int[char.MaxValue + 1];
    private int _states = 1;
    private readonly List<WordEntry> _entries = [];
    private readonly List<int> _chain = [];
    private readonly List<int> _firstEntry = [NoState];

    public int EntryCount => _entries.Count;

    public void Add(string word, WordEntry entry)
    {
        int state = 0;
        foreach (char letter in word)
        {
            state = Step(state, letter) is int next && next >= 0 ? next : Grow(state, letter);
        }

        _chain.Add(_firstEntry[state]);
        _firstEntry[state] = _entries.Count;
        _entries.Add(entry);
    }

    /// <summary>Every word that starts at <paramref name="start"/>, shortest first.</summary>
    public void FindAt(string key, int start, List<(int End, WordEntry Entry)> found)
    {
        ReadOnlySpan<WordEntry> entries = CollectionsMarshal.AsSpan(_entries);
        int state = 0;
        for (int at = start; at < key.Length; at++)
        {
            state = Step(state, key[at]);
            if (state < 0)
            {
                return;
            }

            for (int entry = _firstEntry[state]; entry >= 0; entry = _chain[entry])
            {
                found.Add((at + 1, entries[entry]));
            }
        }
    }

    private int Step(int state, char letter)
    {
        if (state == 0)
        {
            return _first[letter] - 1;
        }

        ulong key = Key(state, letter);
        for (int slot = Slot(key); _keys[slot] != 0; slot = (slot + 1) & (_keys.Length - 1))
        {
            if (_keys[slot] == key)
            {
                return _next[slot];
            }
        }

        return NoState;
    }

    private int Grow(int state, char letter)
    {
        if (_used * 2 >= _keys.Length)
        {
            Enlarge();
        }

        if (state == 0)
        {
            _first[letter] = _states + 1;
        }
        else
        {
            Put(Key(state, letter), _states);
        }

        _firstEntry.Add(NoState);
        return _states++;
    }

    private void Put(ulong key, int next)
    {
        int slot = Slot(key);
        while (_keys[slot] != 0)
        {
            slot = (slot + 1) & (_keys.Length - 1);
        }

        (_keys[slot], _next[slot]) = (key, next);
        _used++;
    }

    private void Enlarge()
    {
        (ulong[] keys, int[] next) = (_keys, _next);
        (_keys, _next, _used) = (new ulong[keys.Length * 2], new int[keys.Length * 2], 0);
        for (int slot = 0; slot < keys.Length; slot++)
        {
            if (keys[slot] != 0)
            {
                Put(keys[slot], next[slot]);
            }
        }
    }

    /// <summary>Never 0, which marks a free slot: no word holds the letter NUL.</summary>
    private static ulong Key(int state, char letter) => ((ulong)(uint)state << 16) | letter;

    private int Slot(ulong key) => (int)((key * 0x9E3779B97F4A7C15UL) >> 40) & (_keys.Length - 1);
}
