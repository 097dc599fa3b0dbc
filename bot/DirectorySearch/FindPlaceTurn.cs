using Zaitaku.Bot.Turns;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Bot.DirectorySearch;

/// <summary>「鶴岡駅の近くで訪問診療」, 「その中で24時間のところは？」, and the buttons below a list.</summary>
public sealed class FindPlaceTurn(PlaceListing listing) : ITurnHandler
{
    public IReadOnlyList<string> Intents => [Understanding.Intents.FindResource, Understanding.Intents.RefineSearch];

    public IReadOnlyList<string> Verbs =>
    [
        AskBackReplies.MoreVerb, AskBackReplies.NarrowVerb, AskBackReplies.NearerVerb, AskBackReplies.FartherVerb,
        AskBackReplies.ServiceVerb, AskBackReplies.PlaceVerb, AskBackReplies.SpellVerb,
    ];

    public Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken) => Task.FromResult(Handle(turn));

    private TurnOutcome Handle(Turn turn)
    {
        SearchTerms? last = turn.Dialogue.Search;
        if (turn.Location is { } here)
        {
            return List(turn, SearchTermsRules.At(last ?? new SearchTerms(), here.Latitude, here.Longitude));
        }

        if (turn.Press is { } press)
        {
            return OnPress(turn, press, last);
        }

        bool refines = turn.Understood.Intent == Understanding.Intents.RefineSearch && last is not null;
        return List(turn, refines ? SearchTermsRules.Refined(turn.Understood, last!) : SearchTermsRules.Fresh(turn.Understood, last));
    }

    private TurnOutcome OnPress(Turn turn, ButtonPress press, SearchTerms? last)
    {
        string argument = string.Join(':', press.Arguments);
        if (press.Verb == AskBackReplies.ServiceVerb && ServiceKinds.TryParse(argument, out ServiceKind service))
        {
            return List(turn, (last ?? new SearchTerms()) with { Services = [service], Reach = 0 });
        }

        if (last is null)
        {
            return TurnOutcome.Say([AskBackReplies.Forgotten]);
        }

        return press.Verb == AskBackReplies.MoreVerb
            ? listing.List(turn, last, turn.Dialogue.ShownCount, forVacancy: false)
            : List(turn, Changed(last, press.Verb, argument));
    }

    /// <summary>Button data is checked like any input: what it does not name changes nothing.</summary>
    private static SearchTerms Changed(SearchTerms last, string verb, string argument) => verb switch
    {
        AskBackReplies.NearerVerb => last with { Reach = Math.Max(last.Reach - 1, -SearchTermsRules.ReachMax) },
        AskBackReplies.FartherVerb => last with { Reach = Math.Min(last.Reach + 1, SearchTermsRules.ReachMax) },
        AskBackReplies.NarrowVerb when ConditionKinds.TryParse(argument, out ConditionKind condition) => last with { Conditions = [.. last.Conditions.Union([condition])] },
        AskBackReplies.PlaceVerb when argument.Length > 0 => last with { PlaceChoice = argument },
        AskBackReplies.SpellVerb when argument.Length > 0 => last with { Place = argument, PlaceChoice = null, Latitude = null, Longitude = null },
        _ => last,
    };

    private TurnOutcome List(Turn turn, SearchTerms terms) =>
        listing.List(turn, terms, skip: 0, forVacancy: false);
}
