using System.Net;
using System.Text.RegularExpressions;

namespace Zaitaku.Storm;

/// <summary>The console of the running program as a browser on the same machine uses it.</summary>
internal static partial class ConsolePage
{
    private const string Traffic = "/console/traffic";

    /// <summary>Presses 「もう一度」 in every row that has it.</summary>
    /// <returns>The rows whose press was taken.</returns>
    public static async Task<IReadOnlyList<long>> RetryParkedAsync(HttpClient web)
    {
        using HttpResponseMessage answer = await web.GetAsync(Traffic);
        string page = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        string cookies = string.Join("; ", answer.Headers.TryGetValues("Set-Cookie", out IEnumerable<string>? set) ? set.Select(cookie => cookie.Split(';')[0]) : []);
        List<long> taken = [];
        foreach (Match form in Form().Matches(page))
        {
            using HttpRequestMessage press = new(HttpMethod.Post, $"{Traffic}?handler=Retry")
            {
                Content = new FormUrlEncodedContent(Field().Matches(form.Value).Select(field => KeyValuePair.Create(field.Groups[1].Value, WebUtility.HtmlDecode(field.Groups[2].Value)))),
            };
            press.Headers.Add("Cookie", cookies);
            using HttpResponseMessage pressed = await web.SendAsync(press);
            if (pressed.StatusCode == HttpStatusCode.Redirect)
            {
                taken.Add(long.Parse(Field().Matches(form.Value).Single(field => field.Groups[1].Value == "id").Groups[2].Value));
            }
        }

        return taken;
    }

    [GeneratedRegex("<form[^>]*handler=Retry.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<input[^>]*name=\"([^\"]+)\"[^>]*value=\"([^\"]*)\"")]
    private static partial Regex Field();
}
