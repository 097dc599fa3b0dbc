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
        string[] asked = ["車庫証明の出し方", "犬小屋の塗りかえ", "畳の裏返し", "蛍光灯の捨て場所", "盆踊りの太鼓", "野菜の直売", "水道の検針", "自転車の空気入れ", "雪おろしの順番", "図書館の返却", "粗大ごみのシール", "広報誌の配り先"];
        db.KeptNotes.AddRange(Enumerable.Range(0, kinds * asked.Length).Select(at => new KeptNote
        {
            Kind = NoteKind.Unanswered, Reason = (NoteReason)(at % 4), MemberId = member, SaidAt = now.AddMinutes(-at), Text = $"{asked[at % asked.Length]}{new string('ぬ', at)}{words}", ChannelMessageId = $"unanswered-{at}",
        }));
        db.Lessons.AddRange(Enumerable.Range(0, kinds * 2).Select(at => new Lesson { Kind = LessonKind.OutOfScope, Words = $"{at}番{words}", Means = "", TaughtAt = now, TaughtBy = staff }));
    }
}
