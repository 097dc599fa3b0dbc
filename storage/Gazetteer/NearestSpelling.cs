using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Storage.Gazetteer;

/// <summary>What may have been meant by a name nobody knows: names few letters away, the hub's own first.</summary>
internal static class NearestSpelling
{
    /// <summary>Fits under one message as buttons.</summary>
    public const int SpellingsMax = 5;

    public static IReadOnlyList<string> Of(AreaNames names, HubArea hub, string form)
    {
        string key = NameRules.KeyOf(form.EndsWith('駅') ? form[..^1] : form);
        int limit = key.Length <= 3 ? 1 : 2;
        Dictionary<string, (int Distance, int Tier)> near = new(StringComparer.Ordinal);
        void Consider(string candidateKey, string shown, int tier)
        {
            // A two-letter name one letter off shares nothing but a letter: only kanji that open alike are offered.
            if (candidateKey.Length < 2 || key.Length < 2 || Math.Abs(candidateKey.Length - key.Length) > limit || candidateKey.AsSpan().IndexOfAny(key) < 0 || (key.Length == 2 && candidateKey[0] != key[0] && candidateKey[^1] != key[^1]))
            {
                return;
            }

            int distance = NameRules.Distance(key, candidateKey, limit);
            if (distance <= limit && (!near.TryGetValue(shown, out (int Distance, int Tier) before) || distance < before.Distance))
            {
                near[shown] = (distance, tier);
            }
        }

        foreach (KnownMunicipality municipality in names.Municipalities)
        {
            int tier = FacilityNames.TierOf(new DirectoryMunicipality(municipality.Prefecture, municipality.Name, MapPoint.None), hub);
            string whole = NameRules.KeyOf(municipality.Name);
            Consider(whole, municipality.Name, tier);
            Consider(whole[^1] is '市' or '町' or '村' or '区' && whole.Length > 2 ? whole[..^1] : whole, municipality.Name, tier);
            Consider(municipality.Kana, municipality.Name, tier);
            ConsiderTowns(names, municipality, tier, Consider);
        }

        foreach (GazetteerName station in names.Stations)
        {
            Consider(station.NameKey, station.Name + "駅", station.Prefecture == hub.Prefecture ? 1 : 2);
            Consider(station.KanaKey, station.Name + "駅", station.Prefecture == hub.Prefecture ? 1 : 2);
        }

        return [.. near.OrderBy(pair => pair.Value.Distance + pair.Value.Tier).ThenBy(pair => pair.Value.Distance).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Take(SpellingsMax).Select(pair => pair.Key)];
    }

    private static void ConsiderTowns(AreaNames names, KnownMunicipality municipality, int tier, Action<string, string, int> consider)
    {
        foreach (string town in tier > 0 ? [] : municipality.Numbers.SelectMany(names.Towns.KeysIn))
        {
            string whole = TownNames.WithoutChome(town);
            consider(whole, whole, tier);
        }
    }
}
