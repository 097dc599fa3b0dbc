using Zaitaku.Storage;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Demo;

/// <summary>Who came to the demo city's meetings, and what came up there. All are invented; none is a member, so that nothing can be sent to them.</summary>
internal static class DemoAttendance
{
    private const int LettersDays = 30;

    /// <summary>Family names made of the invented city's own; workplaces of its directory.</summary>
    private static readonly (string Name, string Profession, string Organisation)[] People =
    [
        ("澪川 あおい", "医師", "みおはら在宅クリニック"), ("汐野 まこと", "医師", "汐彩台内科医院"), ("灯坂 ひかり", "看護師", "みおはら在宅クリニック"), ("帆波 ゆう", "看護師", "訪問看護ステーション しおかぜ"), ("潮見沢 りん", "薬剤師", "しおさい薬局 本店"),
        ("楓ヶ浦 そら", "薬剤師", "かえで薬局"), ("白灯 なお", "介護支援専門員", "澪原市東地域包括支援センター"), ("凪沢 しおり", "介護支援専門員", "澪原ケアプランセンター"), ("港路 はる", "医療ソーシャルワーカー", "澪原市民病院"), ("磯辺沢 みのり", "管理栄養士", "澪原栄養ケア・ステーション"),
        ("汀 かなで", "地域包括支援センター", "澪原市中央地域包括支援センター"), ("舟渡川 いつき", "行政", "澪原市"),
    ];

    /// <param name="all">Saved: they have their numbers.</param>
    public static void Add(ZaitakuDb db, IReadOnlyList<Meeting> all, DateTimeOffset now)
    {
        foreach ((MeetingKind kind, Meeting[] held) in all.Where(one => one.StartsAt < now).GroupBy(one => one.Kind).Select(group => (group.Key, group.OrderBy(one => one.StartsAt).ToArray())))
        {
            for (int at = 0; at < held.Length; at++)
            {
                AddHeld(db, held[at], kind, at);
            }
        }

        foreach (Meeting next in all.Where(one => one.StartsAt >= now && one.StartsAt < now.AddDays(LettersDays * 2) && one.TakesAnswers))
        {
            db.MeetingInvitees.AddRange(People.Select((one, person) => Row(next, one, (person % 4) switch { 0 or 1 => MeetingAnswer.Yes, 2 => MeetingAnswer.None, _ => MeetingAnswer.No }, now)));
        }

        foreach (Meeting last in all.Where(one => one.StartsAt < now && one.Kind is MeetingKind.Professionals or MeetingKind.CommunityCare).GroupBy(one => one.Kind).Select(group => group.MaxBy(one => one.StartsAt)!))
        {
            AddIssues(db, last, now);
        }
    }

    /// <summary>Of those on the list most came, a few never; from year's begin to end a few more. Beside them some were counted on paper.</summary>
    private static void AddHeld(ZaitakuDb db, Meeting meeting, MeetingKind kind, int at)
    {
        if (meeting.TakesAnswers)
        {
            foreach ((int person, (string, string, string) one) in People.Index().Where(one => one.Index < 8 + at))
            {
                bool came = (person + at) % 4 != 3 && person != 1;
                MeetingInvitee row = Row(meeting, one, came ? MeetingAnswer.Yes : person % 2 == 0 ? MeetingAnswer.No : MeetingAnswer.None, meeting.StartsAt.AddDays(-LettersDays));
                row.Attend(came, AnswerVia.Staff, meeting.StartsAt);
                db.MeetingInvitees.Add(row);
            }
        }

        (string Profession, string Organisation, int Count)[] counted = kind switch
        {
            MeetingKind.ResidentCourse => [(MeetingTerms.Resident, "", 24 + at), ("地域包括支援センター", "澪原市中央地域包括支援センター", 2)],
            MeetingKind.Training => [("医師", "", 6), ("看護師", "", 14 + at), ("薬剤師", "", 7), ("介護支援専門員", "", 11), ("介護職", "", 9 + at)],
            MeetingKind.CommunityCare => [("地域包括支援センター", "澪原市中央地域包括支援センター", 3), ("行政", "澪原市", 2), ("介護支援専門員", "", 4), (MeetingTerms.Resident, "", 3)],
            _ => [("介護職", "", 5 + at), ("施設職員", "", 3)],
        };
        db.MeetingHeadcounts.AddRange(counted.Select(one => new MeetingHeadcount { MeetingId = meeting.Id, Profession = one.Profession, Organisation = one.Organisation, Count = one.Count }));
    }

    private static void AddIssues(ZaitakuDb db, Meeting meeting, DateTimeOffset now) => db.MeetingIssues.AddRange(
        new MeetingIssue
        {
            MeetingId = meeting.Id, Problem = "退院のときの連絡先が、事業所ごとにばらばらで分かりにくい。", Measure = "連絡先を1枚の表にまとめ、次回に確かめる。", OwnerName = $"{DemoHub.Mark}・拠点", DueOn = OfficeTime.DayOf(now).AddDays(LettersDays), CreatedAt = meeting.StartsAt,
        },
        new MeetingIssue
        {
            MeetingId = meeting.Id, Problem = "夜間に相談できる窓口が知られていない。", Measure = "窓口の一覧を会議で配る。", OwnerName = $"{DemoHub.Mark}・拠点", DoneAt = now, Outcome = "一覧を配り、次の回から次第に載せる。", CreatedAt = meeting.StartsAt,
        });

    private static MeetingInvitee Row(Meeting meeting, (string Name, string Profession, string Organisation) one, MeetingAnswer answer, DateTimeOffset addedAt) => new()
    {
        MeetingId = meeting.Id, Name = one.Name, Profession = one.Profession, Organisation = one.Organisation, Answer = answer, AnsweredAt = answer == MeetingAnswer.None ? null : addedAt, AnsweredVia = answer == MeetingAnswer.None ? AnswerVia.None : AnswerVia.Staff, AddedAt = addedAt,
    };
}
