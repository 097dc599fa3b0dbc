using Xunit;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Tests.Rota;

/// <summary>A button that rings a stranger is worse than none.</summary>
public sealed class DutyNumbersTests
{
    [Theory]
    [InlineData("0898-23-0634", "0898-23-0634")]
    [InlineData("昼 0898-22-5251／夜 080-8640-5218", "昼 0898-22-5251|夜 080-8640-5218")]
    [InlineData("昼・夜 0898-32-7111", "昼・夜 0898-32-7111")]
    [InlineData("(042)123-4567", "042-123-4567")]          // brackets around the area
    [InlineData("0898(22)5251", "0898-22-5251")]           // around the exchange
    [InlineData("(03)1234-5678", "03-1234-5678")]
    [InlineData("０８９８－２２－５２５１", "0898-22-5251")] // full width
    [InlineData("内線203 0898-22-5251", "0898-22-5251")]   // an extension is no area
    [InlineData("+81 90-1234-5678", "090-1234-5678")]
    [InlineData("09012345678", "09012345678")]
    [InlineData("22-5251", "")]                            // without its area nobody is rung
    [InlineData("0898-22", "")]
    [InlineData("なし", "")]
    public void Numbers_AreWholeOrNone(string written, string numbers) =>
        Assert.Equal(numbers, string.Join('|', DutyWords.Numbers(written).Select(number => number.When.Length > 0 ? $"{number.When} {number.Number}" : number.Number)));
}
