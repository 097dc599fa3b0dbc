using System.Globalization;
using Zaitaku.Bot.Channels;
using Zaitaku.Storage.Substitutes;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Substitutes;

/// <summary>What is ready and what is missing, ticked by buttons.</summary>
internal static class SubstituteChecklist
{
    /// <summary>Hours between two times offered for the absence.</summary>
    private const int StepHours = 3;

    /// <summary>Times offered at once: what fits below a message.</summary>
    private const int TimesMax = ReplyContent.QuickRepliesMax - 1;

    /// <param name="isReminder">The cutoff is near.</param>
    public static CardReply Of(SubstituteFacts facts, bool isReminder)
    {
        SubstituteRequest one = facts.Request;
        IReadOnlyList<string> missing = SubstituteRules.Missing(facts.Policy, one);
        string head = missing.Count > 0 ? $"まだ足りないもの: {string.Join("、", missing)}" : "揃いました。「依頼を出す」を押すと、当番の先生に届きます。";
        return new CardReply($"代診の依頼: {head}", [new Card
        {
            Tone = isReminder ? CardTone.Notice : CardTone.Plain, Kicker = facts.Rota, Title = isReminder ? "代診の締切が近づいています" : "代診の依頼（準備中）",
            Rows =
            [
                new CardRow("", $"当番\n{SubstituteTexts.Unit(one.UnitStartsAt, one.UnitEndsAt)}"), new CardRow("", $"不在の時間\n{SubstituteTexts.Unit(one.AbsentFrom, one.AbsentUntil)}"),
                .. Items(facts).Select(item => new CardRow("", $"{(item.IsReady ? "☑" : "☐")} {item.Name}", item.IsReady ? RowTone.Good : RowTone.Unsure)),
                new CardRow("", head, missing.Count > 0 ? RowTone.Unsure : RowTone.Good), new CardRow("締切", SubstituteTexts.When(one.Cutoff)),
            ],
            Buttons = [.. Buttons(facts, missing)], Footer = "患者さんのことは、チャットに書かないでください。",
        }]);
    }

    /// <summary>Times to choose a beginning or an end of the absence from.</summary>
    /// <param name="isEnd">The end: after the beginning that was chosen.</param>
    public static CardReply Times(SubstituteFacts facts, bool isEnd)
    {
        SubstituteRequest one = facts.Request;
        string title = isEnd ? "いつまで不在ですか" : "いつから不在ですか", what = isEnd ? "until" : "from";
        return new CardReply(title, [new Card
        {
            Kicker = facts.Rota, Title = title, Rows = [new CardRow("", $"当番は {SubstituteTexts.Unit(one.UnitStartsAt, one.UnitEndsAt)} です。下から選んでください。細かい時刻は、当番の先生に電話でお伝えください。")],
            Buttons = [SubstituteReplies.Press(one, "show", "戻る")],
        }])
        {
            QuickReplies = [.. TimesOf(one, isEnd).Select(at => new QuickReply(Clock(at, isEnd), new ReplyAction.Press(string.Create(CultureInfo.InvariantCulture, $"{SubstituteReplies.Verb}:{what}:{one.Id:N}:{at.UtcTicks}"), $"{Clock(at, isEnd)}{(isEnd ? "まで" : "から")}")))],
        };
    }

    private static IReadOnlyList<DateTimeOffset> TimesOf(SubstituteRequest one, bool isEnd)
    {
        DateTimeOffset first = isEnd ? one.AbsentFrom : one.UnitStartsAt;
        double hours = (one.UnitEndsAt - first).TotalHours;
        int step = StepHours * Math.Max(1, (int)Math.Ceiling(hours / StepHours / (TimesMax - 1)));
        DateTimeOffset[] between = [.. Enumerable.Range(1, TimesMax).Select(at => first.AddHours(at * step)).TakeWhile(at => at < one.UnitEndsAt)];
        return isEnd ? [.. between.Take(TimesMax - 1), one.UnitEndsAt] : [first, .. between.Take(TimesMax - 1)];
    }

    /// <summary>日 24:00 for the end of the Sunday.</summary>
    private static string Clock(DateTimeOffset at, bool isEnd)
    {
        DateOnly day = OfficeTime.DayOf(at);
        int minute = OfficeTime.MinuteOf(at);
        (day, minute) = isEnd && minute == 0 ? (day.AddDays(-1), 1440) : (day, minute);
        return string.Create(CultureInfo.InvariantCulture, $"{day.Day}日({OfficeTime.LetterOf(day)}) {minute / 60}:{minute % 60:00}");
    }

    private static IEnumerable<(string Name, bool IsReady)> Items(SubstituteFacts facts)
    {
        string[] ready = SubstituteRules.ReadyPapers(facts.Request);
        foreach (string paper in facts.Policy.Papers)
        {
            yield return (paper, ready.Contains(paper));
        }

        if (facts.Policy.NeedsConsent)
        {
            yield return (SubstituteRules.Consent, facts.Request.ConsentAt is not null);
        }

        if (facts.Policy.NeedsNurse)
        {
            yield return (SubstituteRules.Nurse, facts.Request.NurseToldAt is not null);
        }
    }

    private static IEnumerable<CardButton> Buttons(SubstituteFacts facts, IReadOnlyList<string> missing)
    {
        SubstituteRequest one = facts.Request;
        if (missing.Count == 0)
        {
            yield return SubstituteReplies.Press(one, "send", "依頼を出す", isPrimary: true);
        }
        else
        {
            yield return SubstituteReplies.Press(one, "all", "すべて済んでいます", isPrimary: true);
            string[] ready = SubstituteRules.ReadyPapers(one);
            for (int at = 0; at < facts.Policy.Papers.Count; at++)
            {
                if (!ready.Contains(facts.Policy.Papers[at]))
                {
                    yield return SubstituteReplies.Press(one, string.Create(CultureInfo.InvariantCulture, $"paper:{at}"), $"{facts.Policy.Papers[at]}あり");
                }
            }

            if (missing.Contains(SubstituteRules.Consent))
            {
                yield return SubstituteReplies.Press(one, "consent", "ご家族の同意済み");
            }

            if (missing.Contains(SubstituteRules.Nurse))
            {
                yield return SubstituteReplies.Press(one, "nurse", "訪問看護に連絡済み");
            }
        }

        yield return SubstituteReplies.Press(one, "from", "不在の時間を変える");
        yield return SubstituteReplies.Press(one, "down", "やめる");
    }
}
