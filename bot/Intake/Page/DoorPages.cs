namespace Zaitaku.Bot.Intake.Page;

/// <summary>Pages before the door: the button, the refusal, and the step between when somebody comes from another site.</summary>
internal static class DoorPages
{
    public static Html Unopened(DoorWords door, string token, Html formToken, DateTimeOffset expiresAt) => Html.Of($"""
        <h1>{door.Title}</h1>
        <p>このページは、最初に開いた<strong>この端末のこのブラウザ</strong>だけで使えます。</p>
        <form method="post" action="{door.Root}/{token}/open" class="act">{formToken}<button type="submit" class="button primary">開く</button></form>
        <p class="small">{IntakeRules.Clock(expiresAt)}まで使えます。ほかの端末で使いたいときは、そちらでリンクを開いてから押してください。</p>
        """);

    /// <summary>One text for unknown, expired and opened elsewhere: a guess learns nothing.</summary>
    /// <param name="words">What the person had written when the link ran out, so that it is not lost; empty for nothing.</param>
    public static Html Closed(DoorWords door, string words) => Html.Of($"""
        <h1>このリンクは使えません</h1>
        <p>期限が切れたか、別の端末やブラウザで開かれています。</p>
        {door.Again}
        {Handed(words, "まだ送られていません。コピーして、新しいページに貼り付けてください。")}
        """);

    /// <param name="words">As typed; empty for nothing.</param>
    public static Html TooMany(string words) => Html.Of($"""
        <h1>少しお待ちください</h1>
        <p>使えないリンクが続けて開かれたため、しばらく受け付けを止めています。10分ほどおいて、もう一度お試しください。</p>
        <p>お急ぎのときは、お電話ください。</p>
        {Handed(words, "まだ送られていません。コピーして、取っておいてください。")}
        """);

    /// <summary>A browser shows strict cookies only to a step within our own site, so who comes from another goes one step on.</summary>
    public static Html Step(DoorWords door, string token) => Html.Of($"""
        <meta http-equiv="refresh" content="0; url={door.Root}/{token}">
        <h1>{door.Title}</h1>
        <p><a class="button primary" href="{door.Root}/{token}">つづける</a></p>
        """);

    public static readonly Html NeedsCookie = Html.Of($"""
        <h1>開けませんでした</h1>
        <p>ブラウザが Cookie を受け取れない設定になっているため、開けませんでした。リンクはまだ使えます。</p>
        <p>Cookie を許可するか、別のブラウザでリンクを開き直してください。</p>
        """);

    /// <param name="words">As typed; handed back so that nothing is lost.</param>
    public static Html FormTooOld(DoorWords door, string token, string words) => Html.Of($"""
        <h1>もう一度お願いします</h1>
        <p>ページを開いてから時間がたったため、受け取れませんでした。</p>
        <p><a class="button primary" href="{door.Root}/{token}">ページを開き直す</a></p>
        {Handed(words, "コピーして、開き直したページに貼り付けてください。")}
        """);

    public static readonly Html TooBig = Html.Of($"""
        <h1>ファイルが大きすぎます</h1>
        <p>1つ10MBまで、5つまでにしてください。文は保存されていません。ブラウザの「戻る」で戻り、ファイルを減らしてもう一度お試しください。</p>
        """);

    private static Html Handed(string words, string what) => words.Length == 0 ? Html.None : Html.Of(
        $"""<section class="panel"><h2>書いていた文</h2><p>{what}</p><textarea readonly rows="12" aria-label="書いていた文">{words}</textarea></section>""");
}
