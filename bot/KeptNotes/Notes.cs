using Zaitaku.Bot.Turns;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Bot.KeptNotes;

/// <summary>Makes a note of a turn for the coordinators.</summary>
public static class Notes
{
    /// <summary>As much of the words as the table takes, in UTF-16 units.</summary>
    private const int TextMax = 5_000;

    public static KeptNote Of(Turn turn, NoteKind kind, string text, int? placeId = null) => new()
    {
        Kind = kind,
        MemberId = turn.MemberId,
        SaidAt = turn.Now,
        Text = text.Length <= TextMax ? text : text[..TextMax],
        ChannelMessageId = turn.MessageId,
        PlaceId = placeId,
    };
}
