using Xunit;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Tests.Rota;

public sealed class DutyHoursTextTests
{
    [Theory]
    [InlineData("09:00～17:00", "540-1020")] // full-width tilde
    [InlineData("09:00〜17:00", "540-1020")] // wave dash
    [InlineData("09:00~17:00", "540-1020")] // as typed on a keyboard
    [InlineData("09:00-17:00", "540-1020")] // hyphen
    [InlineData("09:00－17:00", "540-1020")] // full-width hyphen
    [InlineData("09:00―17:00", "540-1020")] // long dash
    [InlineData("09:00ー17:00", "540-1020")] // the kana that looks like a dash
    [InlineData("９：００ ～ １７：００", "540-1020")] // full-width digits, spaces
    [InlineData("9:00:00~17:00:00", "540-1020")] // seconds, as a spreadsheet writes them
    [InlineData("8時30分から17時半まで", "510-1050")] // words
    [InlineData("8時30～17時", "510-1020")] // 分 left out
    [InlineData("9～12時", "540-720")] // 時 said once
    [InlineData("9時から正午", "540-720")] // noon
    [InlineData("正午～17時", "720-1020")] // from noon
    [InlineData("午前9時～午後5時", "540-1020")] // halves of the day
    [InlineData("午後0時～午後5時30分", "720-1050")] // noon by its hour
    [InlineData("17:30～翌08:30", "1050-1950")] // over midnight
    [InlineData("17:30～翌朝8時", "1050-1920")] // next morning
    [InlineData("17:30～翌日の8:30", "1050-1950")] // next day in full
    [InlineData("08:30～翌々日8:30", "510-3390")] // two nights
    [InlineData("翌0:00～翌8:30", "1440-1950")] // the small hours after that day
    [InlineData("翌0:00～8:30", "1440-1950")] // 翌 said once
    [InlineData("0:00～24:00", "0-1440")] // to midnight
    [InlineData("17:30～25:30", "1050-1530")] // hours past 24
    [InlineData("25:00～28:00", "1500-1680")] // both past 24
    [InlineData("17:30～8:30", "1050-1950")] // an end before its start is the next day's
    [InlineData("22:00～0:00", "1320-1440")] // to midnight, written as 0
    [InlineData("8:30～8:30", "510-1950")] // equal: 24 hours
    [InlineData("9:00～翌9:00", "540-1980")] // 24 hours, said
    [InlineData("終日", "0-1440")] // the calendar day
    [InlineData("24時間", "0-1440")] // the same
    [InlineData("0:00～168:00", "0-10080")] // seven days, the longest
    [InlineData("09:00～12:00 / 14:00～17:00", "540-720 840-1020")] // two half-days
    [InlineData("08:30～17:15 / 22:30～翌08:30", "510-1035 1350-1950")] // day and night without the evening
    [InlineData("9:00～12:00／14:00～17:00", "540-720 840-1020")] // full-width slash
    [InlineData("9:00～12:00・14:00～17:00", "540-720 840-1020")] // middle dot
    [InlineData("9:00～12:00、14:00～17:00", "540-720 840-1020")] // comma
    [InlineData("9:00～12:00，14:00～17:00", "540-720 840-1020")] // full-width comma
    [InlineData("9:00～12:00\n14:00～17:00", "540-720 840-1020")] // line break in the cell
    [InlineData("14:00～17:00 / 9:00～12:00", "840-1020 540-720")] // not in order
    [InlineData("昼 8:30～17:30 / 夜 17:30～翌8:30", "510-1050 1050-1950")] // words that fit their times
    [InlineData("（昼）8:30～17:30（夜）17:30～翌8:30", "510-1050 1050-1950")] // in brackets, nothing between
    [InlineData("深夜0:00～朝8:00", "0-480")] // at both ends
    public void TryRead_HoursAsWritten_GivesMinutes(string text, string minutes)
    {
        Assert.True(DutyHoursText.TryRead(text, out IReadOnlyList<DutyHours> spans, out string problem), problem);
        Assert.Equal(("", minutes), (problem, string.Join(' ', spans.Select(span => $"{span.StartMinute}-{span.EndMinute}"))));
    }

    [Theory]
    [InlineData("", "書かれていません")]
    [InlineData("　", "書かれていません")] // a full-width space
    [InlineData("昼", "だけでは")] // no time
    [InlineData("夜間", "だけでは")]
    [InlineData("昼・夜", "だけでは")]
    [InlineData("夜8:00～翌8:00", "読めません")] // eight in the evening or in the morning?
    [InlineData("午後12時～午後5時", "読めません")] // noon to some, midnight to others
    [InlineData("17:30から", "読めません")] // no end
    [InlineData("～17:30", "読めません")] // no start
    [InlineData("9～17", "読めません")] // hours, or days, or numbers
    [InlineData("9:60～17:00", "読めません")] // no such minute
    [InlineData("9:00～170:000", "読めません")]
    [InlineData("9:00～17:00（受付16:30まで）", "読めません")] // more than was understood
    [InlineData("9:00～12:00 / 要確認", "読めません")] // never half
    [InlineData("平日9:00～17:00", "読めません")] // a condition on the day
    [InlineData("0.375", "読めません")] // one number is no span
    [InlineData("9:00:30～17:00", "読めません")] // seconds
    [InlineData("///", "読めません")]
    [InlineData("翌9:00～翌8:00", "前です")] // both said, and the wrong way round
    [InlineData("0:00～169:00", "長すぎます")] // over seven days
    [InlineData("49:00～50:00", "翌日のうち")] // that is another day's duty
    [InlineData("9:00～12:00 / 11:00～13:00", "重なり")]
    [InlineData("0-1時 1-2時 2-3時 3-4時 4-5時 5-6時 6-7時", "多すぎます")] // seven spans
    public void TryRead_WordsThatSayNoHours_SaysWhy(string text, string problem)
    {
        Assert.False(DutyHoursText.TryRead(text, out _, out string said));
        Assert.Contains(problem, said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("17:30", "翌08:30", false, "1050-1950")] // as the city has it
    [InlineData("8時半から", "～17時まで", false, "510-1020")] // joining words left in the cells
    [InlineData("17:30", "8:30", false, "1050-1950")]
    [InlineData("0.729166666666667", "0.354166666666667", true, "1050-1950")] // times of a workbook
    [InlineData("0.7291", "0.3541", true, "1050-1950")] // rounded to the minute
    [InlineData("6.25E-2", "0.5", true, "90-720")] // as Excel stores 1:30
    [InlineData("0", "1", true, "0-1440")] // 0:00 and 24:00
    [InlineData("0.375", "0", true, "540-1440")] // to midnight
    [InlineData("0.729166666666667", "1.35416666666667", true, "1050-1950")] // 32:30 in a workbook
    [InlineData("0.375", "翌8:30", true, "540-1950")] // a number and words
    public void TryRead_StartAndEnd_GivesMinutes(string start, string end, bool isSheet, string minutes)
    {
        Assert.True(DutyHoursText.TryRead(start, end, isSheet, out DutyHours span, out string problem), problem);
        Assert.Equal(minutes, $"{span.StartMinute}-{span.EndMinute}");
    }

    [Theory]
    [InlineData("", "", false)]
    [InlineData("9:00", "", false)] // no end
    [InlineData("", "17:00", false)] // no start
    [InlineData("9", "17", false)] // hours or anything
    [InlineData("9", "17", true)] // days, to a workbook
    [InlineData("1", "2", true)] // 24:00 is no start
    [InlineData("0.375", "0.75", false)] // numbers of a workbook in a text file
    [InlineData("0.375", "46167.75", true)] // a day and a time
    [InlineData("9:00～12:00", "17:00", false)] // a span where a time belongs
    [InlineData("-0.5", "0.5", true)]
    public void TryRead_StartAndEndThatAreNotBothTimes_IsAProblem(string start, string end, bool isSheet)
    {
        Assert.False(DutyHoursText.TryRead(start, end, isSheet, out _, out string problem));
        Assert.Contains("時間", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void TryRead_AVeryLongCell_IsAProblemAndShort()
    {
        string text = string.Concat(Enumerable.Repeat("9:00～", 100_000));
        Assert.False(DutyHoursText.TryRead(text, out _, out string problem));
        Assert.False(DutyHoursText.TryRead(text, text, isSheet: true, out _, out string pair));
        Assert.True(problem.Length < 120 && pair.Length < 120);
    }

    [Theory]
    [InlineData(20260525)]
    [InlineData(20251231)]
    public void TryRead_AStormOfPieces_GivesSoundSpansOrSaysWhy(int seed)
    {
        string[] pieces = ["翌", "翌々日", "朝", "夜", "午後", "正午", "終日", "24時間", "8:30", "17時", "17時半", "0:00", "24:00", "25:30", "９時", "99", "999:59", "～", "～", "から", "まで", "-", "／", "・", "、", " ", "\n", "(", "）", ":", "分", "0.5", "\uD83D", "?"];
        Random random = new(seed);
        int read = 0;
        for (int round = 0; round < 20_000; round++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => pieces[random.Next(pieces.Length)]));
            if (!DutyHoursText.TryRead(text, out IReadOnlyList<DutyHours> spans, out string problem))
            {
                Assert.True(problem.Length is > 0 and < 120, text);
                continue;
            }

            read++;
            Assert.True(problem.Length == 0 && spans.Count is > 0 and <= DutyHoursText.SpansMax, text);
            Assert.All(spans, span => Assert.True(span.StartMinute is >= 0 and < 2880 && span.EndMinute > span.StartMinute && span.EndMinute - span.StartMinute <= 10_080, text));
            Assert.Equal(spans.Sum(span => span.EndMinute - span.StartMinute), Enumerable.Range(0, 14_000).Count(minute => spans.Any(span => span.StartMinute <= minute && minute < span.EndMinute)));
        }

        Assert.True(read > 100, $"{read} of the storm said something.");
    }

    [Fact]
    public void TryRead_EveryMinuteOfADay_ComesBackAsWritten()
    {
        for (int minute = 0; minute < 1440; minute++)
        {
            (int end, string clock) = ((minute * 7) % 1440, $"{minute / 60}:{minute % 60:00}");
            Assert.True(DutyHoursText.TryRead($"{clock}～翌{end / 60:00}:{end % 60:00}", out IReadOnlyList<DutyHours> spans, out string problem), problem);
            Assert.Equal(new DutyHours(minute, 1440 + end), Assert.Single(spans));
            string fraction = (minute / 1440.0).ToString("R", System.Globalization.CultureInfo.InvariantCulture);
            Assert.True(DutyHoursText.TryRead(fraction, "翌々日0:00", isSheet: true, out DutyHours span, out problem), problem);
            Assert.Equal(minute, span.StartMinute);
        }
    }
}
