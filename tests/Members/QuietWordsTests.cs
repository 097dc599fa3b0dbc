using Xunit;
using Zaitaku.Bot.Members;
using Zaitaku.Bot.Turns;

namespace Zaitaku.Tests.Members;

/// <summary>How people write about the hours of notices. The right side is the button: silence from, until.</summary>
public sealed class QuietWordsTests
{
    private static string? Button(string text) => QuietWords.Read(text)?.ToPress() is { } press ? string.Join(':', press.Arguments.Prepend(press.Verb)) : null;

    [Theory]
    [InlineData("通知は8時から20時まで", "quiet:1200:480")]
    [InlineData("通知は８時から２０時まで。", "quiet:1200:480")]
    [InlineData("通知は朝8時から夜8時までにしてください", "quiet:1200:480")]
    [InlineData("通知は八時から二十時半まで", "quiet:1230:480")]
    [InlineData("通知は8:00〜20:00", "quiet:1200:480")]
    [InlineData("通知は8〜20時", "quiet:1200:480")]
    [InlineData("通知は8から20時まで", "quiet:1200:480")]
    [InlineData("通知は9時から5時まで", "quiet:1020:540")] // A working day.
    [InlineData("通知は8時から8時まで", "quiet:1200:480")]
    [InlineData("9時から18時の間だけ通知してください", "quiet:1080:540")]
    [InlineData("お知らせは午前9時から午後6時まででお願いします", "quiet:1080:540")]
    [InlineData("通知は正午から21時まで", "quiet:1260:720")]
    public void HoursOfRinging(string text, string button) => Assert.Equal(button, Button(text));

    [Theory]
    [InlineData("夜9時以降は通知しないで", "quiet:1260:-")]
    [InlineData("夜の9時以降は通知しないでください", "quiet:1260:-")]
    [InlineData("9時以降は通知しないで", "quiet:1260:-")] // Said of the evening.
    [InlineData("２１時以降の通知はいりません", "quiet:1260:-")]
    [InlineData("夜9時半を過ぎたら通知しないで", "quiet:1290:-")]
    [InlineData("夜12時以降は通知を止めて", "quiet:0:-")]
    [InlineData("朝7時まで通知しないで", "quiet:-:420")]
    [InlineData("朝8時より前は鳴らさないで、通知", "quiet:-:480")]
    [InlineData("通知は朝9時から", "quiet:-:540")]
    [InlineData("通知は20時までにして", "quiet:1200:-")]
    [InlineData("通知は夜8時まで", "quiet:1200:-")]
    [InlineData("22時から6時まで通知オフ", "quiet:1320:360")]
    [InlineData("夜10時〜朝6時は通知を切ってください", "quiet:1320:360")]
    [InlineData("9時から7時は通知しないで", "quiet:1260:420")] // A night.
    [InlineData("13時から14時は通知を止めて", "quiet:780:840")]
    [InlineData("夜9時から朝7時まで\n通知しなくていいです", "quiet:1260:420")]
    public void HoursOfSilence(string text, string button) => Assert.Equal(button, Button(text));

    [Theory]
    [InlineData("いつでも通知していい", "quiet:none")]
    [InlineData("いつでも通知して大丈夫です", "quiet:none")]
    [InlineData("通知は24時間OK", "quiet:none")]
    [InlineData("夜も通知してください", "quiet:none")]
    [InlineData("通知の時間", "quiet")]
    [InlineData("通知", "quiet")]
    [InlineData("通知設定", "quiet")]
    [InlineData("通知の時間を変えたい", "quiet")]
    [InlineData("通知は何時まで来ますか？", "quiet")]
    [InlineData("通知は21時以降も来ますか", "quiet")] // A question changes nothing.
    [InlineData("通知の時間を元に戻して", "quiet:hub")]
    [InlineData("夜は通知しないで", "quiet:hub")]
    [InlineData("通知しないで", "quiet:allday")]
    [InlineData("通知オフ", "quiet:allday")]
    [InlineData("土日は通知しないで", "quiet:byday")]
    [InlineData("平日の8時から20時まで通知して", "quiet:byday")]
    [InlineData("通知は30時から40時まで", "quiet:unclear")]
    [InlineData("通知は8時", "quiet:unclear")]
    [InlineData("昼だけ通知して", "quiet:unclear")]
    public void OtherWishes(string text, string button) => Assert.Equal(button, Button(text));

    [Theory]
    [InlineData("相談の通知は9時から18時まで", "quiet:consultation:1080:540")]
    [InlineData("ご相談の通知は夜9時以降いりません", "quiet:consultation:1260:-")]
    [InlineData("相談の通知はいつでもいい", "quiet:consultation:none")]
    [InlineData("夜も相談の通知を送ってください", "quiet:consultation:none")]
    [InlineData("相談の通知の時間を標準に戻す", "quiet:consultation:hub")]
    [InlineData("相談の通知の時間は?", "quiet:consultation")]
    [InlineData("運営の通知は8〜17時", "quiet:operation:1020:480")]
    [InlineData("運営のお知らせは朝9時から", "quiet:operation:-:540")]
    public void HoursOfOneTopic(string text, string button) => Assert.Equal(button, Button(text));

    [Theory]
    [InlineData("")]
    [InlineData("相談の時間のお知らせ")]
    [InlineData("相談はいつでもいいですか")]
    [InlineData("夜も相談していいですか")]    [InlineData("斎藤医院は何時まで電話していい？")]
    [InlineData("8時から20時まで")]
    [InlineData("夜9時以降に往診してくれる先生")]
    [InlineData("24時間対応の訪問看護")]
    [InlineData("お知らせ")]
    [InlineData("お知らせはいつですか")]
    [InlineData("次の研修会の通知はいつ？")]
    [InlineData("息をしていないので通知して")]
    [InlineData("夜9時以降は通知しないで。父が息をしていない")]
    [InlineData("\ud83d通知は8時から20時まで")]
    public void WordsAboutAnythingElse_AreLeftAlone(string text) => Assert.Null(QuietWords.Read(text));

    [Fact]
    public void ALongText_IsLeftAlone_AndCostsNothing() => Assert.Null(QuietWords.Read(string.Concat(Enumerable.Repeat("通知は", 1_000))));

    [Theory]
    [InlineData("1260:420", 1260, 420)]
    [InlineData("1260:-", 1260, 7 * 60)]
    [InlineData("-:540", 21 * 60, 540)]
    [InlineData("none", 0, 0)]
    [InlineData("-:1260", null, null)] // Would end where it begins, which is no silence at all.
    [InlineData("1260:1260", null, null)]
    [InlineData("-:-", null, null)]
    [InlineData("1440:0", null, null)]
    [InlineData("-5:10", null, null)]
    [InlineData("9999999999:1", null, null)]
    [InlineData("1:2:3", null, null)]
    [InlineData("consultation:none", 0, 0)]
    [InlineData("consultation:1260:420", 1260, 420)]
    [InlineData("weather:none", null, null)] // No topic of ours.
    [InlineData("consultation:consultation:none", null, null)]
    [InlineData("", null, null)]
    public void AButton_IsCheckedLikeAnyInput(string arguments, int? from, int? to)
    {
        QuietSpan held = new(21 * 60, 7 * 60);
        QuietSpan? next = QuietWish.After(QuietWish.Of(ButtonPress.Parse($"quiet:{arguments}")), held, held);
        Assert.Equal(from is null ? null : new QuietSpan(from.Value, to!.Value), next);
    }

    [Theory]
    [InlineData(1260, 420, "21:00〜翌7:00", "7:00〜21:00")]
    [InlineData(0, 420, "0:00〜7:00", "7:00〜24:00")]
    [InlineData(1320, 0, "22:00〜24:00", "0:00〜22:00")]
    [InlineData(780, 840, "13:00〜14:00", "14:00〜翌13:00")]
    public void ASpan_IsReadOffAClock(int from, int to, string silence, string ringing) =>
        Assert.Equal((silence, ringing), (new QuietSpan(from, to).Silence, new QuietSpan(from, to).Ringing));
}
