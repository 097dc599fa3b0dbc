using System.Net.Http.Headers;

namespace Zaitaku.Tests.WebConsole;

/// <summary>A browser elsewhere, by way of the proxy of this machine, which speaks https with it: it keeps cookies that are for encrypted ways only.</summary>
internal sealed class ProxiedBrowser(string address) : DelegatingHandler(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
{
    private readonly Dictionary<string, string> _cookies = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.TryAddWithoutValidation("X-Forwarded-Proto", "https");
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", address);
        if (_cookies.Count > 0)
        {
            request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        }

        HttpResponseMessage answer = await base.SendAsync(request, cancellationToken);
        foreach (string set in SetBy(answer.Headers))
        {
            string[] pair = set.Split(';')[0].Split('=', 2);
            _cookies[pair[0]] = pair[1];
        }

        return answer;
    }

    private static IEnumerable<string> SetBy(HttpResponseHeaders headers) => headers.TryGetValues("Set-Cookie", out IEnumerable<string>? set) ? set : [];
}
