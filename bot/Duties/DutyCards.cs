using System.Globalization;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Channels;
using Zaitaku.Scheduler.Duties;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Duties;

/// <summary>All that holders and coordinators read about duties without asking.</summary>
public sealed class DutyCards(LiveDirectory directory, IOptions<HubOptions> hub) : IDutyCards
{
    public const string ConfirmVerb = "dutyok";
    public const string NoteVerb = "dutynote";
    public const string CallsVerb = "dutycalls";

    /// <summary>Calls that are one tap; more are written on the page of the handover.</summary>
    public const int CallsTapMax = 10;

    /// <summary>Rows of one card; a year of nights takes several cards.</summary>
    private const int RowsMax = 12;

    private const string Kicker = "当番のお知らせ";
    private const string OwnDuties = "私の当番";

    public string News(DutyNews news, DateTimeOffset now) => ReplyContent.ToJson(NewsOf(news, directory.Current().Holidays, now));

    public string Reminder(DutyReminder reminder, DateTimeOffset now) => ReplyContent.ToJson(ReminderOf(reminder, directory.Current().Holidays, HubContact.Of(hub.Value), now));

    public string Again(DutyAlarm alarm, DateTimeOffset now) => ReplyContent.ToJson(AgainOf(alarm, directory.Current().Holidays, HubContact.Of(hub.Value)));

    public string ToNext(DutyAlarm alarm, DateTimeOffset now) => ReplyContent.ToJson(NextOf(alarm, directory.Current().Holidays, HubContact.Of(hub.Value)));

    public string ToCoordinators(DutyAlarm alarm, DateTimeOffset now) => ReplyContent.ToJson(CoordinatorsOf(alarm, directory.Current().Holidays));

    /// <summary>A duty that only got other hours is told as that, and not as one lost and one won.</summary>
    internal static IReadOnlyList<ReplyContent> NewsOf(DutyNews news, HolidayCalendar holidays, DateTimeOffset now)
    {
        List<ToldDuty> fresh = [.. news.New], gone = [.. news.Gone];
        List<CardRow> changed = [];
        foreach (ToldDuty old in news.Gone)
        {
            if (fresh.Find(one => one.Duty.SeatId == old.Duty.SeatId && one.Duty.StartsAt < old.Duty.EndsAt && old.Duty.StartsAt < one.Duty.EndsAt) is { } instead)
            {
                changed.Add(new CardRow("", $"変更 {DutyLines.RotaOf(old)}\n{DutyLines.WhenOf(old.Duty, holidays)} から\n{DutyLines.WhenOf(instead.Duty, holidays)} へ"));
                fresh.Remove(instead);
                gone.Remove(old);
            }
        }

        string title = (fresh.Count, changed.Count, gone.Count) switch
        {
            ( > 0, 0, 0) => "当番をお願いします",
            (0, 0, > 0) => "当番ではなくなりました",
            _ => "当番が変わりました",
        };
        CardRow[] rows =
        [
            .. changed, .. fresh.Count > 0 && changed.Count + gone.Count > 0 ? [new CardRow("", "新しい当番")] : Array.Empty<CardRow>(), .. DutyLines.Of(fresh, holidays),
            .. gone.Count > 0 ? [new CardRow("", "次の当番は、ほかの方になったか、なくなりました")] : Array.Empty<CardRow>(), .. DutyLines.Of(gone, holidays, RowTone.Faint),
        ];
        CardRow[][] pages = [.. rows.Chunk(RowsMax).Take(CardReply.CardsMax)];
        bool asks = news.New.Any(one => one.Duty.ConfirmedAt is null && one.Duty.SeenAt is null);
        CardButton[] buttons = asks ? [Confirm(string.Create(CultureInfo.InvariantCulture, $"{ConfirmVerb}:n:{news.New[0].Duty.HolderId}:{news.Id:N}"))] : [];
        Card[] cards = [.. pages.Select((page, at) => new Card
        {
            Kicker = pages.Length > 1 ? $"{Kicker} {at + 1}/{pages.Length}" : Kicker, Title = title, Rows = at == pages.Length - 1 && rows.Length > pages.Sum(one => one.Length) ? [.. page, new CardRow("", "続きは「私の当番」と書くとお見せします。")] : page,
            Buttons = at == pages.Length - 1 ? buttons : [], Footer = $"{DutyWords.Day(OfficeTime.DayOf(now), holidays)} {OfficeTime.InTokyo(now):H:mm} 現在の当番表",
        })];
        ToldDuty first = news.New.Concat(news.Gone).OrderBy(one => one.Duty.StartsAt).First();
        int others = news.New.Count + news.Gone.Count - 1;
        return [new CardReply($"{title}: {DutyLines.RotaOf(first)} {DutyLines.WhenOf(first.Duty, holidays)}{(others > 0 ? $" ほか{others}件" : "")}", cards) { QuickReplies = Offers }];
    }

    internal static IReadOnlyList<ReplyContent> ReminderOf(DutyReminder reminder, HolidayCalendar holidays, HubContact hub, DateTimeOffset now)
    {
        HeldDuty duty = reminder.Told.Duty;
        int days = OfficeTime.DayOf(duty.StartsAt).DayNumber - OfficeTime.DayOf(now).DayNumber;
        string title = reminder.Kind switch
        {
            ReminderKind.End => "当番、お疲れさまです",
            _ when duty.StartsAt <= now => "いま当番です",
            _ when days == 0 => "きょうは当番です",
            _ when days == 1 => "あすは当番です",
            _ => $"{days}日後は当番です",
        };
        CardRow[] rows = [new CardRow("", $"{DutyLines.RotaOf(reminder.Told)}\n{DutyLines.WhenOf(duty, holidays)}", duty.ConfirmedAt is null ? RowTone.Plain : RowTone.Good), .. reminder.Kind == ReminderKind.End ? EndRows(reminder) : StartRows(reminder, hub)];
        CardButton[] buttons = reminder.Kind == ReminderKind.End
            ? [new CardButton("申し送りを書く", new ReplyAction.Press(Data(NoteVerb, duty.Id), "申し送りを書きます"), IsPrimary: true)]
            : [.. duty.ConfirmedAt is null ? [Confirm(Data($"{ConfirmVerb}:d", duty.Id))] : Array.Empty<CardButton>(), .. reminder.HasNotes ? [new CardButton("申し送りを読む", new ReplyAction.Press(Data(NoteVerb, duty.Id), "申し送りを読みます"))] : Array.Empty<CardButton>()];
        return [new CardReply($"{title}: {DutyLines.RotaOf(reminder.Told)} {DutyLines.WhenOf(duty, holidays)}", [new Card { Kicker = Kicker, Title = title, Rows = rows, Buttons = buttons }])
        {
            QuickReplies = reminder.Kind == ReminderKind.End ? [.. Enumerable.Range(0, CallsTapMax + 1).Select(count => new QuickReply($"電話 {count}件{(count == CallsTapMax ? "以上" : "")}", new ReplyAction.Press(string.Create(CultureInfo.InvariantCulture, $"{CallsVerb}:{duty.Id}:{count}"), $"電話は{count}件{(count == CallsTapMax ? "以上" : "")}でした")))] : Offers,
        }];
    }

    internal static IReadOnlyList<ReplyContent> AgainOf(DutyAlarm alarm, HolidayCalendar holidays, HubContact hub)
    {
        const string Title = "当番の確認をお願いします";
        return [new CardReply($"{Title}: {DutyLines.RotaOf(alarm.Told)} {DutyLines.WhenOf(alarm.Told.Duty, holidays)}",
        [
            new Card
            {
                Tone = CardTone.Notice, Kicker = Kicker, Title = Title,
                Rows =
                [
                    new CardRow("", $"{DutyLines.RotaOf(alarm.Told)}\n{DutyLines.WhenOf(alarm.Told.Duty, holidays)}"),
                    new CardRow("", "まだ確認をいただいていません。このままお返事がないときは、次の方と拠点に知らせます。"), new CardRow("", "出られないときは「当番を代わってほしい」と書くか、拠点へお電話ください。"), hub.Row,
                ],
                Buttons = [Confirm(Data($"{ConfirmVerb}:d", alarm.Told.Duty.Id)), .. hub.Buttons],
            },
        ]) { QuickReplies = Offers }];
    }

    internal static IReadOnlyList<ReplyContent> NextOf(DutyAlarm alarm, HolidayCalendar holidays, HubContact hub)
    {
        const string Title = "代わりをお願いするかもしれません";
        return [new CardReply($"{Title}: {DutyLines.RotaOf(alarm.Told)} {DutyLines.WhenOf(alarm.Told.Duty, holidays)}",
        [
            new Card
            {
                Tone = CardTone.Notice, Kicker = Kicker, Title = Title,
                Rows =
                [
                    new CardRow("", $"{DutyLines.RotaOf(alarm.Told)}\n{DutyLines.WhenOf(alarm.Told.Duty, holidays)}"),
                    new CardRow("当番", $"{alarm.Holder}\n{(alarm.HolderPhone.Length > 0 ? Numbered(alarm.HolderPhone) : "電話番号は登録がありません")}"),
                    new CardRow("", "当番の方の確認がまだありません。いまは当番のままです。代わりが要るときは、拠点からご連絡します。"), hub.Row,
                ],
                Buttons = [.. Calls(alarm.HolderPhone, "当番の方に電話"), .. hub.Buttons],
            },
        ])];
    }

    internal static IReadOnlyList<ReplyContent> CoordinatorsOf(DutyAlarm alarm, HolidayCalendar holidays)
    {
        string title = alarm.Kind == DutyStepKind.Everyone ? "当番の確認がないままです" : "当番の確認がありません";
        return [new CardReply($"{title}: {DutyLines.RotaOf(alarm.Told)} {DutyLines.WhenOf(alarm.Told.Duty, holidays)}",
        [
            new Card
            {
                Tone = alarm.Kind == DutyStepKind.Everyone ? CardTone.Danger : CardTone.Notice, Kicker = "当番", Title = title,
                Rows =
                [
                    new CardRow("", $"{DutyLines.RotaOf(alarm.Told)}\n{DutyLines.WhenOf(alarm.Told.Duty, holidays)}", RowTone.Bad),
                    new CardRow("当番", $"{alarm.Holder}\n{(alarm.HolderPhone.Length > 0 ? Numbered(alarm.HolderPhone) : "電話番号は登録がありません")}"),
                    alarm.NextInLine is { } next ? new CardRow("次の方", $"{next.Name}\n{(next.Phone.Length > 0 ? Numbered(next.Phone) : "電話番号は登録がありません")}") : new CardRow("次の方", "表に登録がありません", RowTone.Unsure),
                    new CardRow("", alarm.Kind == DutyStepKind.Everyone ? "どなたか、いますぐ電話で確かめてください。" : "電話で確かめて、コンソールの当番のページに書いてください。"),
                ],
                Buttons = [.. Calls(alarm.HolderPhone, "当番の方に電話"), .. Calls(alarm.NextInLine?.Phone ?? "", "次の方に電話")],
            },
        ])];
    }

    private static IEnumerable<CardRow> StartRows(DutyReminder reminder, HubContact hub)
    {
        foreach (DutyNeighbour one in reminder.Beside)
        {
            yield return new CardRow("", $"同じ時間 {DutyWords.RotaName(one.Rota, one.Group)}\n{one.Name}{(one.Phone.Length > 0 ? $"\n{Numbered(one.Phone)}" : "")}");
        }

        if (reminder.Next is { } next)
        {
            yield return new CardRow("", $"次の当番 {next.Name}{(next.Phone.Length > 0 ? $"\n{Numbered(next.Phone)}" : "")}", RowTone.Faint);
        }

        if (reminder.Kind == ReminderKind.Start)
        {
            foreach (CardRow row in (IEnumerable<CardRow>)[.. hub.OnCallRows, hub.Row, .. reminder.HasNotes ? [new CardRow("", "前の当番の方からの申し送りがあります。")] : Array.Empty<CardRow>()])
            {
                yield return row;
            }
        }

        if (reminder.Told.Duty.ConfirmedAt is not null)
        {
            yield return new CardRow("", "確認をいただいています。", RowTone.Faint);
        }
    }

    private static IEnumerable<CardRow> EndRows(DutyReminder reminder) =>
    [
        new CardRow("", "次の方に伝えることがあれば、申し送りに書いてください。患者さんのことは、チャットではなく申し送りの画面に書いてください。"),
        new CardRow("", "受けた電話の件数も、下のボタンからお知らせください。当番の偏りをならすのに使います。"),
        .. reminder.Next is { } next ? [new CardRow("", $"次の当番 {next.Name}", RowTone.Faint)] : Array.Empty<CardRow>(),
    ];

    private static readonly IReadOnlyList<QuickReply> Offers = [new QuickReply(OwnDuties, new ReplyAction.Say(OwnDuties)), new QuickReply("代わってほしい", new ReplyAction.Say("当番を代わってほしい"))];

    private static CardButton Confirm(string data) => new("確認しました", new ReplyAction.Press(data, "確認しました"), IsPrimary: true);

    internal static string Data(string verb, long duty) => string.Create(CultureInfo.InvariantCulture, $"{verb}:{duty}");

    /// <summary>Each number on a line of its own.</summary>
    private static string Numbered(string phone) => phone.Replace('／', '\n');

    private static IEnumerable<CardButton> Calls(string phone, string label) => DutyWords.Numbers(phone).Take(1).Select(number => new CardButton(label, new ReplyAction.Call(number.Number)));
}
