using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage.Meetings;

namespace Zaitaku.Bot.Meetings;

/// <summary>Which meeting typed words answer: one that is sure, or some to ask about. Never a guess. No clock, no database.</summary>
/// <param name="Sure">The one; null where it must be asked.</param>
/// <param name="Among">What is asked about; empty where nothing waits for a word.</param>
/// <param name="IsNamed">They named a meeting.</param>
/// <param name="IsMissed">They named one, and none of theirs is it.</param>
public sealed record AnswerPick(OwnMeeting? Sure, IReadOnlyList<OwnMeeting> Among, bool IsNamed, bool IsMissed = false)
{
    /// <param name="own">All of theirs to come.</param>
    public static AnswerPick Of(IReadOnlyList<OwnMeeting> own, MeetingSaid said, WantedAnswer wanted, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(own);
        ArgumentNullException.ThrowIfNull(said);
        OwnMeeting[] open = [.. own.Where(one => MeetingLines.MayAnswer(one.Meeting, one.Who, now) || (wanted != WantedAnswer.Yes && MeetingLines.MayGiveUp(one.Meeting, one.Who, now)))];
        OwnMeeting[] told = [.. own.Where(one => one.HeardAt is not null || one.Who.Answer != MeetingAnswer.None)];
        (IReadOnlyList<OwnMeeting> meant, bool isNamed, bool isSure) = said.Narrow(told, one => one.Meeting);
        if (isNamed || said.Narrow(own, one => one.Meeting).IsNamed)
        {
            return meant switch
            {
                [var only] when isNamed => new AnswerPick(isSure ? only : null, [only], true), // Also one that takes no answers any more: it is said so.
                { Count: > 0 } when isNamed => new AnswerPick(null, meant, true),
                _ => Unheard(own, open, said),
            };
        }

        OwnMeeting[] heard = [.. open.Where(one => one.HeardAt is not null && one.Who.Answer is MeetingAnswer.None or MeetingAnswer.Offered)];
        OwnMeeting[] given = [.. open.Where(one => one.Who.Answer is MeetingAnswer.Yes or MeetingAnswer.Waiting or MeetingAnswer.SendsDeputy)];
        bool isOfGiven = wanted switch
        {
            WantedAnswer.Yes => false,
            WantedAnswer.SendsDeputy => given.Length > 0, // It may be for what they said yes to; nothing is written by asking who.
            _ => said.ChangesMind ? given.Length > 0 : heard.Length > 0 && given.Any(one => one.HeardAt >= heard.Max(other => other.HeardAt)),
        };
        OwnMeeting[] among = isOfGiven ? [.. heard, .. given] : heard;
        return new AnswerPick(among is [var lone] ? lone : null, among, false);
    }
    /// <summary>They name what nobody told them of yet: it is asked about, and never written as if it were heard.</summary>
    private static AnswerPick Unheard(IReadOnlyList<OwnMeeting> own, IReadOnlyList<OwnMeeting> open, MeetingSaid said) =>
        said.Narrow(own, one => one.Meeting) is ({ Count: > 0 } meant, true, _) ? new AnswerPick(null, meant, true) : new AnswerPick(null, open, true, IsMissed: true);
}
