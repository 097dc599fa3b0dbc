using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Zaitaku.Bot.Channels.Line;

/// <summary>Asks LINE once, at start, which account the token belongs to. Says so in the log and stops nothing: LINE may be away when we come up.</summary>
public sealed class LineSelfCheck(LineApi api, IOptions<LineOptions> options, ILogger<LineSelfCheck> logger) : BackgroundService
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.IsConfigured)
        {
            return;
        }

        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        limit.CancelAfter(AnswerWithin);
        try
        {
            await CheckAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            logger.SelfCheckUnanswered("no answer in time");
        }
    }

    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        LineAnswer answer = await api.CallAsync(HttpMethod.Get, "/v2/bot/info", null, null, cancellationToken);
        if (answer.Status != 200 || Read(answer.Body) is not { } account)
        {
            logger.SelfCheckUnanswered(answer.Summary);
            return;
        }

        string configured = options.Value.BotUserId;
        if (configured.Length > 0 && account.UserId != configured)
        {
            logger.OtherAccount(account.UserId, configured);
            return;
        }

        logger.AccountReady(account.BasicId, account.ChatMode);
    }

    private static (string UserId, string BasicId, string ChatMode)? Read(string body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            JsonElement root = document.RootElement;
            return (ChannelJson.Text(root, "userId") ?? "", ChannelJson.Text(root, "basicId") ?? "", ChannelJson.Text(root, "chatMode") ?? "");
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
