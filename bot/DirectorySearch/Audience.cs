using Zaitaku.Bot.Turns;
using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.DirectorySearch;

/// <summary>Who will read the answer.</summary>
public static class Audience
{
    /// <summary>In a group others read along whose role nobody knows, so it is treated as residents.</summary>
    public static bool IsProfessional(this Turn turn) => turn.Role.IsProfessional() && !turn.IsGroup;
}
