using Zaitaku.Bot.Channels;

namespace Zaitaku.Bot.Members;

/// <summary>What came of a wish about the hours of notices.</summary>
public enum QuietResult { Shown, Changed, NotAllDay, NotByDay, NotRead }

/// <summary>What is said about the hours of notices.</summary>
public static class QuietReplies
{
    /// <summary>Offered on the card, besides any hour and the hub's own.</summary>
    private static readonly QuietSpan[] Common = [new(20 * 60, 8 * 60), new(18 * 60, 9 * 60)];

    public static readonly TextReply NotInGroups = new("通知の時間は、お一人ずつの設定です。1対1のチャットで書いてください。");

    public static readonly TextReply NotHere = new("ここでは通知の時間を変えられません。LINEなど、通知を受け取るアカウントから書いてください。");

    /// <param name="held">The hours that hold now.</param>
    /// <param name="isOwn">False where they are the hub's.</param>
    public static CardReply Hours(QuietSpan held, bool isOwn, QuietResult result)
    {
        string title = held.IsNone ? "お知らせは、いつでも届きます" : $"お知らせは {held.Ringing} に届きます";
        return new CardReply(title,
        [
            new Card
            {
                Kicker = result == QuietResult.Changed ? "通知の時間を変えました" : "通知の時間",
                Title = title,
                Rows = [.. Trouble(result), .. Silence(held, isOwn), .. Always],
                Buttons = [.. Choices(held, isOwn)],
                Footer = "「通知は8時から20時まで」「夜9時以降は通知しないで」のように書いても変えられます。",
            },
        ]);
    }

    private static readonly CardRow[] Always =
    [
        new("いつでも", "当番の呼び出しと緊急の連絡は、この時間に関係なく鳴ります。"),
        new("返事", "ここに書かれたことへの返事は、いつでもすぐにお返しします。"),
    ];

    private static CardRow[] Trouble(QuietResult result) => result switch
    {
        QuietResult.NotAllDay => [new("", "一日中は止められません。止めたい時間を選ぶか、書いてください。設定は変えていません。", RowTone.Unsure)],
        QuietResult.NotByDay => [new("", "曜日ごとの設定はまだできません。時間は毎日同じです。設定は変えていません。", RowTone.Unsure)],
        QuietResult.NotRead => [new("", "何時から何時までか、読み取れませんでした。設定は変えていません。", RowTone.Unsure)],
        _ => [],
    };

    private static CardRow[] Silence(QuietSpan held, bool isOwn) =>
    [
        held.IsNone ? new("止める時間", "ありません") : new("止める時間", $"{held.Silence}。この間のお知らせは、{QuietSpan.Clock(held.To)} を過ぎてから届きます。"),
        .. isOwn ? Array.Empty<CardRow>() : [new("", "拠点の標準の時間です。", RowTone.Faint)],
    ];

    private static IEnumerable<CardButton> Choices(QuietSpan held, bool isOwn)
    {
        foreach (QuietSpan choice in Common.Where(choice => choice != held))
        {
            yield return Choice(choice.Ringing, new QuietWish.Between(choice.From, choice.To), $"通知は{choice.Ringing}");
        }

        if (!held.IsNone)
        {
            yield return Choice("いつでも", new QuietWish.NeverQuiet(), "いつでも通知していい");
        }

        if (isOwn)
        {
            yield return Choice("拠点の標準", new QuietWish.AsTheHub(), "通知の時間を標準に戻す");
        }
    }

    private static CardButton Choice(string label, QuietWish wish, string shown)
    {
        Turns.ButtonPress press = wish.ToPress();
        return new CardButton(label, new ReplyAction.Press(string.Join(':', press.Arguments.Prepend(press.Verb)), shown));
    }
}
