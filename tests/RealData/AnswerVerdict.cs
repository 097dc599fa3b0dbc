using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Zaitaku.Bot.Channels;

namespace Zaitaku.Tests.RealData;

/// <summary>Holds an answer as people read it against what the raw files allow.</summary>
public static partial class AnswerVerdict
{
    /// <summary>Distances are shown rounded to 0.1 km.</summary>
    private const double RoundingKilometres = 0.06;

    /// <returns>What is wrong with the answer, in words; empty when nothing is.</returns>
    public static IReadOnlyList<string> Of(Expectation expected, IReadOnlyList<ReplyContent> replies)
    {
        Card[] cards = [.. replies.OfType<CardReply>().SelectMany(reply => reply.Cards).Where(card => card.Tone == CardTone.Plain)];
        return expected.None ? [.. NothingFound(expected, replies, cards)] : [.. Found(expected, cards)];
    }

    /// <summary>Widths, spaces, punctuation and case do not make another name.</summary>
    public static string Fold(string name)
    {
        StringBuilder folded = new();
        foreach (char letter in name.Normalize(NormalizationForm.FormKC).Replace('ヶ', 'ケ').Where(letter => char.IsLetterOrDigit(letter) || letter is 'ー' or '々'))
        {
            folded.Append(char.ToLowerInvariant(letter));
        }

        return folded.ToString();
    }

    private static IEnumerable<string> NothingFound(Expectation expected, IReadOnlyList<ReplyContent> replies, Card[] cards)
    {
        string said = string.Join('\n', replies.Select(WordsOf));
        if (!Regex.IsMatch(said, expected.Says))
        {
            yield return $"does not say that nothing was found: {said}";
        }

        foreach (Card card in cards.Where(card => !expected.Elsewhere.Contains(Fold(card.Title))))
        {
            yield return $"offers {card.Title}, which is not of that kind";
        }
    }

    private static IEnumerable<string> Found(Expectation expected, Card[] cards)
    {
        if (cards.Length < expected.CardsMin)
        {
            yield return $"shows {cards.Length} places, at least {expected.CardsMin} are known";
        }

        List<ExpectedPlace> shown = [];
        foreach (Card card in cards)
        {
            if (PlaceOf(card, expected, shown) is not { } place)
            {
                yield return $"shows {card.Title}, which does not belong here or was shown already";
                continue;
            }

            shown.Add(place);
            foreach (string problem in Facts(expected, place, card, cards))
            {
                yield return problem;
            }
        }

        foreach (string problem in Ranks(expected, shown, cards.Length))
        {
            yield return problem;
        }
    }

    private static ExpectedPlace? PlaceOf(Card card, Expectation expected, List<ExpectedPlace> shown)
    {
        string[] names = [Fold(card.Title), Fold(LegalForm().Replace(card.Title.Normalize(NormalizationForm.FormKC).Trim(), ""))];
        return expected.Places.FirstOrDefault(place => place.Names.Intersect(names).Any() && shown.Count(one => one == place) < place.Copies);
    }

    private static IEnumerable<string> Facts(Expectation expected, ExpectedPlace place, Card card, Card[] cards)
    {
        if (place.Kilometres is [double least, double most])
        {
            double? distance = KilometresOn(card);
            if (distance is null || distance < least - RoundingKilometres || distance > most + RoundingKilometres)
            {
                yield return $"says {card.Title} is {distance?.ToString(CultureInfo.InvariantCulture) ?? "?"} km away, the files say {least:0.00} to {most:0.00}";
            }
        }

        // A place shown in full may take several cards of one title; the number stands on one of them.
        string digits = NotDigits().Replace(string.Join(' ', cards.Where(other => other.Title == card.Title).Select(WordsOf)), "");
        if (expected.Phones && place.Phones.Count > 0 && !place.Phones.Any(phone => digits.Contains(phone, StringComparison.Ordinal)))
        {
            yield return $"does not give the phone number of {card.Title}";
        }
    }

    private static IEnumerable<string> Ranks(Expectation expected, List<ExpectedPlace> shown, int count)
    {
        foreach (ExpectedPlace missing in expected.Places.Where(place => place.Sure && place.WorstRank <= count && !shown.Contains(place)))
        {
            yield return $"leaves out {missing.Names[0]}, which stands at place {missing.WorstRank} or better";
        }

        foreach (ExpectedPlace far in shown.Where(place => place.BestRank > count))
        {
            yield return $"shows {far.Names[0]} among the first {count}, where it can stand at place {far.BestRank} at best";
        }

        for (int at = 0; at < shown.Count; at++)
        {
            foreach (ExpectedPlace after in shown.Skip(at + 1).Where(after => after.High < shown[at].Low))
            {
                yield return $"puts {shown[at].Names[0]} before {after.Names[0]}, which comes first";
            }
        }
    }

    private static double? KilometresOn(Card card)
    {
        string text = card.Rows.FirstOrDefault(row => row.Label == "距離")?.Text.Normalize(NormalizationForm.FormKC) ?? "";
        Match match = Distance().Match(text);
        return !match.Success ? null
            : double.Parse(match.Groups[1].Value.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / (match.Groups[2].Value == "m" ? 1000 : 1);
    }

    private static string WordsOf(ReplyContent reply) => reply switch
    {
        TextReply text => text.Text,
        CardReply cards => $"{cards.AltText}\n{string.Join('\n', cards.Cards.Select(WordsOf))}",
        _ => "",
    };

    private static string WordsOf(Card card) => string.Join('\n',
    [
        card.Kicker, card.Title, .. card.Rows.Select(row => row.Text), card.Footer,
        .. card.Buttons.Select(button => button.Action).OfType<ReplyAction.Call>().Select(call => call.Phone),
    ]);

    [GeneratedRegex(@"([0-9][0-9.,]*)\s*(km|m)")]
    private static partial Regex Distance();

    [GeneratedRegex("[^0-9]")]
    private static partial Regex NotDigits();

    [GeneratedRegex(@"^\S*法人(社団|財団)?\S*\s+|^\S*法人(社団|財団)?|^(株式|有限|合同)会社\s*")]
    private static partial Regex LegalForm();
}
