using Microsoft.AspNetCore.Http.HttpResults;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Inbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.ChatPage;

/// <summary>What the page asks of the server, apart from the stream of events.</summary>
internal static class ChatEndpoints
{
    /// <summary>Who the hub is, and which roles may be tried from here.</summary>
    public static async Task<IResult> HubAsync(HttpContext context, IHubFacts hub, CancellationToken cancellationToken)
    {
        HubFacts facts = await hub.ReadAsync(cancellationToken);
        return TypedResults.Ok(new
        {
            facts.Name,
            facts.IsDemo,
            facts.Phone,
            facts.PhoneHours,
            Positions = facts.Positions.Select(position => new { position.Label, Lat = position.Latitude, Lon = position.Longitude }),
            Roles = ChatSession.RolesFor(context).Select(role => new { Id = role.Id(), Name = role.Name() }),
        });
    }

    /// <summary>The open conversation, so that a reload goes on with it; nothing where none is open.</summary>
    public static IResult Session(HttpContext context, ChatMailboxes mailboxes) =>
        ChatSession.Find(context, mailboxes) is { } mailbox ? Opened(mailbox.Role) : TypedResults.NoContent();

    /// <summary>Opens a conversation: a new member of the chosen role, known on this channel by a random address.</summary>
    public static async Task<IResult> OpenAsync(
        HttpContext context, ChatMailboxes mailboxes, ZaitakuDb db, IEventInbox inbox, TimeProvider clock, ILogger<ChatMailboxes> logger, CancellationToken cancellationToken)
    {
        (ChatOpening? opening, IResult? refused) = await ChatBody.ReadAsync(context.Request, ChatJson.Default.ChatOpening, cancellationToken);
        if (opening is null)
        {
            return refused!;
        }

        if (!Roles.TryParse(opening.Role ?? "", out Role role) || !ChatSession.RolesFor(context).Contains(role))
        {
            return ChatProblem.Unreadable("この立場では始められません。");
        }

        DateTimeOffset now = clock.GetUtcNow();
        string secret = ChatMailboxes.NewSecret();
        string address = ChatMailboxes.AddressOf(secret);
        if (mailboxes.TryOpen(address, role, now) is null)
        {
            return ChatProblem.TooFast;
        }

        EndOld(context, mailboxes);
        Member member = NewMember(address, role, now);
        db.Members.Add(member);
        await db.SaveChangesAsync(cancellationToken);
        await inbox.KeepAsync([Follow(address, now)], cancellationToken);
        ChatSession.Keep(context, secret);
        logger.PageOpened(role.Id(), member.Id);
        return Opened(role);
    }

    public static IResult Close(HttpContext context, ChatMailboxes mailboxes)
    {
        EndOld(context, mailboxes);
        ChatSession.Forget(context);
        return TypedResults.NoContent();
    }

    /// <summary>Takes what the person said into the same inbox as any channel's. Sent again under the same id, it is kept once.</summary>
    public static async Task<IResult> SayAsync(
        HttpContext context, ChatMailboxes mailboxes, IEventInbox inbox, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (ChatSession.Find(context, mailboxes) is not { } mailbox)
        {
            return ChatProblem.NoSession;
        }

        (ChatSaying? saying, IResult? refused) = await ChatBody.ReadAsync(context.Request, ChatJson.Default.ChatSaying, cancellationToken);
        if (saying is null)
        {
            return refused!;
        }

        if (saying.Problem() is { } problem)
        {
            return ChatProblem.Unreadable(problem);
        }

        DateTimeOffset now = clock.GetUtcNow();
        if (!mailbox.TryCount(now))
        {
            return ChatProblem.TooFast;
        }

        // Shown before it is kept: the answer may come before this request ends and must stand below the question.
        mailbox.AddSaid(saying.Id!, saying.Shown(), now);
        await inbox.KeepAsync([saying.ToEvent(mailbox.Address, now)], cancellationToken);
        return TypedResults.Accepted((string?)null);
    }

    private static Ok<ChatOpened> Opened(Role role) => TypedResults.Ok(new ChatOpened(role.Id(), role.Name()));

    private static void EndOld(HttpContext context, ChatMailboxes mailboxes)
    {
        if (ChatSession.Find(context, mailboxes) is { } old)
        {
            mailboxes.Close(old.Address);
        }
    }

    private static Member NewMember(string address, Role role, DateTimeOffset now)
    {
        Guid id = Guid.CreateVersion7(now);
        Member member = new() { Id = id, Role = role, CreatedAt = now, RoleGrantedAt = role == Role.Resident ? null : now };
        member.Links.Add(new ChannelLink { MemberId = id, Channel = ChatPageSender.ChannelName, ChannelUserId = address });
        return member;
    }

    /// <summary>Opening the page is what adding the bot as a friend is on LINE: the same greeting follows.</summary>
    private static ChannelEvent Follow(string address, DateTimeOffset now) => new()
    {
        Channel = ChatPageSender.ChannelName,
        EventId = $"{address}:follow",
        Kind = EventKind.Follow,
        Address = address,
        UserId = address,
        SaidAt = now,
    };
}
