using Xunit;
using Zaitaku.Bot.Members;

namespace Zaitaku.Tests.Erasure;

/// <summary>How people say that they leave, and what only sounds like it.</summary>
public sealed class LeaveWordsTests
{
    [Theory]
    [InlineData("退会したい")]
    [InlineData("退会します。")]
    [InlineData("退会")]
    [InlineData("登録を退会したいです")]
    [InlineData("退会の手続き")]
    [InlineData("データを消して")]
    [InlineData("私のデータを全部消してください")]
    [InlineData("わたしの個人情報を削除してほしいです")]
    public void Wishes(string text) => Assert.NotNull(LeaveWords.PressOf(text));

    [Theory]
    [InlineData("デイサービスを退会したいのですがどうすれば")]
    [InlineData("退院したい")]
    [InlineData("アラームを消して")]
    [InlineData("死にたい。データを消して")]
    [InlineData("データを消してしまったのですが戻せますか")]
    [InlineData("")]
    [InlineData("\ud800")]
    public void OtherWords_AreNone(string text) => Assert.Null(LeaveWords.PressOf(text));
}
