using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Zaitaku.Bot.Channels;

namespace Zaitaku.Bot.ChatPage;

/// <summary>Body of POST /chat/api/sessions.</summary>
internal sealed record ChatOpening(string? Role);

/// <summary>The open conversation, as the page is told.</summary>
internal sealed record ChatOpened(string Role, string RoleName);

/// <summary>Body of POST /chat/api/messages: an id the page made, and one of text, postback and location.</summary>
internal sealed record ChatSaying(string? Id, string? Text, ChatSaying.PressedButton? Postback, ChatSaying.Position? Location)
{
    /// <summary>Characters (UTF-16, as LINE counts them) of one message; LINE's own limit.</summary>
    public const int TextMax = 5_000;

    private const int DataMax = 300;
    private const int ShownMax = 300;
    private const int IdMin = 8;
    private const int IdMax = 64;

    internal sealed record PressedButton(string? Data, string? Shown);

    /// <summary>Degrees.</summary>
    internal sealed record Position(double Lat, double Lon);

    /// <summary>What is wrong with it, in words for the person, or null.</summary>
    public string? Problem()
    {
        if (Id is not { Length: >= IdMin and <= IdMax } || !Id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'))
        {
            return $"id は英数字とハイフン {IdMin}〜{IdMax} 文字にしてください。";
        }

        return (Text, Postback, Location) switch
        {
            ({ } text, null, null) => TextProblem(text),
            (null, { } press, null) => PressProblem(press),
            (null, null, { } position) => PositionProblem(position),
            _ => "text, postback, location のうち一つだけを送ってください。",
        };
    }

    /// <summary>What the conversation shows as said. A position is shown to about 100 m, as precisely as it is used.</summary>
    public string Shown() => Text ?? Postback?.Shown ?? $"位置情報（{Location!.Lat:F3}, {Location.Lon:F3}）";

    public ChannelEvent ToEvent(string address, DateTimeOffset now) => new()
    {
        Channel = ChatPageSender.ChannelName,
        EventId = $"{address}:{Id}",
        Kind = Text is not null ? EventKind.Text : Postback is not null ? EventKind.Postback : EventKind.Location,
        Address = address,
        UserId = address,
        SaidAt = now,
        MessageId = $"{address}:{Id}",
        Text = Text,
        PostbackData = Postback?.Data,
        Latitude = Location?.Lat,
        Longitude = Location?.Lon,
    };

    private static string? TextProblem(string text) =>
        string.IsNullOrWhiteSpace(text) ? "文字が入っていません。"
        : text.Length > TextMax ? $"一度に送れるのは{TextMax:N0}文字までです。"
        : IsBroken(text) ? "壊れた文字が入っています。" : null;

    private static string? PressProblem(PressedButton press) =>
        press is not { Data.Length: > 0 and <= DataMax, Shown.Length: > 0 and <= ShownMax } || IsBroken(press.Data) || IsBroken(press.Shown)
            ? "ボタンのデータを読み取れません。" : null;

    private static string? PositionProblem(Position position) =>
        position is { Lat: >= -90 and <= 90, Lon: >= -180 and <= 180 } ? null : "緯度は -90〜90、経度は -180〜180 の数にしてください。";

    /// <summary>Half of a surrogate pair, or a NUL, which nobody types.</summary>
    private static bool IsBroken(string text)
    {
        ReadOnlySpan<char> rest = text;
        while (!rest.IsEmpty)
        {
            if (rest[0] == '\0' || Rune.DecodeFromUtf16(rest, out _, out int taken) != System.Buffers.OperationStatus.Done)
            {
                return true;
            }

            rest = rest[taken..];
        }

        return false;
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, MaxDepth = 4, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = false)]
[JsonSerializable(typeof(ChatOpening))]
[JsonSerializable(typeof(ChatSaying))]
internal sealed partial class ChatJson : JsonSerializerContext;
