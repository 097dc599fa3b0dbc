using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Turns;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Bot.DirectorySearch;

/// <summary>Questions back, and the buttons that narrow or widen. Verbs are answered by <see cref="FindPlaceTurn"/>.</summary>
public static class AskBackReplies
{
    public const string MoreVerb = "more";
    public const string NarrowVerb = "narrow";
    public const string NearerVerb = "nearer";
    public const string FartherVerb = "farther";
    public const string ServiceVerb = "service";

    /// <summary>One meaning of an ambiguous name; argument: its label.</summary>
    public const string PlaceVerb = "place";

    /// <summary>Another spelling of an unknown name; argument: the spelling.</summary>
    public const string SpellVerb = "spell";

    /// <summary>LINE's limit for the word on a button.</summary>
    public const int LabelMax = 20;

    public static readonly QuickReply More = new("もっと見る", new ReplyAction.Press(MoreVerb, "もっと見る"));
    public static readonly QuickReply Nearer = new("もっと近く", new ReplyAction.Press(NearerVerb, "もっと近く"));
    public static readonly QuickReply Farther = new("もっと遠くても", new ReplyAction.Press(FartherVerb, "もっと遠くても"));
    public static readonly QuickReply FromHere = new("位置情報で探す", new ReplyAction.ShareLocation());

    /// <summary>Conditions offered as buttons, with the services they make sense for (empty: any).</summary>
    private static readonly (ConditionKind Condition, string Label, ServiceSet For)[] Narrows =
    [
        (ConditionKind.Open24h, "24時間", ServiceSet.Of(ServiceKind.HomeVisitDoctor, ServiceKind.VisitingNurse, ServiceKind.RegularRounds, ServiceKind.HomeVisitPharmacist, ServiceKind.Pharmacy, ServiceKind.HomeHelp)),
        (ConditionKind.AcceptingNew, "新規可", ServiceSet.Empty),
        (ConditionKind.Weekend, "土日", ServiceSet.Of(ServiceKind.HomeVisitDoctor, ServiceKind.Clinic, ServiceKind.HomeVisitDentist, ServiceKind.Pharmacy, ServiceKind.HomeVisitPharmacist, ServiceKind.VisitingNurse, ServiceKind.HomeHelp, ServiceKind.DayService, ServiceKind.DayRehab, ServiceKind.VisitingBath, ServiceKind.VisitingRehab)),
    ];

    public static QuickReply Service(ServiceKind kind) => new(Label(kind.Name()), new ReplyAction.Press($"{ServiceVerb}:{kind.Id()}", kind.Name()));

    public static IEnumerable<QuickReply> Narrowing(SearchTerms terms)
    {
        ServiceSet asked = ServiceSet.Of([.. terms.Services]);
        return Narrows
            .Where(narrow => !terms.Conditions.Contains(narrow.Condition) && (narrow.For.IsEmpty || narrow.For.Overlaps(asked)))
            .Select(narrow => new QuickReply(narrow.Label, new ReplyAction.Press($"{NarrowVerb}:{narrow.Condition.Id()}", $"{narrow.Label}の所")));
    }

    public static TextReply WhatDoYouLookFor(SearchTerms terms) => new(
        (terms.Place, terms.Latitude) switch
        {
            ({ Length: > 0 } place, _) => $"「{place}」で、何をお探しですか。",
            (_, not null) => "位置が分かりました。何をお探しですか。",
            _ => "何をお探しですか。",
        } + "\n下から選ぶか、「在宅酸素の人を診てくれる先生」のように書いてください。")
    {
        QuickReplies = [.. DirectoryWords.Common.Select(Service)],
    };

    public static TextReply WhichPlace(string said, IReadOnlyList<SearchArea> choices) => new($"「{said}」はいくつかあります。どちらでしょうか。")
    {
        QuickReplies = [.. choices.Select(choice => Pick(PlaceVerb, choice.Label))],
    };

    public static TextReply PlaceNotKnown(string said, IReadOnlyList<string> nearest) => new(
        nearest.Count > 0
            ? $"「{said}」という地名や駅名が見つかりませんでした。次のどれかでしょうか。"
            : $"「{said}」という地名や駅名が見つかりませんでした。市区町村の名前や駅名、郵便番号で書くか、位置情報を送ってください。")
    {
        QuickReplies = [.. nearest.Take(ReplyContent.QuickRepliesMax - 1).Select(name => Pick(SpellVerb, name)), FromHere],
    };

    public static readonly TextReply WhereDoYouLook = new("どのあたりで探しますか。市区町村や駅の名前を書くか、位置情報を送ってください。") { QuickReplies = [FromHere] };

    public static readonly TextReply Forgotten = new("少し時間がたったため、前の一覧を忘れてしまいました。お手数ですが、もう一度書いてください。\n例: 「○○駅の近くの訪問看護」");

    public static TextReply DirectoryEmpty(HubContact hub) => new($"名簿がまだ空のため、お探しできません。お電話でお尋ねください。\n{hub.Lines}");

    public static string Label(string text) => text.Length <= LabelMax ? text : text[..(LabelMax - 1)] + "…";

    /// <summary>The answer takes the place of the question, where a channel can do that.</summary>
    private static QuickReply Pick(string verb, string name) =>
        new(Label(name), new ReplyAction.Press($"{verb}:{(name.Length <= NameMax ? name : name[..NameMax])}", name) { InPlace = true });

    /// <summary>Button data holds 300 characters.</summary>
    private const int NameMax = 120;
}
