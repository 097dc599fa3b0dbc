using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Zaitaku.Bot.ChatPage;

/// <summary>Reads a small JSON body, or says what is wrong with it.</summary>
internal static class ChatBody
{
    /// <summary>5,000 characters escaped as \uXXXX and the rest around them.</summary>
    public const int BytesMax = 40_000;

    public static async Task<(T? Body, IResult? Refused)> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        if (!request.HasJsonContentType())
        {
            return (null, ChatProblem.NotJson);
        }

        byte[] bytes = new byte[BytesMax + 1];
        int length = await request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        if (length > BytesMax)
        {
            return (null, ChatProblem.TooLarge);
        }

        try
        {
            return JsonSerializer.Deserialize(bytes.AsSpan(0, length), type) is { } body ? (body, null) : (null, ChatProblem.Unreadable("本文が空です。"));
        }
        catch (JsonException)
        {
            return (null, ChatProblem.Unreadable("JSON として読めません。"));
        }
    }
}
