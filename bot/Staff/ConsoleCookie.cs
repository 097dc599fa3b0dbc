namespace Zaitaku.Bot.Staff;

/// <summary>The cookie of a session. It ends with the browser, at the latest with the session.</summary>
public static class ConsoleCookie
{
    /// <summary>The prefix makes browsers refuse it without Secure, with a Domain, or for another path (RFC 6265bis, 4.1.3.2).</summary>
    public const string SecureName = "__Host-zaitaku";

    /// <summary>On this machine without https no browser would keep the other.</summary>
    public const string LoopbackName = "zaitaku_staff";

    public static string? Read(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Request.Cookies[NameFor(context)];
    }

    public static void Write(HttpContext context, string secret)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.Cookies.Append(NameFor(context), secret, Options(context));
    }

    public static void Delete(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.Cookies.Delete(NameFor(context), Options(context));
    }

    private static string NameFor(HttpContext context) => SecureDoor.IsHttps(context) ? SecureName : LoopbackName;

    private static CookieOptions Options(HttpContext context) =>
        new() { HttpOnly = true, Secure = SecureDoor.IsHttps(context), SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true };
}
