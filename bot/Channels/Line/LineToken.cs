using Microsoft.Extensions.Options;

namespace Zaitaku.Bot.Channels.Line;

/// <summary>The channel access token: the long-lived one if configured, else a stateless one (15 minutes, POST /oauth2/v3/token) bought when needed and shared by all callers.
/// Source: line-openapi, channel-access-token.yml, operation issueStatelessChannelToken.</summary>
public sealed class LineToken(IHttpClientFactory clients, IOptions<LineOptions> options, TimeProvider clock, ILogger<LineToken> logger) : IDisposable
{
    /// <summary>LINE's tokens live 15 minutes; a minute is kept in hand for slow sends and skewed clocks.</summary>
    private static readonly TimeSpan KeepMax = TimeSpan.FromMinutes(14);

    private static readonly TimeSpan InHand = TimeSpan.FromMinutes(1);

    private readonly BoughtToken _bought = new(clock);

    /// <summary>True when a refused token can be replaced by a fresh one.</summary>
    public bool IsRenewable => options.Value.ChannelAccessToken.Length == 0;

    /// <returns>Null when LINE issues none at the moment; the reason is in the log.</returns>
    public ValueTask<string?> GetAsync(CancellationToken cancellationToken) =>
        (IsRenewable ? _bought.Good : options.Value.ChannelAccessToken) is { } token ? new(token) : new(_bought.RenewAsync(BuyAsync, cancellationToken));

    /// <summary>Drops a token that LINE refused, unless it was replaced meanwhile.</summary>
    public void Forget(string token) => _bought.Forget(token);

    public void Dispose() => _bought.Dispose();

    private async Task<BoughtToken.Bought?> BuyAsync(CancellationToken cancellationToken)
    {
        // While a secret is being replaced only one of them is alive, and which one is LINE's to know.
        foreach (string secret in options.Value.AcceptedSecrets)
        {
            if (await AskAsync(secret, cancellationToken) is { } bought)
            {
                return bought;
            }
        }

        return null;
    }

    private async Task<BoughtToken.Bought?> AskAsync(string secret, CancellationToken cancellationToken)
    {
        DateTimeOffset askedAt = clock.GetUtcNow();
        using HttpClient client = clients.CreateClient(LineSetup.HttpClientName);
        switch (await TokenAnswer.AskAsync(client, new Uri("/oauth2/v3/token", UriKind.Relative), options.Value.ChannelId, secret, scope: null, cancellationToken))
        {
            case TokenAnswer.Issued issued:
                return new BoughtToken.Bought(issued.Token, askedAt + KeptOf(issued.Life));
            case TokenAnswer.Refused refused:
                logger.TokenRefused(refused.Status);
                return null;
            case TokenAnswer.Unreachable unreachable:
                logger.TokenUnreachable(unreachable.Problem);
                return null;
            default:
                return null;
        }
    }

    private static TimeSpan KeptOf(TimeSpan life)
    {
        TimeSpan kept = life - InHand;
        return kept > KeepMax ? KeepMax : kept < TimeSpan.Zero ? TimeSpan.Zero : kept;
    }
}
