using System.Net;
using System.Text.RegularExpressions;

namespace Zaitaku.Benchmarks;

/// <summary>The one-time page in a browser of its own: opens it, writes, sends; again while the program is away, as a person would.</summary>
internal sealed partial class IntakePageClient(HttpClient web, string link)
{
    private const int TriesMax = 60;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly string _path = new Uri(link).AbsolutePath;
    private readonly Dictionary<string, string> _cookies = [];
    private string _formToken = "";

    public async Task OpenAsync()
    {
        await RequestAsync(HttpMethod.Get, _path, null);
        await RequestAsync(HttpMethod.Post, $"{_path}/open", []);
        await RequestAsync(HttpMethod.Get, _path, null);
    }

    public Task SendAsync(string words) => RequestAsync(HttpMethod.Post, _path, new() { ["do"] = "send", ["words"] = words, ["contact"] = "chat" });

    private async Task RequestAsync(HttpMethod method, string path, Dictionary<string, string>? fields)
    {
        string problem = "";
        for (int tries = 0; tries < TriesMax; tries++)
        {
            try
            {
                using HttpResponseMessage answer = await OnceAsync(method, path, fields);
                if (answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.SeeOther)
                {
                    return;
                }

                problem = $"{(int)answer.StatusCode}";
            }
            catch (Exception away) when (away is HttpRequestException or TaskCanceledException)
            {
                problem = away.Message;
            }

            await Task.Delay(Pause);
        }

        throw new BenchmarkException($"The one-time page refused: {method} {problem}.");
    }

    private async Task<HttpResponseMessage> OnceAsync(HttpMethod method, string path, Dictionary<string, string>? fields)
    {
        using HttpRequestMessage request = new(method, path);
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        if (_cookies.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        }

        if (fields is not null)
        {
            request.Content = new FormUrlEncodedContent(fields.Append(new("__RequestVerificationToken", _formToken)));
        }

        HttpResponseMessage answer = await web.SendAsync(request);
        foreach (string set in answer.Headers.TryGetValues("Set-Cookie", out IEnumerable<string>? all) ? all : [])
        {
            string[] pair = set.Split(';')[0].Split('=', 2);
            _cookies[pair[0]] = pair[1];
        }

        _formToken = TokenField().Match(await answer.Content.ReadAsStringAsync()) is { Success: true } found ? WebUtility.HtmlDecode(found.Groups[1].Value) : _formToken;
        return answer;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]*)\"")]
    private static partial Regex TokenField();
}
