using System.Text.Json;
using Microsoft.Extensions.Options;
using Zaitaku.Scheduler.Quotas;

namespace Zaitaku.Bot.Channels.Line;

/// <summary>The month's plan: how many messages, how many used. Source: messaging-api.yml, getMessageQuota and getMessageQuotaConsumption.</summary>
public sealed class LineQuota(LineApi api, IOptions<LineOptions> options, ILogger<LineQuota> logger) : IQuotaSource
{
    /// <param name="Limit">Messages this month; null where the plan has no limit.</param>
    /// <param name="Used">Messages counted so far (approximate, says LINE), sends from LINE's own console included.</param>
    public sealed record Reading(long? Limit, long Used)
    {
        /// <summary>Null where the plan has no limit.</summary>
        public long? Left => Limit is { } limit ? Math.Max(0, limit - Used) : null;
    }

    public string Channel => LineEvents.Channel;

    public async Task<QuotaFigures?> ReadQuotaAsync(CancellationToken cancellationToken) =>
        options.Value.IsConfigured && await ReadAsync(cancellationToken) is { } reading ? new QuotaFigures(reading.Limit, reading.Used) : null;

    /// <returns>Null when LINE does not say.</returns>
    public async Task<Reading?> ReadAsync(CancellationToken cancellationToken)
    {
        LineAnswer plan = await api.CallAsync(HttpMethod.Get, "/v2/bot/message/quota", null, null, cancellationToken);
        LineAnswer used = await api.CallAsync(HttpMethod.Get, "/v2/bot/message/quota/consumption", null, null, cancellationToken);
        if (plan.Status != 200 || used.Status != 200)
        {
            return null;
        }

        try
        {
            using JsonDocument planBody = JsonDocument.Parse(plan.Body);
            using JsonDocument usedBody = JsonDocument.Parse(used.Body);
            bool isLimited = ChannelJson.Text(planBody.RootElement, "type") == "limited";
            long? limit = isLimited ? ChannelJson.Whole(planBody.RootElement, "value") : null;
            return ChannelJson.Whole(usedBody.RootElement, "totalUsage") is { } total ? new Reading(limit, total) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether this 429 is the monthly one. LINE's words are a hint; the figures decide where they can be read.
    /// The words can also appear while there is room, because a running narrowcast holds it: that passes.</summary>
    /// <param name="recipients">How many messages were to be bought: there may be room for fewer.</param>
    /// <returns>What is left of the plan, where it is not enough; null where the 429 means something else.</returns>
    internal async Task<long?> RoomLackingAsync(LineAnswer answer, int recipients, CancellationToken cancellationToken)
    {
        if (await ReadAsync(cancellationToken) is not { } reading)
        {
            return answer.Message.Contains("monthly limit", StringComparison.OrdinalIgnoreCase) ? 0 : null;
        }

        if (reading.Left is not { } left || left >= recipients)
        {
            return null;
        }

        logger.QuotaSpent(reading.Used, reading.Limit ?? 0);
        return left;
    }
}
