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
        public bool IsSpent => Limit is { } limit && Used >= limit;
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
    /// The words can also appear while messages remain, because a running narrowcast holds them: that passes.</summary>
    internal async Task<bool> IsSpentAsync(LineAnswer answer, CancellationToken cancellationToken)
    {
        if (await ReadAsync(cancellationToken) is not { } reading)
        {
            return answer.Message.Contains("monthly limit", StringComparison.OrdinalIgnoreCase);
        }

        if (reading.IsSpent)
        {
            logger.QuotaSpent(reading.Used, reading.Limit ?? 0);
        }

        return reading.IsSpent;
    }
}
