namespace Zaitaku.Bot.Staff;

/// <summary>Section "Console" of appsettings.json: the coordinators' pages.</summary>
public sealed class ConsoleOptions
{
    public const string Section = "Console";

    /// <summary>A code of an authenticator app is asked for at every sign-in. Default true.</summary>
    public bool RequireTotp { get; set; } = true;

    /// <summary>Whether others than this machine may open the console once an account exists. Null (default): over https only. True: over plain http too, for a closed network. False: nobody.</summary>
    public bool? AllowRemote { get; set; }
}
