namespace Zaitaku.Bot.Staff;

/// <summary>Names a browser in few words, so that a person knows their own sessions. Nothing depends on it being right.</summary>
public static class BrowserNames
{
    private static readonly (string Sign, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Sign, string Name)[] Systems =
        [("iPad", "iPad"), ("iPhone", "iPhone"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux")];

    public static string Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        string agent = context.Request.Headers.UserAgent.ToString();
        string browser = Browsers.FirstOrDefault(known => agent.Contains(known.Sign, StringComparison.Ordinal)).Name ?? "ブラウザー";
        string? system = Systems.FirstOrDefault(known => agent.Contains(known.Sign, StringComparison.Ordinal)).Name;
        return system is null ? browser : $"{browser}（{system}）";
    }
}
