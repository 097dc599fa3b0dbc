using System.Globalization;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Intake;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Knowledge;

/// <summary>Answers of the knowledge base, the nearest questions where it is not sure, and honest words where it has none.</summary>
public static class FaqReplies
{
    public const string Verb = "faq";

    /// <summary>Argument of 「この答えではない」; the id of the entry follows.</summary>
    public const string Other = "other";

    /// <summary>Letters of one row: some eight lines of a narrow phone.</summary>
    private const int RowMax = 110;

    /// <summary>Nearest questions that are offered.</summary>
    public const int NearestMax = 3;

    private const string Kept = "ご質問は、答えを用意するために残しました。";

    /// <summary>One entry, for the one who asks.</summary>
    public static CardReply Answer(KnowledgeEntry entry, bool forProfessional, HubContact hub, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(hub);
        string answer = forProfessional ? entry.ForProfessionals : entry.ForResidents;
        DateOnly today = OfficeTime.DayOf(now);
        CardRow[] rows =
        [
            .. Paragraphs(answer).Select(text => new CardRow("", text)),
            .. entry.FiscalYear is { } year && year != KnowledgeFormRules.FiscalYearOf(today) ? [new CardRow("", string.Create(CultureInfo.InvariantCulture, $"{year}年度の内容です。いまは変わっているかもしれません。"), RowTone.Unsure)] : Array.Empty<CardRow>(),
            .. entry.ReviewOn <= today ? [new CardRow("", "見直しの時期を過ぎた答えです。大事なことは、拠点に確かめてください。", RowTone.Unsure)] : Array.Empty<CardRow>(),
            new CardRow("", "一般的な説明です。ご本人の治療やお薬のことは、主治医・訪問看護・薬剤師にお尋ねください。", RowTone.Faint),
        ];
        return new CardReply($"{entry.Question} {Paragraphs(answer)[0]}", [new Card { Kicker = "よくある質問", Title = entry.Question, Rows = rows, Buttons = hub.Buttons, Footer = FooterOf(entry) }])
        {
            QuickReplies = [new QuickReply("この答えではない", new ReplyAction.Press($"{Verb}:{Other}:{entry.Id}", "この答えではない")), IntakeReplies.Start],
        };
    }

    /// <summary>Not sure which: the nearest questions to choose from.</summary>
    /// <param name="isKept">The question was written down for the coordinators.</param>
    public static CardReply Nearest(IReadOnlyList<KnowledgeEntry> entries, HubContact hub, bool isKept)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentNullException.ThrowIfNull(hub);
        KnowledgeEntry[] shown = [.. entries.Take(NearestMax)];
        const string Ask = "お尋ねは、次のどれかでしょうか。";
        return new CardReply(Ask, [new Card
        {
            Kicker = "よくある質問", Title = Ask,
            Rows = [.. shown.Select((entry, at) => new CardRow("", string.Create(CultureInfo.InvariantCulture, $"{at + 1}. {entry.Question}"))), new CardRow("", $"どれでもないときは、{hub.Name}へお尋ねください。{(isKept ? Kept : "")}", RowTone.Faint)],
            Buttons = [.. shown.Select((entry, at) => new CardButton(string.Create(CultureInfo.InvariantCulture, $"{at + 1} の答えを見る"), new ReplyAction.Press($"{Verb}:{entry.Id}", entry.Question))), .. hub.Buttons],
        }])
        {
            QuickReplies = [IntakeReplies.Start],
        };
    }

    /// <summary>Nothing that would fit.</summary>
    /// <param name="isKept">The question was written down for the coordinators.</param>
    public static CardReply None(HubContact hub, bool isKept)
    {
        ArgumentNullException.ThrowIfNull(hub);
        string[] lines = ["このご質問に答える資料は、まだこのチャットにありません。不確かなことは申し上げないようにしています。", $"{hub.Name}へお尋ねください。{(isKept ? Kept : "")}"];
        return new CardReply(lines[0], [new Card { Tone = CardTone.Notice, Title = "まだお答えできません", Rows = [.. lines.Select(line => new CardRow("", line)), hub.Row], Buttons = [.. hub.Buttons.Select(call => call with { IsPrimary = true })] }])
        {
            QuickReplies = [IntakeReplies.Start, new QuickReply("できること", new ReplyAction.Say("使い方"))],
        };
    }

    /// <summary>An old card's entry that is no more.</summary>
    public static TextReply Gone(HubContact hub)
    {
        ArgumentNullException.ThrowIfNull(hub);
        return new TextReply($"この答えは、いまは載っていません。\n{hub.Lines}");
    }

    private static string FooterOf(KnowledgeEntry entry) => string.Create(CultureInfo.InvariantCulture,
        $"出典 {entry.Sources[0].Title}{(entry.Sources.Count > 1 ? $" ほか{entry.Sources.Count - 1}件" : "")}（{entry.ReviewedOn.Year}年{entry.ReviewedOn.Month}月{entry.ReviewedOn.Day}日確認）");

    /// <summary>Whole sentences, as many as a row takes; what the writer put on a line of its own stands in a row of its own.</summary>
    private static List<string> Paragraphs(string answer)
    {
        List<string> rows = [];
        foreach (string line in answer.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            rows.Add("");
            foreach (string sentence in line.Replace("。", "。\n", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (rows[^1].Length > 0 && rows[^1].Length + sentence.Length > RowMax)
                {
                    rows.Add("");
                }

                rows[^1] += sentence;
            }
        }

        return rows;
    }
}
