using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Scheduler.Imports;

/// <summary>Finds the places a record may belong to: hashes of what <see cref="MatchRules"/> compares, in memory for one run. 468,000 records take about 250 MB.</summary>
internal sealed class MatchIndex
{
    /// <summary>Places looked at under one key. A name and a phone that more places share than this is no key.</summary>
    private const int CandidatesMax = 64;

    private readonly Dictionary<ulong, int> _heads = [];
    private readonly List<(int Place, int Next)> _chain = [];
    private readonly Dictionary<int, List<(int Record, MatchCard Card)>> _cards = [];
    private readonly Dictionary<int, int> _movedTo = [];
    private readonly Doors _doors = new();

    /// <summary>The point of the house a card's address names, known from any place in it; null where no place there has one.</summary>
    public (double Latitude, double Longitude)? DoorOf(MatchCard card) => _doors.Of(card);

    /// <summary>The card with the door its address lends it, so that it meets a bare point of its name.</summary>
    public MatchCard AtTheDoor(MatchCard card) =>
        float.IsNaN(card.Latitude) && DoorOf(card) is { } door ? card with { Latitude = (float)door.Latitude, Longitude = (float)door.Longitude } : card;

    /// <summary>Places added so far in the house of a card, none of which had a point.</summary>
    public IEnumerable<int> WaitingAt(MatchCard card) => _doors.WaitingAt(card).Select(Settled);

    public void Add(int place, int record, MatchCard card)
    {
        if (!_cards.TryGetValue(place, out List<(int, MatchCard)>? cards))
        {
            _cards[place] = cards = new(1);
        }

        cards.Add((record, card));
        _doors.Add(place, card);
        foreach (ulong key in MatchRules.KeysOf(card))
        {
            int head = _heads.GetValueOrDefault(key, -1);
            if (!Holds(head, place))
            {
                _heads[key] = _chain.Count;
                _chain.Add((place, head));
            }
        }
    }

    public void Remove(int place, int record) => _cards.GetValueOrDefault(place)?.RemoveAll(card => card.Record == record);

    /// <summary>Takes all cards of a place to another; whoever finds the old one is sent on.</summary>
    public void Move(int from, int to)
    {
        if (_cards.Remove(from, out List<(int, MatchCard)>? cards))
        {
            (_cards.TryGetValue(to, out List<(int, MatchCard)>? there) ? there : _cards[to] = []).AddRange(cards);
        }

        _movedTo[from] = to;
    }

    /// <summary>How surely a card belongs to a place: the surest of its comparisons.</summary>
    public MatchStrength Compare(int place, MatchCard card)
    {
        MatchStrength best = MatchStrength.Apart;
        foreach ((_, MatchCard other) in _cards.GetValueOrDefault(place) ?? [])
        {
            MatchStrength strength = MatchRules.Compare(card, other);
            best = strength > best ? strength : best;
        }

        return best;
    }

    /// <summary>Every place the card may belong to, with how surely; the same for whatever order the records came in.</summary>
    public Dictionary<int, MatchStrength> Find(MatchCard card)
    {
        Dictionary<int, MatchStrength> found = [];
        foreach (ulong key in MatchRules.KeysOf(card).Concat(MatchRules.NeighbourKeysOf(card)))
        {
            int at = _heads.GetValueOrDefault(key, -1);
            for (int looked = 0; at >= 0 && looked < CandidatesMax; looked++)
            {
                int place = Settled(_chain[at].Place);
                if (!found.ContainsKey(place) && Compare(place, card) is var strength && strength != MatchStrength.Apart)
                {
                    found[place] = strength;
                }

                at = _chain[at].Next;
            }
        }

        return found;
    }

    /// <summary>The place an id stands for now.</summary>
    public int Settled(int place)
    {
        while (_movedTo.TryGetValue(place, out int next))
        {
            place = next;
        }

        return place;
    }

    private bool Holds(int at, int place)
    {
        for (int looked = 0; at >= 0 && looked < CandidatesMax; looked++)
        {
            if (Settled(_chain[at].Place) == place)
            {
                return true;
            }

            at = _chain[at].Next;
        }

        return false;
    }
}
