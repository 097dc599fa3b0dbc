using Microsoft.Extensions.Options;
using Zaitaku.Bot.Desk;
using Zaitaku.Bot.Intake.Page;
using Zaitaku.Scheduler.Housekeeping;

namespace Zaitaku.Bot.Members;

/// <summary>/privacy: what is kept, why, how long, and whom to ask. Periods and ways are those the program keeps to.</summary>
public static class PrivacyPage
{
    public const string Path = "/privacy";

    public static void MapPrivacyPage(this WebApplication app) =>
        app.MapGet(Path, (HttpContext context, IOptions<HubOptions> hub, IOptions<HousekeepingOptions> kept, IOptionsMonitor<DeskOptions> desk) =>
            Show(context, HubContact.Of(hub.Value), kept.Value, desk.CurrentValue.WordsInChat.Line));

    private static IResult Show(HttpContext context, HubContact hub, HousekeepingOptions kept, bool wordsOnLine) => IntakeFrame.Page(context, "個人情報の扱い", Html.Of($"""
        <h1>個人情報の扱い</h1>
        <p>{hub.Name}のチャットとご相談のページでお預かりすることの、使い道・保存する期間・お問い合わせ先です。</p>
        <h2>使い道</h2>
        <ul>
        <li>在宅医療・介護の事業所をお探しになる言葉に、名簿から答えるため</li>
        <li>ご相談を拠点の担当者が読み、お返事するため</li>
        <li>相談の件数や内容を、個人が分からない形で数えて報告するため</li>
        <li>不具合を調べ、安全に動かすため</li>
        </ul>
        <p>このほかの目的には使いません。主治医や事業所などに伝えるときは、先にご本人にお尋ねします。法令に基づく場合と、命を守るために急ぐ場合を除きます。</p>
        <h2>保存するものと期間</h2>
        <div class="table-frame" tabindex="0" role="region" aria-label="保存するものと期間"><table>
        <thead><tr><th scope="col">もの</th><th scope="col">期間</th></tr></thead>
        <tbody>
        <tr><th scope="row">チャットのやりとりの控え</th><td>{kept.MessageDays}日。不具合で止まったものは{kept.ParkedDays}日</td></tr>
        <tr><th scope="row">会話の流れ（何を探していたか）</th><td>30分</td></tr>
        <tr><th scope="row">位置情報</th><td>{kept.PositionMinutes}分。およそ100メートルの細かさに丸めます</td></tr>
        <tr><th scope="row">答えられなかった、またはお役に立たなかったご質問</th><td>{kept.UnansweredDays}日。電話番号などの数字は、先に取り除きます。同じことを尋ねる方に答えるため、お名前のない質問の文だけを、それより長く使うことがあります。この日数のうちに送信を取り消すか削除をお申し出になれば、それも消えます</td></tr>
        <tr><th scope="row">様子・安否・空き状況などのご連絡</th><td>{kept.NoteDays}日</td></tr>
        <tr><th scope="row">送られなかった書きかけのご相談</th><td>{kept.DraftDays}日</td></tr>
        <tr><th scope="row">ご相談の記録・お返事・写真や書類</th><td>終わってから{kept.ConsultationYears}年</td></tr>
        <tr><th scope="row">当番の専門職どうしの申し送り</th><td>見せ終わってから{kept.HandoverDays}日</td></tr>
        <tr><th scope="row">アカウント（LINE・Teamsなどの利用者ID、役割、職種、所属、電話番号）</th><td>退会か、削除のお申し出があるまで。ブロックだけでは消えません</td></tr>
        <tr><th scope="row">だれがいつ記録を見たかの記録</th><td>{kept.AuditYears}年</td></tr>
        </tbody>
        </table></div>
        <h2>同意と、やめるとき</h2>
        <p>ご相談を保存するのは、同意いただいたあとだけです。事業所さがしと、緊急のときのご案内には、同意は要りません。</p>
        <p>チャットで送信を取り消すと、こちらの控えも消えます。書きかけのご相談は「やめる」で消えます。「退会したい」と書くと、アカウントと、やりとりやご相談の内容をすべて消します。残るのは、どなたのものか分からない件数と日付の記録だけです。夜間の控えからは、控えの保存期間が過ぎると消えます。</p>
        <p>記録の開示・訂正・削除は、下の連絡先へお申し出ください。</p>
        <h2>安全のために</h2>
        <ul>
        {(wordsOnLine ? WordsOnLine : WordsOnPage)}
        <li>記録を見られるのは、拠点の担当者だけです。見たことも記録します</li>
        </ul>
        <h2>お問い合わせ</h2>
        <p>{IntakeFrame.Contact(hub)}</p>
        """), hub);

    private static Html WordsOnPage => Html.Of($"""
        <li>ご相談の中身は、LINEではやりとりせず、拠点のページでお預かりします</li>
        <li>LINEのお知らせには、受付番号・期限と、内容の区分・地域・急ぎなど選んでいただいたことだけを載せます。書かれた文や電話番号は載せません</li>
        """);

    private static Html WordsOnLine => Html.Of($"""
        <li>ご相談の中身とお返事は、LINEのトークでもやりとりし、LINEにも残ります。残したくないことは、お電話でお話しください</li>
        """);
}
