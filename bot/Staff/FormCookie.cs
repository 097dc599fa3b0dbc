namespace Zaitaku.Bot.Staff;

/// <summary>The cookie beside every form of ours: kept by browsers on encrypted ways only, where the way is encrypted, a proxy before us included.</summary>
public sealed class FormCookie : CookieBuilder
{
    public FormCookie()
    {
        (Name, HttpOnly, SameSite, IsEssential, SecurePolicy) = ("zaitaku_form", true, SameSiteMode.Strict, true, CookieSecurePolicy.SameAsRequest);
    }

    public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
    {
        CookieOptions options = base.Build(context, expiresFrom);
        options.Secure |= SecureDoor.IsHttps(context);
        return options;
    }
}
