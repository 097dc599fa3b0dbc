using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;

namespace Zaitaku.Bot.Channels.Line;

/// <summary>The channel access token: the long-lived one if configured, else a stateless one (15 minutes, POST /oauth2/v3/token) bought when needed and shared by all callers.
/// Source: line-openapi, channel-access-token.yml, operation issueStatelessChannelToken.</summary>
public sealed class LineToken(IHttpClientFactory clients, IOptions<LineOptions> options, TimeProvider clock, ILogger<LineToken> logger) : IDisposable
{
    /// <summary>LINE's tokens live 15 minutes; a minute is kept in hand for slow sends and skewed clocks.</summary>
    private static readonly TimeSpan KeepMax = TimeSpan.FromMinutes(14);

    private static readonly TimeSpan InHand = TimeSpan.FromMinutes(1);

    /// <summary>After a failure nobody asks again for so long, or every waiting message would queue for its own time-out.</summary>
    private static readonly TimeSpan FailurePause = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private volatile Bought? _bought;
    private DateTimeOffset _failedAt = DateTimeOffset.MinValue;

    /// <summary>True when a refused token can be replaced by a fresh one.</summary>
    public bool IsRenewable => options.Value.ChannelAccessToken.Length == 0;

    /// <returns>Null when LINE issues none at the moment; the reason is in the log.</returns>
    public async ValueTask<string?> GetAsync(CancellationToken cancellationToken)
    {
        if (!IsRenewable)
        {
            return options.Value.ChannelAccessToken;
        }

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

    /// <summary>Drops a token that LINE refused, unless it was replaced meanwhile.</summary>
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

        // While a secret is being replaced only one of them is alive, and which one is LINE's to know.
        foreach (string secret in options.Value.AcceptedSecrets)
        {
            if (await AskAsync(secret, cancellationToken) is { } bought)
            {
                _bought = bought;
                return bought.Token;
            }
        }

        _failedAt = clock.GetUtcNow();
        return null;
    }

    private async Task<Bought?> AskAsync(string secret, CancellationToken cancellationToken)
    {
        DateTimeOffset askedAt = clock.GetUtcNow();
        try
        {
            using HttpClient client = clients.CreateClient(LineSetup.HttpClientName);
            using FormUrlEncodedContent form = new(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = options.Value.ChannelId,
                ["client_secret"] = secret,
            });
            using HttpResponseMessage response = await client.PostAsync(new Uri("/oauth2/v3/token", UriKind.Relative), form, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                logger.TokenRefused((int)response.StatusCode);
                return null;
            }

            Issued? issued = await response.Content.ReadFromJsonAsync<Issued>(cancellationToken);
            return issued is { AccessToken.Length: > 0 } ? new Bought(issued.AccessToken, askedAt + Life(issued.ExpiresInSeconds)) : null;
        }
        catch (Exception exception) when (exception is HttpRequestException or System.Text.Json.JsonException or IOException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            logger.TokenUnreachable(exception.GetType().Name);
            return null;
        }
    }

    private static TimeSpan Life(int seconds)
    {
        TimeSpan life = TimeSpan.FromSeconds(Math.Clamp(seconds, 0, 86_400)) - InHand;
        return life > KeepMax ? KeepMax : life < TimeSpan.Zero ? TimeSpan.Zero : life;
    }

    private sealed record Bought(string Token, DateTimeOffset UseUntil);

    private sealed record Issued(
        [property: JsonPropertyName("access_token")] string? AccessToken,
        [property: JsonPropertyName("expires_in")] int ExpiresInSeconds);
}
