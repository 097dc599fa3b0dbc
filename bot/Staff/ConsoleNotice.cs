namespace Zaitaku.Bot.Staff;

/// <summary>Short pages that say why there is no other page.</summary>
public static class ConsoleNotice
{
    /// <summary>Longer addresses are not returned to after signing in.</summary>
    private const int ReturnMax = 500;

    /// <summary>To the sign-in page, and from there back. A script or a form is told 401 instead.</summary>
    public static async Task AskToSignInAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        bool isPage = (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)) && !context.Request.Path.StartsWithSegments(ConsoleGuard.LiveRoute);
        if (!isPage)
        {
            await WriteAsync(context, StatusCodes.Status401Unauthorized, "サインインが切れています", "もう一度サインインしてから、やり直してください。", ("/console/sign-in", "サインインする"), await TypedWords.OfAsync(context));
            return;
        }

        string here = context.Request.Path + context.Request.QueryString;
        if (context.Request.Headers["Sec-Fetch-Site"] == "cross-site")
        {
            // A link in Teams or in a mail: the browser keeps the session's cookie back until our own page leads on.
            context.Response.Headers.Append("Refresh", $"0;url={here}");
            await WriteAsync(context, StatusCodes.Status200OK, "開いています", "画面が変わらないときは、つぎを押してください。", (here, "開く"));
            return;
        }

        context.Response.Redirect(here == "/console" || here.Length > ReturnMax ? "/console/sign-in" : $"/console/sign-in?to={Uri.EscapeDataString(here)}");
    }

    public static string Missing => Page("見つかりません", "この画面はないか、もうありません。", ("/console/consultations", "相談の一覧へ"));

    public static async Task NotFoundAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(Missing, context.RequestAborted);
    }

    public static Task NotAllowedAsync(HttpContext context) =>
        WriteAsync(context, StatusCodes.Status403Forbidden, "管理者だけが開けます", "必要なときは、管理者に頼んでください。", ("/console/consultations", "相談の一覧へ"));

    /// <param name="words">What was typed into the form, handed back.</param>
    public static string StaleForm(string words) => Page("この画面は古くなりました", "サインインし直したか、長く開いたままでした。開き直して、もう一度お願いします。", ("/console/consultations", "相談の一覧へ"), words);

    /// <summary>Where to go after signing in: a page of ours, or the list of consultations.</summary>
    public static string SafeReturn(string? to) =>
        to is { Length: <= ReturnMax } && to.StartsWith("/console", StringComparison.Ordinal) && !to.StartsWith("/console/sign-", StringComparison.Ordinal)
            && !to.Any(letter => char.IsControl(letter) || letter == '\\') ? to : "/console/consultations";

    private static async Task WriteAsync(HttpContext context, int status, string title, string why, (string Address, string Label) link, string words = "")
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(Page(title, why, link, words), context.RequestAborted);
    }

    private static string Page(string title, string why, (string Address, string Label) link, string words = "") =>
        $"""
        <!doctype html>
        <html lang="ja">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}｜管理画面</title>
        <link rel="icon" href="/console/assets/mark.svg" type="image/svg+xml"><link rel="stylesheet" href="/console/assets/zaitaku.css"></head>
        <body class="console"><main id="main" class="narrow"><h1>{title}</h1><p class="lead">{why}</p>
        {TypedWords.Panel(words)}
        <p><a class="button" href="{System.Net.WebUtility.HtmlEncode(link.Address)}">{link.Label}</a></p></main></body>
        </html>
        """;
}
