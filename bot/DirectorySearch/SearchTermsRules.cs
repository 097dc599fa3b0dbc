using Zaitaku.Bot.Turns;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Bot.DirectorySearch;

/// <summary>What is searched for, out of what was just said and what was said before.</summary>
public static class SearchTermsRules
{
    /// <summary>How often a person may ask for farther or nearer; more changes nothing.</summary>
    public const int ReachMax = 3;

    /// <summary>Times of which only one can be meant: a new one takes the place of the old.</summary>
    private static readonly ConditionKind[] Times =
        [ConditionKind.Today, ConditionKind.Tomorrow, ConditionKind.ThisWeek, ConditionKind.NextWeek, ConditionKind.ThisMonth, ConditionKind.NextMonth];

    /// <summary>When somebody looks for a free place, these say when it is needed, not when the office is open.</summary>
    private static readonly ConditionKind[] NotAboutVacancy = [.. Times, ConditionKind.Night, ConditionKind.Weekend, ConditionKind.Holiday];

    /// <summary>True when it says what is looked for; else the person is asked.</summary>
    public static bool SaysWhat(SearchTerms terms) => terms.Services.Count > 0 || terms.Capabilities.Count > 0;

    /// <summary>A new question. Only the place is carried over, or, where nothing but a place is said, what was looked for.</summary>
    public static SearchTerms Fresh(Understood said, SearchTerms? last)
    {
        bool saysWhat = said.Services.Count > 0 || said.Capabilities.Count > 0;
        SearchTerms where = WhereOf(said, last) with { Reach = Math.Clamp(said.Reach, -ReachMax, ReachMax) };
        return where with
        {
            Services = saysWhat ? said.Services : last?.Services ?? [],
            Capabilities = saysWhat ? said.Capabilities : last?.Capabilities ?? [],
            Conditions = saysWhat ? said.Conditions : Joined(last?.Conditions ?? [], said.Conditions),
        };
    }

    /// <summary>「その中で…」: adds to the last search. New services replace the old; a new place begins with the usual reach.</summary>
    public static SearchTerms Refined(Understood said, SearchTerms last) => WhereOf(said, last) with
    {
        Services = said.Services.Count > 0 ? said.Services : last.Services,
        Capabilities = [.. last.Capabilities.Union(said.Capabilities)],
        Conditions = Joined(last.Conditions, said.Conditions),
        Reach = Math.Clamp((said.Place is null ? last.Reach : 0) + said.Reach, -ReachMax, ReachMax),
    };

    /// <summary>A position was shared: search again from there.</summary>
    public static SearchTerms At(SearchTerms last, double latitude, double longitude) =>
        last with { Place = null, PlaceChoice = null, Latitude = Math.Round(latitude, 3), Longitude = Math.Round(longitude, 3), Reach = 0 };

    /// <summary>The same for a free place: the days are told on the phone and filter nothing.</summary>
    public static SearchTerms ForVacancy(SearchTerms terms) => terms with { Conditions = [.. terms.Conditions.Except(NotAboutVacancy)] };

    private static SearchTerms WhereOf(Understood said, SearchTerms? last) => said.Place is { Length: > 0 } place
        ? new SearchTerms { Place = place }
        : new SearchTerms { Place = last?.Place, PlaceChoice = last?.PlaceChoice, Latitude = last?.Latitude, Longitude = last?.Longitude };

    private static IReadOnlyList<ConditionKind> Joined(IReadOnlyList<ConditionKind> old, IReadOnlyList<ConditionKind> added) =>
        [.. (added.Any(Times.Contains) ? old.Except(Times) : old).Union(added)];
}
