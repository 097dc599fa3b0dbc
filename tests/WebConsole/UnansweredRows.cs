using Zaitaku.Storage;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Tests.WebConsole;

/// <summary>Questions without an answer, each a group of its own, and lessons that hold.</summary>
public static class UnansweredRows
{
    /// <param name="words">Part of every question and lesson.</param>
    /// <param name="kinds">So often each form is posted: each finds a question of its own.</param>
    public static void Furnish(ZaitakuDb db, string words, Guid member, Guid staff, DateTimeOffset now, int kinds)
    {
        ArgumentNullException.ThrowIfNull(db);
        const int Questions = 12;
        db.KeptNotes.AddRange(Enumerable.Range(0, kinds * Questions).Select(at => new KeptNote
        {
            Kind = NoteKind.Unanswered, Reason = (NoteReason)(at % 4), MemberId = member, SaidAt = now.AddMinutes(-at), Text = $"{Letters(at)}{words}", ChannelMessageId = $"unanswered-{at}",
        }));
        db.Lessons.AddRange(Enumerable.Range(0, kinds * 2).Select(at => new Lesson { Kind = LessonKind.OutOfScope, Words = $"{at}番{words}", Means = "", TaughtAt = now, TaughtBy = staff }));
    }

    /// <summary>No two questions have a letter of these in common, so that each is a group of its own.</summary>
    private static string Letters(int of) => new([.. Enumerable.Range(0, 80).Select(at => (char)('一' + (of * 80) + at))]);
}
