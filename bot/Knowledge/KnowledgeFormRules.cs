using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Zaitaku.Bot.Rota;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.Knowledge;

/// <summary>What an entry may hold, so that people can trust it: what is refused, with the reason in words.</summary>
public static partial class KnowledgeFormRules
{
    /// <summary>Letters of a question and of each wording: it stands on a card and on a button.</summary>
    public const int QuestionMax = 100;

    /// <summary>Wordings beside the question.</summary>
    public const int WordingsMax = 40;

    /// <summary>Letters of each answer: a card on a phone.</summary>
    public const int AnswerMax = 400;

    public const int SourcesMax = 8;

    public const int TitleMax = 200;

    public const int AddressMax = 600;

    public const int OwnerMax = 60;

    private const int YearsMax = 1;
    private static readonly string[] OfAPerson = ["さん", "様", "氏", "先生"];

    /// <summary>Why what is typed cannot be kept, in Japanese; empty where it can. What depends on other entries and on danger is asked elsewhere.</summary>
    public static IReadOnlyList<string> Problems(KnowledgeForm form, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(form);
        return [.. Missing(form).Concat(TooLong(form)).Concat(OfSources(form, today)).Concat(OfDays(form, today)).Concat(OfPeople(form))];
    }

    /// <summary>An amount, a share or a limit in money holds for a fiscal year only.</summary>
    public static bool NamesAmount(string answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return Amount().IsMatch(answer);
    }

    /// <summary>The beginning of the next fiscal year, when most amounts and rules change.</summary>
    public static DateOnly UsualReview(DateOnly today) => new DateOnly(today.Year, 4, 1) is var april && april > today ? april : april.AddYears(1);

    /// <returns>Null for anything but a year of these times.</returns>
    public static int? YearOf(string? typed) => int.TryParse((typed ?? "").Trim().Normalize(NormalizationForm.FormKC), NumberStyles.None, CultureInfo.InvariantCulture, out int year) && year is >= 2000 and <= 2200 ? year : null;

    /// <summary>The fiscal year, April to March, of a day.</summary>
    public static int FiscalYearOf(DateOnly day) => day.Month >= 4 ? day.Year : day.Year - 1;

    /// <summary>What a colleague kept of the fields in which a form differs from it.</summary>
    public static IReadOnlyList<(string Name, string Now)> Theirs(KnowledgeForm typed, KnowledgeForm kept)
    {
        ArgumentNullException.ThrowIfNull(typed);
        ArgumentNullException.ThrowIfNull(kept);
        return [.. Compared.Where(field => FormText.Lines(field.Of(typed)) != FormText.Lines(field.Of(kept))).Select(field => (field.Name, FormText.Lines(field.Of(kept)) is { Length: > 0 } now ? now : "（空）"))];
    }

    private static readonly (string Name, Func<KnowledgeForm, string?> Of)[] Compared =
    [
        ("質問", form => form.Question), ("ほかの言い方", form => string.Join('\n', form.Wordings)), ("住民の方への答え", form => form.ForResidents), ("専門職の方への答え", form => form.ForProfessionals),
        ("関係するサービスなど", form => string.Join('、', (form.Topics ?? []).Order(StringComparer.Ordinal).Select(TopicName))), ("出典", form => string.Join('\n', form.Sources.Select(row => $"{row.Title} {row.Address} {row.ReadOn}"))),
        ("担当", form => form.Owner), ("見直す日", form => form.ReviewOn), ("年度", form => form.FiscalYear),
    ];

    /// <summary>How a service or a need is called; its id where it is none.</summary>
    public static string TopicName(string topic) => ServiceKinds.TryParse(topic, out ServiceKind service) ? service.Name() : CapabilityKinds.TryParse(topic, out CapabilityKind need) ? need.Name() : topic;

    private static IEnumerable<string> Missing(KnowledgeForm form)
    {
        (string Name, string? Typed)[] needed = [("質問", form.Question), ("住民の方への答え", form.ForResidents), ("専門職の方への答え", form.ForProfessionals), ("担当", form.Owner)];
        string[] empty = [.. needed.Where(field => string.IsNullOrWhiteSpace(field.Typed)).Select(field => field.Name)];
        if (empty.Length > 0)
        {
            yield return $"{string.Join("、", empty)}を書いてください。";
        }

        if (form.Sources.Count == 0)
        {
            yield return "出典を一つは書いてください。確かめられない答えは出しません。";
        }

        if ((form.Topics ?? []).Any(topic => !ServiceKinds.TryParse(topic, out _) && !CapabilityKinds.TryParse(topic, out _)))
        {
            yield return "関係するサービスなどを選び直してください。";
        }
    }

    private static IEnumerable<string> TooLong(KnowledgeForm form)
    {
        (string Name, string? Typed, int Max)[] fields = [("質問", form.Question, QuestionMax), ("住民の方への答え", form.ForResidents, AnswerMax), ("専門職の方への答え", form.ForProfessionals, AnswerMax), ("担当", form.Owner, OwnerMax)];
        foreach ((string name, string? typed, int max) in fields.Where(field => FormText.Lines(field.Typed).Length > field.Max))
        {
            yield return $"{name}は{max}文字までにしてください（いまは{FormText.Lines(typed).Length}文字です）。";
        }

        if (form.Wordings.Any(wording => wording.Length > QuestionMax) || form.Wordings.Count > WordingsMax)
        {
            yield return $"ほかの言い方は、1行{QuestionMax}文字、{WordingsMax}行までにしてください。";
        }
    }

    private static IEnumerable<string> OfSources(KnowledgeForm form, DateOnly today)
    {
        if (form.Sources.Count > SourcesMax)
        {
            yield return $"出典は{SourcesMax}件までにしてください。";
        }

        foreach ((string title, string address, string readOn) in form.Sources.Take(SourcesMax))
        {
            string which = title.Length > 0 ? $"出典「{(title.Length <= 20 ? title : title[..20] + "…")}」" : "題名のない出典";
            if (title.Length is 0 or > TitleMax)
            {
                yield return $"{which}: だれの何という資料か、{TitleMax}文字までで書いてください。";
            }

            if (address.Length > AddressMax || KnowledgeRowRules.AddressOf(address) is null)
            {
                yield return $"{which}: アドレスは https:// か http:// で始まるものを書いてください。";
            }

            if (KnowledgeRowRules.DayOf(readOn) is not { } read || read > today || read < today.AddYears(-2))
            {
                yield return $"{which}: 読んだ日を入れてください（この2年のうち、今日まで）。";
            }
        }
    }

    private static IEnumerable<string> OfDays(KnowledgeForm form, DateOnly today)
    {
        if (KnowledgeRowRules.DayOf(form.ReviewOn) is not { } review || review <= today || review > today.AddYears(YearsMax))
        {
            yield return "見直す日は、明日から1年のうちの日を入れてください。";
        }

        if (!string.IsNullOrWhiteSpace(form.FiscalYear) && YearOf(form.FiscalYear) is null)
        {
            yield return "年度は、2026のように西暦で書いてください。";
        }
        else if (YearOf(form.FiscalYear) is null && (NamesAmount(FormText.Lines(form.ForResidents)) || NamesAmount(FormText.Lines(form.ForProfessionals))))
        {
            yield return "金額や割合が書いてあります。何年度のものか、年度を書いてください。分からなければ、金額は書かずに、だれに尋ねるかを書いてください。";
        }
    }

    private static IEnumerable<string> OfPeople(KnowledgeForm form)
    {
        string[] all = [FormText.Line(form.Question), .. form.Wordings, WithoutOfficePhones(FormText.Lines(form.ForResidents)), WithoutOfficePhones(FormText.Lines(form.ForProfessionals)), FormText.Line(form.Owner)];
        if (all.Any(PrivacyRules.HasIdentifyingDetails))
        {
            yield return "個人が分かること（お名前や番号など）が書いてあるようです。消してください。窓口の電話番号は、答えの中だけに書けます。";
        }

        if (Array.Exists(OfAPerson, word => FormText.Line(form.Owner).EndsWith(word, StringComparison.Ordinal)))
        {
            yield return "担当は、人の名前ではなく、部署や役割で書いてください。";
        }
    }

    /// <summary>An office may be named with its number; a number of another kind is somebody's.</summary>
    private static string WithoutOfficePhones(string answer) => Phone().Replace(answer.Normalize(NormalizationForm.FormKC), "");

    [GeneratedRegex("[0-9０-９,，]+ ?(?:円|万円|%|％)|[0-9０-９一二三]割", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Amount();

    /// <summary>As telephone numbers are written, with hyphens or brackets.</summary>
    [GeneratedRegex(@"(?<!\d)(?:0\d{1,4}-\d{1,4}-\d{3,4}|0\d{1,4}\(\d{1,4}\)\d{3,4}|\(0\d{1,4}\)\d{1,4}-\d{3,4})(?!\d)", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Phone();
}
