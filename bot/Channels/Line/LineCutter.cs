using Zaitaku.Bot.Turns;

namespace Zaitaku.Bot.Channels.Line;

/// <summary>Cuts an answer into calls of at most five messages.</summary>
internal sealed class LineCutter : IReplyCutter
{
    public string Channel => LineEvents.Channel;

    public IReadOnlyList<IReadOnlyList<ReplyContent>> Cut(IReadOnlyList<ReplyContent> contents) => LineMessages.Split(contents);
}
