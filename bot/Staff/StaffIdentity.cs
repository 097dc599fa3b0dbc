using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.Staff;

/// <summary>Who asks for a page of the console. In the request's features once the session was found good.</summary>
public sealed record StaffIdentity(Guid Id, string DisplayName, Role Role, Guid SessionId)
{
    public bool IsAdmin => Role == Role.Admin;

    public static StaffIdentity? Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Features.Get<StaffIdentity>();
    }
}
