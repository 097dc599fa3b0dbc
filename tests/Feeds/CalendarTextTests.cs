using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;
using Zaitaku.Bot.Feeds;
using Zaitaku.Storage.Time;

namespace Zaitaku.Tests.Feeds;

/// <summary>What is written, line by line, and what two parsers that are not ours read of it.</summary>
public sealed class CalendarTextTests
{
    private static readonly DateTimeOffset Changed = new(2026, 3, 20, 1, 2, 3, TimeSpan.Zero);

    private static DateTimeOffset Tokyo(int month, int day, int hour, int minute = 0) => OfficeTime.At(new DateOnly(2026, month, day), hour * 60 + minute);

    private static CalendarEvent Duty(string uid = "duty-1", string summary = "当番医") =>
        new() { Uid = uid, Summary = summary, StartsAt = Tokyo(4, 1, 17, 30), EndsAt = Tokyo(4, 2, 8, 30), ChangedAt = Changed };

    private static string TextOf(params CalendarEvent[] events) => CalendarText.Of(new CalendarFeed("当番", "", events));

    /// <summary>The physical lines of one property, with their folds.</summary>
    private static string[] LinesOf(string text, string name)
    {
        string[] lines = text.Split("\r\n");
        int first = Array.FindIndex(lines, line => line.StartsWith(name + ":", StringComparison.Ordinal));
        return [lines[first], .. lines.Skip(first + 1).TakeWhile(line => line.StartsWith(' '))];
    }

    private static async Task<ReadCalendar> ReadAsync(CalendarFeed feed)
    {
        CalendarJudge.Require();
        ReadCalendar read = Assert.Single(await CalendarJudge.ReadAsync(CalendarText.Of(feed)));
        Assert.Empty(read.Problems);
        return read;
    }

    [Fact]
    public void Of_OneDuty_IsTheseLines()
    {
        string text = CalendarText.Of(new CalendarFeed("山田医師の当番", "拠点の当番表", [Duty() with { Sequence = 2, Location = "鶴岡", AlarmBefore = TimeSpan.FromHours(1) }]));
        Assert.Equal([
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Zaitaku//Zaitaku.Bot//JA", "CALSCALE:GREGORIAN", "NAME:山田医師の当番", "X-WR-CALNAME:山田医師の当番",
            "DESCRIPTION:拠点の当番表", "X-WR-CALDESC:拠点の当番表", "REFRESH-INTERVAL;VALUE=DURATION:PT15M", "X-PUBLISHED-TTL:PT15M", "X-WR-TIMEZONE:Asia/Tokyo",
            "BEGIN:VTIMEZONE", "TZID:Asia/Tokyo", "X-LIC-LOCATION:Asia/Tokyo", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZNAME:JST", "TZOFFSETFROM:+0900", "TZOFFSETTO:+0900",
            "END:STANDARD", "END:VTIMEZONE",
            "BEGIN:VEVENT", "UID:duty-1", "DTSTAMP:20260320T010203Z", "LAST-MODIFIED:20260320T010203Z", "SEQUENCE:2", "DTSTART;TZID=Asia/Tokyo:20260401T173000",
            "DTEND;TZID=Asia/Tokyo:20260402T083000", "SUMMARY:当番医", "LOCATION:鶴岡", "STATUS:CONFIRMED",
            "BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:当番医", "TRIGGER:-PT60M", "END:VALARM", "END:VEVENT", "END:VCALENDAR", ""], text.Split("\r\n"));
    }

    [Theory]
    [InlineData(64, "あ", 75, 0)] // "SUMMARY:" and 64 letters are 72 octets: a letter of three ends exactly at 75.
    [InlineData(65, "あ", 73, 4)] // It would end at 76.
    [InlineData(66, "あ", 74, 4)] // Only its first octet would fit.
    [InlineData(67, "あ", 75, 4)] // None would.
    [InlineData(63, "🏥", 75, 0)] // Four octets, two UTF-16 units.
    [InlineData(64, "🏥", 72, 5)] // The fold would part the pair.
    [InlineData(66, "🏥", 74, 5)]
    [InlineData(65, ",", 75, 0)] // Escaped, so two octets.
    [InlineData(66, ",", 74, 3)] // The backslash alone would fit.
    [InlineData(66, "\\", 74, 3)]
    [InlineData(66, "x", 75, 0)] // Exactly full.
    [InlineData(67, "x", 75, 2)]
    public void Of_LetterAtTheFold_IsNotParted(int before, string letter, int firstOctets, int secondOctets)
    {
        string[] lines = LinesOf(TextOf(Duty(summary: new string('a', before) + letter)), "SUMMARY");
        Assert.Equal(firstOctets, Encoding.UTF8.GetByteCount(lines[0]));
        Assert.Equal(secondOctets, lines.Skip(1).Sum(Encoding.UTF8.GetByteCount));
    }

    [Theory]
    [InlineData("a,b;c", @"a\,b\;c")]
    [InlineData(@"C:\next", @"C:\\next")] // A backslash and an n are no line break.
    [InlineData(@"end\", @"end\\")]
    [InlineData("\"10:00\"", "\"10:00\"")] // Quotes and colons mean nothing in a value.
    [InlineData("一\r\n二\r三\n四\u2028五\u2029六\u0085七\f八\v九", @"一\n二\n三\n四\n五\n六\n七\n八\n九")] // Every kind of line break.
    [InlineData("a\n\n\nb", @"a\n\n\nb")]
    [InlineData("\0a\u0007b\u001b\u007fc\u009dd", "abcd")] // Controls, also the upper ones.
    [InlineData("a\tb", "a b")]
    [InlineData(" \u3000\r\n a \n", "a")]
    [InlineData("END:VEVENT\r\nEND:VCALENDAR\r\n", @"END:VEVENT\nEND:VCALENDAR")] // An intruder.
    [InlineData("👩‍⚕️と㍿", "👩‍⚕️と㍿")]
    public void Of_Description_IsEscaped(string description, string expected) =>
        Assert.Equal(["DESCRIPTION:" + expected], LinesOf(TextOf(Duty() with { Description = description }), "DESCRIPTION"));

    [Fact]
    public void Of_HalfAPair_IsTheReplacementLetter()
    {
        string[] rows = ["a\ud83d", "a\udc00", "a\udc00\ud83d"]; // A high one, a low one, both in the wrong order.
        string[] texts = [.. rows.Select(row => LinesOf(TextOf(Duty(summary: row)), "SUMMARY")[0])];
        Assert.Equal(["SUMMARY:a\ufffd", "SUMMARY:a\ufffd", "SUMMARY:a\ufffd\ufffd"], texts);
    }

    [Theory]
    [InlineData("", "（無題）")]
    [InlineData("\0\n ", "（無題）")] // Nothing is left of it.
    [InlineData("夜間\r\n当番", "夜間 当番")] // A title has one line.
    public void Of_Title_IsOneLineAndNeverEmpty(string summary, string expected) => Assert.Equal(["SUMMARY:" + expected], LinesOf(TextOf(Duty(summary: summary)), "SUMMARY"));

    [Fact]
    public void Of_EmptyTexts_HaveNoLine() => Assert.DoesNotContain(TextOf(Duty() with { Description = "\n", Location = " " }).Split("\r\n"), line => Regex.IsMatch(line, "^(DESCRIPTION|LOCATION|X-WR-CALDESC)"));

    [Fact]
    public void Of_LongSummary_IsCutBetweenLetters()
    {
        const string Family = "👨‍👩‍👧"; // Eight units, one letter.
        string summary = string.Concat(LinesOf(TextOf(Duty(summary: string.Concat(Enumerable.Repeat(Family, 40)))), "SUMMARY").Select((line, at) => at == 0 ? line["SUMMARY:".Length..] : line[1..]));
        Assert.Equal(string.Concat(Enumerable.Repeat(Family, 24)) + "…", summary);
        Assert.EndsWith("SUMMARY:" + new string('a', 67), LinesOf(TextOf(Duty(summary: new string('a', CalendarEvent.SummaryLengthMax))), "SUMMARY")[0], StringComparison.Ordinal);
        Assert.DoesNotContain("…", TextOf(Duty(summary: new string('a', CalendarEvent.SummaryLengthMax))), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_EqualFeeds_AreEqualBytes_InAnyOrderAndCulture()
    {
        CalendarEvent[] events = [Duty("a"), Duty("b"), Duty("c") with { StartsAt = Tokyo(3, 31, 0) }, CalendarEvent.OfDays("d", "連休", new DateOnly(2026, 4, 29), new DateOnly(2026, 5, 5), Changed)];
        string text = TextOf(events);
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("th-TH"); // Its year is 2569.
            Assert.Equal(text, TextOf([.. events.Reverse()]));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.NotEqual(text, TextOf([Duty("a") with { ChangedAt = Changed.AddSeconds(1) }, .. events[1..]]));
    }

    public static TheoryData<string, CalendarEvent> Refused => new()
    {
        { "empty id", Duty("") },
        { "space in the id", Duty("duty 1") },
        { "Japanese id", Duty("当番") },
        { "line break in the id", Duty("a\r\nX:1") },
        { "long id", Duty(new string('a', CalendarEvent.UidLengthMax + 1)) },
        { "sequence below 0", Duty() with { Sequence = -1 } },
        { "no length", Duty() with { EndsAt = Tokyo(4, 1, 17, 30) } },
        { "less than the second that is written", Duty() with { EndsAt = Tokyo(4, 1, 17, 30).AddMilliseconds(999) } },
        { "backwards", Duty() with { EndsAt = Tokyo(4, 1, 17) } },
        { "time never set", Duty() with { StartsAt = default } },
        { "change never set", Duty() with { ChangedAt = default } },
        { "for ever", Duty() with { EndsAt = DateTimeOffset.MaxValue } },
        { "a day from 9:00 in Tokyo, midnight in UTC", Duty() with { IsAllDay = true, StartsAt = Tokyo(4, 1, 9), EndsAt = Tokyo(4, 2, 9) } },
        { "alarm after the start", Duty() with { AlarmBefore = TimeSpan.FromMinutes(-1) } },
        { "alarm too early", Duty() with { AlarmBefore = CalendarEvent.AlarmBeforeMax + TimeSpan.FromMinutes(1) } },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Of_EventOutOfItsLimits_Throws(string edge, CalendarEvent one) =>
        Assert.True(Record.Exception(() => TextOf(one)) is ArgumentException { ParamName: "feed" }, edge);

    [Fact]
    public void Of_TwoOfOneIdOrTooMany_Throws()
    {
        Assert.Contains("taken", Assert.Throws<ArgumentException>(() => TextOf(Duty(), Duty())).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => TextOf([.. Enumerable.Range(0, CalendarFeed.EventsMax + 1).Select(at => Duty($"d-{at}"))]));
    }

    [SkippableFact]
    public async Task Read_EmptyFeed_IsValid()
    {
        ReadCalendar read = await ReadAsync(new CalendarFeed("", "", []));
        Assert.Empty(read.Events);
        Assert.Equal(("（無題）", "（無題）", "", "", 900), (read.Name, read.ShownName, read.Description, read.Method, read.RefreshSeconds));
    }

    [SkippableFact]
    public async Task Read_Times_AreThoseOfTokyo()
    {
        ReadCalendar read = await ReadAsync(new CalendarFeed("当番, 夜", "a;b\n\\", [
            Duty("night"), // Over midnight.
            Duty("newyear") with { StartsAt = Tokyo(12, 31, 8, 30), EndsAt = Tokyo(12, 31, 8, 30).AddHours(36) }, // Over two nights and a year.
            Duty("dawn") with { StartsAt = Tokyo(4, 2, 8, 59), EndsAt = Tokyo(4, 2, 9) }, // Still yesterday in UTC.
            Duty("offset") with { StartsAt = new DateTimeOffset(2026, 4, 3, 0, 0, 0, TimeSpan.FromHours(-5)), EndsAt = Tokyo(4, 3, 20) }, // Not given in UTC.
            CalendarEvent.OfDays("day", "祝日当番", new DateOnly(2026, 4, 29), new DateOnly(2026, 4, 29), Changed),
            CalendarEvent.OfDays("days", "連休", new DateOnly(2028, 2, 28), new DateOnly(2028, 3, 1), Changed)])); // Over a leap day.
        Dictionary<string, (string, string, bool)> expected = new()
        {
            ["night"] = ("2026-04-01T08:30:00.000Z", "2026-04-01T23:30:00.000Z", false),
            ["newyear"] = ("2026-12-30T23:30:00.000Z", "2027-01-01T11:30:00.000Z", false),
            ["dawn"] = ("2026-04-01T23:59:00.000Z", "2026-04-02T00:00:00.000Z", false),
            ["offset"] = ("2026-04-03T05:00:00.000Z", "2026-04-03T11:00:00.000Z", false),
            ["day"] = ("2026-04-29", "2026-04-30", true),
            ["days"] = ("2028-02-28", "2028-03-02", true),
        };
        Assert.Equal(expected, read.Events.ToDictionary(one => one.Uid, one => (one.StartsAt, one.EndsAt, one.IsAllDay)));
        Assert.Equal(expected, read.Second.ToDictionary(one => one.Uid, one => (one.StartsAt, one.EndsAt, one.IsAllDay)));
        Assert.All(read.Events, one => Assert.Equal((one.IsAllDay ? "floating" : "Asia/Tokyo", "2026-03-20T01:02:03.000Z", "2026-03-20T01:02:03.000Z"), (one.Zone, one.Stamp, one.ChangedAt)));
        Assert.Equal(("当番, 夜", "当番, 夜", "a;b\n\\"), (read.Name, read.ShownName, read.Description));
    }

    [SkippableFact]
    public async Task Read_Cancelled_SaysSoInWords_AndAlarmsAreKept()
    {
        ReadCalendar read = await ReadAsync(new CalendarFeed("当番", "", [
            Duty("off") with { IsCancelled = true, Sequence = 3, AlarmBefore = TimeSpan.FromHours(1) },
            Duty("on") with { Sequence = int.MaxValue, AlarmBefore = TimeSpan.FromDays(28) },
            Duty("soon") with { AlarmBefore = TimeSpan.Zero }]));
        Assert.Equal(
            [("off", "【取消】当番医", "CANCELLED", "TRANSPARENT", 3, ""), ("on", "当番医", "CONFIRMED", "", int.MaxValue, "-2419200"), ("soon", "当番医", "CONFIRMED", "", 0, "0")],
            read.Events.Select(one => (one.Uid, one.Summary, one.Status, one.Transparency, one.Sequence, string.Join(',', one.AlarmSeconds))));
        Assert.Equal(["", "当番医", "当番医"], read.Events.Select(one => one.AlarmText));
    }

    [SkippableFact]
    public async Task Read_LongTexts_ComeBackWhole_OrCutAtTheirMaximum()
    {
        string[] rows = [
            new('あ', 10_000), // Too long.
            new(',', 10_000), // Twice as long when escaped.
            new('あ', 8_000),
            string.Concat(Enumerable.Repeat("🏥\n", 2_666)), // Folds before, in and after pairs and escapes.
            string.Join(' ', Enumerable.Repeat("a", 4_000))]; // Folds before and after spaces, of which one belongs to the fold.
        ReadCalendar read = await ReadAsync(new CalendarFeed("長文", "", [.. rows.Select((row, at) => Duty($"long-{at}") with { Description = row })]));
        string[] expected = [.. rows.Select(row => row.Length > 8_000 ? row[..7_999] + "…" : row.Trim())];
        Assert.Equal(expected, read.Events.Select(one => one.Description));
        Assert.Equal(expected, read.Second.Select(one => one.Description));
    }

    [SkippableFact]
    public async Task Read_AnyText_ComesBackAsItWas()
    {
        CalendarEvent[] events = [.. NastyTexts.Events(seed: 5545, count: 600)];
        ReadCalendar read = await ReadAsync(new CalendarFeed("何でも", "", events));
        string[] expected = [.. events.SelectMany(one => new[] { NastyTexts.Clean(one.Summary, " ", "（無題）"), NastyTexts.Clean(one.Description, "\n", ""), NastyTexts.Clean(one.Location, " ", "") })];
        Assert.Equal(expected, read.Events.SelectMany(one => new[] { one.Summary, one.Description, one.Location }));
        (string Expected, string Read)[] plain = [.. expected.Zip(read.Second.SelectMany(one => new[] { one.Summary, one.Description, one.Location })).Where(pair => !NastyTexts.IsTooMuchForTheSecond(pair.First))];
        Assert.True(plain.Length > 500, $"only {plain.Length} texts for the second parser");
        Assert.All(plain, pair => Assert.Equal(pair.Expected, pair.Read));
    }

    [SkippableFact]
    public async Task Read_AYearOfDuties_HasThemAllInOrder()
    {
        CalendarEvent[] events = [.. Enumerable.Range(0, 365).Select(day => Duty($"duty-{day:000}", $"{day + 1}日目の当番") with { StartsAt = Tokyo(4, 1, 17, 30).AddDays(day), EndsAt = Tokyo(4, 2, 8, 30).AddDays(day) })];
        ReadCalendar read = await ReadAsync(new CalendarFeed("令和8年度", "", [.. events.Reverse()]));
        Assert.Equal(events.Select(one => (one.Uid, one.Summary, one.StartsAt, one.EndsAt)),
            read.Events.Select(one => (one.Uid, one.Summary, DateTimeOffset.Parse(one.StartsAt, CultureInfo.InvariantCulture), DateTimeOffset.Parse(one.EndsAt, CultureInfo.InvariantCulture))));
        Assert.Equal(read.Events.Select(one => (one.Uid, one.StartsAt, one.EndsAt)), read.Second.Select(one => (one.Uid, one.StartsAt, one.EndsAt)));
    }

    /// <summary>A judge that passes everything proves nothing.</summary>
    [SkippableFact]
    public async Task Judge_SeesWhatIsForbidden()
    {
        CalendarJudge.Require();
        string good = TextOf(Duty("one"), Duty("two"));
        string[] bad = [
            good.Replace("\r\nSUMMARY", "\nSUMMARY", StringComparison.Ordinal), // A line end that is none.
            good.Replace("当番医", new string('あ', 25), StringComparison.Ordinal), // 83 octets.
            good.Replace("UID:two", "UID:one", StringComparison.Ordinal),
            good.Replace("DTSTAMP:20260320T010203Z\r\n", "", StringComparison.Ordinal),
            good.Replace("TZID:Asia/Tokyo\r\nX", "TZID:Asia/Seoul\r\nX", StringComparison.Ordinal), // Its zone is not there.
            good.Replace("DTEND;TZID=Asia/Tokyo:20260402", "DTEND;TZID=Asia/Tokyo:20260401", StringComparison.Ordinal),
            good.Replace("END:STANDARD", "END:DAYLIGHT", StringComparison.Ordinal),
            good.Replace("当番医", "当\u0007番医", StringComparison.Ordinal),
            Regex.Replace(good, "BEGIN:VTIMEZONE.*END:VEVENT\r\n", "", RegexOptions.Singleline), // Nothing in it.
            good[..^20]];
        IReadOnlyList<ReadCalendar> read = await CalendarJudge.ReadAsync([good, .. bad]);
        Assert.Empty(read[0].Problems);
        Assert.Equal(bad.Length, read.Skip(1).Count(one => one.Problems.Count > 0));
    }
}

/// <summary>Texts from a seed, of pieces that calendars stumble over.</summary>
file static class NastyTexts
{
    private static readonly string[] Pieces = [
        "当番", "a", "ｶﾅ", "が", "か\u3099", "é", "🏥", "👩‍⚕️", "🇯🇵", "\ud83d", "\udc00", ",", ";", ":", "\"", "\\", "\\n", "\\,", "=", "^n", "%0D%0A", "TZID=", " ", "\u3000", "\t",
        "\r\n", "\r", "\n", "\v", "\f", "\u0085", "\u2028", "\u2029", "\0", "\u0007", "\u007f", "\u009f", "\ufeff", "\u200b", "\u202e", "\uffff", "BEGIN:VEVENT", "\r\nEND:VEVENT\r\n"];

    public static IEnumerable<CalendarEvent> Events(int seed, int count)
    {
        Random chance = new(seed);
        string Text(int max) => string.Concat(Enumerable.Range(0, chance.Next(max)).Select(_ => Pieces[chance.Next(Pieces.Length)]));
        DateTimeOffset start = OfficeTime.At(new DateOnly(2026, 4, 1), 0);
        return Enumerable.Range(0, count).Select(at => new CalendarEvent
        {
            Uid = $"n-{at:0000}", Summary = Text(14), Description = Text(120), Location = Text(14), StartsAt = start.AddHours(at), EndsAt = start.AddHours(at + 1), ChangedAt = start,
        });
    }

    /// <summary>The rule said again, in other words than the product's.</summary>
    public static string Clean(string text, string lineBreak, string whenEmpty)
    {
        string lines = Regex.Replace(text, "\r\n|[\r\n\v\f\u0085\u2028\u2029]", lineBreak);
        string whole = Regex.Replace(lines, @"[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]", "\ufffd");
        string clean = Regex.Replace(whole, @"[\p{Cc}-[\n\t]]", "").Replace('\t', ' ').Trim();
        return clean.Length == 0 ? whenEmpty : clean;
    }

    /// <summary>It takes <c>\\n</c> for a line break and drops quotes (its source says so).</summary>
    public static bool IsTooMuchForTheSecond(string text) => text.Contains('\\') || text.Contains('"');
}
