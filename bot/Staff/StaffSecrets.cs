using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Zaitaku.Storage.Staff;

namespace Zaitaku.Bot.Staff;

/// <summary>Passwords, seeds of codes and tokens: made, checked, and written so that a stolen database opens nothing.</summary>
public sealed class StaffSecrets
{
    /// <summary>Rounds of PBKDF2 with HMAC-SHA-512. Source: OWASP, Password Storage Cheat Sheet.</summary>
    private const int Rounds = 210_000;

    private const int TokenBytes = 32;

    private readonly PasswordHasher<StaffAccount> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Rounds }));
    private readonly IDataProtector _protector;
    private readonly StaffAccount _nobody = new() { SignInName = "", DisplayName = "" };
    private readonly Lazy<string> _nobodysHash;

    public StaffSecrets(IDataProtectionProvider keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        _protector = keys.CreateProtector("zaitaku.staff.totp");
        _nobodysHash = new Lazy<string>(() => _hasher.HashPassword(_nobody, NewToken())); // Not at the start: it takes a tenth of a second.
    }

    /// <summary>A secret nobody can guess: 256 bits, as letters for an address or a cookie.</summary>
    public static string NewToken() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(TokenBytes));

    /// <summary>What is kept of a token: SHA-256, hex. Unsalted, since it is drawn at random.</summary>
    public static string HashOf(string token) => Convert.ToHexString(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token)));

    /// <summary>Letters of a token, so that nothing else is even looked up.</summary>
    public static bool IsToken(string? text) => text is { Length: 43 } && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');

    public static byte[] NewSeed() => RandomNumberGenerator.GetBytes(TotpRules.SecretBytes);

    public string HashPassword(StaffAccount account, string password) => _hasher.HashPassword(account, password);

    /// <summary>Takes the same work for nobody as for somebody.</summary>
    public bool IsPasswordOf(StaffAccount? account, string password)
    {
        bool isSomebody = account is { PasswordHash.Length: > 0 };
        bool fits = _hasher.VerifyHashedPassword(account ?? _nobody, isSomebody ? account!.PasswordHash : _nobodysHash.Value, password) != PasswordVerificationResult.Failed;
        return fits && isSomebody;
    }

    public string Protect(byte[] seed) => Convert.ToBase64String(_protector.Protect(seed));

    /// <returns>Null for what these keys did not write.</returns>
    public byte[]? Unprotect(string? text)
    {
        try
        {
            return string.IsNullOrEmpty(text) ? null : _protector.Unprotect(Convert.FromBase64String(text));
        }
        catch (Exception problem) when (problem is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
