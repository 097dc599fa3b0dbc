using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;

namespace Zaitaku.Bot.Channels.Teams;

/// <summary>Calls the connector once, with a token, and says what came back. A refused token is replaced once; nothing else is repeated here.
/// Source: Bot Connector REST API, v3.</summary>
public sealed class TeamsApi(IHttpClientFactory clients, TeamsToken tokens, TeamsServiceHosts hosts, IOptions<TeamsOptions> options, TimeProvider clock, ILogger<TeamsApi> logger)
{
    private const int BodyBytesMax = 64 * 1024;

    /// <summary>A new message in a conversation, or in a channel's thread.</summary>
    public Task<TeamsAnswer> PostAsync(string serviceUrl, string conversationId, JsonObject activity, CancellationToken cancellationToken) =>
        CallAsync(HttpMethod.Post, serviceUrl, $"/v3/conversations/{Uri.EscapeDataString(conversationId)}/activities", activity, "send", cancellationToken);

    /// <summary>Another message in place of one already sent.</summary>
    public Task<TeamsAnswer> PutAsync(string serviceUrl, string conversationId, string activityId, JsonObject activity, CancellationToken cancellationToken) =>
        CallAsync(HttpMethod.Put, serviceUrl, $"/v3/conversations/{Uri.EscapeDataString(conversationId)}/activities/{Uri.EscapeDataString(activityId)}", activity, "update", cancellationToken);

    /// <summary>The conversation with one person; the same one however often it is asked for.</summary>
    public Task<TeamsAnswer> CreateAsync(string serviceUrl, string tenantId, string botId, string userId, CancellationToken cancellationToken) =>
        CallAsync(HttpMethod.Post, serviceUrl, "/v3/conversations", new JsonObject
        {
            ["isGroup"] = false,
            ["bot"] = new JsonObject { ["id"] = botId },
            ["members"] = new JsonArray(new JsonObject { ["id"] = userId }),
            ["tenantId"] = tenantId,
        }, "create", cancellationToken);

    private async Task<TeamsAnswer> CallAsync(HttpMethod method, string serviceUrl, string path, JsonObject body, string what, CancellationToken cancellationToken)
    {
        if (!hosts.Allows(serviceUrl))
        {
            return TeamsAnswer.Failed(CallFault.NotSent, "the service URL's host is not on the list");
        }

        Uri address = new((serviceUrl.EndsWith('/') ? serviceUrl[..^1] : serviceUrl) + path);
        byte[] bytes = Encoding.UTF8.GetBytes(body.ToJsonString(ChannelJson.WriteOptions));
        (TeamsAnswer answer, string token) = await TryOnceAsync(method, address, bytes, what, cancellationToken);
        if (answer.Status != (int)HttpStatusCode.Unauthorized || token.Length == 0)
        {
            return answer;
        }

        // A refused call did nothing, so the same call with a fresh token is safe.
        tokens.Forget(token);
        return (await TryOnceAsync(method, address, bytes, what, cancellationToken)).Answer;
    }

    private async Task<(TeamsAnswer Answer, string Token)> TryOnceAsync(HttpMethod method, Uri address, byte[] body, string what, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(method, address);
        string token = "";
        if (options.Value.IsConfigured)
        {
            if (await tokens.GetAsync(cancellationToken) is not { } good)
            {
                return (TeamsAnswer.Failed(CallFault.NotSent, "no token"), "");
            }

            token = good;
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        return (await SendAsync(request, what, cancellationToken), token);
    }

    private async Task<TeamsAnswer> SendAsync(HttpRequestMessage request, string what, CancellationToken cancellationToken)
    {
        using HttpClient client = clients.CreateClient(TeamsSetup.HttpClientName);
        (TeamsAnswer answer, long milliseconds) = await ChannelCall.SendAsync(
            client, request, BodyBytesMax, (response, body) => TeamsAnswer.Of(response, body, clock.GetUtcNow()), TeamsAnswer.Failed, cancellationToken);
        if (answer.Fault == CallFault.None)
        {
            logger.Called(what, answer.Status, answer.Code, milliseconds);
        }
        else
        {
            logger.CallFailed(what, answer.Fault, answer.Problem);
        }

        return answer;
    }
}
