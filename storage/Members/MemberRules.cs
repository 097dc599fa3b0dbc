using System.Security.Cryptography;
using System.Text;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Storage.Members;

/// <summary>What came of typing an invitation code.</summary>
public abstract record CodeAnswer
{
    private CodeAnswer()
    {
    }

    /// <summary>The code holds: the role may be granted.</summary>
    public sealed record Good(Role Role) : CodeAnswer;

    /// <summary>This person used it before; nothing to do.</summary>
    public sealed record YoursAlready(Role Role) : CodeAnswer;

    /// <summary>A code never takes anything away: a coordinator who tries out a care manager's code stays a coordinator, and the code stays good.</summary>
    public sealed record WouldLower(Role Current) : CodeAnswer;

    /// <summary>Unknown, used by another, too old, or typed by somebody who is leaving. They look alike, so that nobody can search for codes.</summary>
    public sealed record Bad : CodeAnswer;

    /// <summary>The holder of duties it was made for is somebody else's by now, or takes no more duties. The code stays good: the hub may mend it.</summary>
    public sealed record HolderTaken : CodeAnswer;

    /// <summary>Too many wrong tries; not even looked at.</summary>
    public sealed record Paused(DateTimeOffset Until) : CodeAnswer;
}

/// <summary>Invitation codes: how they look, how long they hold, and when a person must wait after wrong tries.</summary>
public static class MemberRules
{
    /// <summary>No look-alikes: neither 0 and O, nor 1, I and L, nor U, which is heard as V.</summary>
    public const string CodeAlphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Of the 30 letters to the 8th <see cref="NewCode"/> draws 17 thousand million, against 5 tries an hour.</summary>
    public const int CodeLength = 8;

    public const int WrongTriesMax = 5;

    /// <summary>Letters of a phone number as it is kept.</summary>
    public const int PhoneLengthMax = 40;

    /// <summary>UTF-16 units of a profession or an organisation.</summary>
    public const int NameLengthMax = 80;

    public static readonly TimeSpan CodeLife = TimeSpan.FromDays(7);

    public static readonly TimeSpan PauseAfterTries = TimeSpan.FromHours(1);

    /// <summary>
    /// A code at random, which no reader takes for anything else: each half begins with a digit (「BP67-…」 is a blood pressure, and danger to life)
    /// and has no three letters (「4CPA」 is danger too), and the first has one (digits alone, typed alone, would be a number).
    /// </summary>
    public static string NewCode()
    {
        string code;
        do
        {
            code = RandomNumberGenerator.GetString(CodeAlphabet, CodeLength);
        }
        while (!char.IsAsciiDigit(code[0]) || !char.IsAsciiDigit(code[4]) || code[1..4].All(char.IsAsciiLetter) || code[5..].All(char.IsAsciiLetter) || code[1..4].All(char.IsAsciiDigit));

        return code;
    }

    /// <summary>As it is read out and typed: XXXX-XXXX.</summary>
    public static string Shown(string code) => $"{code[..4]}-{code[4..]}";

    /// <summary>Capital letters and digits only, so that the hyphen, spaces and width do not matter.</summary>
    public static string Fold(string typed)
    {
        StringBuilder folded = new(CodeLength);
        foreach (char letter in typed.Length <= CodeLengthTypedMax ? typed : typed[..CodeLengthTypedMax])
        {
            char narrow = letter is >= '！' and <= '～' ? (char)(letter - 0xFEE0) : letter; // Full width to half width.
            if (char.IsAsciiLetterOrDigit(narrow))
            {
                folded.Append(char.ToUpperInvariant(narrow));
            }
        }

        return folded.ToString();
    }

    /// <summary>What is stored of a code: SHA-256 of its folded form, hex. Unsalted, since a code is drawn at random and dies within days.</summary>
    public static string HashOf(string typed) => Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(Fold(typed))));

    /// <summary>A phone number as it is kept: half-width digits with the hyphens, brackets, spaces and plus it was written with.</summary>
    /// <returns>Null for what nobody could dial: other letters, fewer than 10 digits (the shortest number of a place in Japan) or more than 15 (E.164).</returns>
    public static string? FoldPhone(string typed)
    {
        StringBuilder folded = new(PhoneLengthMax);
        foreach (char letter in typed.Trim())
        {
            char narrow = letter switch
            {
                >= '！' and <= '～' => (char)(letter - 0xFEE0),
                'ー' or '‐' or '‑' or '–' or '―' or '−' => '-',
                '\u3000' => ' ',
                _ => letter,
            };
            if (!char.IsAsciiDigit(narrow) && narrow is not ('-' or '+' or '(' or ')' or ' ') || folded.Length == PhoneLengthMax)
            {
                return null;
            }

            folded.Append(narrow);
        }

        string phone = folded.ToString();
        return phone.Count(char.IsAsciiDigit) is >= PhoneDigitsMin and <= PhoneDigitsMax ? phone : null;
    }

    /// <param name="code">The code found by its hash, or null.</param>
    /// <param name="holder">Whom the code was made for (<see cref="InvitationCode.HolderId"/>); null where it was made for nobody's duties, or they are gone.</param>
    public static CodeAnswer Try(Member member, InvitationCode? code, DateTimeOffset now, DutyHolder? holder = null) => (member, code) switch
    {
        ({ CodePausedUntil: { } until }, _) when until > now => new CodeAnswer.Paused(until),
        (_, null) => new CodeAnswer.Bad(),
        ({ ErasedAt: not null }, _) => new CodeAnswer.Bad(), // Who leaves takes no role along; the code stays good.
        (_, { UsedAt: not null }) => code.UsedBy == member.Id ? new CodeAnswer.YoursAlready(code.Role) : new CodeAnswer.Bad(),
        (_, _) when code.ExpiresAt <= now || code.RevokedAt is not null => new CodeAnswer.Bad(),
        (_, { HolderId: not null }) => HolderLinkRules.MayBe(holder, member.Id) ? new CodeAnswer.Good(RoleWith(member.Role, code.Role)) : new CodeAnswer.HolderTaken(),
        (_, _) when Rank(code.Role) < Rank(member.Role) => new CodeAnswer.WouldLower(member.Role),
        _ => new CodeAnswer.Good(code.Role),
    };

    /// <summary>A code for duties says who somebody is in the table. Whoever is registered as what they are stays it: a doctor who answers for a station too is no nurse.</summary>
    private static Role RoleWith(Role own, Role offered) => own == Role.Staff || Rank(offered) > Rank(own) ? offered : own;

    /// <summary>Writes down what <see cref="Try"/> found. The code's use is a concurrency token: of two people with one code, one wins.</summary>
    public static void Apply(Member member, InvitationCode? code, CodeAnswer answer, DateTimeOffset now)
    {
        switch (answer)
        {
            case CodeAnswer.Good good when code is not null:
                code.UsedAt = now;
                code.UsedBy = member.Id;
                bool keepsOwn = code.HolderId is not null && member.Role.IsProfessional(); // A station's number is not that of who answers for it.
                member.RoleGrantedAt = keepsOwn && member.Role == good.Role ? member.RoleGrantedAt : now;
                member.Role = good.Role;
                member.Phone = Of(code.Phone, member.Phone);
                member.Profession = Of(code.Profession, member.Profession);
                member.Organisation = Of(code.Organisation, member.Organisation);
                code.Phone = code.Profession = code.Organisation = ""; // Kept once, with the person they belong to.
                member.WrongCodeTries = 0;
                member.CodePausedUntil = null;
                break;

                string Of(string invited, string own) => invited.Length > 0 && !(keepsOwn && own.Length > 0) ? invited : own;
            case CodeAnswer.Bad:
                member.WrongCodeTries++;
                if (member.WrongCodeTries >= WrongTriesMax)
                {
                    member.WrongCodeTries = 0;
                    member.CodePausedUntil = now + PauseAfterTries;
                }

                break;
        }
    }

    private const int CodeLengthTypedMax = 64;
    private const int PhoneDigitsMin = 10;
    private const int PhoneDigitsMax = 15;

    internal static int Rank(Role role) => role switch { Role.Admin => 3, Role.Coordinator => 2, Role.Resident => 0, _ => 1 };
}
