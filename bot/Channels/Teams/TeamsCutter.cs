using Zaitaku.Bot.Turns;

namespace Zaitaku.Bot.Channels.Teams;

/// <summary>Cuts an answer into activities.</summary>
internal sealed class TeamsCutter : IReplyCutter
{
    public string Channel => TeamsActivities.Channel;

    public IReadOnlyList<IReadOnlyList<ReplyContent>> Cut(IReadOnlyList<ReplyContent> contents) => TeamsMessages.Split(contents);
}
