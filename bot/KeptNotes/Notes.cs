using Zaitaku.Bot.Turns;
using Zaitaku.Storage.HandRaising;
using Zaitaku.Storage.Time;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Bot.KeptNotes;

/// <summary>Makes a note of a turn for the coordinators.</summary>
public static class Notes
{
    /// <summary>As much of the words as the table takes, in UTF-16 units.</summary>
    private const int TextMax = 5_000;

    /// <summary>Names with titles, and numbers, are not longer, in UTF-16 units.</summary>
    private const int NameMax = 20;

    public static KeptNote Of(Turn turn, NoteKind kind, string text, int? placeId = null) => new()
    {
        Kind = kind,
        MemberId = turn.MemberId,
        SaidAt = turn.Now,
        Text = Cut(text),
        ChannelMessageId = turn.MessageId,
        PlaceId = placeId,
    };

    /// <summary>A question without a good answer, for the page where all of its kind are taught from: nobody's name stands in it.</summary>
    public static KeptNote Unanswered(Turn turn, NoteReason reason)
    {
        ArgumentNullException.ThrowIfNull(turn);
        return new KeptNote { Kind = NoteKind.Unanswered, Reason = reason, MemberId = turn.MemberId, SaidAt = turn.Now, Text = Nameless(turn.Text, turn.Now), ChannelMessageId = turn.MessageId };
    }

    /// <summary>The same of the question before, whose answer was no good.</summary>
    /// <returns>Null where no answer is remembered, or its question was written down already.</returns>
    public static KeptNote? OfTheOneBefore(Turn turn, NoteReason reason)
    {
        ArgumentNullException.ThrowIfNull(turn);
        return turn.Dialogue is { Answered: { } answered, PreviousText: { Length: > 0 } words }
            ? new KeptNote { Kind = NoteKind.Unanswered, Reason = reason, MemberId = turn.MemberId, SaidAt = answered.At, Text = NamelessCut(words, turn.Now), ChannelMessageId = answered.MessageId } : null;
    }

    /// <summary>Words as they may stand where many read them.</summary>
    public static string Nameless(string text, DateTimeOffset now) => Cut(CaseWordsRules.Without(text, OfficeTime.DayOf(now)));

    /// <summary>The same of remembered words: where they were cut, the end goes, for half a name or number is not known as one.</summary>
    private static string NamelessCut(string words, DateTimeOffset now)
    {
        string text = Nameless(words, now);
        return words.Length < Dialogue.PreviousTextMax || text == CaseWordsRules.Withheld ? text : text[..Math.Max(0, text.Length - NameMax)];
    }

    private static string Cut(string text) => text.Length <= TextMax ? text : text[..TextMax];
}
