using System.Globalization;
using Xunit;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Tests.Understanding;

/// <summary>Days as people name them, told back as 月/日 of their first and last day, part and time. A year is told where it is another than that of asking.</summary>
public sealed class JapaneseDatesTests
{
    /// <summary>Wednesday. The next holiday is 海の日, Monday 20 July.</summary>
    public static readonly DateTimeOffset Noon = Tokyo(2026, 6, 17, 12, 0);

    public static readonly DateTimeOffset FridayNight = Tokyo(2026, 6, 19, 23, 30);
    public static readonly DateTimeOffset SaturdayEarly = Tokyo(2026, 6, 20, 1, 30);
    public static readonly DateTimeOffset Sunday = Tokyo(2026, 6, 21, 10, 0);
    public static readonly DateTimeOffset YearEnd = Tokyo(2026, 12, 30, 12, 0);
    public static readonly DateTimeOffset MonthEnd = Tokyo(2026, 1, 31, 12, 0);
    public static readonly DateTimeOffset LeapDay = Tokyo(2028, 2, 29, 12, 0);

    /// <summary>Thursday in Tokyo, still Wednesday in UTC.</summary>
    public static readonly DateTimeOffset BehindInUtc = Tokyo(2026, 6, 18, 8, 59);

    [Theory]
    [InlineData("今夜の当番どこですか", "6/17 Night")] // tonight
    [InlineData("今晩の看取り当番は", "6/17 Night")]
    [InlineData("こんやのとうばんのせんせいだれ", "6/17 Night")] // kana only
    [InlineData("ｺﾝﾔの当番", "6/17 Night")] // half-width kana
    [InlineData("コンヤノトウバン", "6/17 Night")] // katakana only
    [InlineData("今夜中に代わって", "6/17 Night")] // 中 is no further word
    [InlineData("今日の夜の往診当番", "6/17 Night")]
    [InlineData("きょうのよる だれ", "6/17 Night")]
    [InlineData("今日の当番むり", "6/17")]
    [InlineData("本日の当番出れません", "6/17")]
    [InlineData("きょうのとうばんはだれですか", "6/17")]
    [InlineData("ほんじつのとうばんい", "6/17")]
    [InlineData("今日の日中の当番", "6/17 Daytime")]
    [InlineData("今朝の当番", "6/17 Morning")]
    [InlineData("明日の当番", "6/18")]
    [InlineData("あしたのとうばんいは", "6/18")]
    [InlineData("ｱｼﾀ 当番誰", "6/18")] // half-width kana
    [InlineData("あすの当番", "6/18")]
    [InlineData("明朝の当番", "6/18 Morning")]
    [InlineData("明晩の当番", "6/18 Night")]
    [InlineData("明日の夜だけ代わりに待機して", "6/18 Night")]
    [InlineData("明日夜間の当番", "6/18 Night")] // no の
    [InlineData("あしたのよるのとうばん", "6/18 Night")]
    [InlineData("明後日の当番", "6/19")]
    [InlineData("あさっての昼", "6/19 Daytime")]
    [InlineData("しあさっての当番", "6/20")] // not あさって
    [InlineData("昨日の当番は誰でしたか", "6/16")] // who was
    [InlineData("きのうの当番", "6/16")]
    [InlineData("昨夜の当番だれ", "6/16 Night")]
    [InlineData("ゆうべの当番", "6/16 Night")]
    [InlineData("おとといの当番", "6/15")]
    [InlineData("今の当番は", "6/17 Now")]
    [InlineData("いま待機してくれとる先生は誰ね", "6/17 Now")]
    [InlineData("看取り当番いま誰や", "6/17 Now")]
    [InlineData("今どの先生が当番ですか", "6/17 Now")]
    [InlineData("当番の訪看さん誰?今かけていいの", "6/17 Now")]
    [InlineData("ただいまの当番", "6/17 Now")]
    [InlineData("現在の当番医", "6/17 Now")]
    [InlineData("今日いま誰が当番", "6/17 Now")] // one time, not two
    [InlineData("明日か明後日の当番", "6/18; 6/19")] // two times
    [InlineData("今日明日の当番", "6/17; 6/18")]
    public void RelativeDay_OnWednesday_IsTold(string text, string told) => Assert.Equal(told, Told(text, Noon));

    [Theory]
    [InlineData("土曜の当番", "6/20")]
    [InlineData("土曜日の当番の先生どなたですか", "6/20")]
    [InlineData("水曜の当番", "6/17")] // today counts
    [InlineData("火曜の当番", "6/23")] // yesterday was one
    [InlineData("土よう日のとうばん", "6/20")]
    [InlineData("どようびの当番", "6/20")]
    [InlineData("にちようのとうばん", "6/21")]
    [InlineData("日曜の昼の当番", "6/21 Daytime")]
    [InlineData("日曜当番の薬局", "6/21")]
    [InlineData("(土)の当番", "6/20")] // a letter in brackets
    [InlineData("（日）夜間の当番", "6/21 Night")] // full-width brackets
    [InlineData("月・火の当番", "6/22; 6/23")]
    [InlineData("月、水、金の夜の当番", "6/22 Night; 6/17 Night; 6/19 Night")] // the part is of all
    [InlineData("月水金の当番", "6/22; 6/17; 6/19")] // in the order of the week
    [InlineData("次の水曜の当番", "6/24")] // next is after today
    [InlineData("次の土曜の当番", "6/20")]
    [InlineData("今度の日曜の当番", "6/21")]
    [InlineData("こんどのにちようびの当番", "6/21")]
    [InlineData("今週の金曜", "6/19")]
    [InlineData("今週の月曜の当番は誰だった", "6/15")] // past
    [InlineData("先週の金曜の当番", "6/12")]
    [InlineData("来週の火曜", "6/23")]
    [InlineData("来週火曜の夜", "6/23 Night")]
    [InlineData("来週の日曜の当番", "6/28")] // a week ends on Sunday
    [InlineData("来週土曜の当番なんですが法事が入りました", "6/27")]
    [InlineData("再来週の水曜", "7/1")]
    [InlineData("らいしゅうのかようび", "6/23")]
    [InlineData("来週の月曜と水曜", "6/22; 6/24")] // the week is of both
    [InlineData("来週の水木の当番", "6/24; 6/25")]
    [InlineData("来週月～木の当番", "6/22-6/25")] // a span of letters
    [InlineData("再来週じゃなくて来週の水木", "6/24; 6/25")] // denied
    [InlineData("今週の当番", "6/15-6/21")]
    [InlineData("来週の当番表ほしい", "6/22-6/28")]
    [InlineData("再来週の当番", "6/29-7/5")]
    [InlineData("来週の夜の当番", "6/22-6/28 Night")]
    [InlineData("今月の当番表", "6/1-6/30")]
    [InlineData("来月 学会で4日間留守にします", "7/1-7/31")] // a duration is no day
    [InlineData("再来月の当番", "8/1-8/31")]
    [InlineData("先月の当番", "5/1-5/31")]
    [InlineData("12月の当番表", "12/1-12/31")]
    [InlineData("今週末の当番", "6/20-6/21")]
    [InlineData("週末の当番", "6/20-6/21")]
    [InlineData("来週末の当番", "6/27-6/28")]
    [InlineData("土日の当番の訪看ST教えて", "6/20-6/21")]
    [InlineData("土・日の当番", "6/20-6/21")]
    [InlineData("次の土日", "6/20-6/21")]
    [InlineData("来月の土日の待機", "7/4-7/5; 7/11-7/12; 7/18-7/19; 7/25-7/26")] // each of the month
    [InlineData("来月の日曜の夜", "7/5 Night; 7/12 Night; 7/19 Night; 7/26 Night")]
    [InlineData("今月の土曜", "6/20; 6/27")] // those still to come
    [InlineData("第2土曜の当番", "7/11")] // this month's is past
    [InlineData("来月の第1・第3日曜", "7/5; 7/19")]
    [InlineData("来月の最終金曜", "7/31")]
    [InlineData("週明けの当番", "6/22")]
    [InlineData("来週の当番、火曜だけ代わって", "6/23")] // the week holds for the day said later
    [InlineData("木曜の当番どなたか替わってください 今週です", "6/18")] // and for the one said before
    [InlineData("来週の夜間当番、火曜だけ", "6/23 Night")]
    [InlineData("来月の当番表の12日と26日を入れ替え", "7/12; 7/26")]
    [InlineData("来月の当番ですが5日から7日を代わって", "7/5-7/7")]
    [InlineData("今週の当番と来週の月曜と水曜", "6/15-6/21; 6/22; 6/24")] // a day with a week of its own keeps it
    [InlineData("土曜以外の当番", "")]
    [InlineData("土曜じゃなくて日曜", "6/21")]
    [InlineData("来週月曜から3日間不在", "6/22-6/24")] // a length counts from its day
    [InlineData("明日の夜から3日間", "6/18-6/20 Night")]
    [InlineData("土曜の夜の当番を日曜の昼と交換", "6/20 Night; 6/21 Daytime")]
    public void WeekOrWeekday_OnWednesday_IsTold(string text, string told) => Assert.Equal(told, Told(text, Noon));

    [Theory]
    [InlineData("祝日の当番医", "7/20")]
    [InlineData("次の祝日", "7/20")]
    [InlineData("今度の祝日の夜", "7/20 Night")]
    [InlineData("海の日の当番", "7/20")] // by name
    [InlineData("敬老の日の当番", "9/21")]
    [InlineData("こどもの日の当番", "2027/5/5")]
    [InlineData("日祝の当番ずっと続いててきつい", "6/21; 7/20")] // two kinds of day
    [InlineData("日曜・祝日の当番", "6/21; 7/20")]
    [InlineData("土日祝の当番", "6/20-6/21; 7/20")]
    [InlineData("休日の当番医", "6/21")] // the next Sunday or holiday
    [InlineData("来月の祝日", "7/20")]
    [InlineData("来週の祝日", "7/20")] // none then: the first after
    [InlineData("9月の祝日", "9/21; 9/22; 9/23")] // all of a month
    [InlineData("連休の当番", "7/18-7/20")]
    [InlineData("今度の連休中の当番医", "7/18-7/20")]
    [InlineData("9月の連休", "9/19-9/23")] // with 国民の休日
    [InlineData("大晦日の当番", "12/31")]
    [InlineData("大みそかの夜", "12/31 Night")]
    [InlineData("元日の当番医は", "2027/1/1")]
    [InlineData("元旦の当番", "2027/1/1")]
    [InlineData("お正月の当番医", "2027/1/1-2027/1/3")]
    [InlineData("三が日の当番", "2027/1/1-2027/1/3")]
    [InlineData("三ヶ日の当番", "2027/1/1-2027/1/3")] // the small ヶ
    [InlineData("年末年始の当番医", "12/29-2027/1/3")]
    [InlineData("今年の年末年始", "12/29-2027/1/3")]
    [InlineData("来年の正月", "2027/1/1-2027/1/3")]
    [InlineData("年末の看取り当番", "12/29-12/31")]
    [InlineData("お盆の当番医", "8/13-8/15")]
    [InlineData("おぼんのとうばん", "8/13-8/15")]
    [InlineData("お盆の14日の当番", "8/14")] // the day within
    [InlineData("お盆の土日", "8/15")] // what is within
    [InlineData("元日と2日の当番", "2027/1/1; 2027/1/2")]
    [InlineData("大晦日から三が日", "12/31-2027/1/3")]
    [InlineData("月曜の祝日", "7/20")]
    [InlineData("８月の祝日", "8/11")] // full-width
    [InlineData("連休の月曜", "7/20")]
    [InlineData("ゴールデンウィークの当番", "2027/4/29-2027/5/5")]
    [InlineData("ＧＷの当番", "2027/4/29-2027/5/5")]
    public void HolidayOrSeason_OnWednesday_IsTold(string text, string told) => Assert.Equal(told, Told(text, Noon));

    [Theory]
    [InlineData("今夜の当番", "6/19 Night")]
    [InlineData("明日の当番", "6/20")]
    [InlineData("土曜の当番", "6/20")]
    [InlineData("金曜の夜の当番", "6/19 Night")]
    [InlineData("今週末の当番", "6/20-6/21")]
    [InlineData("夜間の当番誰ですか", "6/19 Night")]
    [InlineData("深夜1時の当番", "6/19 Night 25:00")] // the night that has begun
    public void AnyTime_OnFridayNight_IsTold(string text, string told) => Assert.Equal(told, Told(text, FridayNight));

    [Theory]
    [InlineData("今夜の当番", "6/19 Night")] // the night still going on
    [InlineData("今晩の当番の先生は", "6/19 Night")]
    [InlineData("こんやのとうばん", "6/19 Night")]
    [InlineData("夜間の当番", "6/19 Night")]
    [InlineData("今夜3時の当番", "6/19 Night 27:00")]
    [InlineData("深夜2時の当番", "6/19 Night 26:00")]
    [InlineData("25時の当番", "6/19 25:00")]
    [InlineData("今夜9時の当番", "6/20 Night 21:00")] // the coming one
    [InlineData("今日の当番", "6/20")] // by the calendar
    [InlineData("今日の夜の当番", "6/20 Night")]
    [InlineData("明日の当番", "6/21")]
    [InlineData("昨夜の当番", "6/19 Night")] // began yesterday
    [InlineData("土曜の当番", "6/20")]
    [InlineData("いまの当番", "6/20 Now")]
    [InlineData("今夜から明日の朝まで", "6/19 Night")] // one night, and this one
    public void AnyTime_OnSaturdayEarly_IsTold(string text, string told) => Assert.Equal(told, Told(text, SaturdayEarly));

    [Theory]
    [InlineData("週末の当番", "6/21")] // what is left of it
    [InlineData("土日の当番", "6/21")]
    [InlineData("今週末の当番", "6/20-6/21")] // this week's, also what is past
    [InlineData("次の週末", "6/27-6/28")]
    [InlineData("来週末", "6/27-6/28")]
    [InlineData("日曜の当番", "6/21")]
    [InlineData("今度の日曜", "6/28")]
    [InlineData("今週の当番", "6/15-6/21")] // Sunday is its last day
    [InlineData("来週の月曜", "6/22")]
    [InlineData("土曜から月曜の当番", "6/20-6/22")] // going on
    public void AnyTime_OnSunday_IsTold(string text, string told) => Assert.Equal(told, Told(text, Sunday));

    [Theory]
    [InlineData(0, 0, "6/19 Night")] // midnight
    [InlineData(4, 59, "6/19 Night")]
    [InlineData(5, 0, "6/20 Night")] // the morning has begun
    [InlineData(23, 59, "6/20 Night")]
    public void Tonight_IsTheNightBeforeUntilFive(int hour, int minute, string told)
    {
        Assert.Equal(told, Told("今夜の当番", Tokyo(2026, 6, 20, hour, minute)));
        Assert.Equal(told, Told("夜間の当番", Tokyo(2026, 6, 20, hour, minute)));
        Assert.Equal("6/20", Told("今日の当番", Tokyo(2026, 6, 20, hour, minute)));
    }

    [Theory]
    [InlineData("今日の当番", "6/18")]
    [InlineData("明日の当番", "6/19")]
    [InlineData("木曜の当番", "6/18")]
    [InlineData("17日の当番", "7/17")] // past in Tokyo
    [InlineData("今夜の当番", "6/18 Night")]
    public void AnyTime_WhereUtcIsADayBehind_IsOfTokyo(string text, string told) => Assert.Equal(told, Told(text, BehindInUtc));

    /// <summary>「6/20 Night 21:00」; a span by its last day, several with "; ".</summary>
    public static string Told(string text, DateTimeOffset now) => string.Join("; ", JapaneseDates.Read(text, now, HolidayCalendar.ByRule).Select(time => Told(time, now.ToOffset(TimeSpan.FromHours(9)).Year)));

    private static string Told(AskedTime time, int year)
    {
        string span = time.Until == time.From.AddDays(1) ? Told(time.From, year) : $"{Told(time.From, year)}-{Told(time.Until.AddDays(-1), year)}";
        string part = time.Part == AskedPart.Any ? "" : $" {time.Part}";
        return time.Minute is { } minute ? string.Create(CultureInfo.InvariantCulture, $"{span}{part} {minute / 60}:{minute % 60:00}") : span + part;
    }

    private static string Told(DateOnly day, int year) => day.ToString(day.Year == year ? "M/d" : "yyyy/M/d", CultureInfo.InvariantCulture);

    private static DateTimeOffset Tokyo(int year, int month, int day, int hour, int minute) => new DateTimeOffset(year, month, day, hour, minute, 0, TimeSpan.FromHours(9)).ToUniversalTime();
}
