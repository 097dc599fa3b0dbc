using Xunit;
using Zaitaku.Bot.Covers;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage.Covers;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;
using static Zaitaku.Tests.Rota.RotaTown;

namespace Zaitaku.Tests.Covers;

/// <summary>Times of chasers, parts of duties, names, and short answers.</summary>
public sealed class CoverRulesTests
{
    private static readonly DateTimeOffset Start = At("2026-06-30", 17, 30);

    /// <summary>Before the start: when it is asked, and the next chaser.</summary>
    [Theory]
    [InlineData(40 * 24, 28 * 24)]
    [InlineData(28 * 24 + 7, 28 * 24)]
    [InlineData(28 * 24 + 6, 21 * 24)] // Six hours ago is too soon to ask again.
    [InlineData(28 * 24, 21 * 24)]
    [InlineData(8 * 24, 7 * 24)]
    [InlineData(3 * 24, 2 * 24)]
    [InlineData(2 * 24, 24)]
    [InlineData(25, 12)]
    [InlineData(13, 6)] // An hour ago is too soon, on the last day too.
    [InlineData(12, 6)]
    [InlineData(6, 3)]
    [InlineData(3, 1)]
    [InlineData(1, 0)]
    public void ChasersComeNearer_AsTheDutyDoes(int hoursBefore, int nextHoursBefore) =>
        Assert.Equal(Start.AddHours(-nextHoursBefore), CoverRules.NextChaseAt(Request(isSudden: false), Start.AddHours(-hoursBefore)));

    [Fact]
    public void ASuddenOne_RingsAfterAQuarter_AndOnUntilItsEnd()
    {
        CoverRequest request = Request(isSudden: true);
        DateTimeOffset now = Start.AddHours(-2);
        List<double> minutes = [];
        for (int step = 0; step < 40 && now < request.EndsAt; step++)
        {
            DateTimeOffset next = CoverRules.NextChaseAt(request, now);
            minutes.Add((next - now).TotalMinutes);
            request.ChaseStep++;
            now = next;
        }

        Assert.Equal([15, 15, 15, 30, 30, 60, 60], minutes.Take(7));
        Assert.Equal(request.EndsAt, now);
    }

    [Fact]
    public void WhereApprovalIsWaitedFor_NoDayPassesWithoutAWord()
    {
        CoverRequest request = Request(isSudden: false);
        request.State = CoverState.Taken;
        Assert.Equal(Start.AddDays(-9), CoverRules.NextChaseAt(request, Start.AddDays(-10)));
        Assert.Equal(Start.AddHours(-12), CoverRules.NextChaseAt(request, Start.AddHours(-20)));
        Assert.Equal(Start.AddHours(-1), CoverRules.NextChaseAt(request, Start.AddHours(-2)));
        Assert.Equal(Start, CoverRules.NextChaseAt(request, Start.AddMinutes(-10)));
    }

    [Theory]
    [InlineData("2026-06-29", 17, 29, false)]
    [InlineData("2026-06-29", 17, 30, true)] // 24 hours
    [InlineData("2026-06-30", 32, 29, true)] // its last minute
    [InlineData("2026-06-30", 32, 30, false)]
    public void SuddenIsWhatIsOn_OrBeginsWithinADay(string day, int hour, int minute, bool isSudden) =>
        Assert.Equal(isSudden, CoverRules.IsSudden(new CoverSpan(1, 1, Start, At("2026-06-30", 32, 30)), At(day, hour, minute)));

    [Theory]
    [InlineData("今日の夜だけ", 17, 33)] // of a day and a night
    [InlineData("18時から22時だけ", 18, 22)]
    [InlineData("18:30〜20:00", 18.5, 20)]
    [InlineData("22時半から翌6時", 22.5, 30)]
    [InlineData("1時から3時", 25, 27)] // after midnight of the night
    [InlineData("午前だけ", 9, 12)]
    [InlineData("お願いします", 9, 33)]
    [InlineData("9時から翌9時", 9, 33)] // all of it
    public void APart_IsReadFromTheWords(string words, double from, double until)
    {
        DutyStretch duty = new(1, 1, 1, At("2026-06-06", 9), At("2026-06-06", 33));
        IReadOnlyList<AskedTime> asked = JapaneseDates.Read(words, At("2026-06-06", 8), HolidayCalendar.ByRule);
        CoverSpan span = AskedCoverRules.SpanOf(duty, asked, CoverWords.HoursIn(words), At("2026-06-06", 8));
        Assert.Equal((At("2026-06-06", 0).AddHours(from), At("2026-06-06", 0).AddHours(until)), (span.StartsAt, span.EndsAt));
    }

    /// <summary>From Saturday noon to the end of Sunday, as some cities make it; hours of Saturday.</summary>
    [Theory]
    [InlineData("日曜の夜だけ代わって", 8, 41, 48)]
    [InlineData("土曜の夜だけ代わって", 8, 17, 33)]
    [InlineData("日曜の昼だけ", 8, 32, 41)]
    [InlineData("日曜の13時から17時", 8, 37, 41)]
    [InlineData("日曜の22時以降は出られません", 8, 46, 48)]
    [InlineData("日曜の10時まで行けません", 8, 12, 34)]
    [InlineData("今夜は無理です", 39, 41, 48)] // said on Sunday at 15:00
    [InlineData("今夜は無理です", 25, 17, 33)] // after midnight it is the night still going on
    [InlineData("今日の昼は無理です", 42, 12, 48)] // over: all that is left
    [InlineData("土日の当番無理です", 8, 12, 48)]
    public void OfADutyOfTwoDays_ThePartIsOnTheDayThatWasNamed(string words, int saidAt, int from, int until)
    {
        DutyStretch duty = new(1, 1, 1, At("2026-05-30", 12), At("2026-05-30", 48));
        DateTimeOffset now = At("2026-05-30", saidAt);
        CoverSpan span = AskedCoverRules.SpanOf(duty, JapaneseDates.Read(words, now, HolidayCalendar.ByRule), CoverWords.HoursIn(words), now);
        Assert.Equal((At("2026-05-30", from), At("2026-05-30", until)), (span.StartsAt, span.EndsAt));
    }

    [Theory]
    [InlineData(false, CoverKind.Cover, 17.5, 32.5, true)] // asked at leisure
    [InlineData(true, CoverKind.Cover, 17.5, 32.5, false)]
    [InlineData(true, CoverKind.Gift, 17.5, 32.5, true)]
    [InlineData(true, CoverKind.Cover, 18, 20, true)] // of a part
    public void AnEmergency_OvertakesWhatIsInItsWay(bool wasSudden, CoverKind kind, double from, double until, bool expected)
    {
        CoverRequest running = new() { StartsAt = At("2026-06-30", 0).AddHours(from), EndsAt = At("2026-06-30", 0).AddHours(until), IsSudden = wasSudden, Kind = kind };
        CoverSpan wanted = new(1, 1, Start, At("2026-06-30", 32, 30));
        Assert.Equal(expected, CoverRules.IsOvertaken(running, wanted, Start.AddHours(-2)));
        Assert.False(CoverRules.IsOvertaken(running, wanted, Start.AddDays(-3))); // no emergency
        running.State = CoverState.Taken;
        Assert.False(CoverRules.IsOvertaken(running, wanted, Start.AddHours(-2))); // somebody has promised
    }

    [Theory]
    [InlineData("土曜の当番を大森先生に代わってほしい", "")]
    [InlineData("土曜の当番を森先生に代わってほしい", "森 一郎")]
    [InlineData("6日森先生に代わってほしい", "森 一郎")]
    [InlineData("土曜の当番を山田先生に代わってほしい", "")] // no 田 of 田中
    [InlineData("土曜の当番を田中先生に代わってほしい", "田中一郎")]
    public void AFamilysName_IsNotTheEndOfALongerOne(string words, string names) =>
        Assert.Equal(names, string.Join(',', AskedCoverRules.Named([Holder("森 一郎"), Holder("田中一郎")], words).Select(holder => holder.Name)));

    [Theory]
    [InlineData("土曜を佐藤先生に", "佐藤 花子,佐藤 太郎")] // two of that name: asked by a button
    [InlineData("土曜を佐藤花子先生に", "佐藤 花子")]
    [InlineData("三木さんの10日と", "三木二郎")] // a name without a space
    [InlineData("みなと医院にお願いしたい", "みなと医院")]
    [InlineData("広瀬に頼んで", "")] // no word of respect: a place, perhaps
    [InlineData("先生に代わってほしい", "")]
    public void Somebody_IsKnownByTheirName(string words, string names)
    {
        DutyHolder[] holders = [Holder("佐藤 花子"), Holder("佐藤 太郎"), Holder("三木二郎"), Holder("みなと医院"), Holder("広瀬 一郎")];
        Assert.Equal(names, string.Join(',', AskedCoverRules.Named(holders, words).Select(holder => holder.Name)));
    }

    [Theory]
    [InlineData("引き受けます", "yes")]
    [InlineData("私が代わります。", "yes")]
    [InlineData("はい、代われますよ", "yes")]
    [InlineData("引受けます！", "yes")]
    [InlineData("できません", "no")]
    [InlineData("すみません、その日は無理です", "no")]
    [InlineData("申し訳ありません。代われません", "no")]
    [InlineData("やっぱり大丈夫です", "back")]
    [InlineData("交代の取り消し", "back")]
    [InlineData("当番の交代をキャンセルします", "back")]
    [InlineData("息ができません", "")] // never an answer
    [InlineData("父が息できません", "")]
    [InlineData("引き受けますが午前は無理です", "")]
    [InlineData("引き受けてくれる先生はいますか", "")]
    [InlineData("ﾃﾞｷﾏｾﾝ", "")]
    [InlineData("😀", "")]
    [InlineData("\ud83d", "")] // half a surrogate pair
    [InlineData("", "")]
    public void AShortAnswer_IsOneOnlyWhereNothingElseIsSaid(string words, string means) =>
        Assert.Equal(means, CoverWords.AnswerIn(words) switch { CoverAnswered.Takes or CoverAnswered.Yes => "yes", CoverAnswered.No or CoverAnswered.Refuses => "no", CoverAnswered.Back => "back", _ => "" });

    private static CoverRequest Request(bool isSudden) => new() { StartsAt = Start, EndsAt = Start.AddHours(15), IsSudden = isSudden };

    [Theory]
    [InlineData("今日むり", true)]
    [InlineData("熱が出て今夜の当番に行けません", true)]
    [InlineData("すみません、当番に入れなくなりました", true)]
    [InlineData("倒れました", true)]
    [InlineData("今夜出られへん", true)]
    [InlineData("今日は行けませんでした", false)] // yesterday's
    [InlineData("無理せず頑張ります", false)]
    [InlineData("今日むりかも", false)] // in doubt
    [InlineData("行けないときはどうすればいいですか", false)] // a question
    [InlineData("今夜の当番、代わってほしい", false)] // a wish: looked at before it is sent
    public void CannotCome_IsSaidForSure(string words, bool expected) => Assert.Equal(expected, Zaitaku.Bot.Covers.CoverWords.CannotCome(words));
}
