using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Turns;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.Meetings;

/// <summary>「受付 123456」: whoever came says so by the code on the wall. Wrong ones count with wrong invitation codes: after five there is a pause.</summary>
public sealed partial class CheckInTurn(ZaitakuDb db, LiveDirectory directory, IOptions<HubOptions> hub) : ITurnHandler
{
    /// <summary>Letters of such words.</summary>
    private const int TextMax = 40;

    /// <summary>Meetings of one code: it is drawn at random.</summary>
    private const int SameMax = 10;

    public IReadOnlyList<string> Intents => [];

    public bool Awaits(Turn turn)
    {
        ArgumentNullException.ThrowIfNull(turn);
        return CodeIn(turn.Text) is not null;
    }

    /// <returns>The six digits, or null where these are other words.</returns>
    internal static string? CodeIn(string text)
    {
        try
        {
            return text.Length <= TextMax && Words().Match(text.Normalize(NormalizationForm.FormKC)) is { Success: true } found ? string.Concat(found.Groups["code"].Value.Where(char.IsAsciiDigit)) : null;
        }
        catch (ArgumentException)
        {
            return null; // Half a surrogate pair.
        }
    }

    public async Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        HolidayCalendar holidays = directory.Current().Holidays;
        if (turn.IsGroup)
        {
            return TurnOutcome.Say([CheckInReplies.NotInGroups]);
        }

        if (await db.Members.FindAsync([turn.MemberId], cancellationToken) is not { } member)
        {
            return TurnOutcome.Say([CheckInReplies.NotHere]);
        }

        if (member.CodePausedUntil is { } until && until > turn.Now)
        {
            return TurnOutcome.Say([CheckInReplies.Paused(until, holidays)]);
        }

        if (await FindAsync(CodeIn(turn.Text)!, member.Id, turn.Now, cancellationToken) is not { } meeting)
        {
            MemberRules.Apply(member, null, new CodeAnswer.Bad(), turn.Now);
            return TurnOutcome.Say([CheckInReplies.NoCode(HubContact.Of(hub.Value))]);
        }

        MeetingInvitee? who = await db.MeetingInvitees.SingleOrDefaultAsync(one => one.MeetingId == meeting.Id && one.MemberId == member.Id, cancellationToken);
        (bool isAgain, bool isWalkIn) = (who is { AttendedAt: not null, RemovedAt: null }, who is null || !who.IsOpen);
        if (!isAgain)
        {
            Attend(meeting, member, who, turn.Now);
        }

        return TurnOutcome.Say([CheckInReplies.CheckedIn(meeting, isAgain, isWalkIn, holidays, turn.Now)]);
    }

    /// <summary>Of several with one code the one they are on the list of.</summary>
    private async Task<Meeting?> FindAsync(string code, Guid member, DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateTimeOffset last = now + MeetingTimes.CheckInBefore, first = now - MeetingTimes.LengthMax - MeetingTimes.CheckInAfter;
        List<Meeting> same = await db.Meetings.AsNoTracking().Where(meeting => meeting.StartsAt > first && meeting.StartsAt <= last && meeting.CheckInCode == code && meeting.CancelledAt == null).OrderBy(meeting => meeting.StartsAt).Take(SameMax).ToListAsync(cancellationToken);
        same = same.FindAll(meeting => now <= meeting.EndOrGuess + MeetingTimes.CheckInAfter);
        int[] ids = [.. same.Select(meeting => meeting.Id)];
        int[] own = same.Count < 2 ? [] : await db.MeetingInvitees.Where(one => one.MemberId == member && one.RemovedAt == null && ids.Contains(one.MeetingId)).Select(one => one.MeetingId).ToArrayAsync(cancellationToken);
        return same.Find(meeting => own.Contains(meeting.Id)) ?? same.FirstOrDefault();
    }

    private void Attend(Meeting meeting, Member member, MeetingInvitee? who, DateTimeOffset now)
    {
        if (who is null)
        {
            who = new MeetingInvitee { MeetingId = meeting.Id, MemberId = member.Id, Kind = InviteeKind.WalkIn, Profession = MeetingTerms.ProfessionOf(member.Profession, member.Role), Organisation = member.Organisation, AddedAt = now };
            db.MeetingInvitees.Add(who);
        }
        else if (!who.IsOpen)
        {
            (who.RemovedAt, who.Kind) = (null, InviteeKind.WalkIn);
        }

        (who.AttendedAt, who.AttendedVia) = (now, AnswerVia.Code);
        who.Revision++;
    }

    [GeneratedRegex(@"^\s*受付(?:の?(?:コード|番号))?[\s:は]*(?<code>[0-9]{3}[\s-]?[0-9]{3})\s*(?:です)?[。!]*\s*$", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Words();
}
