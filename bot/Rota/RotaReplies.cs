using Zaitaku.Bot.Channels;
using Zaitaku.Bot.DirectorySearch;
using Zaitaku.Bot.Emergency;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Rota;

/// <summary>Who reads the answer, and when.</summary>
/// <param name="IsProfessional">May read names and numbers of those on duty.</param>
/// <param name="IsHeldBack">Would be told more alone than here, where others read along.</param>
public sealed record RotaAsker(bool IsProfessional, bool IsHeldBack, DateTimeOffset Now, HolidayCalendar Holidays, HubContact Hub)
{
    public DateOnly Today => OfficeTime.DayOf(Now);

    /// <summary>The one on duty as this reader may know them: people who are not at work get the institution, and a person's name only where there is no other word.</summary>
    public string NameOf(DutyShift shift)
    {
        ArgumentNullException.ThrowIfNull(shift);
        return IsProfessional ? DutyWords.Name(shift.Holder) : shift.Holder is { Institution.Length: > 0 } holder ? holder.Institution : shift.Holder?.Name ?? "";
    }

    /// <summary>How this reader may call: the number the table prints, and a holder's own one only for those at work or where the hub made it public.</summary>
    public string PhoneOf(DutyShift shift)
    {
        ArgumentNullException.ThrowIfNull(shift);
        return IsProfessional || shift.Holder?.IsPhonePublic == true ? DutyWords.Phone(shift) : shift.Phone;
    }
}

/// <summary>All that is said about who is on duty, in one place.</summary>
public static class RotaReplies
{
    public const string Danger = "命に関わりそうなときは、迷わず119へ。";

    public static readonly TextReply AskForTheRest = new("ほかの日の当番は、日にちを決めて、もう一度書いてください。");

    /// <summary>Before the table for all: whoever asks for their own duties must not take another's for theirs.</summary>
    public static readonly TextReply NotYoursAlone = new("ご自分の当番だけをお知らせするには、当番表のお名前とつなぐ必要があります。拠点のコーディネーターに、当番用の招待コードをお求めください。いまは、当番表の全体をお知らせします。");

    private const string NotInTable = "この時間の当番は、表に登録がありません。当番がいないとは限りません。";
    private const string GroupHint = "当番の方のお名前と連絡先は、1対1のチャットでお知らせします。";

    public static IReadOnlyList<ReplyContent> OnDuty(AskedRotas.Found found, IReadOnlyList<RotaView> views, DutyWindow window, RotaAsker asker)
    {
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(views);
        ArgumentNullException.ThrowIfNull(window);
        ArgumentNullException.ThrowIfNull(asker);
        Card[] cards = [.. views.Take(CardReply.CardsMax).Select(view => CardOf(view, found, window, asker))];
        string more = views.Count > cards.Length ? $"（ほかに{views.Count - cards.Length}つの当番表があります。名前を書いてください）" : "";
        return [new CardReply($"{TimeOf(window, asker)}: {string.Join("、", cards.Select(card => card.Title))}{more}", cards) { QuickReplies = [.. Others(window, views)] }];
    }

    public static CardReply NoRotas(RotaAsker asker) => Notice(
        "当番は、ここでは分かりません", "当番表はまだこのチャットに入っていないため、だれが当番かは分かりません。", "急ぎのときは、かかっている訪問看護ステーションか主治医へ。拠点では、電話を受けている時間にご案内します。", asker, []);

    public static CardReply NotKept(AskedRotas.NotKept other, RotaAsker asker)
    {
        ArgumentNullException.ThrowIfNull(other);
        string asked = string.Join("・", other.Asked.Select(purpose => purpose.Name()));
        return Notice($"{asked}の表はありません", $"{asked}の表は、このチャットに登録がありません。当番がいないとは限りません。拠点にお尋ねください。", KeptHere(other.Others), asker, other.Others);
    }

    public static CardReply OtherArea(AskedRotas.OtherArea other, RotaAsker asker)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Notice("その地域の当番表はありません", $"「{other.Said}」の当番表は、このチャットに登録がありません。当番がいないとは限りません。拠点にお尋ねください。", KeptHere(other.Others), asker, other.Others);
    }

    private static Card CardOf(RotaView view, AskedRotas.Found found, DutyWindow window, RotaAsker asker) =>
        asker.IsProfessional || view.Rota.ResidentView == ResidentView.Published
            ? DutyCard.Of(view, found, window, asker)
            : ForResidents(view.Rota, asker);

    /// <summary>What the hub allows people to be told who are not at work: a number, and no names.</summary>
    private static Card ForResidents(DutyRota rota, RotaAsker asker)
    {
        bool hasOwn = rota is { ResidentView: ResidentView.FirstCallNumber, ResidentPhone.Length: > 0 };
        return new Card
        {
            Tone = CardTone.Notice,
            Kicker = rota.Name,
            Title = hasOwn ? "こちらへお電話ください" : "拠点へお電話ください",
            Rows =
            [
                new CardRow("", Danger, RowTone.Bad),
                .. hasOwn ? [new CardRow("電話", rota.ResidentPhone), new CardRow("", "当番の担当者につながります。訪問診療・訪問看護を受けている方は、渡されている緊急連絡先が先です。")] : Array.Empty<CardRow>(),
                .. hasOwn ? [] : (IEnumerable<CardRow>)[.. asker.Hub.OnCallRows, new CardRow("", "訪問診療・訪問看護を受けている方は、渡されている緊急連絡先へ。ほかの方には、拠点が当番をご案内します。"), asker.Hub.Row],
                .. asker.IsHeldBack ? [new CardRow("", GroupHint, RowTone.Faint)] : Array.Empty<CardRow>(),
            ],
            Buttons = hasOwn ? [new CardButton("電話をかける", new ReplyAction.Call(rota.ResidentPhone), IsPrimary: true), Call119] : [.. asker.Hub.OnCallButtons, .. asker.Hub.Buttons, Call119],
        };
    }

    private static readonly CardButton Call119 = EmergencyReplies.Call119 with { IsPrimary = false };

    /// <summary>「いまの当番」, 「11月23日(月・祝) 夜」, 「11月23日(月・祝)から7日間」.</summary>
    internal static string TimeOf(DutyWindow window, RotaAsker asker)
    {
        string day = DutyWords.Day(window.Day, asker.Holidays);
        return window switch
        {
            { Part: Understanding.AskedPart.Now } => "いまの当番",
            { IsInstant: true } => $"{DutyWords.From(window.From, asker.Today)} の当番",
            { DayCount: > 1 } => $"{day}から{window.DayCount}日間の{PartOf(window.Part)}当番",
            _ => $"{day}の{PartOf(window.Part)}当番",
        };
    }

    private static string PartOf(Understanding.AskedPart part) => part switch
    {
        Understanding.AskedPart.Night => "夜の",
        Understanding.AskedPart.Morning => "午前の",
        Understanding.AskedPart.Daytime => "昼の",
        Understanding.AskedPart.Evening => "夕方の",
        _ => "",
    };

    internal static CardRow Unknown(RotaAsker asker) => new("", $"{NotInTable}\n{asker.Hub.Lines}", RowTone.Unsure);

    private static IEnumerable<QuickReply> Others(DutyWindow window, IReadOnlyList<RotaView> views)
    {
        string of = views.Count == 1 ? $"（{views[0].Rota.Name}）" : ""; // Who asked for one rota means that one.
        if (window.Part != Understanding.AskedPart.Now)
        {
            yield return new QuickReply("いまの当番", new ReplyAction.Say($"いまの当番は？{of}"));
        }

        yield return new QuickReply("今夜", new ReplyAction.Say($"今夜の当番は？{of}"));
        yield return new QuickReply("あす", new ReplyAction.Say($"明日の当番は？{of}"));
        yield return new QuickReply("今週末", new ReplyAction.Say($"今週末の当番は？{of}"));
    }

    private static string KeptHere(IReadOnlyList<DutyRota> rotas) => $"ここにある当番表: {string.Join("、", rotas.Select(rota => rota.Name))}";

    private static CardReply Notice(string title, string text, string more, RotaAsker asker, IReadOnlyList<DutyRota> rotas) =>
        new(text, [new Card { Tone = CardTone.Notice, Title = title, Rows = [new CardRow("", text), new CardRow("", more), new CardRow("", Danger), .. asker.Hub.OnCallRows, asker.Hub.Row], Buttons = [.. asker.Hub.Buttons.Select(call => call with { IsPrimary = true })] }])
        {
            QuickReplies =
            [
                .. rotas.Where(rota => rota.Name.Length <= AskBackReplies.LabelMax).Take(ReplyContent.QuickRepliesMax - 1).Select(rota => new QuickReply(rota.Name, new ReplyAction.Say($"{rota.Name}のいまの当番は？"))),
                new QuickReply("できること", new ReplyAction.Say("使い方")),
            ],
        };
}
