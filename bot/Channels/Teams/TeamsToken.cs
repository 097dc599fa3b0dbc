using Microsoft.Extensions.Options;

namespace Zaitaku.Bot.Channels.Teams;

/// <summary>Our own token for the connector, bought by client credentials, kept in memory and shared by all callers. It is never logged.
/// Source: learn.microsoft.com, bot-framework-rest-connector-authentication, "Bot to Connector".</summary>
public sealed class TeamsToken(IHttpClientFactory clients, IOptions<TeamsOptions> options, TimeProvider clock, ILogger<TeamsToken> logger) : IDisposable
{
    /// <summary>The SDKs' margin.</summary>
    private static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(5);

    private const string MultiTenant = "botframework.com";

    private readonly BoughtToken _bought = new(clock);

    /// <returns>Null when none is issued at the moment; the reason is in the log.</returns>
    public ValueTask<string?> GetAsync(CancellationToken cancellationToken) =>
        _bought.Good is { } token ? new(token) : new(_bought.RenewAsync(BuyAsync, cancellationToken));

    /// <summary>Drops a token that the connector refused, unless it was replaced meanwhile.</summary>
    public void Forget(string token) => _bought.Forget(token);

    public void Dispose() => _bought.Dispose();

    private async Task<BoughtToken.Bought?> BuyAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset askedAt = clock.GetUtcNow();
        TeamsOptions own = options.Value;
        string tenant = own.TenantId.Length > 0 ? own.TenantId : MultiTenant;
        Uri address = new($"{own.LoginBaseUrl.TrimEnd('/')}/{Uri.EscapeDataString(tenant)}/oauth2/v2.0/token");
        using HttpClient client = clients.CreateClient(TeamsSetup.HttpClientName);
        switch (await TokenAnswer.AskAsync(client, address, own.AppId, own.AppSecret, own.TokenScope, cancellationToken))
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

    /// <summary>A token that lives hardly longer than the margin is used for half its life, or it would be bought for every message.</summary>
    private static TimeSpan KeptOf(TimeSpan life) => life > RenewBefore * 2 ? life - RenewBefore : life / 2;
}
