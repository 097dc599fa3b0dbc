using System.Text;
using Xunit;
using Zaitaku.Bot.Staff;

namespace Zaitaku.Tests.Staff;

/// <summary>Codes of authenticator apps, against the vectors of the RFCs.</summary>
public sealed class TotpRulesTests
{
    /// <summary>RFC 6238, appendix B.</summary>
    private static readonly byte[] Seed = Encoding.ASCII.GetBytes("12345678901234567890");

    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_111_111_109);

    [Theory] // RFC 6238, appendix B, SHA-1.
    [InlineData(59, "94287082")]
    [InlineData(1_111_111_109, "07081804")]
    [InlineData(1_111_111_111, "14050471")]
    [InlineData(1_234_567_890, "89005924")]
    [InlineData(2_000_000_000, "69279037")]
    [InlineData(20_000_000_000, "65353130")]
    public void CodeOf_TheVectorsOfTheRfc(long seconds, string code) =>
        Assert.Equal(code, TotpRules.CodeOf(Seed, TotpRules.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds)), digits: 8));

    [Theory] // RFC 4226, appendix D.
    [InlineData(0, "755224")]
    [InlineData(1, "287082")]
    [InlineData(9, "520489")]
    public void CodeOf_TheVectorsOfTheCounter(long step, string code) => Assert.Equal(code, TotpRules.CodeOf(Seed, step));

    [Theory] // RFC 4648, section 10, without padding.
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void ToBase32_TheVectorsOfTheRfc(string text, string letters) => Assert.Equal(letters, TotpRules.ToBase32(Encoding.ASCII.GetBytes(text)));

    [Theory]
    [InlineData(-2, false)] // Older than a step: gone.
    [InlineData(-1, true)]  // The phone's clock is behind.
    [InlineData(0, true)]
    [InlineData(1, true)]   // Ahead.
    [InlineData(2, false)]
    public void Fits_AStepOff_AndNoMore(int off, bool fits)
    {
        string code = TotpRules.CodeOf(Seed, TotpRules.StepAt(Now) + off);
        Assert.Equal(fits ? TotpRules.StepAt(Now) + off : null, TotpRules.Fits(Seed, code, Now, lastStep: 0));
    }

    [Fact]
    public void Fits_ACodeOpensOnce_AndNoneBeforeItAfterIt()
    {
        long step = TotpRules.StepAt(Now);
        Assert.Null(TotpRules.Fits(Seed, TotpRules.CodeOf(Seed, step), Now, lastStep: step));
        Assert.Null(TotpRules.Fits(Seed, TotpRules.CodeOf(Seed, step - 1), Now, lastStep: step));
        Assert.Equal(step + 1, TotpRules.Fits(Seed, TotpRules.CodeOf(Seed, step + 1), Now, lastStep: step));
    }

    [Theory]
    [InlineData("081 804", "081804")]
    [InlineData("０８１８０４", "081804")] // As Japanese keyboards give them.
    [InlineData("", "")]
    [InlineData("コード081804", "081804")]
    public void Fold_TakesWhatPeopleType(string typed, string folded) => Assert.Equal(folded, TotpRules.Fold(typed));

    [Fact]
    public void Fits_RubbishOfAnyLength_IsNoCode() => Assert.Null(TotpRules.Fits(Seed, new string('9', 100_000), Now, 0));

    [Fact]
    public void UriOf_NamesHubAndAccount_AndTheSeedTypesInGroupsOfFour()
    {
        Assert.Equal("otpauth://totp/%E6%8B%A0%E7%82%B9:sato?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E6%8B%A0%E7%82%B9", TotpRules.UriOf(Seed, "拠点", "sato"));
        Assert.Equal("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ", TotpRules.Grouped(Seed));
    }

    [Fact]
    public void TheLongestHub_StillFitsAPicture()
    {
        SecondFactor factor = SecondFactor.Of(StaffSecrets.NewSeed(), "", new string('漢', 60), new string('a', 40));
        Assert.InRange(factor.Side, 21, 101);
        Assert.StartsWith("M", factor.Picture, StringComparison.Ordinal);
    }
}
