using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Zaitaku.Tests.Intake;

/// <summary>What a browser got.</summary>
public sealed record PageSeen(int Status, string Html, HttpResponseHeaders Headers)
{
    /// <summary>What a person reads: without marks of the markup.</summary>
    public string Text => WebUtility.HtmlDecode(Regex.Replace(Html, "<[^>]*>", " "));
}

/// <summary>A browser without a face: keeps the cookies it is given and shows them where their path allows, and follows a form's redirect.</summary>
public sealed partial class PageBrowser(HttpClient web)
{
    private readonly List<(string Path, string Name, string Value)> _cookies = [];

    /// <summary>Set-Cookie as it came, to look at its rules.</summary>
    public List<string> CookiesSet { get; } = [];

    /// <summary>The token of the last form seen.</summary>
    public string FormToken { get; set; } = "";

    /// <summary>What the browser says of the site the step came from.</summary>
    public string? Site { get; set; }

    public Task<PageSeen> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<PageSeen> OpensAsync(string path) => SubmitAsync($"{path}/open", []);

    public async Task<PageSeen> SubmitAsync(string path, Dictionary<string, string> fields, params (string Name, byte[] Bytes)[] files)
    {
        MultipartFormDataContent form = [];
        form.Add(new StringContent(FormToken), "__RequestVerificationToken");
        foreach ((string name, string value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        foreach ((string name, byte[] bytes) in files)
        {
            ByteArrayContent content = new(bytes);
            content.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg"); // As a liar says.
            form.Add(content, "files", name);
        }

        PageSeen seen = await SendAsync(HttpMethod.Post, path, form);
        return seen.Status == 303 ? await GetAsync(seen.Headers.Location!.ToString()) : seen;
    }

    private async Task<PageSeen> SendAsync(HttpMethod method, string path, HttpContent? body)
    {
        using HttpRequestMessage request = new(method, path) { Content = body };
        string shown = string.Join("; ", _cookies.Where(cookie => path.StartsWith(cookie.Path, StringComparison.Ordinal)).Select(cookie => $"{cookie.Name}={cookie.Value}"));
        if (shown.Length > 0 && Site != "cross-site") // Strict ones stay at home.
        {
            request.Headers.Add("Cookie", shown);
        }

        if (Site is not null)
        {
            request.Headers.Add("Sec-Fetch-Site", Site);
        }

        using HttpResponseMessage answer = await web.SendAsync(request);
        if (answer.Headers.TryGetValues("Set-Cookie", out IEnumerable<string>? set))
        {
            foreach (string cookie in set)
            {
                Keep(cookie);
            }
        }

        string html = await answer.Content.ReadAsStringAsync();
        FormToken = TokenField().Match(html) is { Success: true } found ? WebUtility.HtmlDecode(found.Groups[1].Value) : FormToken;
        return new PageSeen((int)answer.StatusCode, html, answer.Headers);
    }

    private void Keep(string set)
    {
        CookiesSet.Add(set);
        string[] parts = set.Split(';', StringSplitOptions.TrimEntries);
        string[] pair = parts[0].Split('=', 2);
        string path = parts.Select(part => part.Split('=', 2)).FirstOrDefault(part => part[0].Equals("path", StringComparison.OrdinalIgnoreCase))?[1] ?? "/";
        _cookies.RemoveAll(cookie => cookie.Name == pair[0] && cookie.Path == path);
        _cookies.Add((path, pair[0], pair[1]));
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]*)\"")]
    private static partial Regex TokenField();
}
