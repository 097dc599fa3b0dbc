using System.Text.Json;
using System.Text.Json.Nodes;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Teams;

namespace Zaitaku.Bot.Channels.Teams;

/// <summary>Sends one outbox message: to a request that waits for its card, in place of an earlier card, or as a new message.</summary>
public sealed class TeamsSender(TeamsApi api, TeamsPeople people, TeamsConversations conversations, TeamsPace pace, InvokeDesk desk, ILogger<TeamsSender> logger) : IChannelSender
{
    /// <summary>Sends a second. Teams takes 50 a second from one app in one tenant; half of it leaves room for answers.</summary>
    public const int SendsPerSecond = 25;

    public string Channel => TeamsActivities.Channel;

    /// <summary>No retry key, no multicast. Calls side by side: a few, since one conversation takes one at a time.</summary>
    public SendLimits Limits { get; } = new(HasRetryKey: false, MulticastMax: 1, PerSecond: SendsPerSecond, AtOnceMax: 8);

    /// <summary>Teams counts a channel's threads together.</summary>
    public string PlaceOf(string address) => TeamsActivities.WithoutThread(address);

    public async Task<SendOutcome> SendAsync(OutboxSend send, CancellationToken cancellationToken)
    {
        if (send.Addresses is not [{ Length: > 0 } address])
        {
            return Refused(send, $"{send.Addresses.Count} addresses in one send; Teams takes one");
        }

        if (ContentsOf(send) is not { } contents || ActivityOf(send, contents) is not { } activity)
        {
            return Refused(send, "the body cannot be read, or says nothing");
        }

        if (TeamsMessages.BytesOf(activity.ToJsonString(ChannelJson.WriteOptions)) is int bytes && bytes > TeamsMessages.BytesMax)
        {
            return Refused(send, $"{bytes} bytes in one message; TeamsMessages.Split cuts them before they are written");
        }

        return send.ReplyToken?.StartsWith(InvokeDesk.TokenPrefix, StringComparison.Ordinal) == true
            ? await HandOverAsync(send, send.ReplyToken, address, activity, cancellationToken)
            : await DeliverAsync(send, address, activity, cancellationToken);
    }

    /// <summary>The card as the answer to the request; the message itself is updated after it, so that the card stays and everybody sees it.
    /// An update that may go through later is owed like any other: it is tried again without the request.</summary>
    private async Task<SendOutcome> HandOverAsync(OutboxSend send, string token, string address, JsonObject activity, CancellationToken cancellationToken)
    {
        string card = activity["attachments"]![0]!["content"]!.ToJsonString(ChannelJson.WriteOptions);
        if (!await desk.TryHandAsync(token, card, cancellationToken))
        {
            return new SendOutcome.ReplyTokenGone("the request no longer waits");
        }

        if (send.ReplacesSentId is { Length: > 0 } pressed)
        {
            (TeamsReference? where, _) = await people.FindAsync(address, cancellationToken);
            TeamsAnswer answer = where is null ? TeamsAnswer.Failed(CallFault.NotSent, "no conversation")
                : await pace.InTurnAsync(where.ConversationId, () => api.PutAsync(where.ServiceUrl, AddressIn(where, address), pressed, activity, cancellationToken),
                    _ => TeamsAnswer.Failed(CallFault.NotSent, "our own rate"), cancellationToken);
            if (!answer.IsSuccess)
            {
                logger.CardNotUpdated(send.Key, answer.Summary);
                if (TeamsOutcomes.Of(answer, isRepeatable: true) is SendOutcome.TryAgain)
                {
                    return new SendOutcome.ReplyTokenGone(answer.Summary);
                }
            }
        }

        return new SendOutcome.Accepted("", send.ReplacesSentId ?? "");
    }

    private async Task<SendOutcome> DeliverAsync(OutboxSend send, string address, JsonObject activity, CancellationToken cancellationToken)
    {
        (TeamsReference? where, TeamsAnswer? failure) = await people.FindAsync(address, cancellationToken);
        if (where is null)
        {
            return OutcomeOf(send, failure!, isRepeatable: true);
        }

        if (where.Standing != TeamsStanding.Installed)
        {
            return new SendOutcome.Refused($"the conversation is {where.Standing}", IsRecipientGone: true);
        }

        return await pace.InTurnAsync(where.ConversationId, () => SayAsync(send, where, address, activity, cancellationToken),
            wait => new SendOutcome.TryAgain("our own rate", wait, WaitScope.Recipient), cancellationToken);
    }

    private async Task<SendOutcome> SayAsync(OutboxSend send, TeamsReference where, string address, JsonObject activity, CancellationToken cancellationToken)
    {
        string to = AddressIn(where, address);
        if (send.ReplacesSentId is { Length: > 0 } earlier)
        {
            TeamsAnswer update = await api.PutAsync(where.ServiceUrl, to, earlier, activity, cancellationToken);
            if (!IsLostMessage(update))
            {
                await LearnAsync(where, update, cancellationToken);
                return OutcomeOf(send, update with { Id = earlier }, isRepeatable: true);
            }
        }

        TeamsAnswer answer = await api.PostAsync(where.ServiceUrl, to, activity, cancellationToken);
        return answer is { Status: 404 } && where is { Scope: TeamsScope.Personal, UserId.Length: > 0 }
            ? await BeginAgainAsync(send, where, activity, cancellationToken)
            : await ConcludeAsync(send, where, answer, isRepeatable: false, cancellationToken);
    }

    /// <summary>A conversation that is no longer found is begun once more; if that is not found either, the person is gone.</summary>
    private async Task<SendOutcome> BeginAgainAsync(OutboxSend send, TeamsReference where, JsonObject activity, CancellationToken cancellationToken)
    {
        (TeamsReference? again, TeamsAnswer? failure) = await people.BeginAsync(where.UserId, where, cancellationToken);
        return again is null
            ? await ConcludeAsync(send, where, failure!, isRepeatable: true, cancellationToken) // Nothing was said yet.
            : await ConcludeAsync(send, again, await api.PostAsync(again.ServiceUrl, again.ConversationId, activity, cancellationToken), isRepeatable: false, cancellationToken);
    }

    private async Task<SendOutcome> ConcludeAsync(OutboxSend send, TeamsReference where, TeamsAnswer answer, bool isRepeatable, CancellationToken cancellationToken)
    {
        await LearnAsync(where, answer, cancellationToken);
        return OutcomeOf(send, answer, isRepeatable);
    }

    private async Task LearnAsync(TeamsReference where, TeamsAnswer answer, CancellationToken cancellationToken)
    {
        if (TeamsOutcomes.StandingAfter(answer) is { } standing)
        {
            await conversations.KeepAsync(where with { Standing = standing }, cancellationToken);
        }
    }

    private SendOutcome OutcomeOf(OutboxSend send, TeamsAnswer answer, bool isRepeatable)
    {
        if (TeamsOutcomes.IsForAdministrator(answer))
        {
            logger.AdministratorNeeded(answer.Summary);
        }

        SendOutcome outcome = TeamsOutcomes.Of(answer, isRepeatable);
        return outcome is SendOutcome.Refused { IsRecipientGone: false } refused ? Refused(send, refused.Problem) : outcome;
    }

    /// <summary>Deleted, too old, or lost now and then: the connector has several words for it. A place we may not speak in is another matter.</summary>
    private static bool IsLostMessage(TeamsAnswer update) =>
        update is { Status: 404 } || (update is { Status: 403 } && TeamsOutcomes.StandingAfter(update) is null && !TeamsOutcomes.IsForAdministrator(update));

    /// <summary>The thread of a channel is part of the address; a person is not.</summary>
    private static string AddressIn(TeamsReference where, string address) =>
        TeamsActivities.WithoutThread(address) == where.ConversationId ? address : where.ConversationId;

    /// <summary>A card where it takes a card's place; else as the contents wish.</summary>
    private static JsonObject? ActivityOf(OutboxSend send, IReadOnlyList<ReplyContent> contents)
    {
        IReadOnlyList<ReplyContent> said = send.IsResend ? ReplyContent.MarkResent(contents) : contents;
        bool takesPlace = send.ReplacesSentId is { Length: > 0 } || send.ReplyToken is { Length: > 0 };
        JsonObject? activity = !takesPlace ? TeamsMessages.Render(said, send.Key)
            : TeamsMessages.Card(said, send.Key) is { } card ? TeamsMessages.WithCard(card, TeamsMessages.IsDanger(said)) : null;
        if (activity is not null && send.Urgency is (Urgency.Emergency or Urgency.Page))
        {
            activity["channelData"] = new JsonObject { ["notification"] = new JsonObject { ["alert"] = true } };
        }

        return activity;
    }

    private SendOutcome.Refused Refused(OutboxSend send, string problem)
    {
        logger.MessageRefused(send.Key, problem);
        return new SendOutcome.Refused(problem);
    }

    private static IReadOnlyList<ReplyContent>? ContentsOf(OutboxSend send)
    {
        try
        {
            return ReplyContent.FromJson(send.Body);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            return null;
        }
    }
}
