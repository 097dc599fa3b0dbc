using Xunit;
using Zaitaku.Bot.Understanding;

namespace Zaitaku.Tests.Understanding;

/// <summary>Danger that is happening, and sayings that only sound like it.</summary>
public sealed class EmergencyRulesTests
{
    [Theory]
    [InlineData("夫が呼吸していません")]
    [InlineData("お母さんが息しとらん")]
    [InlineData("意識がない どうすればいい")]
    [InlineData("声をかけても反応がありません")]
    [InlineData("餅を喉に詰まらせました")]
    [InlineData("胸がすごく痛いと言っています")]
    [InlineData("けいれんが続いています")]
    [InlineData("ろれつが回っていません")]
    [InlineData("左の手足が急に動かなくなりました")]
    [InlineData("吐血しました")]
    [InlineData("出血が止まらない")]
    [InlineData("死にたい")]
    [InlineData("もう生きていたくないです")]
    [InlineData("首を吊ろうとしていました")]
    [InlineData("睡眠薬を大量に飲んだようです")]
    [InlineData("呼吸器が外れて戻せません")]
    [InlineData("SpO2 72です")]
    [InlineData("助けてください")]
    [InlineData("救急車を呼んだほうがいいですか")]
    [InlineData("お風呂で溺れていました")]
    [InlineData("ﾁﾁｶﾞﾀｵﾚﾏｼﾀ ｲｷｼﾃﾅｲ")]
    [InlineData("父が息をしていないどうしたらいいですか")]        // たら of どうしたら is no condition
    [InlineData("意識がないようです")]                            // nor is よう of ように
    [InlineData("ばっちゃが倒れで動がね")]
    [InlineData("行きをしてない")]                                // what a phone makes of 息
    [InlineData("おかあさんがおきてくれない")]
    [InlineData("看取りの父です。呼吸が止まりました")]            // 止まりました of a fit is good news, of breath it is not
    [InlineData("今父が息を引き取りました")]
    [InlineData("農薬を飲んだかもしれません")]                    // もし of かもしれない
    public void Danger_IsHeard(string text) => Assert.Equal(Intents.Emergency, UtteranceSets.Reader.Read(text, null).Intent);

    [Fact]
    public void AskedForDangerAlone_TheAnswerIsThatOfTheWholeReading()
    {
        string[] texts = [.. UtteranceSets.Danger().Select(line => line.Text), .. UtteranceSets.Own().Concat(UtteranceSets.Unseen()).Concat(UtteranceSets.Part6()).Select(line => line.Text)];
        string[] longOnes = [.. UtteranceSets.Danger().Select(line => new string('あ', TextNormalizer.TextLengthMax) + line.Text)];

        Assert.All(texts.Concat(longOnes), text => Assert.Equal(UtteranceSets.Reader.Read(text, null).Intent == Intents.Emergency, UtteranceSets.Reader.IsEmergency(text)));
        Assert.True(texts.Length > 500, $"only {texts.Length} lines");
    }

    [Theory]
    [InlineData("息が止まったときはどこに電話すればいいですか")]
    [InlineData("急変したら救急車を呼ぶべきですか")]
    [InlineData("意識がなくなった場合の手順を教えてください")]
    [InlineData("家で死にたいと言う父を看取れる先生を探しています")]
    [InlineData("去年脳梗塞で倒れて入院しました。リハビリに来てくれるところはありますか")]
    [InlineData("SpO2 96 熱なし 食事全量")]
    [InlineData("息子が介護しています。ヘルパーさんを探しています")]
    [InlineData("自殺予防の研修はいつですか")]
    [InlineData("介護者が倒れる前に使えるショートを教えて")]
    [InlineData("犬が息をしていない")]
    [InlineData("返事がまだないのですが相談の件どうなりましたか")]
    [InlineData("息抜きに使えるデイサービスはありますか")]
    [InlineData("もし急に倒れたらどこに電話しますか")]
    [InlineData("先月カニューレが抜けたので訪問診療を探しています")]
    [InlineData("喉に詰まって息ができない場合の対応を教えてください")]
    [InlineData("心臓が止まるかと思うほど驚きました")]
    [InlineData("GCS E4V5M6 血圧118/64 脈72 体温36.5 血糖110")]
    public void Calm_IsNotAnAlarm(string text) => Assert.NotEqual(Intents.Emergency, UtteranceSets.Reader.Read(text, null).Intent);

    [Theory]
    [InlineData(84, true)]
    [InlineData(85, false)]
    public void Saturation_Boundary(int percent, bool isDanger) =>
        Assert.Equal(isDanger, UtteranceSets.Reader.Read($"SpO2 {percent}", null).Intent == Intents.Emergency);

    [Theory]
    [InlineData("血圧79", true)]
    [InlineData("血圧80", false)]
    [InlineData("脈拍39", true)]
    [InlineData("脈拍40", false)]
    [InlineData("HR 149", false)]
    [InlineData("HR 150", true)]
    [InlineData("呼吸数7", true)]
    [InlineData("呼吸数8", false)]
    [InlineData("体温33.9", true)]
    [InlineData("体温34.0", false)]
    [InlineData("体温41.0", true)]
    [InlineData("血糖39", true)]
    [InlineData("血糖 35→102", false)]
    [InlineData("GCS 8", true)]
    [InlineData("JCS 100", true)]
    [InlineData("下の血圧が72", false)]
    [InlineData("24hr 30", false)]
    public void OtherMeasures_Boundaries(string text, bool isDanger) =>
        Assert.Equal(isDanger, UtteranceSets.Reader.Read(text, null).Intent == Intents.Emergency);
}
