using System.Globalization;
using Zaitaku.Bot.Covers;
using Zaitaku.Bot.Turns;
using Zaitaku.Bot.Understanding;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Meetings;

namespace Zaitaku.Bot.Meetings;

/// <summary>Words about meetings in the light of what is open for the one who says them: the day a question of ours waits for, 「代理を出します」, 「申込したい」, 「私の予定」, and a 「了解」 to an invitation.</summary>
public sealed class MeetingTyped(ZaitakuDb db, OwnMeetings meetings, LiveDirectory directory) : ITurnReading
{
    /// <summary>Letters of a bare 「了解しました」.</summary>
    private const int NodMax = 16;

    public async Task<Turn> ReadAsync(Turn turn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        if (turn.Press is not null)
        {
            return turn; // Something else knew the words.
        }

        MeetingWished wish = MeetingWish.Of(turn.Text);
        if (wish == MeetingWished.OwnPlans || (wish == MeetingWished.Calendar && IsOfNothing(turn)))
        {
            return turn with { Understood = turn.Understood with { Intent = Intents.AskEvent, IsUnsure = false } };
        }

        if (turn.IsGroup)
        {
            return turn;
        }

        return wish switch
        {
            MeetingWished.Deputy when IsOfMeetings(turn) && (await meetings.ToComeAsync(turn.MemberId, turn.Now, cancellationToken)).Count > 0 => Pressed(turn, AnswerMeetingTurn.Typed, MeetingLines.Deputy),
            MeetingWished.Apply when turn.Understood.Intent is Intents.AskEvent or Intents.RsvpYes or Intents.OutOfScope or Intents.Help => Pressed(turn, AnswerMeetingTurn.Typed, MeetingLines.Apply),
            MeetingWished.Apply when turn.Understood.Intent == Intents.Register && (turn.Understood.NamesEvent || !turn.Text.Contains("登録", StringComparison.Ordinal)) => Pressed(turn, AnswerMeetingTurn.Typed, MeetingLines.Apply),
            _ when turn.Dialogue.AsksMeeting is { Length: > 0 } asked => await ChosenAsync(turn, asked, cancellationToken),
            _ when turn.Understood.Intent == Intents.Acknowledge && turn.Text.Length <= NodMax => await NoddedAsync(turn, AnswerMeetingTurn.Nod, cancellationToken),
            _ when turn.Understood.Intent == Intents.RequestCover && CoverSaying.IsBare(turn.Text) => await NoddedAsync(turn, AnswerMeetingTurn.Perhaps, cancellationToken),
            _ => turn,
        };
    }

    /// <summary>We asked which: a day or a name that only one of theirs has is the answer; other words are no answer to it.</summary>
    private async Task<Turn> ChosenAsync(Turn turn, string asked, CancellationToken cancellationToken)
    {
        MeetingSaid said = MeetingSaid.Of(turn.Text, turn.Now, directory.Current().Holidays);
        if (turn.Understood.Intent is Intents.RsvpYes or Intents.RsvpNo || turn.Understood.Services.Count > 0 || turn.Text.Length > NodMax * 2 || MeetingWish.Asks(turn.Text))
        {
            return turn;
        }

        MeetingAsked question = MeetingAsked.Parse(asked);
        OwnMeeting[] open = [.. (await meetings.ToComeAsync(turn.MemberId, turn.Now, cancellationToken)).Where(one => question.Shown.Contains(one.Meeting.Id) && (MeetingLines.MayAnswer(one.Meeting, one.Who, turn.Now) || MeetingLines.MayGiveUp(one.Meeting, one.Who, turn.Now)))];
        return said.Narrow(open, one => one.Meeting) is ([var only], true, _) ? Pressed(turn, question.Wanted, only.Meeting.Id.ToString(CultureInfo.InvariantCulture)) : turn;
    }

    /// <summary>「了解」 right after an invitation: it must say whether they come. 「行けません」 of somebody who also has duties: it must be asked of which.</summary>
    private async Task<Turn> NoddedAsync(Turn turn, string what, CancellationToken cancellationToken)
    {
        string? about = await MeetingHearing.LastAboutAsync(db, turn.MemberId, cancellationToken);
        return MeetingMessages.MeetingIn(about) is { } id && await meetings.FindAsync(turn.MemberId, id, cancellationToken) is { } found && !found.Meeting.IsCancelled && found.Meeting.StartsAt > turn.Now && found.Who.Answer is not MeetingAnswer.Lapsed
            ? Pressed(turn, what, id.ToString(CultureInfo.InvariantCulture)) : turn;
    }

    /// <summary>「木曜の夜なにかある？」 asks for no place, unless a search is going on.</summary>
    private static bool IsOfNothing(Turn turn) => turn.Understood is { Intent: Intents.OutOfScope or Intents.Faq or Intents.Help or Intents.AskEvent, Services.Count: 0 } or { Intent: Intents.FindResource or Intents.RefineSearch, Services.Count: 0 } && turn.Dialogue.Search is null;

    /// <summary>「代理で相談に行きたい」 is a consultation, and 「代理の先生を探して」 a search.</summary>
    private static bool IsOfMeetings(Turn turn) => turn.Understood is { Intent: Intents.RsvpYes or Intents.RsvpNo or Intents.RequestCover or Intents.AskEvent or Intents.Acknowledge or Intents.OutOfScope or Intents.Help or Intents.Thanks };

    private static Turn Pressed(Turn turn, string what, string argument) => turn with { Press = new ButtonPress(MeetingLines.Verb, [what, argument]) };
}
