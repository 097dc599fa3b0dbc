using System.Text;
using System.Text.Json.Nodes;

namespace Zaitaku.Bot.Channels.Teams;

/// <summary>What pressing does, as actions of Adaptive Cards. Source: adaptivecards.io/explorer, Action.Execute, Action.Submit, Action.OpenUrl.
/// An answer that takes the card's place is asked for by Execute (an invoke); one that follows as a message of its own by Submit.</summary>
/// <param name="key">Id of the message; with a number it is the id of each button, by which a press takes effect once.</param>
internal sealed class TeamsActions(Guid key)
{
    /// <summary>Names in a button's data.</summary>
    public const string PressKey = "press";

    public const string SayKey = "say";

    /// <summary>Not "key": the renderer of the Agents Playground keeps that name for itself, and its buttons do nothing when the data holds it.</summary>
    public const string IdKey = "pressId";

    public const int DataUnitsMax = 300;
    public const int IdUnitsMax = 60;

    /// <summary>Buttons of one row that Teams shows.</summary>
    public const int PerSetMax = 6;

    private const int LabelMax = 40;
    private const int UrlUnitsMax = 1_000;
    private int _count;

    /// <returns>Null for what Teams has no button for; it is said in words then, or left out.</returns>
    public JsonObject? Of(string label, ReplyAction action, bool isPrimary = false, CardTone tone = CardTone.Plain)
    {
        JsonObject? button = action switch
        {
            ReplyAction.Say { Text.Length: > 0 and <= DataUnitsMax } say => Submit(SayKey, say.Text),
            ReplyAction.Press { Data.Length: > 0 and <= DataUnitsMax } press => press.InPlace ? Execute(press.Data) : Submit(PressKey, press.Data),
            ReplyAction.Call call when Dialled(call.Phone) is { } number => Opening("tel:" + number),
            ReplyAction.Open open when Uri.TryCreate(open.Url.Trim(), UriKind.Absolute, out Uri? url) && url.AbsoluteUri.Length <= UrlUnitsMax
                && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp) => Opening(url.AbsoluteUri),
            _ => null,
        };
        if (button is not null)
        {
            button["title"] = ChannelText.FitGraphemes(string.IsNullOrWhiteSpace(label) ? "選ぶ" : label.Trim(), LabelMax);
            if (isPrimary)
            {
                button["style"] = tone == CardTone.Danger ? "destructive" : "positive";
            }
        }

        return button;
    }

    /// <summary>Rows of at most <see cref="PerSetMax"/> buttons.</summary>
    public static IEnumerable<JsonObject> Sets(IEnumerable<JsonObject> buttons) =>
        buttons.Chunk(PerSetMax).Select(row => new JsonObject { ["type"] = "ActionSet", ["actions"] = new JsonArray([.. row]) });

    private JsonObject Execute(string data) =>
        new() { ["type"] = "Action.Execute", ["verb"] = PressKey, ["data"] = new JsonObject { [PressKey] = data, [IdKey] = NextId() } };

    private JsonObject Submit(string name, string value) =>
        new() { ["type"] = "Action.Submit", ["data"] = new JsonObject { [name] = value, [IdKey] = NextId() } };

    private static JsonObject Opening(string url) => new() { ["type"] = "Action.OpenUrl", ["url"] = url };

    private string NextId() => $"{key:N}.{_count++}";

    /// <returns>Digits only, or null when it is no single phone number.</returns>
    private static string? Dialled(string phone)
    {
        string half = phone.Normalize(NormalizationForm.FormKC);
        string digits = string.Concat(half.Where(char.IsAsciiDigit));
        bool isNumber = half.All(c => char.IsAsciiDigit(c) || c is '-' or '(' or ')' or ' ' or '‐' or '−' or '–' or 'ー');
        return isNumber && digits.Length is >= 3 and <= 15 ? digits : null;
    }
}
