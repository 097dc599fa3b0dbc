namespace Zaitaku.Bot.Channels;

/// <summary>How a call to a platform went wrong before it had a status.</summary>
public enum CallFault
{
    None,

    /// <summary>Surely not sent: no connection, no token, or a host that may not have one.</summary>
    NotSent,

    /// <summary>It may have arrived: the answer was lost or did not come in time.</summary>
    Doubtful,
}
