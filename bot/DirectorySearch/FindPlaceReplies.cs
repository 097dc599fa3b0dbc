using System.Text;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Intake;
using Zaitaku.Bot.Turns;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Bot.DirectorySearch;

/// <summary>A page of a list, ready to be said.</summary>
/// <param name="From">How many were shown before this page.</param>
public sealed record ListPage(SearchTerms Terms, SearchArea Area, bool IsAssumed, SearchAnswer Answer, int From, IReadOnlyList<Card> Cards);

/// <summary>What is said around a list of places. What is asked back: <see cref="AskBackReplies"/>.</summary>
public static class FindPlaceReplies
{
    /// <summary>Questions for the phone named in one answer; more would not be read.</summary>
    private const int QuestionsMax = 5;

    public static IReadOnlyList<ReplyContent> Page(ListPage page, bool forVacancy) =>
    [
        new TextReply(page.From == 0 ? Intro(page, forVacancy) : $"続きの {page.From + 1}〜{page.From + page.Cards.Count}件目です（{page.Answer.Total}件中）。"),
        new CardReply($"{What(page.Terms)} {page.Cards.Count}件（{Where(page.Area)}）", page.Cards) { QuickReplies = QuickRepliesOf(page) },
    ];

    public static TextReply NoMore(int total) => new(total > SearchAnswer.PlacesMax
        ? $"一度にお見せできるのは{SearchAnswer.PlacesMax}件までです。条件や地名を足して、しぼってください。"
        : "これで全部です。条件を変えて探すこともできます。");

    public static TextReply Nothing(SearchTerms terms, SearchArea area, HubContact hub)
    {
        List<QuickReply> next = [AskBackReplies.Farther];
        if (DirectoryWords.Instead(terms.Services) is { } instead)
        {
            next.Add(AskBackReplies.Service(instead));
        }

        next.Add(AskBackReplies.FromHere);
        next.Add(IntakeReplies.Start);
        return new TextReply($"{Where(area)}の{What(terms)}は、名簿に見つかりませんでした。名簿に載っていないだけかもしれません。\n広い範囲や別のサービスで探すか、お電話でお尋ねください。\n{hub.Lines}")
        {
            QuickReplies = next,
        };
    }

    /// <summary>「訪問診療・往診（夜間・在宅酸素）」.</summary>
    public static string What(SearchTerms terms)
    {
        string services = terms.Services.Count == 0 ? "対応できる所" : string.Join("・または", terms.Services.Select(kind => kind.Name()));
        string[] wishes = [.. terms.Conditions.Where(kind => kind != ConditionKind.Nearest).Select(kind => kind.Name()), .. terms.Capabilities.Select(kind => kind.Name())];
        return wishes.Length == 0 ? services : $"{services}（{string.Join("・", wishes)}）";
    }

    /// <summary>「鶴岡駅の近く」 for a point, the name for an area.</summary>
    public static string Where(SearchArea area) => IsPoint(area) ? $"{area.Label}の近く" : area.Label;

    private static bool IsPoint(SearchArea area) => area is { Prefecture: null, Municipality: null, Town: null };

    private static string Intro(ListPage page, bool forVacancy)
    {
        StringBuilder text = new();
        if (forVacancy)
        {
            text.AppendLine("空きはここでは分かりません。電話でお確かめください。");
        }

        if (page.IsAssumed)
        {
            text.AppendLine($"場所は{page.Area.Label}としました。ほかの所なら、地名や駅名を書き足してください。");
        }

        text.Append(page.Answer.RelaxedWishId is { } left ? Relaxed(page, left) : Found(page));
        AddReach(text, page);
        AddQuestions(text, page);
        return text.ToString();
    }

    private static string Found(ListPage page)
    {
        int total = page.Answer.Total;
        bool hasWishes = page.Terms.Capabilities.Count + page.Terms.Conditions.Count(kind => kind != ConditionKind.Nearest) > 0;
        string order = hasWishes ? "条件に合うことが確かな所、次に近い所の順" : "近い順";
        string count = total > page.Cards.Count ? $"{total}件のうち{page.Cards.Count}件です（{order}）。" : $"{total}件です（{order}）。";
        return $"{Where(page.Area)}の{What(page.Terms)}: {count}";
    }

    private static string Relaxed(ListPage page, string wishId) =>
        $"{Where(page.Area)}の{What(page.Terms)}: すべてに合う所は見つかりませんでした。\n「{DirectoryWords.WishName(wishId)}」のほかは合う所が{page.Answer.Total}件あります"
        + (page.Answer.Total > page.Cards.Count ? $"（うち{page.Cards.Count}件）。" : "。");

    private static void AddReach(StringBuilder text, ListPage page)
    {
        if (page.Answer.ReachMetres is { } reach && (page.Terms.Reach != 0 || reach > SearchRules.ReachDefaultMetres))
        {
            text.Append($"\n範囲は約{(reach < 1000 ? $"{reach:0}m" : $"{reach / 1000:0.#}km")}です。");
        }
    }

    /// <summary>One line for each wish that at least one shown place leaves open.</summary>
    private static void AddQuestions(StringBuilder text, ListPage page)
    {
        string[] open =
        [
            .. page.Answer.Places.Skip(page.From).Take(page.Cards.Count).SelectMany(place => place.Matches)
                .Where(match => match.Certainty is Certainty.Unknown or Certainty.ByStandard or Certainty.Consult)
                .Select(match => match.WishId).Distinct().Take(QuestionsMax),
        ];
        if (open.Length > 0)
        {
            text.Append("\n未確認のことは、電話で聞いてください:");
            foreach (string wish in open)
            {
                text.Append($"\n・{DirectoryWords.Question(wish)}");
            }
        }
    }

    private static List<QuickReply> QuickRepliesOf(ListPage page)
    {
        List<QuickReply> offered = [];
        int shown = page.From + page.Cards.Count;
        if (shown < Math.Min(page.Answer.Total, SearchAnswer.PlacesMax))
        {
            offered.Add(AskBackReplies.More);
        }

        if (page.Answer.Total > 1)
        {
            offered.AddRange(AskBackReplies.Narrowing(page.Terms));
        }

        if (page.Answer.Total > 1 && page.Terms.Reach > -SearchTermsRules.ReachMax && page.Area.Latitude is not null)
        {
            offered.Add(AskBackReplies.Nearer);
        }

        if (page.Terms.Reach < SearchTermsRules.ReachMax && page.Area.Latitude is not null)
        {
            offered.Add(AskBackReplies.Farther);
        }

        if (page.Terms.Latitude is null)
        {
            offered.Add(AskBackReplies.FromHere);
        }

        return offered;
    }
}
