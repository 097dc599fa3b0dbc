using System.Globalization;
using Zaitaku.Bot.Channels;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Desk;

namespace Zaitaku.Bot.Desk;

/// <summary>A consultation as the coordinators' channel sees it. The card follows the state; it holds no words, names of askers or phone numbers.</summary>
public static class DeskCard
{
    public const string ClaimVerb = "claim";
    public const string DetailVerb = "deskdetail";

    /// <param name="holder">Who has it; null for nobody.</param>
    /// <param name="console">The page of the console; null where no address is known.</param>
    /// <param name="deputy">Who was told in the holder's stead, when the time was over.</param>
    public static IReadOnlyList<ReplyContent> Of(Consultation one, string? holder, Uri? console, string? deputy = null)
    {
        ArgumentNullException.ThrowIfNull(one);
        string number = ConsultationNumbers.Shown(one.Number);
        Card card = new()
        {
            Tone = IsOverdue(one) || one is { State: ConsultationState.Waiting, Urgency: ConsultationUrgency.Today } ? CardTone.Notice : CardTone.Plain,
            Kicker = $"相談 {number}",
            Title = DeskWords.ContentOf(one),
            Rows = [.. Rows(one, holder, deputy)],
            Buttons = [.. Buttons(one, console)],
        };
        return [new CardReply($"相談 {number}: {StateOf(one, holder)}{(IsOverdue(one) ? "・期限を過ぎました" : "")}", [card])];
    }

    /// <summary>True while the time is over and somebody was told so.</summary>
    private static bool IsOverdue(Consultation one) => one is { TargetAt: not null, EscalationStep: > 0 };

    public static string StateOf(Consultation one, string? holder)
    {
        ArgumentNullException.ThrowIfNull(one);
        string by = holder is null ? "" : $"（{holder}）";
        return one.State switch
        {
            ConsultationState.Waiting => "担当者を待っています",
            ConsultationState.Claimed => $"対応中{by}",
            ConsultationState.AskedBack => $"返信を待っています{by}",
            ConsultationState.Planned => $"予定があります{by}",
            ConsultationState.Closed when one.Outcome == ConsultationOutcome.Withdrawn => $"取り下げられました{by}",
            ConsultationState.Closed => $"終了しました{by}",
            ConsultationState.Merged => "ほかの相談にまとめました",
            _ => "取り下げられました",
        };
    }

    private static IEnumerable<CardRow> Rows(Consultation one, string? holder, string? deputy)
    {
        yield return new CardRow("状態", StateOf(one, holder), one.State == ConsultationState.Waiting ? RowTone.Unsure : RowTone.Good);
        yield return new CardRow("地域", DeskWords.AreaOf(one));
        yield return new CardRow("急ぎ", ConsultationTerms.Urgencies.Name(one.Urgency));
        if (one.TargetAt is { } target)
        {
            yield return new CardRow("期限", DeskWords.When(target), IsOverdue(one) ? RowTone.Bad : RowTone.Plain);
        }

        if (IsOverdue(one))
        {
            string told = one.EscalationStep == 1 ? $"代理{(deputy is null ? "" : $"の{deputy}さん")}に知らせました" : "全員に知らせました";
            yield return new CardRow("", $"期限を過ぎました。{told}。", RowTone.Bad);
        }

        if (one is { State: ConsultationState.Planned, PlannedAt: { } planned })
        {
            yield return new CardRow("予定", DeskWords.When(planned));
        }
    }

    private static IEnumerable<CardButton> Buttons(Consultation one, Uri? console)
    {
        if (one is { IsOpen: true, StaffId: null })
        {
            yield return new CardButton("引き受ける", Press(ClaimVerb, one.Number, "引き受けます", isInPlace: true), IsPrimary: true);
        }

        if (one.State is not (ConsultationState.Merged or ConsultationState.Abandoned))
        {
            yield return new CardButton("詳細", Press(DetailVerb, one.Number, "詳細", isInPlace: true));
        }

        if (console is not null)
        {
            yield return new CardButton("コンソールで開く", new ReplyAction.Open(console.ToString()));
        }
    }

    private static ReplyAction.Press Press(string verb, int number, string shown, bool isInPlace) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{verb}:{number}"), shown) { InPlace = isInPlace };
}
