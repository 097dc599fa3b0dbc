using System.Text;
using System.Text.Json.Nodes;

namespace Zaitaku.Bot.Channels.Line;

/// <summary>What pressing does, as LINE's action objects. An action that LINE would refuse is not sent: null, and the words stand in the card instead.
/// Limits: developers.line.biz, "Action objects".</summary>
internal static class LineActions
{
    /// <summary>Characters of a label: buttons in a Flex message 40, quick replies 20.</summary>
    public const int ButtonLabelMax = 40;

    public const int QuickReplyLabelMax = 20;

    private const int DataUnitsMax = 300;
    private const int UriUnitsMax = 1_000;

    /// <summary>LINE's page counts characters, its servers have been seen to count code points; UTF-16 units satisfy both.</summary>
    private const int ShownUnitsMax = 300;

    public static JsonObject? Of(string label, ReplyAction action, int labelMax)
    {
        string shownLabel = ChannelText.FitGraphemes(string.IsNullOrWhiteSpace(label) ? DefaultLabel(action) : label.Trim(), labelMax);
        JsonObject? result = action switch
        {
            ReplyAction.Say say => Message(say.Text),
            ReplyAction.Press press => Postback(press),
            ReplyAction.Call call when Dialled(call.Phone) is { } number => new JsonObject { ["type"] = "uri", ["uri"] = "tel:" + number },
            ReplyAction.Open open when Encoded(open.Url) is { } uri => new JsonObject { ["type"] = "uri", ["uri"] = uri },
            ReplyAction.ShareLocation => new JsonObject { ["type"] = "location" },
            _ => null,
        };
        if (result is not null)
        {
            result["label"] = shownLabel;
        }

        return result;
    }

    private static JsonObject? Message(string text) =>
        string.IsNullOrWhiteSpace(text) ? null : new JsonObject { ["type"] = "message", ["text"] = ChannelText.FitUnits(text, ShownUnitsMax) };

    private static JsonObject? Postback(ReplyAction.Press press)
    {
        if (press.Data.Length is 0 or > DataUnitsMax)
        {
            // Data cut short would mean something else; typed words still reach us.
            return Message(press.Shown);
        }

        JsonObject result = new() { ["type"] = "postback", ["data"] = press.Data };
        if (!string.IsNullOrWhiteSpace(press.Shown))
        {
            result["displayText"] = ChannelText.FitUnits(press.Shown, ShownUnitsMax);
        }

        return result;
    }

    /// <returns>Digits only, or null when it is no single phone number.</returns>
    private static string? Dialled(string phone)
    {
        string half = phone.Normalize(NormalizationForm.FormKC);
        bool isNumber = half.All(c => char.IsAsciiDigit(c) || c is '-' or '(' or ')' or ' ' or '‐' or '−' or '–' or 'ー');
        string digits = string.Concat(half.Where(char.IsAsciiDigit));
        return isNumber && digits.Length is >= 3 and <= 15 ? digits : null;
    }

    /// <returns>The address in ASCII, or null when LINE would refuse it.</returns>
    private static string? Encoded(string url)
    {
        if (!Uri.TryCreate(url.Trim(), UriKind.Absolute, out Uri? address) || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
        {
            return null;
        }

        // .NET leaves square brackets of a query as they are; the standard (RFC 3986) and LINE do not.
        string rest = (address.PathAndQuery + address.Fragment).Replace("[", "%5B", StringComparison.Ordinal).Replace("]", "%5D", StringComparison.Ordinal);
        string port = address.IsDefaultPort ? "" : $":{address.Port}";
        string encoded = $"{address.Scheme}://{address.IdnHost}{port}{rest}";
        return encoded.Length <= UriUnitsMax && Ascii.IsValid(encoded) && Uri.TryCreate(encoded, UriKind.Absolute, out _) ? encoded : null;
    }

    private static string DefaultLabel(ReplyAction action) => action switch
    {
        ReplyAction.Call => "電話する",
        ReplyAction.Open => "開く",
        ReplyAction.ShareLocation => "位置情報を送る",
        _ => "選ぶ",
    };
}
