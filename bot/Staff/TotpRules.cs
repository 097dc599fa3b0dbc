using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Zaitaku.Bot.Staff;

/// <summary>Codes of an authenticator app: RFC 6238 with SHA-1, six digits and steps of 30 seconds, which every such app speaks.</summary>
public static class TotpRules
{
    public const int Digits = 6;

    /// <summary>RFC 4226, section 4: at least 128 bits, 160 recommended.</summary>
    public const int SecretBytes = 20;

    /// <summary>Steps before and after the present one that still hold: a phone's clock is rarely off by more.</summary>
    public const int StepsOff = 1;

    private const int StepSeconds = 30;

    /// <summary>RFC 4648, section 6.</summary>
    private const string Base32Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static long StepAt(DateTimeOffset now) => now.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>RFC 4226, section 5.3, over the step as RFC 6238 says.</summary>
    public static string CodeOf(ReadOnlySpan<byte> secret, long step, int digits = Digits)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // As a keyed hash SHA-1 holds, and it is the one every authenticator app knows.
        HMACSHA1.HashData(secret, counter, hash);
#pragma warning restore CA5350
        int offset = hash[^1] & 0xF;
        uint value = BinaryPrimitives.ReadUInt32BigEndian(hash[offset..]) & 0x7FFF_FFFF;
        return (value % (uint)Math.Pow(10, digits)).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
    }

    /// <param name="lastStep">The step of the code used last: a code opens once, and no older one after it.</param>
    /// <returns>The step the code belongs to, or null.</returns>
    public static long? Fits(ReadOnlySpan<byte> secret, string typed, DateTimeOffset now, long lastStep)
    {
        byte[] code = Encoding.ASCII.GetBytes(Fold(typed));
        long? found = null;
        for (long step = StepAt(now) - StepsOff; step <= StepAt(now) + StepsOff; step++)
        {
            // Every step is compared to the end, so that time tells nothing.
            bool fits = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(CodeOf(secret, step)), code);
            found = fits && step > lastStep ? step : found;
        }

        return found;
    }

    /// <summary>Half-width digits only: people type 123 456, and Japanese keyboards give １２３.</summary>
    public static string Fold(string typed)
    {
        StringBuilder digits = new(Digits);
        foreach (char letter in typed.Length <= TypedMax ? typed : typed[..TypedMax])
        {
            char narrow = letter is >= '０' and <= '９' ? (char)(letter - '０' + '0') : letter;
            if (char.IsAsciiDigit(narrow))
            {
                digits.Append(narrow);
            }
        }

        return digits.ToString();
    }

    public static string ToBase32(ReadOnlySpan<byte> bytes)
    {
        StringBuilder text = new((bytes.Length * 8 + 4) / 5);
        int held = 0, bits = 0;
        foreach (byte one in bytes)
        {
            held = (held << 8) | one;
            for (bits += 8; bits >= 5; bits -= 5)
            {
                text.Append(Base32Letters[(held >> (bits - 5)) & 31]);
            }

            held &= (1 << bits) - 1;
        }

        return bits > 0 ? text.Append(Base32Letters[(held << (5 - bits)) & 31]).ToString() : text.ToString();
    }

    /// <summary>What the app reads from the picture. Source: google-authenticator wiki, Key Uri Format.</summary>
    public static string UriOf(ReadOnlySpan<byte> secret, string issuer, string account) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(account)}?secret={ToBase32(secret)}&issuer={Uri.EscapeDataString(issuer)}";

    /// <summary>In groups of four, to be typed by hand.</summary>
    public static string Grouped(ReadOnlySpan<byte> secret) => string.Join(' ', ToBase32(secret).Chunk(4).Select(group => new string(group)));

    private const int TypedMax = 32;
}
