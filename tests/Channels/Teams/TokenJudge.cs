using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;
using Zaitaku.Fakes.Teams;
using Zaitaku.Tests.Channels.Line;

namespace Zaitaku.Tests.Channels.Teams;

/// <summary>Says whether a request is let in: Microsoft's library, our bot over HTTP, or our verifier alone.</summary>
internal interface ITokenVerifier
{
    /// <returns>Null when it could not even say no (5xx, an exception): always wrong.</returns>
    Task<bool?> AcceptsAsync(TeamsRequest request);
}

/// <summary>Microsoft's botframework-connector, in a process of node's.</summary>
internal sealed class MicrosoftsVerifier(FakeTeams teams) : ITokenVerifier
{
    public async Task<bool?> AcceptsAsync(TeamsRequest request) => (await JudgeAsync([request]))[0].Accepted;

    /// <summary>All in one process: starting node costs half a second.</summary>
    public async Task<IReadOnlyList<(bool Accepted, string Problem)>> JudgeAsync(IReadOnlyList<TeamsRequest> requests)
    {
        string input = string.Join('\n', requests.Select(request => new JsonObject { ["authorization"] = request.Authorization, ["activity"] = request.Activity.DeepClone() }.ToJsonString()));
        string output = await Judges.RunAsync(
            "teams-token.mjs", input, teams.AppId, teams.IdentityUrl + "/v1/.well-known/openidconfiguration", teams.EntraUrl + "/botframework.com/v2.0/.well-known/openid-configuration");
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)
            .Select(verdict => (verdict.GetProperty("accepted").GetBoolean(), verdict.GetProperty("problem").GetString()!))];
    }
}

/// <summary>A bot behind HTTP: 2xx is in, 4xx is out, anything else is neither.</summary>
internal sealed class BotVerifier(HttpClient bot) : ITokenVerifier
{
    public async Task<bool?> AcceptsAsync(TeamsRequest request)
    {
        using HttpRequestMessage post = request.ToRequest();
        using HttpResponseMessage answer = await bot.SendAsync(post);
        return (int)answer.StatusCode is >= 200 and < 300 ? true : (int)answer.StatusCode is >= 400 and < 500 ? false : null;
    }
}

/// <summary>The table of tokens, held against any verifier.</summary>
internal static class TokenTable
{
    /// <summary>Fails with every row that went wrong.</summary>
    /// <returns>How many rows there were.</returns>
    public static async Task<int> HoldsAsync(FakeTeams teams, ITokenVerifier verifier)
    {
        List<string> wrong = [];
        IReadOnlyList<TokenCase> cases = TokenCases.Of(teams);
        foreach (TokenCase row in cases)
        {
            bool? isIn = await verifier.AcceptsAsync(row.Request);
            bool isRight = isIn is { } said && (row.Bot == TokenWish.Either || said == (row.Bot == TokenWish.Accept));
            if (!isRight)
            {
                wrong.Add($"{row.Name}: {(isIn is null ? "no clean answer" : isIn == true ? "let in" : "refused")}, wanted {row.Bot}");
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {cases.Count} tokens:\n{string.Join('\n', wrong)}");
        return cases.Count;
    }
}
