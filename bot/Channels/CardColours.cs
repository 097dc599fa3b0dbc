namespace Zaitaku.Bot.Channels;

/// <summary>Colours of cards. Each text keeps at least 4.5 : 1 against its ground (WCAG AA; a test computes it), since readers are often old and in a hurry.</summary>
internal static class CardColours
{
    public const string Paper = "#FFFFFF";
    public const string Ink = "#1A1A1A";
    public const string Faint = "#595959";
    public const string Good = "#0B6B2E";
    public const string Unsure = "#8A4B00";
    public const string Bad = "#B3261E";
    public const string DangerGround = "#B3261E";
    public const string NoticeGround = "#0B4F8A";
    public const string Button = "#0B6B3A";
    public const string QuietButton = "#E4E8EC";
    public const string OnGround = "#FFFFFF";

    public static string Of(RowTone tone) => tone switch
    {
        RowTone.Good => Good,
        RowTone.Unsure => Unsure,
        RowTone.Bad => Bad,
        RowTone.Faint => Faint,
        _ => Ink,
    };

    public static string GroundOf(CardTone tone) => tone == CardTone.Danger ? DangerGround : NoticeGround;

    /// <summary>Colour of the button to press first.</summary>
    public static string ButtonOf(CardTone tone) => tone switch
    {
        CardTone.Danger => DangerGround,
        CardTone.Notice => NoticeGround,
        _ => Button,
    };
}
