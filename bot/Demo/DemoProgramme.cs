using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Demo;

/// <summary>A series of meetings as the invented city holds it.</summary>
/// <param name="Titles">In turn; one for a meeting that is always called the same.</param>
internal sealed record DemoProgramme(MeetingKind Kind, string[] Titles, string Organiser, string Rule, MeetingWay Way, string Place, string AudienceWords, int? Capacity, string Description, string Agenda)
{
    public static IReadOnlyList<DemoProgramme> All { get; } =
    [
        new(MeetingKind.Professionals, ["多職種連携会議"], DemoHub.Name, "奇数月第3火曜 19:00〜20:30", MeetingWay.Both, "澪原市民センター 大会議室", "在宅医療と介護にかかわる専門職", 60,
            "話題提供のあと、6人ほどのグループで話し合います。", "1 話題提供\n2 グループワーク\n3 全体で共有"),
        new(MeetingKind.CaseStudy, ["事例検討会"], DemoHub.Name, "偶数月第2木曜 19:00〜20:30", MeetingWay.InPerson, "澪原市民センター 会議室2", "在宅医療と介護にかかわる専門職", 30, "個人が分からない形にした事例を、職種ごとの見方で話し合います。", "1 事例の紹介\n2 職種ごとの見方\n3 次に試すこと"),
        new(MeetingKind.Training, ["看取りを支える研修", "服薬支援の研修", "食べる力を支える研修", "認知症の方との暮らしを支える研修"], "澪原市医師会", "4・7・10・1月の第4水曜 18:30〜20:00", MeetingWay.Both, "澪原市民センター 大会議室", "医療・介護の専門職", 80,
            "講義と質疑。オンラインでも参加できます。", "1 講義\n2 質疑"),
        new(MeetingKind.ResidentCourse, ["住民講座「家で受けられる医療と介護」", "住民講座「もしものときの話し合い」", "住民講座「家でできる体の動かし方」"], "澪原市", "5・8・11・2月の第3土曜 10:00〜11:30", MeetingWay.InPerson, "汐彩台コミュニティホール", "どなたでも", 50,
            "予約はいりません。直接お越しください。", "1 お話\n2 相談コーナー"),
        new(MeetingKind.CommunityCare, ["地域ケア会議"], "澪原市中央地域包括支援センター", "6・9・12・3月の第1木曜 13:30〜15:00", MeetingWay.InPerson, "澪原市民センター 会議室1", "地域の関係者", null, "地域で続いている困りごとと、その手立てを話し合います。", "1 前回からの動き\n2 地域の課題\n3 役割分担"),
    ];

    public SeriesRule RuleFrom(DateOnly from) =>
        SeriesText.TryRead(Rule, from, out SeriesRule rule, out string problem) ? rule with { Holidays = HolidayWay.WeekLater } : throw new InvalidOperationException(problem);

    /// <param name="at">Which of its dates, from 0.</param>
    public Meeting MeetingOf(int series, SeriesDate date, int at, SeriesRule rule, DateTimeOffset now)
    {
        DateOnly day = date.Held ?? date.Planned;
        DateTimeOffset startsAt = OfficeTime.At(day, rule.StartMinute);
        bool isOver = startsAt < now;
        return new Meeting
        {
            SeriesId = series, PlannedOn = date.Planned, Title = $"{DemoHub.Mark}・{Titles[at % Titles.Length]}", Organiser = Organiser, Kind = Kind, Way = Way, StartsAt = startsAt, EndsAt = rule.EndMinute is { } end ? OfficeTime.At(day, end) : null,
            Place = Place, AudienceWords = AudienceWords, IsForResidents = Kind == MeetingKind.ResidentCourse, HasAdministrators = Kind == MeetingKind.Professionals && day.Month == 7, Capacity = Capacity, Fee = "無料", Description = Description, Agenda = Agenda,
            Style = Kind == MeetingKind.Professionals ? "グループワーク" : "", Inviting = Kind is MeetingKind.Professionals or MeetingKind.CaseStudy ? MeetingInviting.ByHand : MeetingInviting.Nobody, IsDemo = true, CreatedAt = now, ChangedAt = now,
            Minutes = isOver ? MinutesOf() : "", MinutesSentAt = isOver && Kind == MeetingKind.Professionals ? startsAt.AddHours(2) : null,
        };
    }

    private string MinutesOf() => Kind switch
    {
        MeetingKind.Professionals => "退院の前に、訪問看護と薬局にも日程を知らせると準備がしやすい、という声が多かった。\n連絡先を1枚にまとめて、次回に持ち寄る。",
        MeetingKind.CaseStudy => "食事の量が減った理由を、職種ごとに出し合った。\n歯科と栄養の視点が早くからあるとよい、とまとまった。",
        MeetingKind.CommunityCare => "通院の足が続いて課題になっている。\n次回までに、使える移動の手段を一覧にする。",
        _ => "",
    };
}
