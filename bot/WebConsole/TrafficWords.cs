using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Emergency;
using Zaitaku.Scheduler.Covers;
using Zaitaku.Scheduler.Duties;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Scheduler.Unanswered;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Bot.WebConsole;

/// <summary>How the page of inbox and outbox names things.</summary>
public static class TrafficWords
{
    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        ["reply"] = "返事",
        ["emergency"] = "緊急の案内",
        [DangerNotices.KindOf(EmergencyKind.General)] = "いのちの危険の知らせ",
        [DangerNotices.KindOf(EmergencyKind.PlannedDeath)] = "いのちの危険の知らせ（看取り）",
        [DangerNotices.KindOf(EmergencyKind.SuicideThought)] = "いのちの危険の知らせ（死にたい気持ち）",
        [DangerNotices.KindOf(EmergencyKind.SuicideNow)] = "いのちの危険の知らせ（死にたい気持ち・手段など）",
        [DangerNotices.CalmKind] = "緊急ではなかった知らせ",
        ["quota.warning"] = "残り通数の知らせ",
        ["phone.task"] = "電話の依頼",
        ["consultation"] = "相談の返事",
        ["consultation.receipt"] = "相談の受付の控え",
        ["consultation.reminder"] = "相談の返事のお願い",
        [GapNotices.NowKind] = "当番の空きの知らせ（至急）",
        [GapNotices.NewKind] = "当番の空きの知らせ",
        [UnansweredPass.WeekKind] = "答えられなかった質問の一週間",
        [GapNotices.WeekKind] = "当番の空きの一覧",
        ["desk.card"] = "相談のカード",
        ["desk.detail"] = "相談の詳しいカード",
        [SurveySending.AskKind] = "アンケートのお願い",
        [IssueMessages.BeforeKind] = "会議の課題の期限の前の知らせ",
        [IssueMessages.DueKind] = "会議の課題の期限の知らせ",
        [IssueMessages.LateKind] = "会議の課題の期限を過ぎた知らせ",
        [MeetingMessages.KindOf(MeetingReminderKind.Invite)] = "会議・研修の案内",
        [MeetingMessages.KindOf(MeetingReminderKind.Nudge)] = "会議・研修の返事のお願い",
        [MeetingMessages.KindOf(MeetingReminderKind.Day)] = "会議・研修の前日の知らせ",
        [MeetingMessages.KindOf(MeetingReminderKind.Soon)] = "会議・研修の直前の知らせ",
        [MeetingMessages.ChangedKind] = "会議・研修の変更・中止の知らせ",
        [MeetingMessages.OfferKind] = "会議・研修の空席の知らせ",
        [MeetingMessages.LapsedKind] = "会議・研修の空席の期限切れの知らせ",
        [MeetingMessages.NotComingKind] = "会議・研修に代わりの方が来られなくなった知らせ",
        [MeetingMessages.RemovedKind] = "会議・研修の案内の取りやめ",
        [MeetingMessages.RecordKind] = "会議・研修の記録",
        [DeskMatter.KindOf(DeskTask.Calls)] = "会議・研修の電話のお願い",
        [DeskMatter.KindOf(DeskTask.Unreached)] = "会議・研修の案内が届かない方の知らせ",
        [DeskMatter.KindOf(DeskTask.Unwritten)] = "会議・研修の記録のお願い",
        [CoverMessages.Ask] = "当番の交代のお願い",
        [CoverMessages.Over] = "当番の交代のお願いの終わり",
        [CoverMessages.News] = "当番の交代の知らせ",
        [CoverMessages.DeskOpen] = "当番の交代（未定）の知らせ",
        [CoverMessages.DeskApprove] = "当番の交代の承認のお願い",
        [CoverMessages.DeskNews] = "当番の交代の結果の知らせ",
    };

    /// <summary>What our own engine writes; what a channel answered stands as it came.</summary>
    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["too late to be useful"] = "届いても役に立たない時刻を過ぎた",
        ["the quiet hours last longer than its use"] = "通知を止める時間が明ける前に用が済む",
        ["no longer planned"] = "予定が変わった",
        ["somebody has called"] = "だれかが電話した",
        ["somebody has seen to it"] = "だれかが対応した",
        ["the question was answered"] = "返事があった",
        ["the duty changed"] = "当番が変わった",
        ["the duty was confirmed"] = "当番の確認があった",
        ["the rota has just changed"] = "当番表が変わったところ",
        ["nobody confirmed the duty"] = "当番の確認がない",
        [GapNotices.Mended] = "当番の空きが埋まった",
        [SurveyTruth.Over] = "アンケートに答えがあったか、締め切った",
        [IssueTruth.Settled] = "会議の課題が終わったか、担当が変わった",
        [MeetingDeskTruth.Done] = "会議・研修の電話や記録がすんだ",
        ["the meeting changed"] = "会議・研修の予定が変わった、または返事があった",
        ["the meeting has just changed"] = "会議・研修の予定が変わったところ",
        ["waits for an earlier message of the meeting"] = "同じ会議・研修の先の知らせを待っている",
        [CoverTruth.Settled] = "当番の交代のお願いが終わった",
        ["the consultation is gone"] = "相談が消された",
        ["its words were taken back"] = "ことばが取り消された",
        ["the chat page was closed"] = "チャット画面が閉じられた",
        ["waits for an earlier answer"] = "先の返事を待っている",
        ["waits for the card before it"] = "同じ相談の先のカードを待っている",
        ["waits for the answer to a press"] = "押されたボタンへの返事を待っている",
        ["quiet hours"] = "通知を止める時間",
        ["the channel does not answer"] = "チャットの側から返事がない",
        ["our mistake: it could not be checked"] = "プログラムの不具合で確かめられない",
        ["the month's plan is used up"] = "今月の通数を使い切った",
        ["no channel reaches the person"] = "届くチャットがない",
        ["the channel is not configured"] = "チャットの接続が設定されていない",
        ["the channel asked for a pause"] = "チャットの側から待つように言われた",
        ["the program ended during the try"] = "送っている途中でプログラムが止まった",
        [TrafficReads.OtherReasons] = "ほかの理由",
        [""] = "理由の記録なし",
    };

    public static string Of(Urgency urgency) => urgency switch
    {
        Urgency.Emergency => "緊急",
        Urgency.Page => "呼び出し",
        Urgency.Reply => "返事",
        Urgency.Notice => "お知らせ",
        _ => "まとめ",
    };

    public static string Of(EventKind? kind) => kind switch
    {
        EventKind.Text => "ことば",
        EventKind.Location => "位置情報",
        EventKind.Sticker => "スタンプ",
        EventKind.Media => "写真・音声",
        EventKind.Postback => "ボタン",
        EventKind.Follow => "友だち追加",
        EventKind.Unfollow => "ブロック",
        EventKind.Join or EventKind.MemberJoined => "グループに参加",
        EventKind.Leave or EventKind.MemberLeft => "グループから退出",
        EventKind.Unsend => "送信の取り消し",
        EventKind.Edited => "書き直し",
        EventKind.Other => "その他",
        _ => "読めない、または取り消された",
    };

    public static string Channel(string channel) => channel switch
    {
        "line" => "LINE",
        "teams" => "Teams",
        "chat" => "チャット画面",
        "" => "送るときに決まる",
        _ => channel,
    };

    public static string Kind(string kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return Kinds.GetValueOrDefault(kind) ?? NoticeTopics.OfKind(kind) switch
        {
            NoticeTopics.Consultation => "相談の知らせ",
            NoticeTopics.Duty => "当番の知らせ",
            NoticeTopics.Operation => "運営の知らせ",
            NoticeTopics.Hands => "手上げ・代診の知らせ",
            NoticeTopics.Meeting => "会議・研修の知らせ",
            _ => kind,
        };
    }

    public static string Reason(string reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return reason.StartsWith(BundleRules.Carried, StringComparison.Ordinal) ? "ほかの知らせとまとめて送った" : Reasons.GetValueOrDefault(reason, reason);
    }

    public static string Of(OutboxState state) => state == OutboxState.Cancelled ? "取りやめ" : "あきらめ";

    /// <summary>「3分」, 「2時間5分」, 「4日」.</summary>
    public static string Of(TimeSpan span) => span switch
    {
        { TotalSeconds: < 1 } => "1秒未満",
        { TotalMinutes: < 1 } => $"{span.Seconds}秒",
        { TotalHours: < 1 } => $"{span.Minutes}分",
        { TotalDays: < 2 } => $"{(int)span.TotalHours}時間{(span.Minutes > 0 ? $"{span.Minutes}分" : "")}",
        _ => $"{(int)span.TotalDays}日",
    };

    /// <summary>「5分以内」.</summary>
    public static string Of(LatenessBand band)
    {
        ArgumentNullException.ThrowIfNull(band);
        return band.UpTo is { } most ? $"{Of(most)}以内" : "それより後";
    }

    /// <summary>What a phone dials.</summary>
    public static string Dialled(string phone) => string.Concat(phone.Where(letter => char.IsAsciiDigit(letter) || letter == '+'));
}
