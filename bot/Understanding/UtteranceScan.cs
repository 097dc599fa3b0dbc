using System.Buffers;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Bot.Understanding;

/// <summary>All words found in one text: names of services, needs and limits longest first, and every cue.</summary>
public sealed class UtteranceScan
{
    /// <summary>Hits of one text; a text that has more is not speech. Later ones are dropped.</summary>
    private const int HitsMax = 20_000;

    private readonly UInt128 _cues;
    private readonly bool[] _covered;

    private UtteranceScan(FoldedText text, List<Hit> hits)
    {
        Text = text;
        Blocks = hits.FindAll(hit => hit.Entry.Layer == WordLayer.Block);
        Services = Longest(hits, WordLayer.Service);
        Capabilities = Longest(hits, WordLayer.Capability);
        Conditions = Longest(hits, WordLayer.Condition);
        Cues = hits.FindAll(hit => hit.Entry.Layer == WordLayer.Cue);
        _covered = new bool[text.Length];
        foreach (Hit hit in hits)
        {
            _cues |= hit.Entry.Layer == WordLayer.Cue ? UInt128.One << hit.Entry.Tag : 0;
            if (hit.Entry.Layer != WordLayer.Block && !IsPlaceOrSide(hit))
            {
                _covered.AsSpan(hit.Span.Start, hit.Span.Length).Fill(true);
            }
        }
    }

    public FoldedText Text { get; }

    /// <summary>More was found than is looked at: what stands behind it was not read.</summary>
    public bool IsCut { get; private init; }

    public List<Hit> Services { get; }

    public List<Hit> Capabilities { get; }

    public List<Hit> Conditions { get; }

    public List<Hit> Cues { get; }

    /// <summary>Sayings that took words away (「息抜き」 is no 息).</summary>
    public List<Hit> Blocks { get; }

    public static UtteranceScan Of(Lexicon lexicon, FoldedText text)
    {
        List<Hit> raw = Find(lexicon.Words, text);
        return new UtteranceScan(text, WithoutBlocked(JoinGaps(lexicon, text, raw))) { IsCut = raw.Count >= HitsMax };
    }

    private static List<Hit> Find(WordTrie words, FoldedText text)
    {
        List<Hit> raw = [];
        List<(int End, WordEntry Entry)> found = [];
        ScriptEdges edges = new(text);
        for (int start = 0; start < text.Length && raw.Count < HitsMax; start++)
        {
            found.Clear();
            words.FindAt(text.Key, start, found);
            foreach ((int end, WordEntry entry) in found)
            {
                if (edges.Allow(start, end, entry.Edges))
                {
                    raw.Add(new Hit(new Span(start, end), entry));
                }
            }
        }

        return raw;
    }

    public bool Has(Cue cue) => (_cues & (UInt128.One << (int)cue)) != 0;

    public bool HasAny(params ReadOnlySpan<Cue> cues)
    {
        foreach (Cue cue in cues)
        {
            if (Has(cue))
            {
                return true;
            }
        }

        return false;
    }

    public int Count(Cue cue)
    {
        int count = 0;
        int end = 0;
        foreach (Hit hit in Cues)
        {
            if (hit.Is(cue) && hit.Span.Start >= end)
            {
                (count, end) = (count + 1, hit.Span.End);
            }
        }

        return count;
    }

    /// <summary>True when a weak word such as 先生 is there.</summary>
    public bool HasWeak(Cue weak) => Services.Exists(hit => IsWeak(hit, weak)) || Conditions.Exists(hit => IsWeak(hit, weak));

    public static bool IsWeak(Hit hit, Cue weak) => hit.Entry.Layer != WordLayer.Cue && hit.Entry.Tag == Lexicon.WeakFrom + (int)weak;

    /// <summary>A cue that begins exactly at <paramref name="at"/>.</summary>
    public bool StartsAt(int at, Cue cue, out int end)
    {
        end = at;
        foreach (Hit hit in Cues)
        {
            if (hit.Span.Start == at && hit.Is(cue))
            {
                end = Math.Max(end, hit.Span.End);
            }
        }

        return end > at;
    }

    public bool IsCovered(int at) => _covered[at];

    public bool IsUncovered(Span span) => _covered.AsSpan(span.Start, span.Length).IndexOf(true) < 0;

    public bool IsFullyCovered(Span span) => _covered.AsSpan(span.Start, span.Length).IndexOf(false) < 0;

    private static bool IsPlaceOrSide(Hit hit) =>
        hit.Entry.Layer == WordLayer.Cue && (Cue)hit.Entry.Tag is Cue.PlaceFull or Cue.PlaceBare or Cue.PlaceKana or Cue.PlaceKanaBare or Cue.PlaceAfter or Cue.FaqWeak or Cue.HypoAfter or Cue.NotAfter or Cue.Anaphora or Cue.Fragment or Cue.Question or Cue.Background or Cue.Asks or Cue.Request or Cue.Duty or Cue.Exists or Cue.Present;

    /// <summary>Puts the parts of words written with 「…」 together. A word of three parts is two parts that then are the first of the next two.</summary>
    private static List<Hit> JoinGaps(Lexicon lexicon, FoldedText text, List<Hit> raw)
    {
        List<Hit> joined = new(raw.Count);
        List<(Span Span, int Earlier)> lefts = [(default, 0)];
        int[] lastLeft = new int[lexicon.GapCount + 1];
        foreach (Hit hit in raw)
        {
            int gap = Math.Abs((int)hit.Entry.Gap);
            if (gap == 0)
            {
                joined.Add(hit);
            }
            else if (hit.Entry.Gap > 0)
            {
                lefts.Add((hit.Span, lastLeft[gap]));
                lastLeft[gap] = lefts.Count - 1;
            }
            else
            {
                Join(lexicon, text, hit, lefts, lastLeft, joined);
            }
        }

        return joined;
    }

    private static void Join(Lexicon lexicon, FoldedText text, Hit right, List<(Span Span, int Earlier)> lefts, int[] lastLeft, List<Hit> joined)
    {
        int gap = -right.Entry.Gap;
        int next = lexicon.GapAfter(gap);
        for (int left = lastLeft[gap]; left > 0; left = lefts[left].Earlier)
        {
            if (!Bridges(text.Key, lefts[left].Span.End, right.Span.Start, lexicon.GapLetters(gap)))
            {
                continue;
            }

            Span whole = new(lefts[left].Span.Start, right.Span.End);
            if (next == 0)
            {
                joined.Add(new Hit(whole, right.Entry with { Gap = 0 }));
            }
            else if (lefts.Count < HitsMax)
            {
                lefts.Add((whole, lastLeft[next]));
                lastLeft[next] = lefts.Count - 1;
            }
        }
    }

    private static bool Bridges(string key, int from, int to, int lettersMax) =>
        to >= from && to - from <= lettersMax && key.AsSpan(from, to - from).IndexOfAny(SentenceEnds) < 0;

    private static readonly SearchValues<char> SentenceEnds = SearchValues.Create("。!?\n");

    private static List<Hit> WithoutBlocked(List<Hit> hits)
    {
        List<Hit> blocks = hits.FindAll(hit => hit.Entry.Layer == WordLayer.Block);
        if (blocks.Count > 0)
        {
            hits.RemoveAll(hit => hit.Entry.Layer != WordLayer.Block && blocks.Exists(block => block.Entry.File == hit.Entry.File && block.Span.Contains(hit.Span)));
        }

        return hits;
    }

    /// <summary>Leftmost and longest, without overlap: 看護小規模多機能 is not also 小規模多機能.</summary>
    private static List<Hit> Longest(List<Hit> hits, WordLayer layer)
    {
        List<Hit> all = hits.FindAll(hit => hit.Entry.Layer == layer);
        all.Sort((one, other) => one.Span.Start != other.Span.Start ? one.Span.Start.CompareTo(other.Span.Start)
            : one.Span.End != other.Span.End ? other.Span.End.CompareTo(one.Span.End) : one.Entry.Tag.CompareTo(other.Entry.Tag));
        int end = 0;
        return all.FindAll(hit =>
        {
            bool isFree = hit.Span.Start >= end;
            end = isFree ? hit.Span.End : end;
            return isFree;
        });
    }
}
