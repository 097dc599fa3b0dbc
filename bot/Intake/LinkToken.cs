using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Zaitaku.Bot.Intake;

/// <summary>Secrets of links and of the browsers they are bound to: 256 random bits; what is stored is their SHA-256.</summary>
public static class LinkToken
{
    private const int BytesCount = 32;

    /// <summary>Letters of a token: 32 bytes in base64url (RFC 4648) without padding.</summary>
    public const int Length = 43;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(BytesCount));

    public static bool IsWellFormed(string? token) =>
        token is { Length: Length } && token.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');

    public static string HashOf(string token) => Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(token)));

    /// <summary>Takes the same time wherever the two begin to differ.</summary>
    public static bool Matches(string secret, string? hash) =>
        hash is not null && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(HashOf(secret)), Encoding.ASCII.GetBytes(hash));
}
