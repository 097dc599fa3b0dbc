using System.Globalization;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Turns;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Gazetteer;

namespace Zaitaku.Bot.DirectorySearch;

/// <summary>「荘内病院の電話番号」, 「2番目は何時まで？」, 「くわしく」: everything known about one place.</summary>
public sealed class PlaceDetailTurn(PlaceNames names, PlaceReader reader, LiveDirectory directory, IOptions<HubOptions> hub) : ITurnHandler
{
    private static readonly string[] DoctorWords = ["先生", "医師", "ドクター", "主治医", "Dr"];
    private static readonly string[] CallWords = ["電話", "連絡", "つなが", "話せ", "tel", "TEL"];

    public IReadOnlyList<string> Intents => [Understanding.Intents.ResourceDetail];

    public IReadOnlyList<string> Verbs => [PlaceCards.DetailVerb];

    public Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken) => Task.FromResult(Handle(turn));

    private TurnOutcome Handle(Turn turn)
    {
        if (turn.Press is { } press)
        {
            return press.Arguments.Count > 0 && int.TryParse(press.Arguments[0], NumberStyles.None, CultureInfo.InvariantCulture, out int id)
                ? Show(turn, id)
                : TurnOutcome.Say([PlaceDetailReplies.Gone]);
        }

        if (turn.Understood.Ordinal is { } number && turn.Dialogue.Listed.Count > 0)
        {
            return number >= 1 && number <= turn.Dialogue.Listed.Count
                ? Show(turn, turn.Dialogue.Listed[number - 1])
                : TurnOutcome.Say([PlaceDetailReplies.NotThatMany(turn.Dialogue.Listed.Count)]);
        }

        return turn.Understood.Subject is { Length: > 0 } name
            ? ByName(turn, name)
            : FromDialogue(turn);
    }

    /// <summary>No name was said: the place shown last, the only one listed, or a question back.</summary>
    private TurnOutcome FromDialogue(Turn turn)
    {
        IReadOnlyList<int> listed = turn.Dialogue.Listed;
        if (turn.Dialogue.LastPlaceId is { } last)
        {
            return Show(turn, last);
        }

        return listed.Count switch
        {
            0 => TurnOutcome.Say([PlaceDetailReplies.WhichPlace]),
            1 => Show(turn, listed[0]),
            _ => TurnOutcome.Say([PlaceDetailReplies.Several("", reader.Read([.. listed.Take(CardReply.CardsMax)], turn.IsProfessional()))]),
        };
    }

    private TurnOutcome ByName(Turn turn, string name)
    {
        HubArea area = AreaFinder.HubAreaOf(hub.Value, turn.IsProfessional());
        IReadOnlyList<int> ids = names.Facilities(name, area, CardReply.CardsMax);
        IReadOnlyList<ShownPlace> found = NameFitRules.Narrowed(
            reader.Read(ids, turn.IsProfessional()), name, turn.Understood.Place, area);
        return found.Count switch
        {
            0 => TurnOutcome.Say([PlaceDetailReplies.NotFound(name, HubContact.Of(hub.Value))]) with { HasNoAnswer = true },
            1 => Show(turn, found[0]),
            _ => new TurnOutcome([PlaceDetailReplies.Several(name, found)], turn.Dialogue with { Listed = [.. found.Select(shown => shown.Place.Id)], ShownCount = found.Count, LastPlaceId = null }),
        };
    }

    private TurnOutcome Show(Turn turn, int id)
    {
        IReadOnlyList<ShownPlace> found = reader.Read([id], turn.IsProfessional());
        return found.Count == 0 ? TurnOutcome.Say([PlaceDetailReplies.Gone]) : Show(turn, found[0]);
    }

    private TurnOutcome Show(Turn turn, ShownPlace shown)
    {
        CardReply card = PlaceDetailCard.Of(shown, turn.IsProfessional(), turn.Now, directory.Current().Holidays.IsHoliday);
        bool asksForDoctor = !turn.IsProfessional() && Array.Exists(DoctorWords, turn.Text.Contains) && Array.Exists(CallWords, turn.Text.Contains);
        return new TurnOutcome(asksForDoctor ? [PlaceDetailReplies.WhomResidentsCall, card] : [card], turn.Dialogue with { LastPlaceId = shown.Place.Id });
    }
}
