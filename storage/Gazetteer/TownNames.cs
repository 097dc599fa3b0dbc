using System.Collections.Concurrent;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Storage.Gazetteer;

/// <summary>Towns of the directory's addresses by name, in one municipality or anywhere.</summary>
internal sealed class TownNames(PlaceIndex index)
{
    /// <summary>本町 is in hundreds of municipalities; nobody chooses from more.</summary>
    private const int FoundMax = 400;

    private readonly ConcurrentDictionary<int, string[]> _keys = new();
    private readonly Lazy<(uint[] Hashes, int[] Towns)> _everywhere = new(() => HashAll(index));

    /// <summary>Towns of a municipality that are, or are part of, the named one (藤が丘 → all its 丁目).</summary>
    public List<int> In(int municipality, string townKey)
    {
        List<int> found = [];
        string[] keys = KeysOf(municipality);
        ReadOnlySpan<int> towns = index.Areas.TownsOf(municipality);
        for (int at = 0; at < keys.Length; at++)
        {
            if (keys[at].Length > 0 && AreaNameRules.Holds(townKey, keys[at]))
            {
                found.Add(towns[at]);
            }
        }

        return found;
    }

    /// <summary>The town a longer text begins with, as in 泉町4-20: the longest, or -1.</summary>
    public int Beginning(int municipality, string key)
    {
        string[] keys = KeysOf(municipality);
        int best = -1;
        for (int at = 0; at < keys.Length; at++)
        {
            bool begins = keys[at].Length >= 2 && key.StartsWith(keys[at], StringComparison.Ordinal);
            best = begins && (best < 0 || keys[at].Length > keys[best].Length) ? at : best;
        }

        return best < 0 ? -1 : index.Areas.TownsOf(municipality)[best];
    }

    /// <summary>Towns of this name, 丁目 apart or not, in any municipality.</summary>
    public List<int> Anywhere(string townKey)
    {
        (uint[] hashes, int[] towns) = _everywhere.Value;
        List<int> found = [];
        uint hash = Hash(townKey);
        int at = Array.BinarySearch(hashes, hash);
        while (at > 0 && hashes[at - 1] == hash)
        {
            at--;
        }

        for (; at >= 0 && at < hashes.Length && hashes[at] == hash && found.Count < FoundMax; at++)
        {
            string key = AreaNameRules.TownKey(index.Areas.Towns[towns[at]].Name);
            if (key == townKey || WithoutChome(key) == townKey)
            {
                found.Add(towns[at]);
            }
        }

        return found;
    }

    public IReadOnlyList<string> KeysIn(int municipality) => KeysOf(municipality);

    /// <summary>藤ケ丘 of 藤ケ丘2丁目.</summary>
    public static string WithoutChome(string key)
    {
        int end = key.EndsWith("丁目", StringComparison.Ordinal) ? key.Length - 2 : key.Length;
        while (end > 0 && char.IsAsciiDigit(key[end - 1]))
        {
            end--;
        }

        return end == 0 ? key : key[..end];
    }

    private string[] KeysOf(int municipality) =>
        _keys.GetOrAdd(municipality, number => [.. index.Areas.TownsOf(number).ToArray().Select(town => AreaNameRules.TownKey(index.Areas.Towns[town].Name))]);

    /// <summary>Hashes instead of texts: a tenth of the memory of a dictionary for some 150,000 towns.</summary>
    private static (uint[] Hashes, int[] Towns) HashAll(PlaceIndex index)
    {
        List<uint> hashes = new(index.Areas.Towns.Count * 2);
        List<int> towns = new(index.Areas.Towns.Count * 2);
        for (int town = 0; town < index.Areas.Towns.Count; town++)
        {
            string key = AreaNameRules.TownKey(index.Areas.Towns[town].Name);
            string whole = WithoutChome(key);
            if (key.Length > 0)
            {
                hashes.Add(Hash(key));
                towns.Add(town);
            }

            if (whole.Length < key.Length)
            {
                hashes.Add(Hash(whole));
                towns.Add(town);
            }
        }

        uint[] sorted = [.. hashes];
        int[] sortedTowns = [.. towns];
        Array.Sort(sorted, sortedTowns);
        return (sorted, sortedTowns);
    }

    /// <summary>FNV-1a over UTF-16.</summary>
    private static uint Hash(string key)
    {
        uint hash = 2166136261;
        foreach (char letter in key)
        {
            hash = (hash ^ letter) * 16777619;
        }

        return hash;
    }
}
