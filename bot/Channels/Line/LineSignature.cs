using System.Security.Cryptography;

namespace Zaitaku.Bot.Channels.Line;

/// <summary>Checks <c>x-line-signature</c>: base64 of HMAC-SHA256 over the body bytes as they arrived, keyed by the channel secret.
/// LINE escapes some emoji and not others, so the bytes must not have been parsed and written again.</summary>
public static class LineSignature
{
    public const string HeaderName = "x-line-signature";

    /// <returns>False for a missing, malformed or wrong header; never throws on what a stranger sent.</returns>
    public static bool Matches(ReadOnlySpan<byte> body, string? header, ReadOnlySpan<byte> secret)
    {
        // 44 characters are 32 bytes in base64; the length is public, so looking at it first tells nothing.
        if (header is null || header.Length != 44 || secret.IsEmpty)
        {
            return false;
        }

        Span<byte> given = stackalloc byte[33];
        if (!Convert.TryFromBase64String(header, given, out int length) || length != HMACSHA256.HashSizeInBytes)
        {
            return false;
        }

        Span<byte> ours = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, body, ours);
        return CryptographicOperations.FixedTimeEquals(ours, given[..length]);
    }

    /// <summary>True when one of the accepted secrets (UTF-8) made the signature. Every secret is tried, so that time does not tell which one fits.</summary>
    public static bool MatchesAny(ReadOnlySpan<byte> body, string? header, IReadOnlyList<byte[]> secrets)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        bool matches = false;
        foreach (byte[] secret in secrets)
        {
            matches |= Matches(body, header, secret);
        }

        return matches;
    }
}
