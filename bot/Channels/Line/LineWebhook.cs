using System.Buffers;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Inbox;

namespace Zaitaku.Bot.Channels.Line;

/// <summary>POST /line/webhook: signature over the raw bytes, keep each event once, 200. Nothing is answered here; the inbox is worked off at its own pace.</summary>
public static class LineWebhook
{
    public const string Path = "/line/webhook";

    /// <summary>LINE's own bodies are a few kilobytes.</summary>
    public const int BodyBytesMax = 1024 * 1024;

    /// <summary>LINE waits 2 seconds. A record book that is slower than this is answered 503, so that the event may come again.</summary>
    private static readonly TimeSpan KeepWithin = TimeSpan.FromMilliseconds(1_500);

    public static IEndpointConventionBuilder MapLineWebhook(this IEndpointRouteBuilder routes) =>
        routes.MapPost(Path, HandleAsync).DisableAntiforgery().ExcludeFromDescription();

    private static async Task<IResult> HandleAsync(
        HttpRequest request, IOptions<LineOptions> options, IEventInbox inbox, LineDestination destination, TimeProvider clock, ILoggerFactory loggers)
    {
        if (!options.Value.IsConfigured)
        {
            return Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "LINE は設定されていません。");
        }

        ILogger logger = loggers.CreateLogger(typeof(LineWebhook));
        byte[]? body = await ReadBodyAsync(request);
        if (body is null)
        {
            logger.WebhookTooLarge(BodyBytesMax);
            return Results.Problem(statusCode: StatusCodes.Status413PayloadTooLarge, title: "本文が大きすぎます。");
        }

        IReadOnlyList<string> secrets = options.Value.AcceptedSecrets;
        if (!LineSignature.MatchesAny(body, request.Headers[LineSignature.HeaderName], secrets))
        {
            logger.SignatureRefused(body.Length, secrets.Count);
            return Results.Problem(statusCode: StatusCodes.Status401Unauthorized, title: "署名が正しくありません。");
        }

        if (LineEvents.Read(body, clock.GetUtcNow(), options.Value.BotUserId, options.Value.ForwardedWebhooks) is not { } delivery)
        {
            logger.WebhookUnreadable(body.Length);
            return Results.Ok();
        }

        destination.Saw(delivery.Destination);
        return await KeepAsync(delivery, inbox, logger);
    }

    private static async Task<IResult> KeepAsync(LineDelivery delivery, IEventInbox inbox, ILogger logger)
    {
        if (delivery.Events.Count == 0)
        {
            logger.WebhookKept(0, 0, delivery.Skipped);
            return Results.Ok();
        }

        // Not the request's token: LINE hanging up early is no reason to forget what was said, since redelivery is off by default.
        using CancellationTokenSource limit = new(KeepWithin);
        try
        {
            int kept = await inbox.KeepAsync(delivery.Events, limit.Token);
            logger.WebhookKept(delivery.Events.Count, kept, delivery.Skipped);
            return Results.Ok();
        }
#pragma warning disable CA1031 // Whatever stops the keeping, LINE must hear 503 and not 200.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            logger.WebhookNotKept(exception, delivery.Events.Count);
            return Results.Problem(statusCode: StatusCodes.Status503ServiceUnavailable, title: "いまは受け取れません。");
        }
    }

    /// <returns>The bytes as they came, or null when there are more than <see cref="BodyBytesMax"/>.</returns>
    private static async Task<byte[]?> ReadBodyAsync(HttpRequest request)
    {
        if (request.ContentLength > BodyBytesMax)
        {
            return null;
        }

        using MemoryStream body = new();
        byte[] buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0)
            {
                if (body.Length + read > BodyBytesMax)
                {
                    return null;
                }

                body.Write(buffer, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return body.ToArray();
    }
}
