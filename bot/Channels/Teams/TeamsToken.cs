using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;

namespace Zaitaku.Bot.Channels.Teams;

/// <summary>Our own token for the connector, bought by client credentials, kept in memory and shared by all callers. It is never logged.
/// Source: learn.microsoft.com, bot-framework-rest-connector-authentication, "Bot to Connector".</summary>
public sealed class TeamsToken(IHttpClientFactory clients, IOptions<TeamsOptions> options, TimeProvider clock, ILogger<TeamsToken> logger) : IDisposable
{
    /// <summary>The SDKs' margin.</summary>
    private static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(5);

    /// <summary>After a failure nobody asks again for so long, or every waiting message would queue for its own time-out.</summary>
    private static readonly TimeSpan FailurePause = TimeSpan.FromSeconds(1);

    private const string MultiTenant = "botframework.com";

    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private volatile Bought? _bought;
    private DateTimeOffset _failedAt = DateTimeOffset.MinValue;

    /// <returns>Null when none is issued at the moment; the reason is in the log.</returns>
    public async ValueTask<string?> GetAsync(CancellationToken cancellationToken)
    {
        if (Good(_bought) is { } token)
        {
            return token;
        }

        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            return Good(_bought) ?? await BuyAsync(cancellationToken);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Drops a token that the connector refused, unless it was replaced meanwhile.</summary>
    public void Forget(string token)
    {
        if (_bought is { } bought && bought.Token == token)
        {
            Interlocked.CompareExchange(ref _bought, null, bought);
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private string? Good(Bought? bought) => bought is not null && clock.GetUtcNow() < bought.UseUntil ? bought.Token : null;

    private async Task<string?> BuyAsync(CancellationToken cancellationToken)
    {
        if (clock.GetUtcNow() - _failedAt < FailurePause)
        {
            return null;
        }

        if (await AskAsync(cancellationToken) is { } bought)
        {
            _bought = bought;
            return bought.Token;
        }

        _failedAt = clock.GetUtcNow();
        return null;
    }

    private async Task<Bought?> AskAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset askedAt = clock.GetUtcNow();
        TeamsOptions own = options.Value;
        string tenant = own.TenantId.Length > 0 ? own.TenantId : MultiTenant;
        try
        {
            using HttpClient client = clients.CreateClient(TeamsSetup.HttpClientName);
            using FormUrlEncodedContent form = new(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = own.AppId,
                ["client_secret"] = own.AppSecret,
                ["scope"] = own.TokenScope,
            });
            using HttpResponseMessage response = await client.PostAsync(
                new Uri($"{own.LoginBaseUrl.TrimEnd('/')}/{Uri.EscapeDataString(tenant)}/oauth2/v2.0/token"), form, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                logger.TokenRefused((int)response.StatusCode);
                return null;
            }

            Issued? issued = await response.Content.ReadFromJsonAsync<Issued>(cancellationToken);
            return issued is { AccessToken.Length: > 0 } ? new Bought(issued.AccessToken, askedAt + Life(issued.ExpiresInSeconds)) : null;
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or IOException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            logger.TokenUnreachable(exception.GetType().Name);
            return null;
        }
    }

    /// <summary>A token that lives hardly longer than the margin is used for half its life, or it would be bought for every message.</summary>
    private static TimeSpan Life(int seconds)
    {
        TimeSpan life = TimeSpan.FromSeconds(Math.Clamp(seconds, 0, 86_400));
        return life > RenewBefore * 2 ? life - RenewBefore : life / 2;
    }

    private sealed record Bought(string Token, DateTimeOffset UseUntil);

    private sealed record Issued(
        [property: JsonPropertyName("access_token")] string? AccessToken,
        [property: JsonPropertyName("expires_in")] int ExpiresInSeconds);
}
