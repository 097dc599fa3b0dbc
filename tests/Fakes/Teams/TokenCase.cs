using System.Text.Json.Nodes;

namespace Zaitaku.Fakes.Teams;

/// <summary>What a bot shall do with a request.</summary>
public enum TokenWish
{
    Accept,

    /// <summary>4xx (401 by preference), never 200 and never 5xx.</summary>
    Refuse,

    /// <summary>The documents leave it open: any clean answer.</summary>
    Either,
}

/// <summary>One request under a token that is good, nearly good or forged.</summary>
/// <param name="Name">What is the matter with it.</param>
/// <param name="Bot">What a bot of ours does.</param>
/// <param name="Library">Whether Microsoft's own library takes it; it is laxer in places.</param>
public sealed record TokenCase(string Name, TokenWish Bot, bool Library, TeamsRequest Request)
{
    /// <summary>Two spellings of the same need for a name in test lists.</summary>
    public override string ToString() => Name;
}

/// <summary>All cases, the same for Microsoft's library and for our bot. Source: platforms' documentation of the Bot Connector authentication, RFC 7515, RFC 8725.</summary>
public static class TokenCases
{
    /// <summary>The tenant of nobody we know.</summary>
    private const string StrangeTenant = "99999999-9999-9999-9999-999999999999";

    public static IReadOnlyList<TokenCase> Of(FakeTeams teams)
    {
        JsonObject said = teams.Says("佐藤", "今夜の当番は？").Activity;
        TeamsTokenShape good = TeamsTokens.Good(teams, teams.ServiceUrl);
        return [.. Times(said, good, teams), .. Claims(said, good, teams), .. Signatures(said, good, teams), .. Headers(said, good), .. Endorsements(said, good, teams), .. Entra(said, good, teams)];
    }

    private static IEnumerable<TokenCase> Times(JsonObject said, TeamsTokenShape good, FakeTeams teams)
    {
        long now = teams.Clock.GetUtcNow().ToUnixTimeSeconds();
        yield return Case("good", TokenWish.Accept, true, said, good);
        yield return Case("expired 4 minutes ago, within the skew", TokenWish.Accept, true, said, good.With("nbf", now - 4_000).With("exp", now - 240));
        yield return Case("expired 6 minutes ago", TokenWish.Refuse, false, said, good.With("nbf", now - 4_000).With("exp", now - 360));
        yield return Case("expired long ago", TokenWish.Refuse, false, said, good.With("nbf", 1_500_000_000).With("exp", 1_500_003_600));
        yield return Case("valid in 4 minutes, within the skew", TokenWish.Accept, true, said, good.With("nbf", now + 240));
        yield return Case("valid in 6 minutes", TokenWish.Refuse, false, said, good.With("nbf", now + 360));
        yield return Case("without an end", TokenWish.Refuse, true, said, good.With("exp", null));
        yield return Case("without a beginning", TokenWish.Either, true, said, good.With("nbf", null));
        yield return Case("an end in words", TokenWish.Refuse, false, said, good.With("exp", "tomorrow"));
        yield return Case("an end beyond all numbers", TokenWish.Either, true, said, good.With("exp", 99_999_999_999_999));
    }

    private static IEnumerable<TokenCase> Claims(JsonObject said, TeamsTokenShape good, FakeTeams teams)
    {
        yield return Case("another issuer", TokenWish.Refuse, false, said, good.With("iss", "https://sts.example.com"));
        yield return Case("issuer with a slash", TokenWish.Refuse, false, said, good.With("iss", FakeIdentity.ChannelIssuer + "/"));
        yield return Case("no issuer", TokenWish.Refuse, false, said, good.With("iss", null));
        yield return Case("the government's issuer", TokenWish.Refuse, false, said, good.With("iss", "https://api.botframework.us"));
        yield return Case("another bot's audience", TokenWish.Refuse, false, said, good.With("aud", StrangeTenant));
        yield return Case("no audience", TokenWish.Refuse, false, said, good.With("aud", null));
        yield return Case("audience with api://", TokenWish.Either, false, said, good.With("aud", "api://" + teams.AppId));
        yield return Case("audience with a blank", TokenWish.Refuse, false, said, good.With("aud", teams.AppId + " "));
        yield return Case("no service URL", TokenWish.Refuse, false, said, good.With("serviceurl", null));
        yield return Case("service URL without its slash", TokenWish.Refuse, false, said, good.With("serviceurl", teams.ServiceUrl.TrimEnd('/')));
        yield return Case("another host's service URL", TokenWish.Refuse, false, said, good.With("serviceurl", "https://smba.example.com/jp/"));
        yield return Case("an activity that names another host", TokenWish.Refuse, false, Changed(said, "serviceUrl", "https://smba.example.com/jp/"), good);
        yield return Case("an activity without service URL", TokenWish.Refuse, true, Changed(said, "serviceUrl", null), good);
    }

    private static IEnumerable<TokenCase> Signatures(JsonObject said, TeamsTokenShape good, FakeTeams teams)
    {
        string token = TeamsTokens.Make(good);
        string[] parts = token.Split('.');
        byte[] modulus = good.Key.Pair.ExportParameters(false).Modulus!, pem = System.Text.Encoding.ASCII.GetBytes(good.Key.Pair.ExportSubjectPublicKeyInfoPem());
        string altered = TeamsTokens.Base64Url(System.Text.Encoding.UTF8.GetBytes(good.With("aud", teams.AppId).With("serviceurl", "https://evil.example/").Claims.ToJsonString()));
        yield return Case("RS384", TokenWish.Either, true, said, good with { Algorithm = "RS384" });
        yield return Case("RS512", TokenWish.Either, true, said, good with { Algorithm = "RS512" });
        yield return Case("PS256", TokenWish.Refuse, false, said, good with { Algorithm = "PS256" });
        yield return Case("alg none", TokenWish.Refuse, false, said, good with { Algorithm = "none" });
        yield return Raw("alg none with a signature", TokenWish.Refuse, false, said, TeamsTokens.Make(good with { Algorithm = "none" }) + parts[2]);
        yield return Case("HS256 keyed by the public key", TokenWish.Refuse, false, said, good with { Algorithm = "HS256", Secret = pem });
        yield return Case("HS256 keyed by the modulus", TokenWish.Refuse, false, said, good with { Algorithm = "HS256", Secret = modulus });
        yield return Case("HS256 keyed by nothing", TokenWish.Refuse, false, said, good with { Algorithm = "HS256" });
        yield return Case("a forger's key under our key id", TokenWish.Refuse, false, said, good with { Key = teams.Identity.Forger });
        yield return Case("a forger's key under its own id", TokenWish.Refuse, false, said, good with { Key = teams.Identity.Forger, KeyId = teams.Identity.Forger.KeyId });
        yield return Case("a forger's key in the header", TokenWish.Refuse, false, said,
            good with { Key = teams.Identity.Forger, Header = new() { ["jwk"] = teams.Identity.Forger.ToJwk(), ["jku"] = "https://evil.example/keys" } });
        yield return Case("no key id", TokenWish.Refuse, false, said, good with { KeyId = null });
        yield return Raw("claims altered after signing", TokenWish.Refuse, false, said, $"{parts[0]}.{altered}.{parts[2]}");
        yield return Raw("half a signature", TokenWish.Refuse, false, said, $"{parts[0]}.{parts[1]}.{parts[2][..(parts[2].Length / 2)]}");
        yield return Raw("no signature", TokenWish.Refuse, false, said, $"{parts[0]}.{parts[1]}.");
        yield return Raw("two segments", TokenWish.Refuse, false, said, $"{parts[0]}.{parts[1]}");
        yield return Raw("five segments, as encrypted ones have", TokenWish.Refuse, false, said, token + ".AAAA.AAAA");
        yield return Raw("claims that are no JSON", TokenWish.Refuse, false, said, $"{parts[0]}.AAAA.{parts[2]}");
        yield return Raw("a header of bytes", TokenWish.Refuse, false, said, $"____.{parts[1]}.{parts[2]}");
        yield return Raw("no token at all", TokenWish.Refuse, false, said, "abc");
    }

    private static IEnumerable<TokenCase> Headers(JsonObject said, TeamsTokenShape good)
    {
        string token = TeamsTokens.Make(good);
        yield return new("no Authorization header", TokenWish.Refuse, false, new TeamsRequest(said, null));
        yield return new("an empty Authorization header", TokenWish.Refuse, false, new TeamsRequest(said, ""));
        yield return new("Bearer and nothing", TokenWish.Refuse, false, new TeamsRequest(said, "Bearer"));
        yield return new("the token without Bearer", TokenWish.Refuse, false, new TeamsRequest(said, token));
        yield return new("Basic", TokenWish.Refuse, false, new TeamsRequest(said, "Basic " + token));
        yield return new("two tokens", TokenWish.Refuse, false, new TeamsRequest(said, $"Bearer {token} {token}"));
        yield return new("bearer in small letters", TokenWish.Either, false, new TeamsRequest(said, "bearer " + token));
    }

    private static IEnumerable<TokenCase> Endorsements(JsonObject said, TeamsTokenShape good, FakeTeams teams)
    {
        FakeIdentity keys = teams.Identity;
        yield return Case("a key for the web chat only", TokenWish.Refuse, false, said, good with { Key = keys.WebChatOnly, KeyId = keys.WebChatOnly.KeyId });
        yield return Case("a key without endorsements", TokenWish.Refuse, true, said, good with { Key = keys.Unendorsed, KeyId = keys.Unendorsed.KeyId });
        yield return Case("an activity of a channel the key may not speak for", TokenWish.Refuse, false, Changed(said, "channelId", "sms"), good);
    }

    /// <summary>Tokens of emulators and other bots: real ones of Entra, which a bot for Teams alone refuses all the same.</summary>
    private static IEnumerable<TokenCase> Entra(JsonObject said, TeamsTokenShape good, FakeTeams teams)
    {
        TeamsTokenShape entra = good.With("serviceurl", null).With("appid", teams.AppId).With("azp", teams.AppId) with { Key = teams.Identity.Entra, KeyId = teams.Identity.Entra.KeyId };
        yield return Case("Entra v1 of the emulator's tenant", TokenWish.Refuse, true, said, entra.With("ver", "1.0").With("iss", $"https://sts.windows.net/{FakeIdentity.EmulatorTenant}/"));
        yield return Case("Entra v2 of the emulator's tenant", TokenWish.Refuse, true, said, entra.With("ver", "2.0").With("iss", $"https://login.microsoftonline.com/{FakeIdentity.EmulatorTenant}/v2.0"));
        yield return Case("Entra v1 of a stranger's tenant", TokenWish.Refuse, false, said, entra.With("ver", "1.0").With("iss", $"https://sts.windows.net/{StrangeTenant}/"));
        yield return Case("Entra's key under the channel's issuer", TokenWish.Refuse, false, said, good with { Key = teams.Identity.Entra, KeyId = teams.Identity.Entra.KeyId });
        yield return Case("the channel's key under Entra's issuer", TokenWish.Refuse, false, said,
            good.With("ver", "2.0").With("azp", teams.AppId).With("iss", $"https://login.microsoftonline.com/{FakeIdentity.EmulatorTenant}/v2.0"));
    }

    private static TokenCase Case(string name, TokenWish bot, bool library, JsonObject activity, TeamsTokenShape shape) => Raw(name, bot, library, activity, TeamsTokens.Make(shape));

    private static TokenCase Raw(string name, TokenWish bot, bool library, JsonObject activity, string token) => new(name, bot, library, new TeamsRequest((JsonObject)activity.DeepClone(), "Bearer " + token));

    private static JsonObject Changed(JsonObject activity, string name, string? value)
    {
        JsonObject changed = (JsonObject)activity.DeepClone();
        changed[name] = value;
        return changed;
    }
}
