using Zaitaku.Bot.WebConsole;

namespace Zaitaku.Bot.Staff;

/// <summary>A set-up link as a colleague types it. Built from the settings, never from a Host header that anybody can send.</summary>
public static class SetUpAddress
{
    public static string Of(HttpContext context, HubOptions hub, string path)
    {
        ArgumentNullException.ThrowIfNull(hub);
        return hub.PublicBaseUrl.Length > 0 ? hub.PublicBaseUrl.TrimEnd('/') + path
            : LocalDoor.IsLocal(context) ? $"{context.Request.Scheme}://{context.Request.Host}{path}" // A loopback name, as the door has made sure.
            : path;
    }
}
