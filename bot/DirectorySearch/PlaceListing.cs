using Microsoft.Extensions.Options;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Turns;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Bot.DirectorySearch;

/// <summary>Searches and says what was found: the way shared by looking for places and asking for free ones.</summary>
public sealed class PlaceListing(PlaceSearch search, LiveDirectory directory, AreaFinder areas, PlaceReader reader, IOptions<HubOptions> hub)
{
    /// <param name="skip">How many of the found were shown before.</param>
    public TurnOutcome List(Turn turn, SearchTerms terms, int skip, bool forVacancy)
    {
        if (!SearchTermsRules.SaysWhat(terms))
        {
            return Ask(turn, terms, AskBackReplies.WhatDoYouLookFor(terms));
        }

        // A name nobody knows is not kept: the next question would be refused for it again.
        return areas.Find(terms, turn.IsProfessional()) switch
        {
            AreaAnswer.Found found => FoundArea(turn, terms, found, skip, forVacancy),
            AreaAnswer.WhichOne which => Ask(turn, terms, AskBackReplies.WhichPlace(which.Said, which.Choices)),
            AreaAnswer.NotKnown unknown => Ask(turn, terms with { Place = null }, AskBackReplies.PlaceNotKnown(unknown.Said, unknown.Nearest)) with { HasNoAnswer = true },
            _ => Ask(turn, terms, directory.Current().Count == 0 ? AskBackReplies.DirectoryEmpty(HubContact.Of(hub.Value)) : AskBackReplies.WhereDoYouLook),
        };
    }

    private TurnOutcome FoundArea(Turn turn, SearchTerms terms, AreaAnswer.Found found, int skip, bool forVacancy)
    {
        SearchAnswer answer = search.Search(new SearchRequest
        {
            Services = ServiceSet.Of([.. terms.Services]),
            Capabilities = terms.Capabilities,
            Conditions = terms.Conditions,
            Area = found.Area,
            Reach = terms.Reach,
            ForProfessional = turn.IsProfessional(),
            Now = turn.Now,
        });
        if (answer.Total == 0)
        {
            return Ask(turn, terms, FindPlaceReplies.Nothing(terms, found.Area, HubContact.Of(hub.Value)));
        }

        FoundPlace[] page = [.. answer.Places.Skip(skip).Take(CardReply.CardsMax)];
        if (page.Length == 0)
        {
            return new TurnOutcome([FindPlaceReplies.NoMore(answer.Total)]);
        }

        IReadOnlyList<Card> cards = Cards(turn, terms, found.Area, page, skip);
        return new TurnOutcome(
            FindPlaceReplies.Page(new ListPage(terms, found.Area, found.IsAssumed, answer, skip, cards), forVacancy),
            turn.Dialogue with
            {
                Search = terms,
                Listed = [.. skip == 0 ? [] : turn.Dialogue.Listed.Take(skip), .. page.Select(place => place.PlaceId)],
                ShownCount = skip + page.Length,
                LastPlaceId = null,
            });
    }

    private IReadOnlyList<Card> Cards(Turn turn, SearchTerms terms, SearchArea area, FoundPlace[] page, int skip)
    {
        IReadOnlyList<ShownPlace> places = reader.Read([.. page.Select(place => place.PlaceId)], turn.IsProfessional());
        Dictionary<int, ShownPlace> byId = places.ToDictionary(shown => shown.Place.Id);
        CardView view = new(turn.Now, directory.Current().Holidays.IsHoliday, terms.Services, area.Label);
        return
        [
            .. page.Select((found, at) => (found, number: skip + at + 1))
                .Where(row => byId.ContainsKey(row.found.PlaceId)) // An import may have closed one between the search and the reading.
                .Select(row => PlaceCards.InList(byId[row.found.PlaceId], row.found, row.number, view)),
        ];
    }

    /// <summary>What was asked so far is kept, so that the answer to the question completes it.</summary>
    private static TurnOutcome Ask(Turn turn, SearchTerms terms, TextReply question) =>
        new([question], turn.Dialogue with { Search = terms, Listed = [], ShownCount = 0, LastPlaceId = null });
}
