using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.KeptNotes;
using Zaitaku.Bot.Turns;
using Zaitaku.Storage;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Bot.DirectorySearch;

/// <summary>「この情報は違います」: noted at once for the coordinators; which fact is meant is asked after.</summary>
public sealed class WrongFactTurn(ZaitakuDb db, PlaceReader reader, IOptions<HubOptions> hub) : ITurnHandler
{
    public IReadOnlyList<string> Intents => [];

    public IReadOnlyList<string> Verbs => [PlaceDetailReplies.WrongVerb];

    public async Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> arguments = turn.Press?.Arguments ?? [];
        int id = arguments.Count > 0 && int.TryParse(arguments[0], NumberStyles.None, CultureInfo.InvariantCulture, out int parsed) ? parsed : 0;
        IReadOnlyList<ShownPlace> found = id > 0 ? reader.Read([id], turn.IsProfessional()) : [];
        if (found.Count == 0)
        {
            return TurnOutcome.Say([PlaceDetailReplies.Gone]);
        }

        string? label = PlaceDetailReplies.WrongTopics.Where(topic => topic.Id == arguments.ElementAtOrDefault(1)).Select(topic => topic.Label).FirstOrDefault();
        KeptNote? noted = label is null ? null : await db.KeptNotes
            .Where(note => note.Kind == NoteKind.WrongFact && note.MemberId == turn.MemberId && note.PlaceId == id && note.SeenAt == null && (note.Text == "" || note.Text == label)) // A second topic is a second note.
            .OrderByDescending(note => note.SaidAt)
            .FirstOrDefaultAsync(cancellationToken);
        if (noted is null)
        {
            noted = Notes.Of(turn, NoteKind.WrongFact, "", id);
            db.KeptNotes.Add(noted);
        }

        noted.Text = label ?? noted.Text;
        return TurnOutcome.Say([label is null ? PlaceDetailReplies.WrongNoted(found[0]) : PlaceDetailReplies.WrongTopicNoted(label, HubContact.Of(hub.Value))]);
    }
}
