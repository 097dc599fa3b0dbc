using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Dialogue;
using Zaitaku.Storage.Inbox;
using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.Turns;

/// <summary>What every turn reads, translated once a process. All of it is tracked: the turn's save writes what changed.</summary>
internal static class TurnReads
{
    public sealed record Speaker(ChannelLink Link, Member Member);

    public static readonly Func<ZaitakuDb, long, Task<InboxMessage>> EventAsync =
        EF.CompileAsyncQuery((ZaitakuDb db, long id) => db.Inbox.Single(message => message.Id == id));

    public static readonly Func<ZaitakuDb, string, Task<DialogueState?>> DialogueAsync =
        EF.CompileAsyncQuery((ZaitakuDb db, string conversation) => db.Dialogues.SingleOrDefault(dialogue => dialogue.Conversation == conversation));

    public static readonly Func<ZaitakuDb, string, string, Task<Speaker?>> SpeakerAsync =
        EF.CompileAsyncQuery((ZaitakuDb db, string channel, string user) => db.ChannelLinks
            .Where(link => link.Channel == channel && link.ChannelUserId == user)
            .Join(db.Members, link => link.MemberId, member => member.Id, (link, member) => new Speaker(link, member)).SingleOrDefault());
}
