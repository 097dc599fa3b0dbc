using System.Globalization;
using Zaitaku.Bot.Intake.Page;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Meetings;

namespace Zaitaku.Bot.Meetings.Page;

/// <summary>The one page on which somebody answers an invitation, names a deputy, or names who comes for an association.</summary>
internal static class MeetingPage
{
    public const string Title = "会議・研修のご案内";

    private const string Past = "お返事の締切を過ぎています。ほかの変更は、お電話でお知らせください。";

    public const string Closed = "ここではもう、お返事を受け付けていません。変更はお電話でお知らせください。";

    public const string NotKept = "いま保存できませんでした。少し待ってから、もう一度押してください。お急ぎのときはお電話ください。";

    public static readonly LinkWords Words = new(Title, "リンクが違うか、期限が切れています。チャットで「私の予定」と送るか、お電話でお尋ねください。", Html.Of($"""
        <h1>もう一度お願いします</h1>
        <p>ページを開いてから時間がたったか、読み取れない内容だったため、受け取れませんでした。何も変わっていません。ブラウザの「戻る」で戻り、ページを読み込み直してからお試しください。</p>
        """));

    /// <summary>Kept, and then the page could not be read anew: nothing of before is shown beside it.</summary>
    public static Html Kept(string done) => Html.Of($"""
        <h1>{Title}</h1>
        {PageParts.Done(done)}
        <p>いま、ページの続きを表示できません。少し待ってから、このページを開き直してください。</p>
        """);

    /// <summary>Kept, but for the address to pass on.</summary>
    public const string LinkLater = "渡すリンクは、いま作れませんでした。下の「渡すリンクを作る」で作れます。";

    /// <param name="seen">What the page showed they answered from; null where nobody knows any more.</param>
    public static string Moved(MeetingFacts? seen, HolidayCalendar holidays, DateTimeOffset now) =>
        $"まだ受け付けていません。ページを開いたあとで、日時か会場が変わりました。{(seen is null ? "" : $"変更前は {MeetingLines.WhenOf(seen, holidays, now)} {seen.Place} でした。")}下の日時と場所をお確かめのうえ、もう一度押してください。";

    /// <summary>What was written down, in words.</summary>
    public static MeetingFormResult Of(OwnAnswer own)
    {
        string gone = $"{(own.IsDeputyGone ? "お名前をいただいていた方の出席は取り消しました。その方にもお伝えください。" : "")}{(own.IsSenderTold ? "お名前を知らせてくださった方にも、こちらからお伝えします。" : "")}";
        return own.Answered switch
        {
            AnsweredMeeting.Written { Answer: MeetingAnswer.Yes } => new($"「出席」でお受けしました。{gone}", []),
            AnsweredMeeting.Written => new($"「欠席」でお受けしました。{gone}", []),
            AnsweredMeeting.Waits waits => new(string.Create(CultureInfo.InvariantCulture, $"満席です。{waits.Before + 1}番目にお待ちいただきます。{gone}"), []),
            _ => new("", [Closed]),
        };
    }

    public static Html Of(MeetingView view) => view.MayRead ? Html.Of($"""
        <h1>{view.Meeting.Title}</h1>
        {PageParts.Done(view.Done)}
        {PageParts.Problems(view.Problems)}
        {(view.ToPassOn is { } link ? PassOn(link.Name, link.Address) : Html.None)}
        {Facts(view)}
        {Record(view.Meeting)}
        {Papers(view)}
        {Answer(view)}
        {People(view)}
        {(view.MayName ? Add(view) : Html.None)}
        """) : Html.Of($"""
        <h1>{view.Meeting.Title}</h1>
        <p>このご案内は取り消されています。お越しいただく必要はありません。お心当たりがないときは、お電話でお尋ねください。</p>
        """);

    private static Html Facts(MeetingView view)
    {
        Meeting meeting = view.Meeting;
        string seats = meeting.Capacity is { } capacity && view.Seats is { } free ? string.Create(CultureInfo.InvariantCulture, $"{(free > 0 ? $"空き {free}人" : "満席")}（定員{capacity}人）") : "";
        bool isOnline = MeetingLines.OnlineOf(meeting, view.Who).Any();
        return Html.Of($"""
            <section class="panel">
            {(meeting.IsCancelled ? Html.Of($"<p><strong>中止になりました。</strong>{meeting.CancelReason}</p>") : Html.None)}
            <dl class="facts">
            {(view.Who.Name.Length > 0 ? Row("お名前", view.Who.Name) : Html.None)}
            {Row("日時", MeetingLines.WhenOf(meeting.Facts, view.Holidays, view.Now))}
            {Row("場所", meeting.Way == MeetingWay.Online ? "オンライン" : $"{(meeting.Place.Length > 0 ? meeting.Place : "決まったらお知らせします")}{(meeting.Way == MeetingWay.Both ? "（オンラインでも参加できます）" : "")}")}
            {Row("所在地", meeting.Address)}
            {Row("主催", meeting.Organiser)}
            {Row("種類", MeetingCards.KindOf(meeting))}
            {Row("対象", meeting.AudienceWords)}
            {Row("参加費", meeting.Fee)}
            {Row("席", seats)}
            {Row("お返事", meeting.AnswersUntil is { } until ? $"{MeetingLines.InstantOf(until, view.Holidays)}まで" : "")}
            </dl>
            {(meeting.Description.Length > 0 ? Html.Of($"""<p class="said">{meeting.Description}</p>""") : Html.None)}
            {(isOnline ? Html.Of($"""<p><a class="button" href="{meeting.OnlineUrl}" rel="noreferrer noopener">オンラインで参加する</a></p>""") : Html.None)}
            {(meeting.IsCancelled ? Html.None : Html.Of($"""<p><a href="{MeetingLinks.Root}/{view.Token}/meeting.ics">カレンダーに入れる</a></p>"""))}
            </section>
            """);
    }

    private static Html Papers(MeetingView view) => view.Papers.Count == 0 ? Html.None : Html.Of($"""
        <section class="panel" aria-labelledby="papers-title">
        <h2 id="papers-title">資料</h2>
        <ul>{Html.Join(view.Papers.Select(paper => Html.Of($"""<li><a href="{MeetingLinks.Root}/{view.Token}/files/{paper.Id.ToString("N")}">{paper.Name}</a></li>""")))}</ul>
        </section>
        """);

    /// <summary>What was said and agreed, once the hub has told of it.</summary>
    private static Html Record(Meeting meeting) => meeting.MinutesSentAt is null || meeting.Minutes.Length == 0 ? Html.None : Html.Of($"""
        <section class="panel" aria-labelledby="record-title">
        <h2 id="record-title">記録</h2>
        {(meeting.Agenda.Length > 0 ? Html.Of($"""<p class="said">{meeting.Agenda}</p>""") : Html.None)}
        <p class="said">{meeting.Minutes}</p>
        </section>
        """);

    private static Html Row(string name, string value) => value.Length == 0 ? Html.None : Html.Of($"<div><dt>{name}</dt><dd>{value}</dd></div>");

    private static Html Answer(MeetingView view)
    {
        string given = MeetingLines.AnswerOf(view.Who), place = view.Before is { } before ? string.Create(CultureInfo.InvariantCulture, $"（{before + 1}番目）") : "";
        bool isContact = view.Who.Kind == InviteeKind.Contact;
        string until = view.Who is { Answer: MeetingAnswer.Offered, OfferUntil: { } end } ? $"お席を1つ取ってあります。{MeetingLines.InstantOf(end, view.Holidays)}までにお返事ください。" : "";
        return Html.Of($"""
            <section class="panel" aria-labelledby="answer-title">
            <h2 id="answer-title">お返事</h2>
            <p>{(given.Length > 0 ? Html.Of($"いまのお返事: <strong>{given}{place}</strong>") : Html.Of($"まだお返事をいただいていません。"))}</p>
            <p>{until}</p>
            {(view.MayAnswer ? Html.Of($"""
                <form method="post" action="{MeetingLinks.Root}/{view.Token}" class="buttons">{view.FormToken}{Seen(view)}
                {(isContact || view.Who.Answer == MeetingAnswer.Yes ? Html.None : Html.Of($"""<button type="submit" name="do" value="{MeetingForm.Yes}" class="button primary">出席</button>"""))}
                {(view.Who.Answer == MeetingAnswer.No ? Html.None : Html.Of($"""<button type="submit" name="do" value="{MeetingForm.No}" class="button">{(isContact ? "今回は出しません" : "欠席")}</button>"""))}
                </form>
                """) : view.MayGiveUp ? Html.Of($"""
                <form method="post" action="{MeetingLinks.Root}/{view.Token}" class="buttons">{view.FormToken}{Seen(view)}<button type="submit" name="do" value="{MeetingForm.No}" class="button">{(isContact ? "今回は出しません" : "欠席")}</button></form>
                <p>{Past}</p>
                """) : Html.Of($"<p>{Closed}</p>"))}
            </section>
            """);
    }

    private static Html People(MeetingView view) => view.Named.Count == 0 ? Html.None : Html.Of($"""
        <section class="panel" aria-labelledby="named-title">
        <h2 id="named-title">{(view.Who.Kind == InviteeKind.Contact ? "お知らせいただいた方" : "代理の方")}</h2>
        {Html.Join(view.Named.Select(one => Person(view, one)))}
        </section>
        """);

    private static Html Person(MeetingView view, MeetingInvitee one) => Html.Of($"""
        <p>{one.Name}（{one.Profession}{(one.Organisation.Length > 0 ? $"、{one.Organisation}" : "")}） {MeetingLines.AnswerOf(one)}</p>
        {(view.MayAnswer ? Html.Of($"""
            <form method="post" action="{MeetingLinks.Root}/{view.Token}" class="buttons">{view.FormToken}
            <button type="submit" name="do" value="{MeetingForm.Link}:{one.Id.ToString(CultureInfo.InvariantCulture)}" class="button quiet" aria-label="{one.Name}さんに渡すリンクを作る">渡すリンクを作る</button>
            <button type="submit" name="do" value="{MeetingForm.Drop}:{one.Id.ToString(CultureInfo.InvariantCulture)}" class="button quiet" aria-label="{one.Name}さんを取り消す">取り消す</button>
            </form>
            {(view.IsWaitedFor && one.HoldsSeat ? Html.Of($"""<p class="small">満席で、待っている方がいます。取り消すと、お席は待っている方に回ります。別の方に変えるときは、取り消さずに、下で新しい方を知らせてください。</p>""") : Html.None)}
            """) : Html.None)}
        """);

    private static Html PassOn(string name, Uri address) => Html.Of($"""
        <section class="panel" aria-labelledby="pass-title">
        <h2 id="pass-title">{name}さんに渡すリンク</h2>
        <p>このリンクを{name}さんに送ってください。日時と場所が見られ、出席・欠席を変えられます。いま一度だけ表示します。</p>
        <textarea readonly rows="3" aria-label="{name}さんに渡すリンク">{address.AbsoluteUri}</textarea>
        </section>
        """);

    /// <summary>The date and place the form is about.</summary>
    private static Html Seen(MeetingView view) => Html.Of($"""<input type="hidden" name="seen" value="{MeetingMark.Of(view.Meeting.Facts)}">""");

    private static Html Instead(MeetingView view) => view.Who.Kind == InviteeKind.Contact && view.Named.Count > 0 ? Html.Of($"""
        <label class="field" for="instead">どなたかの代わりのとき</label>
        <select id="instead" name="instead"><option value="">代わりではない（出る方を増やす）</option>{Html.Join(view.Named.Select(one => one.Id.ToString(CultureInfo.InvariantCulture) is var id ? Html.Of($"""<option value="{id}" {(id == view.Form.Instead ? Html.Of($"selected") : Html.None)}>{one.Name}さんの代わり</option>""") : Html.None))}</select>
        """) : view.Named.Count > 0 ? Html.Of($"<p>いまの代理の方は取り消され、お席や順番は新しい方が引き継ぎます。</p>") : Html.None;

    private static Html Add(MeetingView view) => Html.Of($"""
        <section class="panel" aria-labelledby="add-title">
        <h2 id="add-title">{(view.Who.Kind == InviteeKind.Contact ? "出る方を知らせる" : view.Named.Count > 0 ? "代理を別の方に変える" : "代理の方を知らせる")}</h2>
        <form method="post" action="{MeetingLinks.Root}/{view.Token}">{view.FormToken}{Seen(view)}
        <label class="field" for="name">お名前</label>
        <input id="name" name="name" type="text" required maxlength="{Meeting.NameLengthMax}" autocomplete="off" value="{view.Form.Name}">
        <label class="field" for="profession">職種</label>
        <select id="profession" name="profession" required><option value="">選んでください</option>{Html.Join(MeetingTerms.Professions.Select(one => Html.Of($"""<option value="{one}" {(one == view.Form.Profession ? Html.Of($"selected") : Html.None)}>{one}</option>""")))}</select>
        <label class="field" for="workplace">勤め先</label>
        <input id="workplace" name="workplace" type="text" maxlength="{Meeting.NameLengthMax}" autocomplete="off" value="{view.Form.Workplace}">
        {Instead(view)}
        <p class="small">書いたお名前は、主催者と拠点が出席者の一覧に使います。ご本人に伝えてから書いてください。</p>
        <div class="buttons"><button type="submit" name="do" value="{MeetingForm.Add}" class="button primary">知らせる</button></div>
        </form>
        </section>
        """);
}
