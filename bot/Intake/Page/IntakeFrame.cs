using Zaitaku.Bot.WebConsole;

namespace Zaitaku.Bot.Intake.Page;

/// <summary>What every page behind a link has around it, and its headers: nothing inline, nothing stored on the way, nothing told to others.</summary>
public static class IntakeFrame
{
    /// <summary>With the answer, so that a page in the history shows nothing to the next user of the browser.</summary>
    public static IResult Page(HttpContext context, string title, Html body, HubContact hub, int status = StatusCodes.Status200OK, bool withScript = false)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(hub);
        PageFiles.AddSafetyHeaders(context.Response.Headers);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        return TypedResults.Text(Whole(title, body, hub, withScript), "text/html; charset=utf-8", System.Text.Encoding.UTF8, status);
    }

    private static string Whole(string title, Html body, HubContact hub, bool withScript) => Html.Of($"""
        <!doctype html>
        <html lang="ja">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex, nofollow">
        <meta name="format-detection" content="telephone=no">
        <title>{title} | {hub.Name}</title>
        <link rel="icon" href="/c/assets/mark.svg" type="image/svg+xml">
        <link rel="stylesheet" href="/c/assets/base.css">
        <link rel="stylesheet" href="/c/assets/intake.css">
        {(withScript ? Html.Of($"""<script type="module" src="/c/assets/intake.js"></script>""") : Html.None)}
        </head>
        <body class="intake">
        <a class="skip" href="#main">本文へ</a>
        <header class="top"><img src="/c/assets/mark.svg" alt="" width="32" height="32"><p>{hub.Name}</p></header>
        <main id="main" tabindex="-1">
        {body}
        </main>
        <footer class="foot">
        <p><strong>命に関わるときは、すぐ <a href="tel:119">119番</a> へ。</strong>このページは人が見守っているものではありません。</p>
        <p>{Contact(hub)}</p>
        <p><a href="/privacy">個人情報の扱い</a></p>
        </footer>
        </body>
        </html>
        """).ToString();

    /// <summary>The hub with its number to press, where somebody would answer.</summary>
    public static Html Contact(HubContact hub)
    {
        ArgumentNullException.ThrowIfNull(hub);
        return hub.Reachable is { } phone
            ? Html.Of($"""{hub.Name} <a href="tel:{phone}">{phone}</a>{(hub.PhoneHours.Length > 0 ? $"（{hub.PhoneHours}）" : "")}""")
            : Html.Of($"{hub.Name}{(hub.IsDemo ? "（デモ）" : "")}");
    }
}
