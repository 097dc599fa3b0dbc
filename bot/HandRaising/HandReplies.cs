using System.Globalization;
using Zaitaku.Bot.Channels;
using Zaitaku.Scheduler.HandRaising;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.HandRaising;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.HandRaising;

/// <summary>All that doctors are told of cases, in one place. Nothing here tells who the patient is.</summary>
public static class HandReplies
{
    public const string Verb = "hand";

    /// <summary>Letters of a remark in one row, so that a phone shows it in few lines.</summary>
    private const int RowLettersMax = 100;

    /// <summary>Procedures in one row.</summary>
    private const int ProceduresARow = 8;

    private const string NoNames = "お名前や病状は、チャットではお伝えしません。決まった先生に、電話でお伝えします。";

    public static readonly TextReply NotYours = new("この件は見つかりません。先生にお願いしている件でないか、もう終わっています。");

    public static readonly TextReply NotInGroups = new("手上げのお返事は、1対1のチャットでお願いします。");

    /// <summary>The case as one doctor sees it now.</summary>
    /// <param name="kind">Why it is shown; null for the answer to a press: as it stands.</param>
    public static CardReply Card(HandCase one, HandAsk ask, HandCardKind? kind, HubContact hub, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(ask);
        ArgumentNullException.ThrowIfNull(hub);
        HandSeat? seat = one.Seats.Find(held => held.HolderId == ask.HolderId);
        return (one.State, seat) switch
        {
            (HandCaseState.Withdrawn, _) => Notice(one, "この件は取り下げました", ["この件は、拠点の都合で取り下げました。ご検討くださり、ありがとうございました。"], hub, []),
            (_, { } held) => Chosen(one, held.Kind, hub),
            (HandCaseState.Settled, _) => Notice(one, "この件は決まりました", [ask.IsUp ? "手を挙げてくださり、ありがとうございました。今回は、ほかの先生にお願いすることになりました。" : "ほかの先生にお願いすることになりました。ご検討くださり、ありがとうございました。", "またの機会に、どうぞよろしくお願いいたします。"], hub, []),
            _ when kind == HandCardKind.Released => Notice(one, "辞退を承りました", ["この件の担当から外れていただきました。ほかの先生を探しています。", "行き違いのときは、拠点へお電話ください。"], hub, hub.Buttons),
            _ => Open(one, ask, kind, now),
        };
    }

    /// <summary>Before a doctor gives a seat back.</summary>
    public static CardReply SureBack(HandCase one, HandSeatKind seat, HubContact hub)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(hub);
        string text = $"{HandTerms.Of(seat)}を辞退しますか。押すと、すぐに拠点へ伝わり、ほかの先生を探し始めます。";
        return new CardReply(text, [new Card
        {
            Tone = CardTone.Notice, Kicker = Number(one), Title = "辞退してよろしいですか", Rows = [new CardRow("", text), hub.Row],
            Buttons = [Press(one, "backsure", "辞退する"), Press(one, "show", "辞退しない"), .. hub.Buttons],
        }]);
    }

    private static CardReply Chosen(HandCase one, HandSeatKind seat, HubContact hub)
    {
        string title = $"{HandTerms.Of(seat)}をお願いします";
        return new CardReply($"{Number(one)}: {title}", [new Card
        {
            Tone = CardTone.Notice, Kicker = Number(one), Title = title,
            Rows = [new CardRow("", "手を挙げてくださり、ありがとうございます。拠点のコーディネーターからお電話します。", RowTone.Good), .. Facts(one), new CardRow("", NoNames, RowTone.Faint), hub.Row],
            Buttons = [.. hub.Buttons.Select(call => call with { IsPrimary = true }), Press(one, "back", "辞退する")],
        }]);
    }

    private static CardReply Open(HandCase one, HandAsk ask, HandCardKind? kind, DateTimeOffset now)
    {
        IReadOnlyList<HandSeatKind> seats = HandRules.OpenSeats(one);
        string wanted = string.Join("・", seats.Select(HandTerms.Of));
        string title = $"{wanted}を探しています";
        string head = kind switch
        {
            HandCardKind.Chase => "まだ手が挙がっていません。",
            HandCardKind.Again => $"{wanted}の席が、またあきました。",
            _ => "",
        };
        return new CardReply($"{Number(one)}: {one.Area} {title}", [new Card
        {
            Kicker = Number(one), Title = title,
            Rows =
            [
                .. head.Length > 0 ? [new CardRow("", head)] : Array.Empty<CardRow>(), .. Standing(one, ask, seats), .. Facts(one),
                new CardRow("決め方", one.Rule == HandRule.FirstCome ? "先に手を挙げた先生に決まります" : "拠点が選び、お電話します"), new CardRow("締切", one.Deadline <= now ? $"{When(one.Deadline)}（過ぎましたが、まだ決まっていません）" : When(one.Deadline)),
                .. ask is { IsAreaKnown: true, AreProceduresKnown: true } ? [] : new[] { new CardRow("", $"先生の{string.Join("と", Unsure(ask))}は、拠点の記録では未確認です。難しいときは「今回は見送る」を押してください。", RowTone.Unsure) },
                new CardRow("", NoNames, RowTone.Faint),
            ],
            Buttons = [.. Buttons(one, ask, seats)],
        }]);
    }

    private static IEnumerable<string> Unsure(HandAsk ask) => [.. ask.IsAreaKnown ? [] : new[] { "訪問地域" }, .. ask.AreProceduresKnown ? [] : new[] { "できる処置" }];

    private static IEnumerable<CardRow> Standing(HandCase one, HandAsk ask, IReadOnlyList<HandSeatKind> open)
    {
        if (ask.IsUp)
        {
            yield return new CardRow("お返事", $"{HandTerms.Of(ask.Answer)}、手を挙げています", RowTone.Good);
        }
        else if (ask.Answer is HandAnswer.No or HandAnswer.Down)
        {
            yield return new CardRow("お返事", ask.Answer == HandAnswer.No ? "今回は見送り、と承りました" : "手を下ろしました");
        }

        if (one.Seats.Count > 0)
        {
            yield return new CardRow("", $"{string.Join("・", one.Seats.Select(seat => HandTerms.Of(seat.Kind)))}は決まりました。{(ask.IsUp && !open.Any(ask.IsUpFor) ? $"{string.Join("・", open.Select(HandTerms.Of))}でもよろしければ、下のボタンを押してください。" : "")}");
        }
    }

    private static IEnumerable<CardButton> Buttons(HandCase one, HandAsk ask, IReadOnlyList<HandSeatKind> open)
    {
        if (open.Contains(HandSeatKind.Main) && ask.Answer != HandAnswer.Main)
        {
            yield return Press(one, "main", "主治医として手を挙げる", isPrimary: !ask.IsUp);
        }

        if (open.Contains(HandSeatKind.Deputy) && ask.Answer != HandAnswer.Deputy)
        {
            yield return Press(one, "deputy", "副主治医として手を挙げる");
        }

        if (open.Count == 2 && ask.Answer != HandAnswer.Either)
        {
            yield return Press(one, "either", "どちらでも");
        }

        if (ask.IsUp)
        {
            yield return Press(one, "down", "手を下ろす");
        }
        else if (ask.Answer != HandAnswer.No)
        {
            yield return Press(one, "no", "今回は見送る");
        }
    }

    private static IEnumerable<CardRow> Facts(HandCase one)
    {
        yield return new CardRow("地域", one.Area);
        yield return new CardRow("介護度", HandTerms.CareLevels.Name(one.CareLevel));
        IReadOnlyList<CapabilityKind> procedures = HandTerms.Procedures(one.Procedures);
        yield return new CardRow("処置", procedures.Count == 0 ? "特にありません" : string.Join("、", procedures.Take(ProceduresARow).Select(kind => kind.Name())));
        foreach (CapabilityKind[] more in procedures.Skip(ProceduresARow).Chunk(ProceduresARow))
        {
            yield return new CardRow("", string.Join("、", more.Select(kind => kind.Name())));
        }

        yield return new CardRow("いつから", one.StartsOn is { } day ? Day(day) : "まだ決まっていません");
        foreach (string part in Parts(one.Remark))
        {
            yield return new CardRow("", part);
        }
    }

    /// <summary>At the end of a sentence where there is one, and never inside a letter of two units.</summary>
    private static IEnumerable<string> Parts(string words)
    {
        while (words.Length > RowLettersMax)
        {
            int sentence = words.LastIndexOf('。', RowLettersMax - 1), end = sentence > 0 ? sentence + 1 : char.IsHighSurrogate(words[RowLettersMax - 1]) ? RowLettersMax - 1 : RowLettersMax;
            yield return words[..end];
            words = words[end..];
        }

        if (words.Length > 0)
        {
            yield return words;
        }
    }

    private static CardReply Notice(HandCase one, string title, string[] lines, HubContact hub, IReadOnlyList<CardButton> buttons) =>
        new($"{Number(one)}: {title}", [new Card { Kicker = Number(one), Title = title, Rows = [.. lines.Select(line => new CardRow("", line)), .. buttons.Count > 0 ? [hub.Row] : Array.Empty<CardRow>()], Buttons = buttons }]);

    private static CardButton Press(HandCase one, string what, string label, bool isPrimary = false) =>
        new(label, new ReplyAction.Press(string.Create(CultureInfo.InvariantCulture, $"{Verb}:{one.Id}:{what}"), label) { InPlace = true }, isPrimary);

    private static string Number(HandCase one) => string.Create(CultureInfo.InvariantCulture, $"手上げ {one.Id}番");

    private static string Day(DateOnly day) => DutyWords.Day(day, HolidayCalendar.ByRule);

    private static string When(DateTimeOffset instant) => $"{Day(OfficeTime.DayOf(instant))} {OfficeTime.InTokyo(instant):H:mm}";
}
