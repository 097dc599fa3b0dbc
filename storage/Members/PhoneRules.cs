namespace Zaitaku.Storage.Members;

/// <summary>One phone number, however it is written.</summary>
public static class PhoneRules
{
    /// <summary>What stands before a number of Japan from abroad, in the place of its 0.</summary>
    private const string Japan = "+81";

    /// <summary>How numbers of Japan are parted: 090-1234-5678, 03-1234-5678, 0123-45-6789, 0120-123-456; by the letters of the first part and of the second.</summary>
    private static readonly (int Digits, int Head, int Middle)[] Parts = [(10, 2, 4), (10, 3, 3), (10, 4, 2), (10, 4, 3), (10, 5, 1), (11, 3, 4), (11, 4, 3)];

    /// <summary>A number as a coordinator took it down: in half width, parted as they wrote it; words beside it stay as they are.</summary>
    public static string Kept(string typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        return MemberRules.FoldPhone(typed) ?? typed.Trim();
    }

    /// <summary>The spellings a number may be kept in, some fifty, so that an index finds it by each: as written, in digits alone, parted by hyphens, spaces or brackets, from abroad, and in the full width of former days.</summary>
    /// <returns>Empty where there is no number in it; what nobody could dial is found as it was written alone.</returns>
    public static string[] SpellingsOf(string phone)
    {
        ArgumentNullException.ThrowIfNull(phone);
        if (MemberRules.FoldPhone(phone) is not { } folded)
        {
            return phone.Any(char.IsDigit) ? [phone] : []; // 「なし」 is nobody's number.
        }

        string dialled = string.Concat(folded.Where(char.IsAsciiDigit));
        string digits = folded.StartsWith(Japan, StringComparison.Ordinal) ? $"0{dialled[(Japan.Length - 1)..]}" : dialled;
        IEnumerable<string> written = digits[0] != '0' ? [digits]
            : Parts.Where(parts => parts.Digits == digits.Length)
                .SelectMany(parts => Parted(digits[..parts.Head], digits[parts.Head..(parts.Head + parts.Middle)], digits[(parts.Head + parts.Middle)..]))
                .Prepend($"{Japan}{digits[1..]}").Prepend(Wide(digits, '－')).Prepend(digits);
        return [.. written.Prepend(folded).Prepend(phone).Distinct()];
    }

    private static string[] Parted(string head, string middle, string tail)
    {
        string hyphened = $"{head}-{middle}-{tail}";
        return
        [
            hyphened, $"{head} {middle} {tail}", $"{head}({middle}){tail}", $"({head}){middle}-{tail}", $"({head}) {middle}-{tail}",
            $"{Japan}-{head[1..]}-{middle}-{tail}", $"{Japan} {head[1..]} {middle} {tail}", $"{Japan} {head[1..]}-{middle}-{tail}", Wide(hyphened, '－'), Wide(hyphened, 'ー'),
        ];
    }

    /// <summary>As a Japanese keyboard types it, and as it was kept before it was folded.</summary>
    private static string Wide(string phone, char hyphen) => string.Concat(phone.Select(letter => letter == '-' ? hyphen : (char)(letter + 0xFEE0)));
}
