using System.Globalization;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Rota;

/// <summary>What somebody is told of their own duties, one to one.</summary>
public static class OwnDutyReplies
{
    /// <summary>Letters of the names of others beside one duty.</summary>
    private const int OthersLettersMax = 60;

    public static readonly TextReply NotInGroups = new("ご自分の当番は、ほかの人に見えないよう、1対1のチャットでお尋ねください。");

    /// <summary>Goes to the part that finds somebody else.</summary>
    private static readonly QuickReply Cover = new("代わってほしい", new ReplyAction.Say("当番を代わってほしい"));

    private static readonly QuickReply[] Others = [new("当番に入れない日", new ReplyAction.Say("当番に入れない日")), new("いまの当番", new ReplyAction.Say("いまの当番は？"))];

    /// <param name="left">Duties of the span that are not told.</param>
    /// <param name="asked">The time they named; null for "the next ones".</param>
    public static CardReply Of(IReadOnlyList<DutyHolder> holders, IReadOnlyList<OwnDuty> duties, int left, AskedTime? asked, RotaAsker asker)
    {
        ArgumentNullException.ThrowIfNull(holders);
        ArgumentNullException.ThrowIfNull(duties);
        ArgumentNullException.ThrowIfNull(asker);
        string time = asked is null ? "この先の当番" : $"{TimeOf(asked, asker)}の当番", whose = holders.Count == 1 ? DutyWords.Name(holders[0]) : "あなたの当番";
        List<CardRow> rows = [.. duties.SelectMany(duty => RowsOf(duty, holders.Count > 1, asker))];
        if (duties.Count == 0)
        {
            rows.Add(new CardRow("", $"{time}は、表に登録がありません。当番がないとは限りません。\n{asker.Hub.Lines}", RowTone.Unsure));
        }
        else if (left > 0)
        {
            rows.Add(new CardRow("", $"ほかに{left}件あります。日にちを決めて、もう一度書いてください。", RowTone.Faint));
        }

        return new CardReply(duties.Count == 0 ? $"{time}は、表に登録がありません。" : $"{time}: {DutyWords.Day(OfficeTime.DayOf(duties[0].Stretch.StartsAt), asker.Holidays)}{(duties.Count > 1 ? "ほか" : "")}",
        [
            new Card
            {
                Kicker = time, Title = whose, Rows = rows, Buttons = duties.Count == 0 ? asker.Hub.Buttons : [],
                Footer = $"{DutyWords.Day(asker.Today, asker.Holidays)} {OfficeTime.InTokyo(asker.Now):H:mm} 現在の当番表",
            },
        ]) { QuickReplies = duties.Count == 0 ? Others : [Cover, .. Others] };
    }

    private static IEnumerable<CardRow> RowsOf(OwnDuty duty, bool hasSeveral, RotaAsker asker)
    {
        bool isOn = duty.Stretch.StartsAt <= asker.Now && asker.Now < duty.Stretch.EndsAt, isOver = duty.Stretch.EndsAt <= asker.Now;
        string[] lines =
        [
            $"{DutyWords.Day(OfficeTime.DayOf(duty.Stretch.StartsAt), asker.Holidays)} {DutyWords.Hours(duty.Stretch.StartsAt, duty.Stretch.EndsAt)}{(isOn ? "（いま）" : isOver ? "（終わりました）" : "")}",
            $"{duty.Rota}{(duty.Group.Length > 0 ? $"【{duty.Group}】" : "")}",
            hasSeveral ? $"{duty.Holder.Name} として" : "",
        ];
        yield return new CardRow("", string.Join('\n', lines.Where(line => line.Length > 0)), isOver ? RowTone.Faint : isOn ? RowTone.Good : RowTone.Plain);
        string more = string.Join('\n', ((string[])[isOver || duty.IsConfirmed is not { } confirmed ? "" : confirmed ? "確認ずみ" : "まだ確認をいただいていません", OthersOf(duty.Others)]).Where(line => line.Length > 0));
        if (more.Length > 0)
        {
            yield return new CardRow("", more, RowTone.Faint);
        }
    }

    /// <summary>As many names as few lines hold; the page of the rota has all.</summary>
    private static string OthersOf(IReadOnlyList<string> others)
    {
        int letters = 0;
        string[] told = [.. others.TakeWhile((name, at) => (letters += name.Length) <= OthersLettersMax || at == 0)];
        return told.Length == 0 ? "" : $"ほかの当番: {string.Join("、", told)}{(others.Count > told.Length ? $"、ほか{others.Count - told.Length}人" : "")}";
    }

    private static string TimeOf(AskedTime asked, RotaAsker asker) =>
        asked.From.Day == 1 && asked.Until == asked.From.AddMonths(1) ? string.Create(CultureInfo.InvariantCulture, $"{asked.From.Year}年{asked.From.Month}月")
        : asked.Until == asked.From.AddDays(1) ? DutyWords.Day(asked.From, asker.Holidays)
        : $"{DutyWords.Day(asked.From, asker.Holidays)}〜{DutyWords.Day(asked.Until.AddDays(-1), asker.Holidays)}";
}
