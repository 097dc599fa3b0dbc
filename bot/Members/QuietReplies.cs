using Zaitaku.Bot.Channels;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Bot.Members;

/// <summary>What came of a wish about the hours of notices.</summary>
public enum QuietResult { Shown, Changed, NotAllDay, NotByDay, NotRead }

/// <summary>The hours that hold for notices.</summary>
/// <param name="IsOwn">False where they are the hub's or, for a topic, those of the other notices.</param>
/// <param name="Topic">Empty for every notice without hours of its own.</param>
public sealed record QuietState(QuietSpan Held, bool IsOwn, string Topic = "")
{
    /// <summary>Topics with hours of their own.</summary>
    public IReadOnlyList<(string Topic, QuietSpan Held)> Apart { get; init; } = [];
}

/// <summary>What is said about the hours of notices.</summary>
public static class QuietReplies
{
    /// <summary>Offered on the card, besides any hour and the hub's own.</summary>
    private static readonly QuietSpan[] Common = [new(20 * 60, 8 * 60), new(18 * 60, 9 * 60)];

    public static readonly TextReply NotInGroups = new("通知の時間は、お一人ずつの設定です。1対1のチャットで書いてください。");

    public static readonly TextReply NotHere = new("ここでは通知の時間を変えられません。LINEなど、通知を受け取るアカウントから書いてください。");

    public static CardReply Hours(QuietState state, QuietResult result)
    {
        ArgumentNullException.ThrowIfNull(state);
        string what = state.Topic.Length == 0 ? "お知らせ" : $"{WordOf(state.Topic)}のお知らせ";
        string title = state.Held.IsNone ? $"{what}は、いつでも届きます" : $"{what}は {state.Held.Ringing} に届きます";
        return new CardReply(title,
        [
            new Card
            {
                Kicker = result == QuietResult.Changed ? "通知の時間を変えました" : "通知の時間",
                Title = title,
                Rows = [.. Trouble(result), .. Silence(state), .. Apart(state), .. Always],
                Buttons = [.. Choices(state)],
                Footer = "「通知は8時から20時まで」「夜9時以降は通知しないで」のように書いても変えられます。「相談の通知は9時から18時まで」「当番の通知は…」「運営の通知は…」と書くと、その内容だけ変わります。",
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

    private static CardRow[] Silence(QuietState state) =>
    [
        state.Held.IsNone ? new("止める時間", "ありません") : new("止める時間", $"{state.Held.Silence}。この間のお知らせは、{QuietSpan.Clock(state.Held.To)} を過ぎてから届きます。"),
        .. state.IsOwn ? Array.Empty<CardRow>() : [new("", state.Topic.Length == 0 ? "拠点の標準の時間です。" : "ほかのお知らせと同じ時間です。", RowTone.Faint)],
    ];

    private static IEnumerable<CardRow> Apart(QuietState state) =>
        state.Apart.Select(apart => new CardRow($"{WordOf(apart.Topic)}だけ", apart.Held.IsNone ? "いつでも届きます。" : $"{apart.Held.Ringing} に届きます。"));

    private static IEnumerable<CardButton> Choices(QuietState state)
    {
        string of = state.Topic.Length == 0 ? "" : $"{WordOf(state.Topic)}の";
        foreach (QuietSpan choice in Common.Where(choice => choice != state.Held))
        {
            yield return Choice(choice.Ringing, new QuietWish.Between(choice.From, choice.To) { Topic = state.Topic }, $"{of}通知は{choice.Ringing}");
        }

        if (!state.Held.IsNone)
        {
            yield return Choice("いつでも", new QuietWish.NeverQuiet { Topic = state.Topic }, $"{of}通知はいつでもいい");
        }

        if (state.IsOwn)
        {
            yield return Choice(state.Topic.Length == 0 ? "拠点の標準" : "ほかと同じ", new QuietWish.AsTheHub { Topic = state.Topic }, $"{of}通知の時間を標準に戻す");
        }
    }

    private static string WordOf(string topic) => topic switch
    {
        NoticeTopics.Consultation => "相談",
        NoticeTopics.Duty => "当番",
        NoticeTopics.Operation => "運営",
        NoticeTopics.Hands => "手上げ",
        NoticeTopics.Meeting => "会議・研修",
        _ => throw new ArgumentOutOfRangeException(nameof(topic), topic, "No topic of notices."),
    };

    private static CardButton Choice(string label, QuietWish wish, string shown)
    {
        Turns.ButtonPress press = wish.ToPress();
        return new CardButton(label, new ReplyAction.Press(string.Join(':', press.Arguments.Prepend(press.Verb)), shown));
    }
}
