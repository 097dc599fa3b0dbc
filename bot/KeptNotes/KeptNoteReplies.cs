using Zaitaku.Bot.Channels;

namespace Zaitaku.Bot.KeptNotes;

/// <summary>What is said when words are kept for the coordinators. Nothing here may sound as if someone had read them.</summary>
public static class KeptNoteReplies
{
    public static CardReply Observation(HubContact hub) => new("このチャットは人が見守っていません。気になる様子は電話で伝えてください。",
    [
        new Card
        {
            Tone = CardTone.Notice,
            Kicker = "ご様子の記録",
            Title = "まだだれも読んでいません",
            Rows =
            [
                new("", "書かれたことは保存しました。ただ、このチャットは人が見守っていません。"),
                new("気になるとき", "訪問看護師か主治医に、電話で伝えてください。"),
                new("急なとき", "息、意識、出血、強い痛み。迷ったら119へ。", RowTone.Bad),
                hub.Row,
            ],
            Buttons = [.. hub.Buttons, new CardButton("119に電話", new ReplyAction.Call(Emergency.NationalLines.Ambulance.Phone))],
            Footer = "保存したものは、拠点のコーディネーターが後日見ることがあります。",
        },
    ]) { QuickReplies = [Intake.IntakeReplies.Start] };

    public static CardReply Safety(HubContact hub) => new("このチャットは人が見守っていません。助けが要るときは電話してください。",
    [
        new Card
        {
            Tone = CardTone.Notice,
            Kicker = "災害時の連絡",
            Title = "まだだれも読んでいません",
            Rows =
            [
                new("", "書かれたことは保存しました。ただ、このチャットでの安否確認はまだ始まっていません。届いたと思って待たないでください。"),
                new("助けが要る", "けが・火事・閉じ込めは119へ。", RowTone.Bad),
                new("機器・薬", "酸素や人工呼吸器の電源、薬が足りないときは、機器の会社・訪問看護・主治医へ電話を。"),
                hub.Row,
            ],
            Buttons = [new CardButton("119に電話", new ReplyAction.Call(Emergency.NationalLines.Ambulance.Phone)), .. hub.Buttons],
            Footer = "保存したものは、拠点のコーディネーターが後日見ます。",
        },
    ]);

    public static TextReply Vacancy(HubContact hub) => new(
        $"空き情報をお預かりしました。どのアカウントからいつ届いたかも、一緒に保存しました。\nコーディネーターが確かめてから使います。まだほかの方の画面には出ていません。\n施設名が入っていないときは、続けて書いてください。お急ぎのときは、お電話ください。\n{hub.Lines}");

    /// <summary>Said to 「空きを知らせる」. Nothing is kept yet.</summary>
    public static readonly TextReply HowToReportVacancy = new(
        "空きは、次のように書いて送ってください。\n・〇〇園 ショート 空き2床です\n・〇〇園 ショート 今週は満床です\n施設名とサービス、空きの数を一緒に書くと、あとで迷いません。患者さん・ご利用者のお名前は書かないでください。");
}
