using System.Text.Json;
using System.Text.RegularExpressions;

namespace Zaitaku.Bot.Channels.Line;

/// <summary>What LINE answered to one call.</summary>
/// <param name="Status">HTTP status; 0 with a fault.</param>
/// <param name="RequestId"><c>x-line-request-id</c>, for LINE's support desk; LINE keeps no log for us.</param>
/// <param name="Message">LINE's own words. A hint only: they are not promised to stay.</param>
/// <param name="Properties">The fields LINE complains about, such as <c>messages[0].text</c>.</param>
public sealed partial record LineAnswer(int Status, string RequestId, string Message, IReadOnlyList<string> Properties, TimeSpan? RetryAfter, CallFault Fault)
{
    private const int PropertiesMax = 5;

    /// <summary>The body of a success, where the caller asked for one.</summary>
    public string Body { get; init; } = "";

    public bool IsSuccess => Status is >= 200 and < 300;

    public static LineAnswer Failed(CallFault fault, string problem) => new(0, "", problem, [], null, fault);

    public static LineAnswer Of(HttpResponseMessage response, string body, DateTimeOffset now)
    {
        (string message, IReadOnlyList<string> properties) = response.IsSuccessStatusCode ? ("", []) : Complaint(body);
        return new LineAnswer((int)response.StatusCode, HeaderOf(response, "x-line-request-id"), message, properties, ChannelHttp.WishOf(response, now), CallFault.None)
        {
            Body = response.IsSuccessStatusCode ? body : "",
        };
    }

    /// <summary>Status, fields and request id: enough to look into it, and no word of the message.</summary>
    public string Summary => Fault == CallFault.None
        ? string.Join(' ', Properties.Prepend(Status.ToString()).Append(RequestId).Where(part => part.Length > 0))
        : $"{Fault}: {Message}";

    private static string HeaderOf(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values) && values.FirstOrDefault() is { Length: > 0 and <= 80 } value ? value : "";

    private static (string Message, IReadOnlyList<string> Properties) Complaint(string body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            JsonElement root = document.RootElement;
            List<string> properties = [.. ChannelJson.Array(root, "details").Take(PropertiesMax)
                .Select(detail => ChannelJson.Text(detail, "property") ?? "").Where(property => FieldName().IsMatch(property))];
            return (ChannelJson.Text(root, "message") ?? "", properties);
        }
        catch (JsonException)
        {
            return ("", []);
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9_.\[\]/]{1,80}$")]
    private static partial Regex FieldName();
}
