using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Inbox;
using Zaitaku.Storage;

namespace Zaitaku.Bot.Channels.Line;

/// <summary>Takes one webhook: reads the bytes where the server put them, checks the signature over them, keeps what they say.</summary>
public sealed class LineDoor(IOptions<LineOptions> options, IEventInbox inbox, LineDestination destination, TimeProvider clock, ILogger<LineDoor> logger)
{
    /// <summary>LINE waits 2 seconds. A record book that is slower than this is answered 503, so that the event may come again.</summary>
    internal static readonly TimeSpan KeepWithin = TimeSpan.FromMilliseconds(1_500);

    /// <summary>A body up to this is read in place; a longer one, or one of unknown length, is copied.</summary>
    private const int InPlaceBytesMax = 64 * 1024;

    /// <summary>Read at the first webhook: the options are checked at the start, and do not change after it.</summary>
    private readonly Lazy<byte[][]> _secrets = new(() => options.Value.IsConfigured ? [.. options.Value.AcceptedSecrets.Select(Encoding.UTF8.GetBytes)] : []);

    public Task HandleAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        long? length = context.Request.ContentLength;
        return _secrets.Value.Length == 0 ? RefuseAsync(context, StatusCodes.Status404NotFound, "LINE は設定されていません。")
            : length > LineWebhook.BodyBytesMax ? TooLargeAsync(context)
            : length <= InPlaceBytesMax ? ReadInPlaceAsync(context)
            : ReadCopyAsync(context);
    }

    private async Task ReadInPlaceAsync(HttpContext context)
    {
        PipeReader reader = context.Request.BodyReader;
        ReadResult read = await reader.ReadAsync(context.RequestAborted);
        while (!read.IsCompleted)
        {
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            read = await reader.ReadAsync(context.RequestAborted);
        }

        LineDelivery? delivery;
        bool isSigned;
        ReadOnlyMemory<byte> body = read.Buffer.IsSingleSegment ? read.Buffer.First : read.Buffer.ToArray();
        try
        {
            (isSigned, delivery) = Open(context, body);
        }
        finally
        {
            reader.AdvanceTo(read.Buffer.End); // From here on the bytes are the server's again.
        }

        await AnswerAsync(context, isSigned, delivery);
    }

    private async Task ReadCopyAsync(HttpContext context)
    {
        if (await RequestBody.ReadAsync(context.Request, LineWebhook.BodyBytesMax, context.RequestAborted) is not { } body)
        {
            await TooLargeAsync(context);
            return;
        }

        (bool isSigned, LineDelivery? delivery) = Open(context, body);
        await AnswerAsync(context, isSigned, delivery);
    }

    private (bool IsSigned, LineDelivery? Delivery) Open(HttpContext context, ReadOnlyMemory<byte> body)
    {
        if (!LineSignature.MatchesAny(body.Span, context.Request.Headers[LineSignature.HeaderName], _secrets.Value))
        {
            logger.SignatureRefused(body.Length, _secrets.Value.Length);
            return (false, null);
        }

        LineDelivery? delivery = LineEvents.Read(body, clock.GetUtcNow(), options.Value.BotUserId, options.Value.ForwardedWebhooks);
        if (delivery is null)
        {
            logger.WebhookUnreadable(body.Length);
        }

        return (true, delivery);
    }

    private Task AnswerAsync(HttpContext context, bool isSigned, LineDelivery? delivery)
    {
        if (!isSigned)
        {
            return RefuseAsync(context, StatusCodes.Status401Unauthorized, "署名が正しくありません。");
        }

        if (delivery is null)
        {
            return Task.CompletedTask; // 200: sending it again would not mend it.
        }

        destination.Saw(delivery.Destination);
        if (delivery.Events.Count > 0)
        {
            return KeepAsync(context, delivery);
        }

        logger.WebhookKept(0, 0, delivery.Skipped);
        return Task.CompletedTask;
    }

    private async Task KeepAsync(HttpContext context, LineDelivery delivery)
    {
        // Not the request's token: LINE hanging up early is no reason to forget what was said, since redelivery is off by default.
        using CancellationTokenSource limit = new(KeepWithin);
        try
        {
            int kept = await inbox.KeepAsync(delivery.Events, limit.Token);
            logger.WebhookKept(delivery.Events.Count, kept, delivery.Skipped);
            return;
        }
#pragma warning disable CA1031 // Whatever stops the keeping, LINE must hear 503 and not 200.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            logger.WebhookNotKept(new WordlessException(exception), delivery.Events.Count);
        }

        await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "いまは受け取れません。");
    }

    private Task TooLargeAsync(HttpContext context)
    {
        logger.WebhookTooLarge(LineWebhook.BodyBytesMax);
        return RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, "本文が大きすぎます。");
    }

    private static Task RefuseAsync(HttpContext context, int status, string title) => Results.Problem(statusCode: status, title: title).ExecuteAsync(context);
}
