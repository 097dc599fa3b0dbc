using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Zaitaku.Bot.Channels;

/// <summary>What a token service answered to one purchase by client credentials. Source: RFC 6749, 4.4 and 5.1.</summary>
internal abstract record TokenAnswer
{
    private TokenAnswer()
    {
    }

    /// <param name="Life">Counted from the asking; at most a day.</param>
    internal sealed record Issued(string Token, TimeSpan Life) : TokenAnswer;

    internal sealed record Refused(int Status) : TokenAnswer;

    /// <param name="Problem">The kind of failure, without its words, which may name addresses; or that there was no token in a success.</param>
    internal sealed record Unreachable(string Problem) : TokenAnswer;

    /// <param name="scope">What the token is for; null where the service knows by itself.</param>
    public static async Task<TokenAnswer> AskAsync(HttpClient client, Uri address, string id, string secret, string? scope, CancellationToken cancellationToken)
    {
        try
        {
            Dictionary<string, string> fields = new() { ["grant_type"] = "client_credentials", ["client_id"] = id, ["client_secret"] = secret };
            if (scope is not null)
            {
                fields["scope"] = scope;
            }

            using FormUrlEncodedContent form = new(fields);
            using HttpResponseMessage response = await client.PostAsync(address, form, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                return new Refused((int)response.StatusCode);
            }

            Body? body = await response.Content.ReadFromJsonAsync<Body>(cancellationToken);
            return body is { AccessToken.Length: > 0 } ? new Issued(body.AccessToken, TimeSpan.FromSeconds(Math.Clamp(body.ExpiresInSeconds, 0, 86_400)))
                : new Unreachable("no token in the answer");
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or IOException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new Unreachable(exception.GetType().Name);
        }
    }

    private sealed record Body(
        [property: JsonPropertyName("access_token")] string? AccessToken,
        [property: JsonPropertyName("expires_in")] int ExpiresInSeconds);
}
