using Xunit;
using Zaitaku.Bot.Turns;
using Zaitaku.Bot.Understanding;

namespace Zaitaku.Tests.Turns;

/// <summary>People write what stands on a button as often as they press it.</summary>
public sealed class TypedButtonsTests
{
    [Theory]
    [InlineData("もっと見る", "more")]
    [InlineData("緊急ではありません", "notemergency")]
    [InlineData("緊急ではありません。", "notemergency")]
    [InlineData("Ｔｅａｍｓとつなぐ", "linkcode")]
    [InlineData("lineとつなぐ", "linkcode")]
    [InlineData("もっと見る施設を教えて", null)]
    [InlineData("", null)]
    public void WordsOfAButton_CountAsItsPress(string text, string? verb) => Assert.Equal(verb, TypedButtons.PressOf(text)?.Verb);

    [Theory]
    [InlineData("1番をくわしく", 1)]
    [InlineData("１０番目を詳しく", 10)]
    [InlineData("2番目詳細", 2)]
    [InlineData("110番をくわしく", null)]
    [InlineData("1番近い所をくわしく", null)]
    public void NumberedDetail_IsThatPlaceOfTheList(string text, int? number)
    {
        Understood? read = TypedButtons.DetailOf(text);
        Assert.Equal(number, read?.Ordinal);
        Assert.True(read is null || read.Intent == Intents.ResourceDetail);
    }
}
