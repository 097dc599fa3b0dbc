using Zaitaku.Bot.Channels;

namespace Zaitaku.Bot.SmallTalk;

/// <summary>Greeting, help, thanks, goodbye, and what is said when nothing was understood.</summary>
public static class SmallTalkReplies
{
    /// <summary>Said when somebody adds us: what it can do, how data is used, and that nobody watches.</summary>
    /// <param name="privacy">Address of the page on privacy; null where there is none.</param>
    public static IReadOnlyList<ReplyContent> Welcome(HubContact hub, string? area, Uri? privacy = null) =>
    [
        new TextReply(
            $"{hub.Name}の案内チャットです。\n在宅医療・介護の事業所を、名簿から探してお見せします。{(hub.IsDemo ? "\n※いまはデモです。出てくる施設と電話番号は架空です。" : "")}\n\nたとえば、こう書いてください。\n{ExampleLines(area)}"),
        new TextReply(
            "【お使いの前に】\n・このチャットは機械が答えます。人は見ていません。急なときは119、または主治医・訪問看護へ電話してください。\n"
            + "・お名前、電話番号、病気のくわしいことは書かないでください。ご相談は「相談したい」と書くと始められます。\n"
            + "・会話の流れは30分で忘れ、やり取りの控えは一定の期間で消します。答えられなかった、またはお役に立たなかったご質問と、様子・安否・空き状況のご連絡は、拠点の担当者が後で見られるように残します。送信を取り消すと消えます。\n"
            + (privacy is null ? "" : $"・個人情報の扱い: {privacy.AbsoluteUri}\n")
            + $"・お問い合わせ:\n{hub.Lines}") { QuickReplies = Examples(area) },
    ];

    /// <param name="privacy">Address of the page on privacy; null where there is none.</param>
    public static TextReply Hello(HubContact hub, string? area, Uri? privacy = null) => new(
        $"こんにちは。{hub.Name}の案内チャットです。何をお探しですか。たとえば:\n{ExampleLines(area)}{(privacy is null ? "" : $"\n\n個人情報の扱い:\n{privacy.AbsoluteUri}")}") { QuickReplies = Examples(area) };

    public static TextReply Help(HubContact hub, string? area) => new(
        $"在宅医療・介護の事業所を探せます。ふだんの言葉で書いてください。たとえば:\n{ExampleLines(area)}\n"
        + "一覧のあとに「その中で24時間の所は？」「もっと遠くても」「2番目の電話番号」と続けられます。位置情報を送ると、その近くから探します。\n"
        + $"担当者に相談するときは「相談したい」、その後の様子は「相談どうなりましたか」と書いてください。専門職の方は招待コードを送ると登録できます。\n困ったときは、お電話ください。\n{hub.Lines}") { QuickReplies = Examples(area) };

    /// <summary>A sticker, a picture, a voice: answered, since silence looks like a broken chat.</summary>
    public static TextReply CannotRead(string? area) => new($"スタンプ・写真・音声は読めません。すみませんが、言葉で書いてください。たとえば:\n{ExampleLines(area)}") { QuickReplies = Examples(area) };

    public static readonly TextReply OldButton = new("このボタンは古くなって使えません。お手数ですが、もう一度書いてください。") { QuickReplies = [new QuickReply("使い方", new ReplyAction.Say("使い方"))] };

    public static readonly TextReply Thanks = new("お役に立てたならうれしいです。またいつでも書いてください。");

    public static readonly TextReply Cancelled = new("分かりました。ここまでの条件は忘れました。また何かあれば書いてください。");

    /// <summary>Not understood: kept, and three ways to go on.</summary>
    public static TextReply NotUnderstood(HubContact hub, string? area) => new(
        $"うまく読み取れませんでした。次のように書いていただけますか。\n{ExampleLines(area)}\n書かれた言葉は、答えられるようにするため担当者に残しました。お急ぎのときは、お電話ください。\n{hub.Lines}") { QuickReplies = Examples(area) };

    /// <summary>Understood as none of our business: said so, with what is.</summary>
    public static TextReply OutOfScope(HubContact hub, string? area) => new(
        $"それはこのチャットでは分かりません。お答えできるのは、在宅医療・介護の事業所のことです。たとえば:\n{ExampleLines(area)}\nそのほかは、お電話ください。\n{hub.Lines}") { QuickReplies = Examples(area) };

    private static string ExampleLines(string? area) => string.Join('\n', ExampleTexts(area).Select(example => $"・{example}"));

    private static IReadOnlyList<QuickReply> Examples(string? area) => [.. ExampleTexts(area).Zip(ExampleLabels, (text, label) => new QuickReply(label, new ReplyAction.Say(text)))];

    private static readonly string[] ExampleLabels = ["訪問診療", "訪問看護", "ショートステイ"];

    private static string[] ExampleTexts(string? area)
    {
        string near = area is { Length: > 0 } ? area : "近く";
        return [$"{near}で夜も往診してくれる先生", $"{near}の訪問看護で在宅酸素に慣れたところ", $"{near}のショートステイ"];
    }
}
