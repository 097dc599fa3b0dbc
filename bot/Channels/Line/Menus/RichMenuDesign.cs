using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.Channels.Line.Menus;

/// <summary>One rich menu: who sees it and what its six areas do. The picture of the same key lies beside this file.</summary>
/// <param name="Key">Lower-case letters and hyphens: part of the alias, of the menu's name at LINE and of the picture's file name.</param>
/// <param name="Title">Written over the areas.</param>
/// <param name="ChatBarText">On the bar that opens the menu; at most 14 characters.</param>
/// <param name="Roles">The roles that see it.</param>
/// <param name="Areas">From left to right, the upper row first.</param>
public sealed record RichMenuDesign(string Key, string Title, string ChatBarText, IReadOnlyList<Role> Roles, IReadOnlyList<RichMenuArea> Areas)
{
    /// <summary>LINE's largest size, so that the words stay sharp on every phone.</summary>
    public const int Width = 2500;

    public const int Height = 1686;

    /// <summary>The band with the title; pressing it does nothing.</summary>
    public const int BandHeight = 186;

    public const int Columns = 3;

    public const int Rows = 2;

    /// <summary>What the menu is found by, whichever version of it is installed. At most 32 of <c>a-z 0-9 _ -</c>.</summary>
    public string AliasId => AliasPrefix + Key;

    public const string AliasPrefix = "zaitaku-";

    /// <summary>Where an area lies, in pixels of the picture. The last column takes what division leaves.</summary>
    public static (int X, int Y, int Width, int Height) BoundsOf(int index)
    {
        int left = Width * (index % Columns) / Columns;
        int right = Width * (index % Columns + 1) / Columns;
        int row = (Height - BandHeight) / Rows;
        return (left, BandHeight + row * (index / Columns), right - left, row);
    }
}

/// <summary>One area: its words are written on it and are what it says, so that somebody at a PC, where LINE shows no menu, types what others press.</summary>
/// <param name="Words">At most 7 characters: read at arm's length.</param>
/// <param name="Caption">Below the words, at most 8 characters.</param>
/// <param name="Icon">Name of the drawing (tests/Pictures/RichMenuIcons.cs).</param>
/// <param name="PressData">Set for a button of ours whose words <see cref="Turns.TypedButtons"/> takes for its press; else the area says its words.</param>
public sealed record RichMenuArea(string Words, string Caption, string Icon, string? PressData = null)
{
    public ReplyAction Action => PressData is null ? new ReplyAction.Say(Words) : new ReplyAction.Press(PressData, Words);
}
