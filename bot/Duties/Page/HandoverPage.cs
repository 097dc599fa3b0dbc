using Zaitaku.Bot.Intake;
using Zaitaku.Bot.Intake.Page;
using Zaitaku.Storage.Duties;

namespace Zaitaku.Bot.Duties.Page;

/// <summary>The page on which whoever comes on reads, and whoever goes off writes.</summary>
internal static class HandoverPage
{
    public const string Title = "当番の申し送り";

    public static Html Of(HandoverView view) => Html.Of($"""
        <h1>{Title}</h1>
        {PageParts.Done(view.Done)}
        {PageParts.Problems(view.Problems)}
        <section class="panel">
        <dl class="facts">
        <div><dt>当番</dt><dd>{DutyLines.RotaOf(view.Told)}</dd></div>
        <div><dt>時間</dt><dd>{DutyLines.WhenOf(view.Told.Duty, view.Holidays)}</dd></div>
        <div><dt>次の当番</dt><dd>{(view.Next.Length > 0 ? view.Next : "当番表に登録がありません")}</dd></div>
        </dl>
        </section>
        {(view.MayRead ? Left(view) : Html.None)}
        {(view.MayWrite ? Write(view) : Html.Of($"<p>ご自分の申し送りは、当番が始まってから書けます。</p>"))}
        <p class="small">このページは{IntakeRules.Clock(view.ExpiresAt)}まで、このブラウザで開けます。</p>
        """);

    public static readonly Html TooBig = Html.Of($"""
        <h1>文が長すぎます</h1>
        <p>{HandoverNote.TextLengthMax:N0}文字までにしてください。文は保存されていません。ブラウザの「戻る」で戻り、短くしてもう一度お試しください。</p>
        """);

    private static Html Left(HandoverView view) => Html.Of($"""
        <section aria-labelledby="left-title">
        <h2 id="left-title">前の方と拠点から</h2>
        {(view.Left.Count == 0 ? Html.Of($"<p>いま読める申し送りはありません。</p>") : Html.Of($"""<ol class="thread">{Html.Join(view.Left.Select(One))}</ol>"""))}
        </section>
        """);

    private static Html One(LeftWords left) => Html.Of($"""
        <li class="theirs"><p class="who">{left.Who} <span class="small">{IntakeRules.Clock(left.At)}{(left.Until is { } until ? $"、{IntakeRules.Clock(until)}まで" : "")}</span></p><p class="said">{left.Text}</p></li>
        """);

    private static Html Write(HandoverView view) => Html.Of($"""
        {(view.Other is { } other ? Other(other) : Html.None)}
        <form id="handover" method="post" action="{HandoverLinks.Root}/{view.Token}" class="panel">
        {view.FormToken}
        <input type="hidden" name="seen" value="{view.Seen}">
        <input type="hidden" name="callsSeen" value="{view.CallsSeen}">
        <label class="field" for="words">次の方への申し送り</label>
        <p id="words-hint" class="small">次の当番の方と拠点が読みます。患者さんのことは、次の方に要ることだけを書いてください。{HandoverNote.TextLengthMax:N0}文字まで。</p>
        <textarea id="words" name="words" rows="10" maxlength="{HandoverNote.TextLengthMax}" aria-describedby="words-hint">{view.Words}</textarea>
        <label class="field" for="calls">受けた電話の件数</label>
        <p id="calls-hint" class="small">当番の偏りをならすのに使います。分からないときは、空けたままにしてください。</p>
        <input id="calls" name="calls" type="text" inputmode="numeric" maxlength="3" autocomplete="off" aria-describedby="calls-hint" value="{view.Calls}">
        <div class="buttons"><button type="submit" class="button primary">保存する</button></div>
        <p class="small">次の方の当番が終わった翌日まで見られます（次の方がいないときは72時間）。そのあと{view.KeptDays}日で消します。</p>
        </form>
        """);

    private static Html Other(string words) => Html.Of($"""
        <section class="panel" aria-labelledby="other-title"><h2 id="other-title">いま保存されている文</h2>
        <p>{(words.Length == 0 ? "ほかの画面で消されています。" : "ほかの画面で書かれたものです。要るところを、下の文に写してください。")}</p>
        {(words.Length == 0 ? Html.None : Html.Of($"""<textarea readonly rows="8" aria-labelledby="other-title">{words}</textarea>"""))}
        </section>
        """);
}
