using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Scheduler.Imports;

/// <summary>One address is one point: a register without coordinates borrows the door of whoever stands at the same number. The first to state one counts.</summary>
internal sealed class Doors
{
    private readonly Dictionary<ulong, (float Latitude, float Longitude)> _points = [];
    private readonly Dictionary<ulong, List<int>> _waiting = [];

    public void Add(int place, MatchCard card)
    {
        ulong house = MatchRules.HouseOf(card);
        if (house == 0)
        {
            return;
        }

        if (!float.IsNaN(card.Latitude))
        {
            _points.TryAdd(house, (card.Latitude, card.Longitude));
            _waiting.Remove(house);
        }
        else if (!_points.ContainsKey(house))
        {
            (_waiting.TryGetValue(house, out List<int>? places) ? places : _waiting[house] = new(1)).Add(place);
        }
    }

    /// <summary>Degrees to 6 places; a float holds them to about a metre.</summary>
    public (double Latitude, double Longitude)? Of(MatchCard card) =>
        _points.TryGetValue(MatchRules.HouseOf(card), out (float Latitude, float Longitude) point)
            ? (Math.Round(point.Latitude, 6), Math.Round(point.Longitude, 6)) : null;

    public IReadOnlyList<int> WaitingAt(MatchCard card) =>
        !float.IsNaN(card.Latitude) && _waiting.TryGetValue(MatchRules.HouseOf(card), out List<int>? places) ? places : [];
}
