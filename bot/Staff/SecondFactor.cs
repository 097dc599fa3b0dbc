namespace Zaitaku.Bot.Staff;

/// <summary>A new seed as a person takes it into their authenticator app.</summary>
/// <param name="Side">Squares along a side of the picture.</param>
/// <param name="Protected">The seed, readable by this program only, for the way through the form.</param>
public sealed record SecondFactor(int Side, string Picture, string Grouped, string Protected)
{
    /// <summary>Letters of the hub's name beside the code in the app; a longer address makes a picture too fine for old phones.</summary>
    private const int IssuerMax = 20;

    private const string Unnamed = "在宅医療・介護連携拠点";

    public static SecondFactor Of(byte[] seed, string protectedSeed, string hub, string account)
    {
        string issuer = hub.Length == 0 ? Unnamed : hub.Length <= IssuerMax ? hub : hub[..IssuerMax];
        (int side, string path) = QrPicture.Draw(TotpRules.UriOf(seed, issuer, account));
        return new SecondFactor(side, path, TotpRules.Grouped(seed), protectedSeed);
    }
}
