using Xunit;
using Zaitaku.Bot.WebConsole;

namespace Zaitaku.Tests.WebConsole;

public sealed class MapPictureTests
{
    [Fact]
    public void Of_NothingWithAPoint_NoPicture() => Assert.Null(MapPicture.Of([new MapMark(35, 140, "駅", IsStation: true)]));

    [Fact]
    public void Of_NorthIsUp_EastIsRight_AndAllIsInside()
    {
        MapPicture map = MapPicture.Of([new MapMark(35.00, 140.00, "1", false), new MapMark(35.10, 140.00, "2", false), new MapMark(35.00, 140.10, "3", false), new MapMark(35.05, 140.05, "駅", true)])!;
        DrawnMark At(string label) => map.Marks.Single(drawn => drawn.Mark.Label == label);
        Assert.True(At("2").Y < At("1").Y);
        Assert.True(At("3").X > At("1").X);
        Assert.Equal("駅", map.Marks[0].Mark.Label); // Below the places.
        Assert.All(map.Marks, drawn => Assert.True(drawn.X is >= 0 and <= MapPicture.Width && drawn.Y is >= 0 and <= MapPicture.Height));
    }

    [Fact]
    public void Of_ABarOfAKilometre_IsAsLongAsAKilometreOfThePicture()
    {
        MapPicture map = MapPicture.Of([new MapMark(35.00, 140, "1", false), new MapMark(35.02, 140, "2", false)])!;
        double kilometres = 0.02 * 111.2;
        double units = Math.Abs(map.Marks[0].Y - map.Marks[1].Y) / kilometres;
        Assert.Equal(double.Parse(map.BarLabel.Split(' ')[0]) * (map.BarLabel.EndsWith(" m", StringComparison.Ordinal) ? 0.001 : 1), map.BarWidth / units, precision: 3);
    }

    [Fact]
    public void Of_OnePlace_StandsInTheMiddle()
    {
        DrawnMark only = Assert.Single(MapPicture.Of([new MapMark(35, 140, "1", false)])!.Marks);
        Assert.Equal((MapPicture.Width / 2.0, MapPicture.Height / 2.0), (only.X, only.Y));
    }

    [Fact]
    public void Of_ManyAtOneDoor_StandSideBySide_EachToBePressed()
    {
        const double FingerMin = 24 * MapPicture.Width / 358.0; // Pixels of a phone, in units of the picture.
        MapPicture map = MapPicture.Of([.. Enumerable.Range(1, 12).Select(number => new MapMark(35, 140, $"{number}", false)), new MapMark(35, 139.9999, "駅", true)])!;
        DrawnMark[] places = [.. map.Marks.Where(drawn => !drawn.Mark.IsStation)];
        Assert.All(places, one => Assert.All(places.Where(other => other != one), other => Assert.True(Math.Max(Math.Abs(one.X - other.X), Math.Abs(one.Y - other.Y)) >= FingerMin)));
        Assert.Equal(LabelSide.Below, map.Marks[0].Label); // Numbers lie on it and around it.
    }
}
