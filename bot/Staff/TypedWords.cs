using System.Net;
using Microsoft.AspNetCore.Http.Features;

namespace Zaitaku.Bot.Staff;

/// <summary>What somebody had typed into a form that is not taken: handed back to the browser it came from, so that it is not lost, and kept nowhere.</summary>
public static class TypedWords
{
    /// <summary>The long fields of our pages. Others are short, or secrets.</summary>
    private static readonly string[] Fields = ["Form.Text", "Form.Words"];

    /// <summary>A form without files: its longest text several times over, as percent signs.</summary>
    private const int BytesMax = 256 * 1024;

    private static readonly FormOptions Limits = new() { BufferBodyLengthLimit = BytesMax, ValueLengthLimit = BytesMax, KeyLengthLimit = 200, ValueCountLimit = 64 };

    /// <returns>Empty for none; and for a form another site sent, which must not put its words on a page of ours.</returns>
    public static async Task<string> OfAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        HttpRequest request = context.Request;
        if (!HttpMethods.IsPost(request.Method) || request.Headers["Sec-Fetch-Site"] != "same-origin" || request.ContentLength is not (> 0 and <= BytesMax)
            || request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true)
        {
            return "";
        }

        try
        {
            IFormCollection form = await request.ReadFormAsync(Limits, context.RequestAborted);
            return string.Join('\n', Fields.Select(field => form[field].ToString().Trim()).Where(words => words.Length > 0));
        }
        catch (Exception problem) when (problem is InvalidDataException or BadHttpRequestException or IOException)
        {
            return ""; // Not a form of ours.
        }
    }

    /// <summary>As part of a page: letters only, whatever they are.</summary>
    public static string Panel(string words) => words.Length == 0 ? ""
        : $"""<section class="panel"><h2>書いていた文</h2><p>まだ送られていません。コピーしてから、先へ進んでください。</p><textarea class="tall" readonly rows="12" aria-label="書いていた文">{"\n"}{WebUtility.HtmlEncode(words)}</textarea></section>""";
}
