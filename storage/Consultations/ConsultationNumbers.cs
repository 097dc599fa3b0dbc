using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Zaitaku.Storage.Consultations;

/// <summary>The number of a consultation as people read it out: six digits, 412-907, drawn at random.</summary>
public static class ConsultationNumbers
{
    private const int Lowest = 100_000;
    private const int Highest = 999_999;

    /// <summary>With 90,000 consultations of five years a draw fails one time in ten: 50 in a row are a broken generator.</summary>
    private const int TriesMax = 50;

    private const int TypedUnitsMax = 20;

    /// <summary>As it is shown and read out.</summary>
    public static string Shown(int number) => string.Create(CultureInfo.InvariantCulture, $"{number / 1000:000}-{number % 1000:000}");

    /// <summary>Reads a number as typed: with or without the hyphen, in any width.</summary>
    public static bool TryParse(string? typed, out int number)
    {
        number = 0;
        if (typed is null || typed.Length > TypedUnitsMax)
        {
            return false;
        }

        StringBuilder digits = new(6);
        foreach (char letter in typed.Trim())
        {
            char narrow = letter is >= '０' and <= '９' ? (char)(letter - 0xFEE0) : letter;
            if (char.IsAsciiDigit(narrow))
            {
                digits.Append(narrow);
            }
            else if (narrow is not ('-' or '－' or 'ー' or '‐' or '−' or ' '))
            {
                return false;
            }
        }

        return digits.Length == 6 && int.TryParse(digits.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= Lowest;
    }

    /// <summary>A number nobody has. Of two drawn alike in the same moment the unique index refuses one, and its turn is run again.</summary>
    public static async Task<int> DrawAsync(ZaitakuDb db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        for (int tries = 0; tries < TriesMax; tries++)
        {
            int number = RandomNumberGenerator.GetInt32(Lowest, Highest + 1);
            if (!db.Consultations.Local.Any(one => one.Number == number) && !await db.Consultations.AnyAsync(one => one.Number == number, cancellationToken))
            {
                return number;
            }
        }

        throw new InvalidOperationException($"No free consultation number in {TriesMax} draws.");
    }
}
