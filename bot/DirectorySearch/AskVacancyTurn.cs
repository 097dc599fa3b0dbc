using Zaitaku.Bot.Turns;

namespace Zaitaku.Bot.DirectorySearch;

/// <summary>「来週ショート空いてる？」: nobody reports vacancies here yet, so it lists who offers the service and says to call.</summary>
public sealed class AskVacancyTurn(PlaceListing listing) : ITurnHandler
{
    public IReadOnlyList<string> Intents => [Understanding.Intents.AskVacancy];

    public Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken) =>
        Task.FromResult(listing.List(turn, SearchTermsRules.ForVacancy(SearchTermsRules.Fresh(turn.Understood, turn.Dialogue.Search)), skip: 0, forVacancy: true));
}
