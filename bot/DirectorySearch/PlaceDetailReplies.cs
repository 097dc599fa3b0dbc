using Zaitaku.Bot.Channels;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Bot.DirectorySearch;

/// <summary>What is said about one named place; its card: <see cref="PlaceDetailCard"/>.</summary>
public static class PlaceDetailReplies
{
    public const string WrongVerb = "wrong";

    /// <summary>What can be wrong, as the second argument of the button, with its words.</summary>
    public static readonly IReadOnlyList<(string Id, string Label)> WrongTopics =
        [("phone", "電話番号"), ("hours", "営業時間"), ("address", "住所・名前"), ("closed", "閉院・廃止"), ("care", "できること"), ("other", "そのほか")];

    /// <summary>A resident who asks when the doctor takes calls is told whom to call; whether such hours are known is not said.</summary>
    public static readonly TextReply WhomResidentsCall = new(
        "先生が電話を受ける時間は、専門職の方にだけお知らせしています。\nご本人・ご家族は、まず受付の電話へ。通院・訪問を受けている方は、訪問看護師やケアマネジャーに伝えてもらう方法もあります。");

    public static readonly TextReply WhichPlace = new("どこのことでしょうか。施設の名前を書いてください。\n例: 「みなと内科の電話番号」");

    public static TextReply NotThatMany(int listed) => new($"前の一覧は{listed}件でした。番号か名前で、もう一度教えてください。");

    public static TextReply NotFound(string name, HubContact hub) => new(
        $"「{name}」は名簿に見つかりませんでした。\n名前の一部だけ、または市区町村をつけて書くと見つかることがあります。お急ぎのときは、お電話ください。\n{hub.Lines}");

    public static readonly TextReply Gone = new("この施設は、いまの名簿にはありません。名前で探すか、条件でもう一度お探しください。");

    /// <summary>Several bear the name: numbered, so that 「2番目」 works as well as a button.</summary>
    public static TextReply Several(string name, IReadOnlyList<ShownPlace> places)
    {
        IEnumerable<string> lines = places.Select((shown, at) => $"{at + 1}. {shown.Place.Name}（{shown.Place.Municipality}{shown.Place.Town}）");
        return new TextReply($"{(name.Length > 0 ? $"「{name}」に近い名前がいくつかあります。" : "")}どちらでしょうか。\n{string.Join('\n', lines)}")
        {
            QuickReplies = [.. places.Select((shown, at) => new QuickReply(
                ButtonLabel(at + 1, shown.Place.Name),
                new ReplyAction.Press($"{PlaceCards.DetailVerb}:{shown.Place.Id}", $"{at + 1}. {shown.Place.Name}")))],
        };
    }

    /// <summary>Number and name, without the body that runs the place where that is too long (「医療法人社団○○会 △△クリニック」), or the number alone: half a name tells nobody which. The list above has it whole.</summary>
    private static string ButtonLabel(int number, string name)
    {
        string whole = $"{number}. {name}";
        string own = $"{number}. {name.Split([' ', '\u3000'], StringSplitOptions.RemoveEmptyEntries).LastOrDefault()}";
        return whole.Length <= AskBackReplies.LabelMax ? whole : own.Length <= AskBackReplies.LabelMax ? own : $"{number}番目";
    }

    public static TextReply WrongNoted(ShownPlace shown) => new(
        $"教えてくださりありがとうございます。「{shown.Place.Name}」の情報が違うことを、コーディネーターに残しました。確かめてから直します（すぐには変わりません）。\nどこが違いますか。")
    {
        QuickReplies = [.. WrongTopics.Select(topic => new QuickReply(topic.Label, new ReplyAction.Press($"{WrongVerb}:{shown.Place.Id}:{topic.Id}", topic.Label) { InPlace = true }))],
    };

    public static TextReply WrongTopicNoted(string label, HubContact hub) => new($"「{label}」が違うと書き添えました。ありがとうございます。正しい内容をご存じでしたら、お電話でお知らせください。\n{hub.Lines}");
}
