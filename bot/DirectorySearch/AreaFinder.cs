using Microsoft.Extensions.Options;
using Zaitaku.Bot.Turns;
using Zaitaku.Bot.Unanswered;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Gazetteer;

namespace Zaitaku.Bot.DirectorySearch;

/// <summary>Where to search, or why that is not clear.</summary>
public abstract record AreaAnswer
{
    private AreaAnswer()
    {
    }

    /// <param name="IsAssumed">Nobody named it: it is the hub's own area, and the answer says so.</param>
    public sealed record Found(SearchArea Area, bool IsAssumed) : AreaAnswer;

    public sealed record WhichOne(string Said, IReadOnlyList<SearchArea> Choices) : AreaAnswer;

    public sealed record NotKnown(string Said, IReadOnlyList<string> Nearest) : AreaAnswer;

    /// <summary>No place was said, and the hub names none of its own.</summary>
    public sealed record NotSaid : AreaAnswer;
}

/// <summary>Finds out where the person means.</summary>
public sealed class AreaFinder(PlaceNames names, TaughtWords taught, IOptions<HubOptions> hub)
{
    /// <param name="forProfessional">Places published for professionals only are no landmarks to others.</param>
    public AreaAnswer Find(SearchTerms terms, bool forProfessional)
    {
        HubArea own = HubAreaOf(hub.Value, forProfessional);
        if (terms is { Latitude: { } latitude, Longitude: { } longitude })
        {
            return new AreaAnswer.Found(names.At(latitude, longitude), IsAssumed: false);
        }

        if (terms.Place is not { Length: > 0 } said)
        {
            return names.Of(own) is { } area ? new AreaAnswer.Found(area, IsAssumed: true) : new AreaAnswer.NotSaid();
        }

        return names.Resolve(taught.Current.Meant(said), own) switch
        {
            PlaceNameAnswer.Found found => new AreaAnswer.Found(found.Area, IsAssumed: false),
            PlaceNameAnswer.Ambiguous many => many.Choices.FirstOrDefault(choice => choice.Label == terms.PlaceChoice) is { } chosen
                ? new AreaAnswer.Found(chosen, IsAssumed: false)
                : new AreaAnswer.WhichOne(said, many.Choices),
            PlaceNameAnswer.Unknown unknown => new AreaAnswer.NotKnown(said, unknown.Nearest),
            _ => new AreaAnswer.NotSaid(),
        };
    }

    /// <summary>Where the hub works, as this asker may see it.</summary>
    public static HubArea HubAreaOf(HubOptions hub, bool forProfessional) => new(hub.Prefecture, [.. hub.Area]) { ForProfessional = forProfessional };
}
