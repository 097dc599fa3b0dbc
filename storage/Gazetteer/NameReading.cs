using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Storage.Gazetteer;

/// <summary>Reads one place name against one state of the directory. In order: postal code, station, municipality in full, what the hub's own area calls so, and then the rest of the country.</summary>
internal sealed class NameReading(AreaNames names, DirectoryReads reads, HubArea hub)
{
    /// <summary>A name with one of these at its end is an organisation's before it is a town's.</summary>
    private static readonly string[] OrganisationEndings =
        ["病院", "医院", "クリニック", "診療所", "薬局", "センター", "ステーション", "ホーム", "苑", "荘", "園", "学校", "役所", "役場", "公民館", "大学"];

    private readonly NameCandidates _candidates = new(names, reads, hub);

    /// <summary>Where the hub is, for ordering what is far from it.</summary>
    private MapPoint Hub => _candidates.Hub;

    public PlaceNameAnswer? Read(string form)
    {
        if (PlaceWords.PostalCode(form) is { } postal)
        {
            return AmbiguityRules.Settle(_candidates.PostalCode(postal), Hub);
        }

        string key = NameRules.KeyOf(form);
        if (key.Length == 0)
        {
            return null;
        }

        string? name = PlaceWords.Station(form);
        PlaceNameAnswer? station = name is null ? null : Station(form, name);
        bool unknownStation = station is null && name is not null && form.Contains('駅'); // It is no clinic in front of it either.
        PlaceNameAnswer? whole = unknownStation ? null : station ?? Whole(form, key, NameScope.Anywhere);
        return whole ?? Nested(form) ?? Address(form);
    }

    private PlaceNameAnswer? Station(string form, string name)
    {
        PlaceNameAnswer? exact = AmbiguityRules.Settle(_candidates.Stations(NameRules.KeyOf(form), NameScope.Anywhere), Hub); // 函館駅前 is a stop of its own.
        return exact ?? AmbiguityRules.Settle(_candidates.Stations(NameRules.KeyOf(name), NameScope.Anywhere), Hub);
    }

    /// <summary>The form as one name.</summary>
    private PlaceNameAnswer? Whole(string form, string key, NameScope scope)
    {
        bool organisation = OrganisationEndings.Any(ending => key.Length > ending.Length && key.EndsWith(ending, StringComparison.Ordinal));
        string townKey = AreaNameRules.TownKey(form);
        string withoutCounty = NameRules.KeyOf(PlaceWords.WithoutCounty(form));
        List<NameCandidate> written = _candidates.Municipalities(names.Full(withoutCounty), scope);
        List<NameCandidate> hubTowns = scope.IsAnywhere ? _candidates.HubTowns(townKey) : [];
        if (written.Count > 0 && (hubTowns.Count == 0 || written.Exists(candidate => candidate.Tier == 0)))
        {
            return AmbiguityRules.Settle(written, Hub);
        }

        // Each step is looked up only when those before it have no answer.
        Func<IReadOnlyCollection<NameCandidate>>[] steps =
        [
            () => organisation ? _candidates.Facilities(key, NameFit.End, scope) : [],
            () => OfHub(_candidates.Municipalities(names.Bare(key), scope)),
            () => hubTowns,
            () => OfHub(_candidates.Stations(key, scope)),
            () => CitiesFirst(_candidates.Municipalities(names.Bare(key), scope)),
            () => scope.IsAnywhere && PrefectureNames.Of(key) is { } prefecture ? [_candidates.Prefecture(prefecture)] : [],
            () => _candidates.Facilities(key, NameFit.Exact, scope),
            () => _candidates.Landmarks(key, scope),
            () => _candidates.Towns(townKey, scope),
            () => _candidates.Stations(key, scope),
            () => _candidates.FacilitiesByKana(key, scope),
            () => _candidates.Facilities(key, NameFit.Part, scope),
        ];
        return steps.Select(step => AmbiguityRules.Settle(step(), Hub)).FirstOrDefault(answer => answer is not null);
    }

    /// <summary>横浜市の市が尾駅: an area, then a name within it.</summary>
    private PlaceNameAnswer? Nested(string form)
    {
        foreach ((string area, string rest) in PlaceWords.Nested(form))
        {
            PlaceNameAnswer? answer = rest.Length == 0 ? null
                : ScopesOf(NameRules.KeyOf(area)).Select(scope => Within(rest, scope)).FirstOrDefault(found => found is not null);
            if (answer is not null)
            {
                return answer;
            }
        }

        return null;
    }

    /// <summary>山形県鶴岡市泉町4-20: prefecture, county and municipality taken off the front one after the other.</summary>
    private PlaceNameAnswer? Address(string form)
    {
        string rest = form.Replace(" ", "", StringComparison.Ordinal);
        string key = NameRules.KeyOf(rest);
        NameScope scope = NameScope.Anywhere;
        if (PrefectureNames.Beginning(key) is { } prefecture)
        {
            scope = new NameScope(prefecture.Name, []);
            rest = rest.Length > prefecture.Length ? rest[prefecture.Length..] : rest;
        }

        rest = PlaceWords.WithoutCounty(rest);
        key = NameRules.KeyOf(rest);
        if (!scope.IsAnywhere && Whole(rest, key, scope) is { } whole)
        {
            return whole;
        }

        (IReadOnlyList<KnownMunicipality> known, int length) = names.Beginning(key);
        KnownMunicipality[] inScope = [.. known.Where(scope.Holds)];
        return inScope.Length == 0 ? null : Within(key[length..], new NameScope(null, _candidates.Nearest(inScope)));
    }

    /// <summary>A town, station or facility within an area; for an address with numbers that nobody knows, the area itself.</summary>
    private PlaceNameAnswer? Within(string rest, NameScope scope)
    {
        string name = PlaceWords.Station(rest) ?? rest;
        string key = NameRules.KeyOf(name);
        PlaceNameAnswer? found = key.Length == 0 ? null
            : name.Length < rest.Length ? AmbiguityRules.Settle(_candidates.Stations(key, scope), Hub)
            : Whole(rest, key, scope);
        if (found is not null || scope.Municipalities.Count == 0)
        {
            return found;
        }

        return AmbiguityRules.Settle(_candidates.TownsBeginning(AreaNameRules.TownKey(rest), scope), Hub)
            ?? (rest.Any(char.IsAsciiDigit) ? AmbiguityRules.Settle(_candidates.Municipalities(scope.Municipalities, scope), Hub) : null);
    }

    /// <summary>神奈川 is a prefecture before it is a ward of Yokohama.</summary>
    private IEnumerable<NameScope> ScopesOf(string key)
    {
        if (names.Full(key) is { Count: > 0 } full)
        {
            yield return new NameScope(null, _candidates.Nearest(full));
        }

        if (PrefectureNames.Of(key) is { } prefecture)
        {
            yield return new NameScope(prefecture, []);
        }

        if (names.Bare(key) is { Count: > 0 } bare)
        {
            yield return new NameScope(null, _candidates.Nearest(bare));
        }
    }

    /// <summary>横浜 is the city of that name, not the town in Aomori, unless the hub is nearer to the town.</summary>
    private static List<NameCandidate> CitiesFirst(List<NameCandidate> candidates)
    {
        int tier = candidates.Count == 0 ? 0 : candidates.Min(candidate => candidate.Tier);
        List<NameCandidate> cities = candidates.FindAll(candidate => candidate.Tier == tier && candidate.Area.Municipality is [.., '市']);
        return cities.Count > 0 ? cities : candidates;
    }

    private static List<NameCandidate> OfHub(List<NameCandidate> candidates) => candidates.FindAll(candidate => candidate.Tier == 0);
}

/// <summary>Where a name is looked for: anywhere, in a prefecture, or in municipalities.</summary>
internal sealed record NameScope(string? Prefecture, IReadOnlyList<KnownMunicipality> Municipalities)
{
    public static readonly NameScope Anywhere = new(null, []);

    public bool IsAnywhere => Prefecture is null && Municipalities.Count == 0;

    public bool Holds(KnownMunicipality municipality) => Holds(municipality.Prefecture, municipality.Name);

    public bool Holds(string prefecture, string municipality) =>
        IsAnywhere
        || (Municipalities.Count == 0 && prefecture == Prefecture)
        || Municipalities.Any(known => (prefecture.Length == 0 || known.Prefecture == prefecture) && AreaNameRules.HoldsMunicipality(known.Name, municipality));
}
