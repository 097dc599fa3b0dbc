using System.Text;
using QRCoder;

namespace Zaitaku.Bot.Staff;

/// <summary>An address as squares for a phone's camera, drawn as SVG: no picture is fetched from anywhere.</summary>
public static class QrPicture
{
    /// <summary>Letters; beyond it the squares grow too small for a phone.</summary>
    private const int LettersMax = 600;

    /// <returns>The size of the side in squares, and a path of one subpath a run of dark squares.</returns>
    public static (int Side, string Path) Draw(string text)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(text.Length, LettersMax, nameof(text));
        using QRCodeGenerator generator = new();
        using QRCodeData data = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        StringBuilder path = new();
        for (int row = 0; row < data.ModuleMatrix.Count; row++)
        {
            System.Collections.BitArray squares = data.ModuleMatrix[row];
            for (int column = 0; column < squares.Length; column++)
            {
                int start = column;
                while (column < squares.Length && squares[column])
                {
                    column++;
                }

                if (column > start)
                {
                    path.Append($"M{start} {row}h{column - start}v1h-{column - start}z");
                }
            }
        }

        return (data.ModuleMatrix.Count, path.ToString());
    }
}
