using Zaitaku.Bot.Staff;
using Zaitaku.Bot.WebConsole;
using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.ChatPage;

/// <summary>Which conversation a request belongs to, which roles its sender may try, and where it came from.</summary>
internal static class ChatSession
{
    private const string Cookie = "zaitaku_chat";
    private static readonly Role[] Tried = [Role.Resident, Role.CareManager, Role.Doctor, Role.Coordinator];

    /// <summary>On this machine any role may be tried. From elsewhere a person is a resident until a code says otherwise.</summary>
    public static IReadOnlyList<Role> RolesFor(HttpContext context) => LocalDoor.IsLocal(context) ? Tried : [Role.Resident];

    public static ChatMailbox? Find(HttpContext context, ChatMailboxes mailboxes) =>
        context.Request.Cookies[Cookie] is { Length: > 0 and <= 128 } secret ? mailboxes.Find(ChatMailboxes.AddressOf(secret)) : null;

    public static void Keep(HttpContext context, string secret) => context.Response.Cookies.Append(Cookie, secret, CookieRules(context));

    public static void Forget(HttpContext context) => context.Response.Cookies.Delete(Cookie, CookieRules(context));

    /// <summary>True when our own page sent it. Browsers of today say so in Sec-Fetch-Site, older ones in Origin; who says neither is no browser of ours.</summary>
    public static bool IsOurPage(HttpRequest request)
    {
        string? site = request.Headers["Sec-Fetch-Site"];
        string? origin = request.Headers.Origin;
        bool sameOrigin = Uri.TryCreate(origin, UriKind.Absolute, out Uri? from) && request.Host.HasValue
            && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
        return site is null ? sameOrigin : site == "same-origin" && (origin is null || sameOrigin);
    }

    private static CookieOptions CookieRules(HttpContext context) => new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = SecureDoor.IsHttps(context), Path = "/chat", IsEssential = true,
    };
}
