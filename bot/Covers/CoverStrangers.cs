using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.KeptNotes;
using Zaitaku.Bot.Turns;
using Zaitaku.Bot.Understanding;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Desk;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Time;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Bot.Covers;

/// <summary>Somebody asks for cover whom the product knows by no duty: nothing of it may be lost.</summary>
public sealed class CoverStrangers(ZaitakuDb db)
{
    /// <summary>Kind of the page; of no request, since none can be made.</summary>
    public const string Kind = "cover.stranger";

    /// <summary>The same person rings the coordinators no oftener.</summary>
    private static readonly TimeSpan RingAgainAfter = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Life = TimeSpan.FromHours(12);

    /// <summary>Keeps the words for the coordinators; of somebody at work who speaks of today, all coordinators are rung.</summary>
    /// <returns>True when they are.</returns>
    public async Task<bool> KeepAsync(Turn turn, HolidayCalendar holidays, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        db.KeptNotes.Add(Notes.Of(turn, NoteKind.Unanswered, PrivacyRules.Redacted(turn.Text)));
        DateOnly today = OfficeTime.DayOf(turn.Now);
        if (!turn.Role.IsProfessional() || !JapaneseDates.Read(turn.Text, turn.Now, holidays).Any(time => time.From <= today && today < time.Until && time.Until.DayNumber - time.From.DayNumber == 1))
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
