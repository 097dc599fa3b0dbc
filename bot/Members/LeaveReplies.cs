using Zaitaku.Bot.Channels;

namespace Zaitaku.Bot.Members;

/// <summary>What is said to somebody who leaves.</summary>
public static class LeaveReplies
{
    public static readonly TextReply NotInGroups = new("退会のお手続きは、1対1のチャットで書いてください。");

    public static readonly TextReply NotHere = new("ここには登録がありません。消すものは何もありません。");

    public static TextReply Kept(HubContact hub) => new($"何も消していません。\nお困りのことがあれば、お電話でもどうぞ。\n{hub.Lines}");

    /// <param name="open">Consultations the hub still owes an answer.</param>
    public static CardReply Ask(int open, DateTimeOffset now) => new("退会して、すべて消しますか？",
    [
        new Card
        {
            Tone = CardTone.Notice,
            Kicker = "退会",
            Title = "退会して、すべて消しますか？",
            Rows =
            [
                new("消すもの", "ここでの会話、ご相談の内容とファイル、登録した役割・所属・電話番号、つないだアカウント"),
                new("残るもの", "お名前のない件数と、消した日の記録だけ"),
                .. open > 0 ? [new("受付中の相談", $"{open}件あります。退会すると回答を受け取れません。", RowTone.Bad)] : Array.Empty<CardRow>(),
                new("", "元に戻すことはできません。", RowTone.Unsure),
            ],
            Buttons =
            [
                new CardButton("退会してすべて消す", new ReplyAction.Press(LeaveWords.SureAt(now), "退会してすべて消す")),
                new CardButton("やめておく", new ReplyAction.Press($"{LeaveWords.SureVerb}:no", "やめておく"), IsPrimary: true),
            ],
            Footer = "夜間の控えからは、保存期間が過ぎると消えます。",
        },
    ]);

    public static TextReply TooOld(HubContact hub) => new($"この確認は時間がたっています。何も消していません。\n退会するときは、もう一度「退会したい」と送ってください。\n{hub.Lines}");

    /// <summary>Between the farewell and the erasure: what came in now would go with the rest.</summary>
    public static TextReply StillLeaving(HubContact hub) => new(
        $"退会の手続き中のため、いまはご相談をお受けできません。数分で終わります。\nそのあとで「相談したい」と書くと、新しく始められます。お急ぎのときは、お電話ください。\n{hub.Lines}");

    public static readonly TextReply Farewell = new(
        "退会を受け付けました。数分のうちに、すべて消します。\nこれまでのご利用、ありがとうございました。\nこのメッセージと画面の履歴は、お手元のアプリで消せます。また必要になったときは、いつでも話しかけてください。");
}
