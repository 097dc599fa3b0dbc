using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.KeptNotes;
using Zaitaku.Bot.Rota;
using Zaitaku.Bot.Turns;
using Zaitaku.Bot.Understanding;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Covers;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Bot.Covers;

/// <summary>Somebody asks for cover of a duty that no table shows as theirs: nothing of it may be lost.</summary>
public sealed class CoverStrangers(ZaitakuDb db)
{
    /// <summary>Kind of the page; of no request, since none can be made.</summary>
    public const string Kind = "cover.stranger";

    /// <summary>The same person rings the coordinators no oftener.</summary>
    private static readonly TimeSpan RingAgainAfter = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Life = TimeSpan.FromHours(12);

    /// <summary>How far ahead an absence rings, as of a duty that is known.</summary>
    private static TimeSpan SoonWithin => CoverRules.SuddenWithin;

    /// <summary>Longer stretches of days are no matter of tonight.</summary>
    private const int DaysMax = 7;

    /// <summary>Sure words of somebody who cannot come, of a time that is on or begins within a day; instants are compared, since after midnight 今夜 is yesterday's.</summary>
    public static bool IsSoon(Turn turn, HolidayCalendar holidays)
    {
        ArgumentNullException.ThrowIfNull(turn);
        if (!CoverWords.CannotCome(turn.Text))
        {
            return false;
        }

        IReadOnlyList<AskedTime> asked = JapaneseDates.Read(turn.Text, turn.Now, holidays);
        return asked.Count == 0 || asked.Where(time => time.Until.DayNumber - time.From.DayNumber <= DaysMax).SelectMany(AwayWords.SpansOf).Any(span => span.Overlaps(turn.Now, turn.Now + SoonWithin));
    }

    /// <summary>Keeps the words for the coordinators; of somebody at work who cannot come soon, all coordinators are rung.</summary>
    /// <param name="isHolder">They stand in the tables, but with no duty at that time.</param>
    /// <returns>True when they are.</returns>
    public async Task<bool> KeepAsync(Turn turn, HolidayCalendar holidays, bool isHolder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        db.KeptNotes.Add(Notes.Of(turn, NoteKind.Unanswered, PrivacyRules.Redacted(turn.Text)));
        if (!(isHolder || turn.Role.IsProfessional()) || !IsSoon(turn, holidays))
        {
            return false;
        }

        (string about, DateTimeOffset since) = ($"coverstranger:{turn.MemberId:N}", turn.Now - RingAgainAfter);
        IReadOnlyList<Guid> staff = await Coordinators.ToldAsync(db, cancellationToken);
        if (staff.Count == 0 || await db.Outbox.AnyAsync(message => message.About == about && message.CreatedAt > since, cancellationToken))
        {
            return staff.Count > 0;
        }

        foreach (Guid member in staff)
        {
            OutboxPlans.Add(db, about, new PlannedMessage(member, Kind, Urgency.Page, ReplyContent.ToJson([CoverNewsReplies.UnknownCannotCome]), turn.Now, turn.Now + Life), turn.Now);
        }

        return true;
    }
}
