using System.Globalization;
using Zaitaku.Bot.Channels;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Meetings;

/// <summary>How meetings are written in lines that a phone shows whole, and the buttons beside them.</summary>
internal static class MeetingLines
{
    public const string Verb = "meet";
    public const string Yes = "y", No = "n", Deputy = "d", Apply = "a";

    /// <summary>6月18日(木) 19:00〜20:30; another year is said.</summary>
    public static string WhenOf(MeetingFacts facts, HolidayCalendar holidays, DateTimeOffset now)
    {
        DateOnly day = OfficeTime.DayOf(facts.StartsAt);
        string year = day.Year == OfficeTime.DayOf(now).Year ? "" : string.Create(CultureInfo.InvariantCulture, $"{day.Year}年");
        return $"{year}{DutyWords.Day(day, holidays)} {(facts.EndsAt is { } end ? DutyWords.Hours(facts.StartsAt, end) : $"{ClockOf(facts.StartsAt)}から")}";
    }

    /// <summary>6月10日(水) 17:00.</summary>
    public static string InstantOf(DateTimeOffset instant, HolidayCalendar holidays) => $"{DutyWords.Day(OfficeTime.DayOf(instant), holidays)} {ClockOf(instant)}";

    public static string ClockOf(DateTimeOffset instant) => HoursText.Clock(OfficeTime.MinuteOf(instant));

    public static string PlaceOf(MeetingWay way, string place) => way switch
    {
        MeetingWay.Online => "オンライン",
        MeetingWay.Both => $"会場 {(place.Length > 0 ? place : "は、決まったらお知らせします")}\nオンラインでも参加できます",
        _ => place.Length > 0 ? $"会場 {place}" : "会場は、決まったらお知らせします",
    };

    /// <summary>When, where, who, what it costs and how many seats are left: each a row.</summary>
    /// <param name="seats">Seats nobody holds; null where there is no limit, or it is not said.</param>
    public static IEnumerable<CardRow> FactsOf(Meeting meeting, int? seats, HolidayCalendar holidays, DateTimeOffset now)
    {
        yield return new CardRow("", WhenOf(meeting.Facts, holidays, now), meeting.IsCancelled ? RowTone.Faint : RowTone.Plain);
        yield return new CardRow("", PlaceOf(meeting.Way, meeting.Place));
        if (meeting.Address.Length > 0 && meeting.Way != MeetingWay.Online)
        {
            yield return new CardRow("", meeting.Address, RowTone.Faint);
        }

        string more = string.Join('\n', ((string[])[meeting.Organiser.Length > 0 ? $"主催 {meeting.Organiser}" : "", meeting.Fee.Length > 0 ? $"参加費 {meeting.Fee}" : ""]).Where(line => line.Length > 0));
        if (more.Length > 0)
        {
            yield return new CardRow("", more);
        }

        if (meeting.Capacity is { } capacity && seats is { } free)
        {
            yield return new CardRow("", free > 0 ? string.Create(CultureInfo.InvariantCulture, $"空き {free}人（定員{capacity}人）") : string.Create(CultureInfo.InvariantCulture, $"満席です（定員{capacity}人）。出席のお返事は、席が空くのを待つ順番になります。"), free > 0 ? RowTone.Plain : RowTone.Unsure);
        }
    }

    public static CardRow? UntilOf(Meeting meeting, HolidayCalendar holidays, DateTimeOffset now) =>
        meeting.AnswersUntil is { } until && until > now && !meeting.IsCancelled ? new CardRow("", $"お返事は{InstantOf(until, holidays)}まで") : null;

    /// <summary>An answer is taken from them by chat and page.</summary>
    public static bool MayAnswer(Meeting meeting, MeetingInvitee? who, DateTimeOffset now) =>
        meeting.TakesAnswers && !meeting.IsCancelled && meeting.StartsAt > now && who?.IsOpen != false
        && (meeting.AnswersUntil is not { } until || until > now || (who?.Answer == MeetingAnswer.Offered && who.OfferUntil > now));

    /// <summary>To the last they may say that they do not come, also after the time for answers; and who comes in the seat they have.</summary>
    public static bool MayGiveUp(Meeting meeting, MeetingInvitee who, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        ArgumentNullException.ThrowIfNull(who);
        return meeting.TakesAnswers && !meeting.IsCancelled && meeting.StartsAt > now && who.IsOpen && who.Answer is not (MeetingAnswer.No or MeetingAnswer.Lapsed);
    }

    /// <summary>What they said, in words; empty where they said nothing.</summary>
    public static string AnswerOf(MeetingInvitee who) => who.Answer switch
    {
        MeetingAnswer.Yes => who.Kind == InviteeKind.Contact ? "出る方をお知らせいただきました" : "出席",
        MeetingAnswer.No => who.Kind == InviteeKind.Contact ? "出る方なし" : "欠席",
        MeetingAnswer.SendsDeputy => "代理の方が出席",
        MeetingAnswer.Waiting => "席が空くのをお待ちいただいています",
        MeetingAnswer.Offered => "空いた席へのお返事待ち",
        MeetingAnswer.Lapsed => "空いた席の期限が過ぎました",
        _ => "",
    };

    public static RowTone ToneOf(MeetingAnswer answer) => answer switch
    {
        MeetingAnswer.Yes or MeetingAnswer.SendsDeputy => RowTone.Good,
        MeetingAnswer.Waiting or MeetingAnswer.Offered or MeetingAnswer.Lapsed => RowTone.Unsure,
        _ => RowTone.Plain,
    };

    /// <summary>All they may answer as things stand; the answer they gave is left out.</summary>
    public static IReadOnlyList<CardButton> ButtonsOf(Meeting meeting, MeetingInvitee who, DateTimeOffset now)
    {
        if (!MayAnswer(meeting, who, now))
        {
            return MayGiveUp(meeting, who, now) ? GivingUpOf(meeting, who) : [];
        }

        bool isFresh = who.Answer == MeetingAnswer.None;
        CardButton yes = Press(isFresh || who.Answer == MeetingAnswer.Lapsed ? "出席" : "出席に変える", Yes, meeting, "出席します", isPrimary: true), no = Press(isFresh ? "欠席" : "欠席に変える", No, meeting, "欠席します"),
            deputy = Press(isFresh ? "代理" : "代理を出す", Deputy, meeting, "代理を出します"), names = Press("出る方を知らせる", Deputy, meeting, "出る方を知らせます", isPrimary: true);
        CardButton[] other = who.Kind is InviteeKind.Delegate or InviteeKind.Deputy ? [] : [deputy];
        return (who.Kind, who.Answer) switch
        {
            (InviteeKind.Contact, MeetingAnswer.No) => [names],
            (InviteeKind.Contact, _) => [names, Press("今回は出しません", No, meeting, "今回は出しません")],
            (_, MeetingAnswer.Offered) => [Press("出席します", Yes, meeting, "出席します", isPrimary: true), Press("見送ります", No, meeting, "見送ります")],
            (_, MeetingAnswer.Yes) => [no with { Label = "欠席に変える" }, .. other],
            (_, MeetingAnswer.Waiting) => [Press("待つのをやめる", No, meeting, "待つのをやめます"), .. other],
            (_, MeetingAnswer.No) => [yes, .. other],
            (_, MeetingAnswer.SendsDeputy) => [Press("自分が出席する", Yes, meeting, "自分が出席します"), no, Press("代理の方を見る・変える", Deputy, meeting, "代理の方を見ます")],
            _ => [yes, no, .. other],
        };
    }

    private static IReadOnlyList<CardButton> GivingUpOf(Meeting meeting, MeetingInvitee who)
    {
        CardButton no = who.Kind == InviteeKind.Contact ? Press("今回は出しません", No, meeting, "今回は出しません")
            : who.Answer == MeetingAnswer.Waiting ? Press("待つのをやめる", No, meeting, "待つのをやめます") : Press(who.Answer == MeetingAnswer.None ? "欠席" : "欠席に変える", No, meeting, "欠席します");
        return who.HoldsSeat && who.Kind is not (InviteeKind.Delegate or InviteeKind.Deputy) ? [no, Press("代理を出す", Deputy, meeting, "代理を出します")] : [no];
    }

    /// <summary>The link of those who come, https only.</summary>
    public static IEnumerable<CardButton> OnlineOf(Meeting meeting, MeetingInvitee who) =>
        who is { IsOpen: true, Answer: MeetingAnswer.Yes } && !meeting.IsCancelled && Uri.TryCreate(meeting.OnlineUrl, UriKind.Absolute, out Uri? url) && url.Scheme == Uri.UriSchemeHttps
            ? [new CardButton("オンラインで参加する", new ReplyAction.Open(url.AbsoluteUri))] : [];

    public static CardButton ApplyTo(Meeting meeting) => Press("申し込む", Apply, meeting, "申し込みます", isPrimary: true);

    /// <summary>With the mark of the date and place the card shows.</summary>
    private static CardButton Press(string label, string what, Meeting meeting, string shown, bool isPrimary = false) =>
        new(label, new ReplyAction.Press(string.Create(CultureInfo.InvariantCulture, $"{Verb}:{what}:{meeting.Id}:{MeetingMark.Of(meeting.Facts)}"), shown), isPrimary);
}
