using System.Globalization;
using Zaitaku.Bot.Channels;
using Zaitaku.Scheduler.Substitutes;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Substitutes;
using Zaitaku.Storage.Time;
using static Zaitaku.Bot.Substitutes.SubstituteTexts;

namespace Zaitaku.Bot.Substitutes;

/// <summary>All that doctors are told of substitutions, in one place. Nothing of a patient is in it.</summary>
public static class SubstituteReplies
{
    public const string Verb = "sub";

    /// <summary>Duties offered to choose from.</summary>
    public const int ChoicesMax = 6;

    private const string NoPatients = "患者さんのことは、チャットに書かないでください。書類は、いつもの方法でお受け取りください。";

    public static readonly TextReply NotInGroups = new("代診の依頼は、1対1のチャットでお願いします。");

    public static readonly TextReply NotYours = new("この代診は見つかりません。先生の依頼でないか、当番が変わっています。");

    public static CardReply NotLinked(HubContact hub) => Notice(
        "拠点へお電話ください", ["このチャットが、当番表のどの先生か、まだ登録がありません。代診の依頼は出ていません。", "拠点にお電話をいただければ、依頼を受け付け、登録もできます。"], hub);

    public static CardReply NoDuty(HubContact hub) => Notice("頼める当番が見つかりません", ["その日の当番は、表に登録がありません。当番がいないとは限りません。代診の依頼は出ていません。", "日にちを書いて、もう一度送っていただくか、拠点へお電話ください。"], hub);

    public static CardReply OwnDuty(HubContact hub) => Notice("その日は、先生ご自身の当番です", ["代診の依頼は出ていません。当番を代わってほしいときは「当番を代わってほしい」と書いてください。", "お急ぎのときは、拠点へお電話ください。"], hub);

    /// <summary>Which duty is meant.</summary>
    public static CardReply Which(IReadOnlyList<(DutyRota Rota, DutyStretch Duty)> choices, bool hasMore)
    {
        ArgumentNullException.ThrowIfNull(choices);
        return new CardReply("どの日の代診ですか", [new Card
        {
            Kicker = "代診の依頼", Title = "どの日の代診ですか",
            Rows = [.. choices.Select(one => new CardRow("", $"{one.Rota.Name}\n{Unit(one.Duty.StartsAt, one.Duty.EndsAt)}")), .. hasMore ? [new CardRow("", "先の日は、「6月14日の代診をお願いしたい」のように、日にちを書いてください。")] : Array.Empty<CardRow>()],
            Buttons = [.. choices.Select(one => new CardButton(Label(one.Rota, one.Duty, choices), new ReplyAction.Press(string.Create(CultureInfo.InvariantCulture, $"{Verb}:new:{one.Duty.RotaId}:{one.Duty.SeatId}:{one.Duty.StartsAt.UtcTicks}"), $"{Unit(one.Duty.StartsAt, one.Duty.EndsAt)} の代診")))],
        }]);
    }

    public static CardReply TooLate(SubstituteRequest one, string rota, HubContact hub)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(hub);
        return new CardReply("代診の締切を過ぎています。拠点へお電話ください。", [new Card
        {
            Tone = CardTone.Notice, Kicker = "代診の依頼", Title = "締切を過ぎています",
            Rows =
            [
                new CardRow("", $"{rota}（{DayOf(one)}）の代診の締切は {When(one.Cutoff)} でした。当番の先生には伝わっていません。", RowTone.Bad),
                new CardRow("", "急なご事情のときは、すぐに拠点へお電話ください。コーディネーターにも、締切後の相談があったことを知らせました。"), .. hub.OnCallRows, hub.Row,
            ],
            Buttons = [.. hub.Buttons.Select(call => call with { IsPrimary = true }), .. hub.OnCallButtons],
        }]);
    }

    /// <summary>The request as whoever asked sees it.</summary>
    /// <param name="kind">Why it is shown; null for the answer to a press.</param>
    public static CardReply Own(SubstituteFacts facts, SubstituteCardKind? kind, HubContact hub, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(hub);
        SubstituteRequest one = facts.Request;
        return one.State switch
        {
            SubstituteState.Collecting when SubstituteRules.IsInTime(one.Cutoff, now) => SubstituteChecklist.Of(facts, kind == SubstituteCardKind.Incomplete),
            SubstituteState.Lapsed or SubstituteState.Collecting => Lapsed(facts, hub),
            SubstituteState.TooLate => TooLate(one, facts.Rota, hub),
            SubstituteState.Withdrawn => State(facts, "取り下げました", "この依頼は取り下げました。", [], hub),
            SubstituteState.Accepted => State(facts, "引き受けてもらえました", "当番の先生が引き受けました。書類の受け渡しと申し送りは、いつもの方法でお願いします。", Changing(one), hub),
            SubstituteState.Consulting => State(facts, "相談したいとのことです", "当番の先生から「相談したい」との返事がありました。お電話で話し合ってください。", Changing(one), hub, Gaps(one, hub)),
            SubstituteState.Done => State(facts, "終わりました", $"結果: {SubstituteTexts.Of(one.Outcome)}", [], hub),
            _ => Waiting(facts, kind == SubstituteCardKind.Changed, hub),
        };
    }

    private static CardReply Waiting(SubstituteFacts facts, bool isChanged, HubContact hub)
    {
        SubstituteRequest one = facts.Request;
        (string title, string text) = !facts.Standing.Any() ? ("当番の先生が表にいません", "不在の時間に当番の先生が表にいないため、依頼は、まだどの先生にも届いていません。表に入りしだい、その先生に伝えます。")
            : SubstituteRules.IsTaken(one) ? ("一部の時間が決まっていません", "当番の先生は引き受けました。ただし、当番の先生がいない時間があります。")
            : isChanged ? ("当番の先生が変わりました", "当番が変わったため、新しい当番の先生にお願いしています。返事があれば、お知らせします。") : ("依頼を出しました", "当番の先生に伝えます。返事があれば、お知らせします。");
        return State(facts, title, text, Changing(one), hub, Gaps(one, hub));
    }

    /// <summary>Hours in which nobody can be asked, and whom to call about them.</summary>
    private static IReadOnlyList<CardRow> Gaps(SubstituteRequest one, HubContact hub) => SubstituteRules.Uncovered(one) is not { Count: > 0 } gaps ? []
        : [new CardRow("", $"当番の先生がいない時間\n{string.Join('\n', gaps.Select(gap => Unit(gap.From, gap.Until)))}\n拠点に知らせました。お急ぎのときは、お電話ください。", RowTone.Bad), .. hub.OnCallRows];

    /// <summary>When the absence begins or ends.</summary>
    public static CardReply Times(SubstituteFacts facts, bool isEnd)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return SubstituteChecklist.Times(facts, isEnd);
    }

    public static CardReply SureWithdraw(SubstituteRequest one, HubContact hub)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(hub);
        return new CardReply("代診の依頼を取り下げますか", [new Card
        {
            Tone = CardTone.Notice, Kicker = "代診の依頼", Title = "取り下げますか", Rows = [new CardRow("", $"{DayOf(one)} の代診の依頼を取り下げます。当番の先生に渡っていれば、取り下げたことを伝えます。"), hub.Row],
            Buttons = [Press(one, "downsure", "取り下げる"), Press(one, "show", "取り下げない")],
        }]);
    }

    /// <summary>The request as the doctor on duty sees it.</summary>
    public static CardReply OnDuty(SubstituteFacts facts, SubstituteGiven given, SubstituteCardKind? kind, HubContact hub, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(given);
        ArgumentNullException.ThrowIfNull(hub);
        SubstituteRequest one = facts.Request;
        if (given.EndedAt is not null || one.State == SubstituteState.Withdrawn)
        {
            return State(facts, one.State == SubstituteState.Withdrawn ? "取り下げられました" : "ほかの先生に移りました", one.State == SubstituteState.Withdrawn ? "この代診の依頼は取り下げられました。" : "当番が変わったため、この代診は、新しい当番の先生にお願いしています。ご対応は要りません。", [], hub);
        }

        return one.AbsentUntil <= now || one.State == SubstituteState.Done ? After(facts) : Asked(facts, given);
    }

    private static CardReply Asked(SubstituteFacts facts, SubstituteGiven given)
    {
        SubstituteRequest one = facts.Request;
        SubstituteGiven[] theirs = [.. facts.Standing.Where(row => row.HolderId == given.HolderId).OrderBy(row => row.StartsAt)];
        SubstituteAnswer answer = Array.TrueForAll(theirs, row => row.Answer == given.Answer) ? given.Answer : SubstituteAnswer.None;
        string title = answer switch { SubstituteAnswer.Accepted => "代診を引き受けました", SubstituteAnswer.Consult => "相談したい、と伝えました", _ => "代診のお願いです" };
        return new CardReply($"{DayOf(one)} {title}", [new Card
        {
            Tone = answer == SubstituteAnswer.None ? CardTone.Notice : CardTone.Plain, Kicker = facts.Rota, Title = title,
            Rows =
            [
                new CardRow("", $"不在の時間\n{Units(theirs)}"), new CardRow("", $"依頼元の先生\n{Called(facts.Requester)}"),
                .. Ready(facts.Policy), new CardRow("", NoPatients, RowTone.Faint),
            ],
            Buttons = [.. Answers(one, answer), .. Call(facts.Requester, "依頼元の先生に電話")],
        }]);
    }

    private static IEnumerable<CardRow> Ready(SubstitutePolicy policy)
    {
        string[] ready = [.. policy.Papers, .. policy.NeedsConsent ? [SubstituteRules.Consent] : Array.Empty<string>(), .. policy.NeedsNurse ? [SubstituteRules.Nurse] : Array.Empty<string>()];
        return ready.Length == 0 ? [] : [new CardRow("", $"依頼元の先生が「済み」としたもの: {string.Join("、", ready)}", RowTone.Good)];
    }

    private static IEnumerable<CardButton> Answers(SubstituteRequest one, SubstituteAnswer answer)
    {
        if (answer != SubstituteAnswer.Accepted)
        {
            yield return Press(one, "take", "引き受けます", isPrimary: true);
        }

        if (answer != SubstituteAnswer.Consult)
        {
            yield return Press(one, "talk", "相談したい");
        }
    }

    private static CardReply After(SubstituteFacts facts)
    {
        SubstituteRequest one = facts.Request;
        string text = one.State == SubstituteState.Done ? $"結果は「{SubstituteTexts.Of(one.Outcome)}」と記録しました。ありがとうございました。" : "お疲れさまでした。いかがでしたか。ひとつ押してください。";
        return new CardReply(text, [new Card
        {
            Kicker = facts.Rota, Title = "代診の結果", Rows = [new CardRow("", $"{DayOf(one)}\n{Name(facts.Requester)}"), new CardRow("", text)],
            Buttons = [.. ((SubstituteOutcome[])[SubstituteOutcome.Visit, SubstituteOutcome.Death, SubstituteOutcome.Nothing]).Where(outcome => outcome != one.Outcome).Select(outcome => Press(one, $"out:{outcome}", outcome switch
            {
                SubstituteOutcome.Visit => "往診した", SubstituteOutcome.Death => "看取りをした", _ => "呼ばれなかった",
            }))],
        }]);
    }

    private static CardReply Lapsed(SubstituteFacts facts, HubContact hub)
    {
        IReadOnlyList<string> missing = SubstituteRules.Missing(facts.Policy, facts.Request);
        string why = missing.Count > 0 ? $"揃わなかったもの: {string.Join("、", missing)}。" : "「依頼を出す」が押されていませんでした。";
        return Notice("締切になりました", [$"{DayOf(facts.Request)} の代診は、締切（{When(facts.Request.Cutoff)}）までに揃わず、依頼は出ていません。", why, "まだ必要なときは、すぐに拠点へお電話ください。"], hub);
    }

    private static CardReply State(SubstituteFacts facts, string title, string text, IReadOnlyList<CardButton> buttons, HubContact hub, IReadOnlyList<CardRow>? gaps = null)
    {
        SubstituteRequest one = facts.Request;
        SubstituteGiven[] standing = one.IsRunning ? [.. facts.Standing.OrderBy(row => row.StartsAt)] : [];
        (DutyHolder? Holder, string Hours)[] on = [.. standing.GroupBy(row => row.HolderId).Select(theirs => (facts.Holders.GetValueOrDefault(theirs.Key), standing.Length == 1 && gaps is not { Count: > 0 } ? "" : $"\n{Units(theirs)}"))];
        return new CardReply($"代診（{DayOf(one)}）: {title}", [new Card
        {
            Kicker = facts.Rota, Title = title,
            Rows = [new CardRow("", text), new CardRow("", $"不在の時間\n{Unit(one.AbsentFrom, one.AbsentUntil)}"), .. on.Select(doctor => new CardRow("", $"当番の先生\n{Called(doctor.Holder)}{doctor.Hours}")), .. gaps ?? [], hub.Row],
            Buttons = [.. on.Take(2).SelectMany(doctor => Call(doctor.Holder, "当番の先生に電話")), .. buttons, .. hub.Buttons],
        }]);
    }

    private static string Units(IEnumerable<SubstituteGiven> rows) => string.Join('\n', rows.Select(row => Unit(row.StartsAt, row.EndsAt)));

    private static IReadOnlyList<CardButton> Changing(SubstituteRequest one) => [Press(one, "down", "取り下げる")];

    private static CardReply Notice(string title, string[] lines, HubContact hub) => new(lines[0],
        [new Card { Tone = CardTone.Notice, Kicker = "代診の依頼", Title = title, Rows = [.. lines.Select(line => new CardRow("", line)), hub.Row], Buttons = [.. hub.Buttons.Select(call => call with { IsPrimary = true })] }]);

    internal static CardButton Press(SubstituteRequest one, string what, string label, bool isPrimary = false)
    {
        string[] parts = what.Split(':', 2);
        return new(label, new ReplyAction.Press(string.Create(CultureInfo.InvariantCulture, $"{Verb}:{parts[0]}:{one.Id:N}{(parts.Length > 1 ? $":{parts[1]}" : "")}"), label) { InPlace = true }, isPrimary);
    }

    /// <summary>The day; the hour too where two begin on one day; a number where even that is the same.</summary>
    private static string Label(DutyRota rota, DutyStretch duty, IReadOnlyList<(DutyRota Rota, DutyStretch Duty)> all)
    {
        DateOnly day = SubstituteRules.DayOf(duty.StartsAt, duty.EndsAt);
        string said = string.Create(CultureInfo.InvariantCulture, $"{day.Month}月{day.Day}日({OfficeTime.LetterOf(day)})");
        (DutyRota Rota, DutyStretch Duty)[] same = [.. all.Where(one => SubstituteRules.DayOf(one.Duty.StartsAt, one.Duty.EndsAt) == day)];
        return same.Length == 1 ? said : string.Create(CultureInfo.InvariantCulture, $"{said} {Array.FindIndex(same, one => one.Duty == duty && one.Rota == rota) + 1}つ目");
    }
}
