using System.Diagnostics;
using Xunit;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Tests.Understanding;

/// <summary>What only looks like a day, a hub's own holidays, and hostile texts.</summary>
public sealed class JapaneseDateTrapsTests
{
    [Theory]
    [InlineData("2月30日の当番")] // impossible
    [InlineData("13/40の当番")]
    [InlineData("2026/2/30")]
    [InlineData("0日の当番")]
    [InlineData("3日間お願いします")] // durations
    [InlineData("4日間留守")]
    [InlineData("2日前に頼んだ")]
    [InlineData("三日に一度の当番")]
    [InlineData("3日に1回")]
    [InlineData("2、3日休みたい")]
    [InlineData("二、三日休みたい")]
    [InlineData("二三日休みたい")]
    [InlineData("24時間対応")]
    [InlineData("24/7で対応")]
    [InlineData("週3回の訪問")]
    [InlineData("週3日の訪問")]
    [InlineData("インスリン1日4回")]
    [InlineData("当番を1日だけ替わって")]
    [InlineData("一日中の当番")]
    [InlineData("一日も早く")]
    [InlineData("薬は3日分")]
    [InlineData("排便3日なし")]
    [InlineData("訪看は1日に何回まで")]
    [InlineData("週休2日")]
    [InlineData("月10日勤務")]
    [InlineData("要介護4、40日")]
    [InlineData("二日酔いです")]
    [InlineData("四十九日の法要")]
    [InlineData("生後100日")]
    [InlineData("119番した")] // numbers of other things
    [InlineData("電話番号 0120-12-3456")]
    [InlineData("03-1234-5678")]
    [InlineData("〒150-0001")]
    [InlineData("本町3-4の家")]
    [InlineData("本町 3-4 です")]
    [InlineData("血圧120/80")]
    [InlineData("1/2錠")]
    [InlineData("熱が38度")]
    [InlineData("80歳の父")]
    [InlineData("5、6人")]
    [InlineData("第3日赤")]
    [InlineData("今日子さんお願い")] // names and words with a day in them
    [InlineData("日曜大工")]
    [InlineData("今治の当番")]
    [InlineData("今村先生の当番")]
    [InlineData("今先生の当番")]
    [InlineData("明日香村の当番")]
    [InlineData("日本の当番医")]
    [InlineData("土浦の当番")]
    [InlineData("料金は")]
    [InlineData("火事です")]
    [InlineData("木原病院")]
    [InlineData("水木先生")]
    [InlineData("土木の当番")]
    [InlineData("月日がたつ")]
    [InlineData("四日市の当番")]
    [InlineData("十日町市の当番")]
    [InlineData("三ヶ日町の当番")]
    [InlineData("朝日町の当番")]
    [InlineData("夜間急患センター")]
    [InlineData("休日急患診療所")]
    [InlineData("とうきょうの当番")] // kana inside other words
    [InlineData("きょうとの当番")]
    [InlineData("あすかの当番")]
    [InlineData("とうばんのせんせい")]
    [InlineData("誰なのか教えて")]
    [InlineData("どうしようか")]
    [InlineData("いつか代わって")]
    [InlineData("先生はつかまらない")]
    [InlineData("先生いますか")]
    [InlineData("困っていまして")]
    [InlineData("いまいち")]
    [InlineData("今後の当番")]
    [InlineData("今回の当番")]
    [InlineData("今まで通り")]
    [InlineData("緊急一時入院")]
    [InlineData("こんばんは")] // greetings
    [InlineData("今晩は、お世話になります")]
    [InlineData("当日の当番")] // which day is not said
    [InlineData("連休明けの当番")]
    [InlineData("昭和23年5月3日生まれ")]
    [InlineData("")]
    public void LooksLikeADay_IsNone(string text) => Assert.Equal("", JapaneseDatesTests.Told(text, JapaneseDatesTests.Noon));

    [Fact]
    public void HolidayOfTheHub_IsKnownByRuleAndName()
    {
        HolidayCalendar holidays = new([new HolidayCorrection { Day = new(2026, 6, 25), IsHoliday = true, Name = "市民の日" }, new HolidayCorrection { Day = new(2026, 7, 20), IsHoliday = false }]);
        Assert.Equal(new DateOnly(2026, 6, 25), Assert.Single(JapaneseDates.Read("祝日の当番", JapaneseDatesTests.Noon, holidays)).From);
        Assert.Equal(new DateOnly(2026, 6, 25), Assert.Single(JapaneseDates.Read("市民の日の当番", JapaneseDatesTests.Noon, holidays)).From);
        Assert.Equal(new DateOnly(2026, 9, 19), Assert.Single(JapaneseDates.Read("連休の当番", JapaneseDatesTests.Noon, holidays)).From);
    }

    [Fact]
    public void ManyDays_AreLimited() => Assert.Equal(JapaneseDates.AskedMax, JapaneseDates.Read("18日 19日 20日 21日 22日 23日 24日", JapaneseDatesTests.Noon, HolidayCalendar.ByRule).Count);

    [Theory]
    [InlineData("1")] // one endless number
    [InlineData("1/")]
    [InlineData("1-")]
    [InlineData("1・")]
    [InlineData("3日から")]
    [InlineData("二")]
    [InlineData("月・")]
    [InlineData("(土")]
    [InlineData("第1・")]
    [InlineData("来週の")]
    [InlineData("祝日")]
    [InlineData("連休")]
    [InlineData("今")]
    [InlineData("令和9999")]
    [InlineData("\uD800\uFFFF日")]
    public void HostileText_IsReadInTime(string unit)
    {
        string text = string.Concat(Enumerable.Repeat(unit, 10_000 / unit.Length));
        Stopwatch watch = Stopwatch.StartNew();
        IReadOnlyList<AskedTime> times = JapaneseDates.Read(text, JapaneseDatesTests.Noon, HolidayCalendar.ByRule);
        Assert.True(times.Count <= JapaneseDates.AskedMax);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"{watch.Elapsed} for a text of {text.Length} letters.");
    }

    /// <summary>Every joint of words of time in random order: no exception, no empty span, no time outside of its day.</summary>
    [Fact]
    public void RandomWords_NeverThrow()
    {
        string[] words = ["今夜", "明日", "土曜", "(日)", "来週", "来月", "次の", "3日", "31日", "12/29", "2026/12/31", "令和8年", "12月", "月・水・金", "土日祝", "祝日", "連休", "年末年始", "夜", "朝", "深夜1時", "未明", "21:30", "から", "~", "の", "、", "と", "・", "第5", "翌", "いま", "(", ")", " ", "二十三日", "9", "日", "時"];
        Random random = new(20260617);
        for (int round = 0; round < 20_000; round++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => words[random.Next(words.Length)]));
            DateTimeOffset now = JapaneseDatesTests.Noon.AddMinutes(random.Next(0, 1_000_000));
            Assert.All(JapaneseDates.Read(text, now, HolidayCalendar.ByRule), time => Assert.True(time.From < time.Until && time.Minute is null or (>= 0 and < 1920), $"{text} at {now:O}: {time}"));
        }
    }
}
