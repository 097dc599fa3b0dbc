using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;

namespace Zaitaku.Bot.ChatPage;

/// <summary>GET /chat/api/events: the conversation as server-sent events, from after Last-Event-ID on.</summary>
internal static class ChatEventStream
{
    /// <summary>A sign of life, so that proxies keep the line open and a vanished page is noticed.</summary>
    private static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(20);

    /// <summary>How soon the browser comes back after a break.</summary>
    private static readonly TimeSpan ReconnectAfter = TimeSpan.FromSeconds(2);

    public static IResult Open(HttpContext context, ChatMailboxes mailboxes, IHostApplicationLifetime lifetime)
    {
        if (ChatSession.Find(context, mailboxes) is not { } mailbox)
        {
            return ChatProblem.NoSession;
        }

        if (!mailbox.TryEnter())
        {
            return ChatProblem.TooFast;
        }

        context.Response.RegisterForDispose(new Seat(mailbox));
        _ = long.TryParse(context.Request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out long seen);
        return TypedResults.ServerSentEvents(ReadAsync(mailbox, seen, lifetime.ApplicationStopping));
    }

    /// <summary>The lines in order, then <c>ready</c> once the page is up to date; <c>closed</c> at the end of the conversation.</summary>
    private static async IAsyncEnumerable<SseItem<string>> ReadAsync(
        ChatMailbox mailbox, long seen, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        bool isReady = false;
        while (!either.IsCancellationRequested)
        {
            (IReadOnlyList<ChatLine> lines, Task changed) = mailbox.After(seen);
            foreach (ChatLine line in lines)
            {
                seen = line.Number;
                yield return new SseItem<string>(line.Data, "line") { EventId = seen.ToString(CultureInfo.InvariantCulture) };
            }

            if (mailbox.IsClosed)
            {
                yield return new SseItem<string>("{}", "closed");
                yield break;
            }

            if (!isReady)
            {
                isReady = true;
                yield return new SseItem<string>("{}", "ready") { ReconnectionInterval = ReconnectAfter };
            }

            if (!await ChangedAsync(changed, either.Token))
            {
                yield return new SseItem<string>("{}", "beat");
            }
        }
    }

    /// <summary>False when nothing happened for the time of a beat, or the wait was called off.</summary>
    private static async Task<bool> ChangedAsync(Task changed, CancellationToken cancellationToken)
    {
        using CancellationTokenSource beat = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        beat.CancelAfter(BeatEvery);
        await Task.WhenAny(changed, Task.Delay(Timeout.Infinite, beat.Token));
        await beat.CancelAsync();
        return changed.IsCompleted;
    }

    /// <summary>Gives the reader's place back when the response ends.</summary>
    private sealed class Seat(ChatMailbox mailbox) : IDisposable
    {
        public void Dispose() => mailbox.Leave();
    }
}
