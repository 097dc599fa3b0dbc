using Zaitaku.Bot.Channels;

namespace Zaitaku.Bot.Emergency;

/// <summary>The card for words that tell of abuse. It judges nobody: it says who helps, and that whoever tells is protected.</summary>
public static class AbuseReplies
{
    private static readonly CardButton Call110 = new("110に電話", new ReplyAction.Call(NationalLines.Police.Phone));

    public static CardReply CardFor(AbuseTold told, HubContact hub)
    {
        ArgumentNullException.ThrowIfNull(told);
        ArgumentNullException.ThrowIfNull(hub);
        string title = told.IsNow ? "いま危ないときは、110に電話してください" : TitleOf(told.Desk);
        CardButton[] desk = [.. DeskButton(told.Desk).Select(button => button with { IsPrimary = !told.IsNow })];
        return new CardReply($"{title} {DeskOf(told.Desk).ReplaceLineEndings(" ")}",
        [
            new Card
            {
                Tone = CardTone.Notice,
                Kicker = "つらい思いをしている方を守るために",
                Title = title,
                Rows =
                [
                    new("", "いま暴力を受けている、逃げたいときは110へ。けがや様子の変化は119へ。", RowTone.Bad),
                    new("", DeskOf(told.Desk)),
                    new("", "「かもしれない」でかまいません。証拠はいりません。虐待かどうかは、窓口が確かめます。"),
                    new("", ProtectionOf(told.Desk)),
                    new("ほかの窓口", OthersThan(told.Desk), RowTone.Faint),
                    new("", "このチャットは人が見ていません。窓口には電話で知らせてください。", RowTone.Bad),
                    .. hub.Reachable is null ? (CardRow[])[] : [new CardRow("", "どこへ電話すればよいか分からないときは、拠点へ。"), hub.Row],
                ],
                Buttons = [.. told.IsNow ? [Call110 with { IsPrimary = true }] : (CardButton[])[], .. desk, .. hub.Buttons, .. told.IsNow ? [] : (CardButton[])[Call110]],
            },
        ]);
    }

    private static string TitleOf(AbuseDesk desk) => desk switch
    {
        AbuseDesk.Child => "189（児童相談所）に電話してください",
        AbuseDesk.Disabled => "市町村の障害者虐待の窓口に電話してください",
        AbuseDesk.Staff => "市町村の介護・障害の窓口に電話してください",
        AbuseDesk.Partner => "一人でがまんせず、相談の電話にかけてください",
        _ => "地域包括支援センターか市町村の窓口に電話してください",
    };

    private static string DeskOf(AbuseDesk desk) => desk switch
    {
        AbuseDesk.Child => $"{NationalLines.Child.Name}\n{NationalLines.Child.Phone}{NationalLines.Child.Note}",
        AbuseDesk.Disabled => "お住まいの市町村の障害者虐待防止センター（障害福祉の窓口）。番号が分からないときは、役所の代表に電話して「障害者虐待のこと」と伝えてください。",
        AbuseDesk.Staff => "施設や事業所のある市町村の、介護保険か障害福祉の窓口。番号が分からないときは、役所の代表に電話して「施設での虐待のこと」と伝えてください。",
        AbuseDesk.Partner => $"{NationalLines.PartnerPlus.Name}\n{NationalLines.PartnerPlus.Phone}{NationalLines.PartnerPlus.Note}\n{NationalLines.PartnerNear.Name} {NationalLines.PartnerNear.Phone}\n{NationalLines.PartnerNear.Note}",
        _ => "お住まいの地域の地域包括支援センター、または市町村の高齢者の窓口。番号が分からないときは、役所の代表に電話して「高齢者虐待のこと」と伝えてください。",
    };

    /// <summary>Elder Abuse Prevention Act, articles 7, 8 and 21: no secrecy is broken, who told is not told on, staff may not be dismissed for it (but for a false tale or by negligence).</summary>
    private static string ProtectionOf(AbuseDesk desk) => desk switch
    {
        AbuseDesk.Staff => "だれが知らせたかは、窓口から漏れません。守秘義務の違反にもなりません。働く方を、知らせたことを理由に不利に扱うことは、法律で禁じられています（うその知らせなどを除く）。",
        AbuseDesk.Partner => "相談の内容は守られます。あなたが悪いのではありません。",
        _ => "だれが知らせたかは、窓口から漏れません。仕事で知ったことを知らせても、守秘義務の違反になりません。",
    };

    private static string OthersThan(AbuseDesk desk) => string.Join("\n", new (AbuseDesk Desk, string Words)[]
    {
        (AbuseDesk.Elder, "高齢の方：地域包括支援センター"),
        (AbuseDesk.Child, $"お子さん：{NationalLines.Child.Phone}"),
        (AbuseDesk.Disabled, "障害のある方：市町村の障害の窓口"),
        (AbuseDesk.Partner, $"夫婦・恋人：{NationalLines.PartnerNear.Phone}"),
    }.Where(one => one.Desk != desk).Select(one => one.Words));

    private static CardButton[] DeskButton(AbuseDesk desk) => desk switch
    {
        AbuseDesk.Child => [new CardButton("189に電話", new ReplyAction.Call(NationalLines.Child.Phone))],
        AbuseDesk.Partner => [new CardButton("DV相談プラスに電話", new ReplyAction.Call(NationalLines.PartnerPlus.Phone))],
        _ => [],
    };
}
