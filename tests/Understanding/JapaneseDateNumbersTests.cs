using Xunit;

namespace Zaitaku.Tests.Understanding;

/// <summary>Days and hours in numbers, and spans. Told as in <see cref="JapaneseDatesTests"/>.</summary>
public sealed class JapaneseDateNumbersTests
{
    [Theory]
    [InlineData("23日の当番", "6/23")]
    [InlineData("17日の当番", "6/17")] // today
    [InlineData("16日の当番", "7/16")] // past: next month
    [InlineData("31日の当番", "7/31")] // June has none
    [InlineData("今月3日の当番", "6/3")] // said so, though past
    [InlineData("今月31日の当番", "")] // no such day
    [InlineData("来月5日の当番", "7/5")]
    [InlineData("来月、5日の当番", "7/5")]
    [InlineData("12月23日の当番", "12/23")]
    [InlineData("12/23の当番", "12/23")]
    [InlineData("12-23の当番", "12/23")]
    [InlineData("１２／２３の当番", "12/23")] // full-width
    [InlineData("12/23日の当番", "12/23")] // a 日 too many
    [InlineData("令和8年12月23日", "12/23")]
    [InlineData("R8.12.23の当番", "12/23")]
    [InlineData("令和元年12月23日", "")] // too long ago for a duty
    [InlineData("2026/12/23", "12/23")]
    [InlineData("2026-12-23の夜", "12/23 Night")]
    [InlineData("2027年1月5日", "2027/1/5")]
    [InlineData("2027年1月の当番", "2027/1/1-2027/1/31")]
    [InlineData("来年1月5日の当番", "2027/1/5")]
    [InlineData("1/18の当番", "1/18")] // 150 days ago
    [InlineData("1/17の当番", "2027/1/17")] // 151: the coming one
    [InlineData("二十三日の当番", "6/23")]
    [InlineData("十二月二十三日の当番", "12/23")]
    [InlineData("二十日の当番", "6/20")]
    [InlineData("ついたちの当番", "7/1")]
    [InlineData("来月ついたちの当番", "7/1")]
    [InlineData("来月一日の当番", "7/1")]
    [InlineData("二日の当番", "7/2")]
    [InlineData("ふつかの当番", "7/2")]
    [InlineData("はつかの当番", "6/20")]
    [InlineData("来月ようかの当番", "7/8")] // after a month only
    [InlineData("23日の祝日 当番の薬局", "6/23")] // one day, not two
    [InlineData("23日(火)の当番", "6/23")]
    [InlineData("23日(土)の当番", "6/23")] // the number is believed
    [InlineData("7/20(月・祝)の夜", "7/20 Night")]
    [InlineData("28(日)の当番", "6/28")] // no 日
    [InlineData("12/23(水・祝)の当番", "12/23")] // both letters belong to the date
    [InlineData("土曜(20日)の当番", "6/20")]
    [InlineData("来週火曜23日の当番", "6/23")]
    [InlineData("明日(木)の当番", "6/18")]
    [InlineData("来週の23日", "6/23")] // within the week
    [InlineData("当番変更希望 12日→19日 だれか", "7/12; 6/19")] // an arrow changes, it does not span
    [InlineData("当番表の12日と26日を入れ替え", "7/12; 6/26")]
    [InlineData("12月3日と5日", "12/3; 12/5")] // the month is of both
    [InlineData("12月30日と3日", "12/30; 2027/1/3")] // and runs over
    [InlineData("23・24日の夜", "6/23 Night; 6/24 Night")]
    [InlineData("20、25、28日", "6/20; 6/25; 6/28")]
    [InlineData("12/3・5・8の当番", "12/3; 12/5; 12/8")]
    public void Number_OnWednesday_IsTold(string text, string told) => Assert.Equal(told, JapaneseDatesTests.Told(text, JapaneseDatesTests.Noon));

    [Theory]
    [InlineData("3日から5日", "7/3-7/5")]
    [InlineData("23日〜25日の当番", "6/23-6/25")]
    [InlineData("23～25日の当番", "6/23-6/25")]
    [InlineData("16日から18日まで留守", "6/16-6/18")] // going on
    [InlineData("28日から3日", "6/28-7/3")] // over the end of the month
    [InlineData("12/29〜1/3", "12/29-2027/1/3")]
    [InlineData("12/29〜31", "12/29-12/31")]
    [InlineData("8/13-15の当番", "8/13-8/15")]
    [InlineData("8/13-8/15の当番", "8/13-8/15")]
    [InlineData("12月29日から3日", "12/29-2027/1/3")]
    [InlineData("12月3日（木）から5日（土）", "12/3-12/5")]
    [InlineData("来月5日から10日", "7/5-7/10")]
    [InlineData("明日から金曜まで", "6/18-6/19")]
    [InlineData("金曜から月曜", "6/19-6/22")]
    [InlineData("月曜から金曜の夜", "6/15-6/19 Night")] // every night of the week going on
    [InlineData("今夜から明日の朝まで", "6/17 Night")] // one night
    [InlineData("土曜17:30～日曜8:30", "6/20 17:30")] // one duty, by its hours
    [InlineData("23日の朝から25日の夜まで", "6/23-6/25")]
    [InlineData("今週から来週", "6/15-6/28")]
    [InlineData("7月から8月", "7/1-8/31")]
    [InlineData("12月29日から1月3日", "12/29-2027/1/3")] // the second month is part of the end
    [InlineData("令和8年12月29日～令和9年1月3日", "12/29-2027/1/3")]
    [InlineData("12/23(水)-12/25(金)", "12/23-12/25")]
    [InlineData("土曜から来週の月曜", "6/20-6/22")]
    [InlineData("明日から2日代わって", "6/18-6/19")] // two days
    [InlineData("明日から30日まで", "6/18-6/30")] // to the 30th
    [InlineData("23日8:30～24日8:30", "6/23 8:30")] // one duty of a day
    public void Span_OnWednesday_IsOne(string text, string told) => Assert.Equal(told, JapaneseDatesTests.Told(text, JapaneseDatesTests.Noon));

    [Theory]
    [InlineData("21時の当番", "6/17 21:00")] // no day: today
    [InlineData("夜9時の当番", "6/17 Night 21:00")]
    [InlineData("夜の9時", "6/17 Night 21:00")]
    [InlineData("21:30の当番", "6/17 21:30")]
    [InlineData("２１：３０の当番", "6/17 21:30")] // full-width
    [InlineData("午後9時の当番", "6/17 21:00")]
    [InlineData("午前9時半の当番", "6/17 9:30")]
    [InlineData("午前0時", "6/17 0:00")]
    [InlineData("午後0時", "6/17 12:00")]
    [InlineData("PM9:00", "6/17 21:00")]
    [InlineData("正午の当番", "6/17 12:00")]
    [InlineData("お昼の1時", "6/17 Daytime 13:00")]
    [InlineData("夕方5時の当番", "6/17 Evening 17:00")]
    [InlineData("夜12時", "6/17 Night 24:00")] // the end of the day
    [InlineData("25時の当番", "6/17 25:00")]
    [InlineData("深夜1時の当番", "6/17 Night 25:00")]
    [InlineData("夜中の2時", "6/17 Night 26:00")]
    [InlineData("明日21時の当番", "6/18 21:00")]
    [InlineData("明日の夜9時半", "6/18 Night 21:30")]
    [InlineData("今夜9時の当番", "6/17 Night 21:00")]
    [InlineData("土曜の深夜1時", "6/20 Night 25:00")] // the night that begins on Saturday
    [InlineData("土曜の夜中の2時半", "6/20 Night 26:30")]
    [InlineData("土曜の未明3時", "6/19 Night 27:00")] // the night that ends on Saturday
    [InlineData("土曜の未明", "6/19 Night")]
    [InlineData("土曜の午後3時15分", "6/20 15:15")]
    [InlineData("23日二十一時", "6/23 21:00")]
    [InlineData("明日の9時から17時の当番", "6/18 9:00")] // by its beginning
    [InlineData("明日17:30～翌08:30", "6/18 17:30")]
    [InlineData("土曜の9～17時", "6/20 9:00")]
    [InlineData("現在の夜間当番", "6/17 Night")] // the night is meant
    [InlineData("土曜日の午前中の当番", "6/20 Morning")]
    [InlineData("日曜の朝と夜の当番", "6/21 Morning; 6/21 Night")] // two parts of one day
    [InlineData("日曜の朝から晩まで", "6/21")]
    [InlineData("夜間の当番誰ですか", "6/17 Night")] // a part alone
    [InlineData("夕方の当番", "6/17 Evening")]
    [InlineData("朝の当番", "6/17 Morning")] // past, still today
    [InlineData("夜間の当番医、土曜は?", "6/20 Night")] // the part is Saturday's
    [InlineData("土曜の当番なんですが夜は代われます", "6/20 Night")]
    [InlineData("30時の当番", "")] // no hour
    [InlineData("21:75の当番", "")]
    public void Time_OnWednesday_IsTold(string text, string told) => Assert.Equal(told, JapaneseDatesTests.Told(text, JapaneseDatesTests.Noon));

    [Theory]
    [InlineData("1/3の当番", "2027/1/3")]
    [InlineData("12/29の当番", "12/29")] // yesterday
    [InlineData("3日の当番", "2027/1/3")]
    [InlineData("年末年始の当番", "12/29-2027/1/3")] // going on
    [InlineData("正月の当番", "2027/1/1-2027/1/3")]
    [InlineData("元日の当番", "2027/1/1")]
    [InlineData("来年の元日", "2027/1/1")]
    [InlineData("来週の当番", "2027/1/4-2027/1/10")]
    [InlineData("来月の当番", "2027/1/1-2027/1/31")]
    [InlineData("年末年始の2日", "2027/1/2")]
    [InlineData("8/2の当番", "8/2")] // 150 days ago
    [InlineData("8/1の当番", "2027/8/1")] // 151
    [InlineData("連休の当番", "2027/1/1-2027/1/3")]
    public void AnyTime_AtYearEnd_IsTold(string text, string told) => Assert.Equal(told, JapaneseDatesTests.Told(text, JapaneseDatesTests.YearEnd));

    [Theory]
    [InlineData("来月の当番", "2/1-2/28")]
    [InlineData("30日の当番", "3/30")] // February has none
    [InlineData("31日の当番", "1/31")] // today
    [InlineData("明日の当番", "2/1")]
    [InlineData("再来月の当番", "3/1-3/31")]
    [InlineData("来月30日の当番", "")]
    [InlineData("2/29の当番", "2028/2/29")] // the next leap day
    [InlineData("週末の当番", "1/31-2/1")]
    public void AnyTime_AtMonthEnd_IsTold(string text, string told) => Assert.Equal(told, JapaneseDatesTests.Told(text, JapaneseDatesTests.MonthEnd));

    [Theory]
    [InlineData("今日の当番", "2/29")]
    [InlineData("2月29日の当番", "2/29")]
    [InlineData("来年2月29日の当番", "")]
    [InlineData("今月の当番", "2/1-2/29")]
    [InlineData("昨日の当番", "2/28")]
    [InlineData("29日の当番", "2/29")]
    public void AnyTime_OnLeapDay_IsTold(string text, string told) => Assert.Equal(told, JapaneseDatesTests.Told(text, JapaneseDatesTests.LeapDay));
}
