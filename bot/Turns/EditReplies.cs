using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Desk;
using Zaitaku.Bot.Intake;
using Zaitaku.Storage.Consultations;

namespace Zaitaku.Bot.Turns;

/// <summary>What is said when somebody writes a message anew.</summary>
public static class EditReplies
{
    public static readonly TextReply Taken = new("書き直しを受け取りました。こちらの控えも、新しい文に替えました。");

    public static readonly TextReply TakenIntoDraft = new("書き直しを受け取りました。書きかけのご相談も、新しい文に替えました。まだ送られていません。") { QuickReplies = [IntakeReplies.GoOn] };

    public static TextReply TakenInto(Consultation one) =>
        new($"書き直しを受け取りました。ご相談 {ConsultationNumbers.Shown(one.Number)} の文を新しいものに替え、担当者に知らせました。");

    /// <summary>Somebody has answered, or it is over: the record stands.</summary>
    public static TextReply TooLate(Consultation one) => new(
        $"ご相談 {ConsultationNumbers.Shown(one.Number)} は、{(one.IsOpen ? "担当者がお返事したあとのため" : "終わっているため")}、前の文を書き替えられません。書き直した文は担当者に届いていません。\n新しいメッセージとして、もう一度送ってください。")
    {
        QuickReplies = one.IsOpen ? [new QuickReply("返信する", new ReplyAction.Press($"{DeskReplies.ReplyVerb}:{one.Number}", "返信します"))] : [IntakeReplies.Start],
    };

    public static readonly TextReply CannotRead = new("書き直した文は、長すぎるか空のため受け取れませんでした。前の文のままになっています。新しいメッセージとして、もう一度送ってください。");

    /// <summary>In the middle of questions: an answer given before is not changed by writing it anew.</summary>
    public static readonly TextReply SayAgain = new("書き直した文は、まだ受け取っていません。お手数ですが、新しいメッセージとしてもう一度送ってください。");
}
