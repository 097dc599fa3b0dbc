using Zaitaku.Storage;
using Zaitaku.Storage.Meetings;

namespace Zaitaku.Tests.WebConsole;

/// <summary>Meetings in every state that has a form of its own, all their words the same.</summary>
public static class MeetingRows
{
    /// <param name="words">Written wherever somebody writes.</param>
    /// <param name="kinds">So often each form is posted: each finds a meeting of its own.</param>
    public static async Task FurnishAsync(ZaitakuDb db, string words, DateTimeOffset now, int kinds)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(words);
        db.Meetings.AddRange(Enumerable.Range(0, kinds * 2).Select(at => new Meeting { Title = words, Organiser = words, Place = words, StartsAt = now.AddDays(at + 1), CancelledAt = at % 2 == 1 ? now : null, CancelReason = words, IsForResidents = true, CreatedAt = now }));
        Meeting[] running = [.. Enumerable.Range(0, kinds).Select(at => new Meeting { Title = words, StartsAt = now.AddMinutes(-30 - at), Minutes = words, CheckInCode = $"12345{at}", Inviting = MeetingInviting.ByHand, CreatedAt = now })];
        db.Meetings.AddRange(running);
        db.Associations.AddRange(Enumerable.Range(0, kinds + 1).Select(at => new Association { Name = words[..Math.Min(words.Length, Meeting.NameLengthMax)], ContactName = words[..Math.Min(words.Length, Meeting.NameLengthMax)], CreatedAt = now }));
        await db.SaveChangesAsync();
        await SeriesAsync(db, words, now, kinds);
        foreach (Meeting meeting in running)
        {
            MeetingSurvey survey = new() { MeetingId = meeting.Id, SentAt = now, ClosesAt = now.AddDays(7) };
            survey.Questions.Add(new SurveyQuestion { Order = 1, Text = words, Kind = SurveyQuestionKind.Words });
            db.MeetingSurveys.Add(survey);
            db.MeetingPapers.Add(new MeetingPaper { Id = Guid.CreateVersion7(now), MeetingId = meeting.Id, Name = words[..Math.Min(words.Length, MeetingPaper.NameLengthMax)], ContentType = "application/pdf", Bytes = 1, AddedAt = now });
            db.MeetingInvitees.Add(new MeetingInvitee { MeetingId = meeting.Id, Name = words[..Math.Min(words.Length, Meeting.NameLengthMax)], Organisation = words[..Math.Min(words.Length, Meeting.NameLengthMax)], Profession = words[..Math.Min(words.Length, Meeting.NameLengthMax)], AddedAt = now });
        }

        await db.SaveChangesAsync();
    }

    /// <summary>Series that go on by a rule, and series that were ended.</summary>
    private static async Task SeriesAsync(ZaitakuDb db, string words, DateTimeOffset now, int kinds)
    {
        MeetingSeries[] series = [.. Enumerable.Range(0, kinds * 3).Select(at => new MeetingSeries { RuleText = "毎月第3木曜 19:00〜20:30", From = new DateOnly(2026, 4, 16), Until = new DateOnly(2026, 6, 30), ClosedAt = at % 3 == 2 ? now : null, CreatedAt = now })];
        db.MeetingSeries.AddRange(series);
        await db.SaveChangesAsync();
        db.Meetings.AddRange(series.Select(one => new Meeting { SeriesId = one.Id, Title = words, Place = words, StartsAt = now.AddDays(40), CreatedAt = now }));
        await db.SaveChangesAsync();
    }
}
