using Zaitaku.Bot.Channels;
using Zaitaku.Storage.Consultations;

namespace Zaitaku.Bot.Intake.Page;

/// <summary>The page on which a person reads what the hub answered, and replies.</summary>
internal static class ReadPage
{
    public static Html Of(PageView view, HubContact hub) => Html.Of($"""
        {WritePage.Danger(view.IsDanger, hub)}
        <h1>ご相談 {ConsultationNumbers.Shown(view.One.Number)}</h1>
        {PageParts.Done(view.Done)}
        {PageParts.Problems(view.Problems)}
        {State(view)}
        <section aria-labelledby="thread-title">
        <h2 id="thread-title">やりとり</h2>
        <ol class="thread">{Html.Join(OwnWordsRules.Shown(view.One).Select(entry => Entry(entry, view)))}</ol>
        {Files(view.One)}
        </section>
        {(view.One.IsOpen || view.One.State == ConsultationState.Closed ? Reply(view) : Html.None)}
        {(OwnWordsRules.MayCorrect(view.One) ? Correct(view) : Html.None)}
        <p class="small">このページは{IntakeRules.Clock(view.ExpiresAt)}まで、このブラウザで開けます。</p>
        """);

    private static Html State(PageView view) => Html.Of($"""
        <section class="panel receipt">
        <dl class="facts">
        <div><dt>受付番号</dt><dd class="number">{ConsultationNumbers.Shown(view.One.Number)}</dd></div>
        <div><dt>いま</dt><dd>{StatusReplies.StateWords(view.One)}</dd></div>
        {(view.Receipt is { } receipt ? Html.Of($"<div><dt>お返事</dt><dd>{ReceiptReplies.Until(receipt)}{(receipt.IsOpenNow ? Html.None : Html.Of($"<br>{ReceiptReplies.Closed(receipt)}"))}</dd></div>") : Html.None)}
        {Html.Join(IntakeReplies.Facts(view.One, withTimes: true).Select(Row))}
        </dl>
        </section>
        """);

    private static Html Row(CardRow row) => Html.Of($"<div><dt>{(row.Label == "お返事" ? "受け取り方" : row.Label)}</dt><dd>{row.Text}</dd></div>");

    private static Html Entry(ConsultationEntry entry, PageView view)
    {
        bool isTheirs = entry.StaffId is not null;
        string who = entry.StaffId is { } staff ? $"担当 {view.Names.GetValueOrDefault(staff, "")}".Trim() : "あなた";
        string what = entry.Kind switch
        {
            ConsultationEntryKind.AskedBack => "（おたずね）", ConsultationEntryKind.Corrected => "（書き直し）", ConsultationEntryKind.Reply => "（書き足し）", _ => "",
        };
        return Html.Of($"""<li class="{(isTheirs ? "theirs" : "own")}"><p class="who">{who}{what} <span class="small">{IntakeRules.Clock(entry.At)}</span></p><p class="said">{entry.Text}</p></li>""");
    }

    private static Html Files(Consultation one)
    {
        ConsultationFile[] there = [.. one.Files.Where(file => file.ErasedAt is null)];
        return there.Length == 0 ? Html.None : Html.Of($"""<p class="small">送った写真・書類: {string.Join("、", there.Select(file => file.Name))}</p>""");
    }

    private static Html Reply(PageView view) => Html.Of($"""
        <form id="reply-form" method="post" action="/c/{view.Token}" enctype="multipart/form-data" class="panel">
        {view.FormToken}
        <label class="field" for="reply">{(view.One.State == ConsultationState.AskedBack ? "おたずねに答える" : "書き足す・返信する")}</label>
        <textarea id="reply" name="words" rows="5" maxlength="{ConsultationEntry.TextUnitsMax}">{view.Reply}</textarea>
        {PageParts.Files(view.One, mayDrop: false)}
        <div class="buttons"><button type="submit" name="do" value="reply" class="button primary">送る</button></div>
        </form>
        """);

    private static Html Correct(PageView view) => Html.Of($"""
        <details class="panel">
        <summary>送った内容を書き直す</summary>
        <form method="post" action="/c/{view.Token}" enctype="multipart/form-data">
        {view.FormToken}
        <label class="field" for="corrected">書き直した全文</label>
        <p class="small">担当者がお返事するまでは、書き直せます。前の文も記録に残ります。</p>
        <textarea id="corrected" name="words" rows="10" maxlength="{ConsultationEntry.TextUnitsMax}">{view.Words}</textarea>
        <div class="buttons"><button type="submit" name="do" value="correct" class="button">書き直しを送る</button></div>
        </form>
        </details>
        """);
}
