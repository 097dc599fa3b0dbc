using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Emergency;
using Zaitaku.Storage.Consultations;

namespace Zaitaku.Bot.Intake.Page;

/// <summary>The page on which a worry is written down.</summary>
internal static class WritePage
{
    public static Html Of(PageView view, HubContact hub) => Html.Of($"""
        {Danger(view.IsDanger, hub)}
        <h1>ご相談を書く</h1>
        {PageParts.Done(view.Done)}
        {PageParts.Problems(view.Problems)}
        {Facts(view.One)}
        <form id="write" method="post" action="/c/{view.Token}" enctype="multipart/form-data" class="panel">
        {view.FormToken}
        <input type="hidden" id="seen" name="seen" value="{OwnWordsRules.MarkOf(OwnWordsRules.Of(view.One))}">
        {PageParts.Enter}
        <label class="field" for="words">困っていること、知りたいこと</label>
        <p id="words-hint" class="small">うまくまとまっていなくてかまいません。お名前や住所の番地は要りません。{ConsultationEntry.TextUnitsMax}文字まで。</p>
        <textarea id="words" name="words" rows="12" maxlength="{ConsultationEntry.TextUnitsMax}" aria-describedby="words-hint saved">{view.Words}</textarea>
        <p id="saved" class="small saved" role="status"></p>
        <fieldset>
        <legend>お返事の受け取り方</legend>
        <label class="choice"><input type="radio" name="contact" value="chat" {PageParts.Checked(!view.WantsCall)}> 届いたことをトーク画面で知り、このようなページで読む</label>
        <label class="choice"><input type="radio" name="contact" value="call" {PageParts.Checked(view.WantsCall)}> 電話がほしい</label>
        <div class="call">
        <label class="field" for="phone">電話番号（電話がほしいとき）</label>
        <input id="phone" name="phone" type="tel" inputmode="tel" autocomplete="tel" maxlength="40" value="{view.Phone}">
        <label class="field" for="times">都合のよい時間（電話がほしいとき）</label>
        <input id="times" name="times" type="text" maxlength="{PageForm.TimesMax}" value="{view.Times}" placeholder="例 平日の午前">
        </div>
        </fieldset>
        {PageParts.Files(view.One, mayDrop: true)}
        <div class="buttons">
        <button type="submit" name="do" value="save" class="button">下書きを保存</button>
        <button type="submit" name="do" value="send" class="button primary">送る</button>
        </div>
        <p class="small">下書きは{IntakeRules.Clock(view.ExpiresAt)}まで、このブラウザで続きを書けます。</p>
        </form>
        """);

    /// <summary>Always in the page, so that a script can show it while the person still types.</summary>
    public static Html Danger(bool isShown, HubContact hub) => Html.Of($"""
        <section id="danger" class="danger" role="alert" {PageParts.Hidden(!isShown)}>
        <h2>すぐに119へ電話してください</h2>
        <p>いのちに関わるかもしれない言葉がありました。このページは人が見ていません。返事を待たないでください。</p>
        <p><a class="button call119" href="tel:119">119に電話</a></p>
        <p class="small">「救急です」→ 住所 → だれが → どうした。そのあと、訪問看護・主治医か拠点へ。{IntakeFrame.Contact(hub)}</p>
        <p class="small">つらくて消えてしまいたいときは、{NationalLines.InochiSos.Name} <a href="tel:{NationalLines.InochiSos.Phone}">{NationalLines.InochiSos.Phone}</a>{NationalLines.InochiSos.Note}。</p>
        </section>
        """);

    private static Html Facts(Consultation one) => Html.Of($"""
        <dl class="facts">{Html.Join(IntakeReplies.Facts(one).SkipLast(1).Select(Row))}</dl>
        <p class="small">直すときは、トーク画面で「内容を直す」と書いてください。</p>
        """);

    private static Html Row(CardRow row) => Html.Of($"<div><dt>{row.Label}</dt><dd>{row.Text}</dd></div>");
}
