using System.Globalization;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Channels;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Meetings;

/// <summary>All that people on a list read about a meeting without asking.</summary>
public sealed class MeetingCards(LiveDirectory directory, IOptions<HubOptions> hub) : IMeetingCards
{
    public string Reminder(MeetingReminderKind kind, ToldMeeting told, DateTimeOffset now) => ReplyContent.ToJson(ReminderOf(kind, told, directory.Current().Holidays, HubContact.Of(hub.Value), now));

    public string Changed(ToldMeeting told, MeetingFacts heard, DateTimeOffset now) => ReplyContent.ToJson(ChangedOf(told, heard, directory.Current().Holidays, HubContact.Of(hub.Value), now));

    public string Offer(ToldMeeting told, DateTimeOffset now) => ReplyContent.ToJson(OfferOf(told, directory.Current().Holidays, now));

    public string Lapsed(ToldMeeting told, DateTimeOffset now) => ReplyContent.ToJson(LapsedOf(told, directory.Current().Holidays, now));

    public string NotComing(ToldMeeting told, DateTimeOffset now) => ReplyContent.ToJson(NotComingOf(told, directory.Current().Holidays, HubContact.Of(hub.Value), now));

    public string Removed(ToldMeeting told, DateTimeOffset now) => ReplyContent.ToJson(RemovedOf(told, directory.Current().Holidays, HubContact.Of(hub.Value), now));

    public string Together(IReadOnlyList<string> reminders)
    {
        ArgumentNullException.ThrowIfNull(reminders);
        return ReplyContent.ToJson([TogetherOf([.. reminders.SelectMany(ReplyContent.FromJson).OfType<CardReply>()])]);
    }

    /// <summary>Each with its own buttons; how many there are is said first, since a phone shows one at a time.</summary>
    internal static CardReply TogetherOf(IReadOnlyList<CardReply> reminders)
    {
        Card[] cards = [.. reminders.SelectMany(reply => reply.Cards)];
        string count = string.Create(CultureInfo.InvariantCulture, $"ご案内が{cards.Length}件あります");
        return new CardReply(
            $"{count}: {string.Join("、", cards.Select(card => $"{card.Rows[0].Text} {card.Title}"))}",
            [.. cards.Select((card, at) => card with
            {
                Kicker = string.Create(CultureInfo.InvariantCulture, $"{card.Kicker}（{at + 1}／{cards.Length}）"),
                Rows = at > 0 ? card.Rows : [new CardRow("", $"{count}。1件ずつお返事ください。", RowTone.Unsure), .. card.Rows],
            })]);
    }

    internal static IReadOnlyList<ReplyContent> ReminderOf(MeetingReminderKind kind, ToldMeeting told, HolidayCalendar holidays, HubContact hub, DateTimeOffset now) => kind switch
    {
        MeetingReminderKind.Invite or MeetingReminderKind.Nudge => InviteOf(told, kind == MeetingReminderKind.Nudge, holidays, now),
        _ => ComingOf(told, kind == MeetingReminderKind.Soon, holidays, hub, now),
    };

    private static IReadOnlyList<ReplyContent> InviteOf(ToldMeeting told, bool isNudge, HolidayCalendar holidays, DateTimeOffset now)
    {
        Meeting meeting = told.Meeting;
        string kicker = isNudge ? "お返事をお待ちしています" : $"{KindOf(meeting)}のご案内";
        string ask = told.Who.Kind == InviteeKind.Contact ? "出る方のお名前をお知らせください。" : isNudge ? "まだお返事をいただいていません。出席か欠席かをお知らせください。" : "出席か欠席かをお知らせください。";
        Card card = new()
        {
            Kicker = kicker, Title = meeting.Title,
            Rows =
            [
                .. MeetingLines.FactsOf(meeting, told.Seats, holidays, now), .. Papers(told), .. MeetingLines.UntilOf(meeting, holidays, now) is { } until ? [until] : Array.Empty<CardRow>(), new CardRow("", ask),
            ],
            Buttons = MeetingLines.ButtonsOf(meeting, told.Who, now),
        };
        return Say($"{kicker}: {Alt(meeting, holidays, now)} {ask}", card);
    }

    /// <summary>To those who come.</summary>
    private static IReadOnlyList<ReplyContent> ComingOf(ToldMeeting told, bool isSoon, HolidayCalendar holidays, HubContact hub, DateTimeOffset now)
    {
        Meeting meeting = told.Meeting;
        int days = OfficeTime.DayOf(meeting.StartsAt).DayNumber - OfficeTime.DayOf(now).DayNumber;
        string kicker = (days, isSoon) switch
        {
            (0, _) => $"きょう {MeetingLines.ClockOf(meeting.StartsAt)}からです",
            (1, false) => $"あす {MeetingLines.ClockOf(meeting.StartsAt)}からです",
            _ => "まもなくです",
        };
        Card card = new()
        {
            Kicker = kicker, Title = meeting.Title,
            Rows = [.. MeetingLines.FactsOf(meeting, null, holidays, now), .. isSoon ? [] : Papers(told), .. Ask("出席でうかがっています。都合が悪くなったら、", told, hub, now)],
            Buttons = [.. MeetingLines.OnlineOf(meeting, told.Who), .. MeetingLines.ButtonsOf(meeting, told.Who, now)],
        };
        return Say($"{kicker}: {Alt(meeting, holidays, now)}", card);
    }

    internal static IReadOnlyList<ReplyContent> ChangedOf(ToldMeeting told, MeetingFacts heard, HolidayCalendar holidays, HubContact hub, DateTimeOffset now)
    {
        Meeting meeting = told.Meeting;
        if (meeting.IsCancelled)
        {
            return Say($"中止のお知らせ: {Alt(meeting, holidays, now)}",
                new Card
                {
                    Tone = CardTone.Notice, Kicker = "中止になりました", Title = meeting.Title,
                    Rows = [new CardRow("", $"{MeetingLines.WhenOf(heard, holidays, now)} の予定でしたが、開かれません。", RowTone.Bad), .. meeting.CancelReason.Length > 0 ? [new CardRow("", meeting.CancelReason)] : Array.Empty<CardRow>(), new CardRow("", "お越しいただく必要はありません。お返事も要りません。"), hub.Row],
                });
        }

        bool isMoved = heard.StartsAt != meeting.StartsAt || heard.EndsAt != meeting.EndsAt, isOtherWay = heard.IsOtherWay(meeting.Facts), isOtherAddress = heard.IsOtherAddress(meeting.Facts), isElsewhere = heard.Place != meeting.Place || isOtherWay, isOtherLink = heard.OnlineUrl != meeting.OnlineUrl;
        string[] what = [.. ((string[])[isMoved ? "日時" : "", isOtherWay ? "開き方" : isElsewhere ? "会場" : "", isOtherAddress ? "住所" : "", isOtherLink ? "オンラインのリンク" : ""]).Where(one => one.Length > 0)];
        string kicker = heard.IsCancelled ? "開くことになりました" : what.Length > 0 ? $"{string.Join("と", what)}が変わりました" : "お知らせ";
        string answer = MeetingLines.AnswerOf(told.Who);
        Card card = new()
        {
            Tone = CardTone.Notice, Kicker = kicker, Title = meeting.Title,
            Rows =
            [
                .. heard.IsCancelled ? [new CardRow("", "中止とお知らせしましたが、開くことになりました。")] : Array.Empty<CardRow>(),
                .. isMoved ? (CardRow[])[new CardRow("", $"変更前 {MeetingLines.WhenOf(heard, holidays, now)}", RowTone.Faint), new CardRow("", $"変更後 {MeetingLines.WhenOf(meeting.Facts, holidays, now)}", RowTone.Good)] : [new CardRow("", MeetingLines.WhenOf(meeting.Facts, holidays, now))],
                .. isElsewhere ? (CardRow[])[new CardRow("", $"変更前 {PlaceOf(heard.Way, heard.Place, isOtherWay)}", RowTone.Faint), new CardRow("", $"変更後 {PlaceOf(meeting.Way, meeting.Place, isOtherWay)}", RowTone.Good)] : [new CardRow("", MeetingLines.PlaceOf(meeting.Way, meeting.Place))],
                .. isOtherAddress ? [new CardRow("", $"住所 変更前 {heard.Address}", RowTone.Faint), new CardRow("", $"住所 変更後 {meeting.Address}", RowTone.Good)] : isElsewhere && meeting.Way != MeetingWay.Online && meeting.Address.Length > 0 ? [new CardRow("", meeting.Address, RowTone.Faint)] : Array.Empty<CardRow>(),
                .. isOtherLink && meeting.OnlineUrl.Length > 0 ? [new CardRow("", $"{(heard.OnlineUrl.Length > 0 ? "前のリンクは使わないでください。新しい" : "オンラインの")}リンクは、出席の方にこのチャットでお送りします。")] : Array.Empty<CardRow>(),
                .. Ask(answer.Length > 0 ? $"お返事は「{answer}」のままです。変えるときは、" : told.Who.Kind == InviteeKind.Contact ? "出る方のお名前を、" : "出席か欠席かを、", told, hub, now),
            ],
            Buttons = [.. MeetingLines.OnlineOf(meeting, told.Who), .. MeetingLines.ButtonsOf(meeting, told.Who, now)],
        };
        return Say($"{kicker}: {Alt(meeting, holidays, now)}", card);
    }

    /// <summary>They pressed a button that names another date or place: what is otherwise, and the buttons of now.</summary>
    /// <param name="seen">What the card they pressed said; null where nobody knows any more.</param>
    internal static CardReply AskedAgain(ToldMeeting told, MeetingFacts? seen, HolidayCalendar holidays, HubContact hub, DateTimeOffset now)
    {
        const string Kept = "まだ、お返事を受け付けていません。ご覧になった案内のあとで、日時か会場が変わりました。お確かめのうえ、もう一度お知らせください。";
        Meeting meeting = told.Meeting;
        CardReply changed = (CardReply)ChangedOf(told, seen ?? meeting.Facts, holidays, hub, now)[0];
        Card card = changed.Cards[0];
        return changed with
        {
            AltText = $"{Kept} {changed.AltText}",
            Cards = [card with { Rows = [new CardRow("", Kept, RowTone.Unsure), .. card.Rows], Buttons = told.Who is { Kind: InviteeKind.Applicant, Answer: MeetingAnswer.None } ? [MeetingLines.ApplyTo(meeting)] : card.Buttons }],
        };
    }

    /// <summary>Names are nothing for the chat.</summary>
    internal static IReadOnlyList<ReplyContent> NotComingOf(ToldMeeting told, HolidayCalendar holidays, HubContact hub, DateTimeOffset now)
    {
        bool isContact = told.Who.Kind == InviteeKind.Contact, isNobody = told.Who.Answer == MeetingAnswer.None;
        string kicker = isContact ? "お知らせいただいた方の出席がなくなりました" : "代理の方の出席がなくなりました";
        Card card = new()
        {
            Tone = CardTone.Notice, Kicker = kicker, Title = told.Meeting.Title,
            Rows =
            [
                .. MeetingLines.FactsOf(told.Meeting, null, holidays, now),
                new CardRow("", isContact ? $"お知らせいただいた方のうち、欠席のお返事があったか、空いた席のお返事の期限が過ぎた方がいます。{(isNobody ? "いま、出る方がいません。" : "")}" : "代理の方から欠席のお返事があったか、空いた席のお返事の期限が過ぎました。いま、どなたも出席になっていません。", RowTone.Unsure),
                .. Ask(isContact ? "ほかの方が出るときは、" : "ご自分が出席するか、別の方が出るときは、", told, hub, now),
            ],
            Buttons = MeetingLines.ButtonsOf(told.Meeting, told.Who, now),
        };
        return Say($"{kicker}: {Alt(told.Meeting, holidays, now)}", card);
    }

    internal static IReadOnlyList<ReplyContent> OfferOf(ToldMeeting told, HolidayCalendar holidays, DateTimeOffset now)
    {
        string until = told.Who.OfferUntil is { } end ? $"{MeetingLines.InstantOf(end, holidays)}までにお返事ください。そのあとは、次の方にお声がけします。" : "お早めにお返事ください。";
        Card card = new()
        {
            Tone = CardTone.Notice, Kicker = "席が空きました", Title = told.Meeting.Title,
            Rows = [.. MeetingLines.FactsOf(told.Meeting, null, holidays, now), new CardRow("", $"お席を1つ取ってあります。{until}", RowTone.Good)],
            Buttons = MeetingLines.ButtonsOf(told.Meeting, told.Who, now),
        };
        return Say($"席が空きました: {Alt(told.Meeting, holidays, now)} {until}", card);
    }

    internal static IReadOnlyList<ReplyContent> LapsedOf(ToldMeeting told, HolidayCalendar holidays, DateTimeOffset now)
    {
        IReadOnlyList<CardButton> buttons = MeetingLines.ButtonsOf(told.Meeting, told.Who, now);
        Card card = new()
        {
            Kicker = "お席の期限が過ぎました", Title = told.Meeting.Title,
            Rows = [new CardRow("", MeetingLines.WhenOf(told.Meeting.Facts, holidays, now)), new CardRow("", $"お返事をいただけなかったため、取ってあったお席は次の方に回りました。{(buttons.Count > 0 ? "まだ出席をご希望のときは「出席」を押してください。席が空くのを待つ順番の最後になります。" : "")}")],
            Buttons = [.. buttons.Where(button => button.IsPrimary)],
        };
        return Say($"お席の期限が過ぎました: {Alt(told.Meeting, holidays, now)}", card);
    }

    internal static IReadOnlyList<ReplyContent> RemovedOf(ToldMeeting told, HolidayCalendar holidays, HubContact hub, DateTimeOffset now) =>
        Say($"ご案内の取り消し: {Alt(told.Meeting, holidays, now)}",
            new Card
            {
                Tone = CardTone.Notice, Kicker = "ご案内を取り消しました", Title = told.Meeting.Title,
                Rows = [new CardRow("", MeetingLines.WhenOf(told.Meeting.Facts, holidays, now), RowTone.Faint), new CardRow("", "出席の一覧から外れました。お越しいただく必要はありません。お心当たりがないときは、拠点へお尋ねください。"), hub.Row],
                Buttons = hub.Buttons,
            });

    internal static string KindOf(Meeting meeting) => meeting.Kind == MeetingKind.Other ? "会議・研修" : MeetingTerms.Kinds.Name(meeting.Kind);

    /// <summary>What a phone shows without opening the chat: name, when and where.</summary>
    internal static string Alt(Meeting meeting, HolidayCalendar holidays, DateTimeOffset now) =>
        $"{meeting.Title} {MeetingLines.WhenOf(meeting.Facts, holidays, now)} {MeetingLines.PlaceOf(meeting.Way, meeting.Place).Replace("\n", "、", StringComparison.Ordinal)}";

    private static string PlaceOf(MeetingWay? way, string place, bool isOtherWay) => isOtherWay && way is { } one ? MeetingLines.PlaceOf(one, place) : PlaceOf(place);

    private static string PlaceOf(string place) => place.Length > 0 ? $"会場 {place}" : "会場の決まりなし";

    private static IEnumerable<CardRow> Papers(ToldMeeting told) => told.HasPapers ? [new CardRow("", "配付資料があります。")] : [];

    /// <summary>By the buttons while there are some, else by phone, with the number.</summary>
    private static CardRow[] Ask(string what, ToldMeeting told, HubContact hub, DateTimeOffset now) =>
        MeetingLines.MayAnswer(told.Meeting, told.Who, now) || (told.Who.HoldsSeat && MeetingLines.MayGiveUp(told.Meeting, told.Who, now)) ? [new CardRow("", $"{what}下のボタンでお知らせください。")] : [new CardRow("", $"{what}お電話でお知らせください。"), hub.Row];

    private static IReadOnlyList<ReplyContent> Say(string alt, Card card) => [new CardReply(alt, [card])];
}
