using System.Globalization;
using Xunit;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Time;

namespace Zaitaku.Tests.Meetings;

/// <summary>Questions after a meeting, and what may be shown of the answers.</summary>
public sealed class SurveyRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 20, 1, 0, 0, TimeSpan.Zero);

    private static SurveyQuestion Question(SurveyQuestionKind kind, string choices = "", string text = "内容はいかがでしたか") => new() { Order = 1, Text = text, Kind = kind, Choices = choices };

    private static SurveyAnswer[] Values(params int[] values) => [.. values.Select(value => new SurveyAnswer { Id = SurveyAnswer.RandomId(), Value = value })];

    [Theory]
    [InlineData(0, SurveyQuestionKind.Scale, "", "質問を1つは")]
    [InlineData(6, SurveyQuestionKind.Scale, "", "5つまで")]
    [InlineData(5, SurveyQuestionKind.Scale, "", "")]
    [InlineData(1, SurveyQuestionKind.Choice, "ある", "選択肢は")] // one is no choice
    [InlineData(1, SurveyQuestionKind.Choice, "ある\nある", "選択肢は")] // nor is one twice
    [InlineData(1, SurveyQuestionKind.Choice, "ある\r\nない", "")]
    [InlineData(1, SurveyQuestionKind.Choice, "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11", "選択肢は")]
    public void Problem_SaysWhatIsWrong(int count, SurveyQuestionKind kind, string choices, string problem)
    {
        string found = SurveyRules.Problem([.. Enumerable.Range(0, count).Select(_ => Question(kind, choices))]);
        Assert.True(problem.Length == 0 ? found.Length == 0 : found.Contains(problem), found);
    }

    [Fact]
    public void ResultOf_FewerThanFive_BreaksNothingDown()
    {
        SurveyQuestionResult few = SurveyRules.ResultOf(Question(SurveyQuestionKind.Scale), Values(5, 4, 1, 5));
        Assert.Equal((4, true, 0, null), (few.Answers, few.IsTooFew, few.Counts.Count, few.Average));
        SurveyQuestionResult words = SurveyRules.ResultOf(Question(SurveyQuestionKind.Words), [.. Enumerable.Range(0, 4).Select(at => new SurveyAnswer { Id = SurveyAnswer.RandomId(), Words = $"{at}" })]);
        Assert.Empty(words.Words);
    }

    [Fact]
    public void ResultOf_Five_IsCountedFromBestToPoorest()
    {
        SurveyQuestionResult result = SurveyRules.ResultOf(Question(SurveyQuestionKind.Scale), Values(5, 5, 4, 3, 1));
        Assert.Equal([2, 1, 1, 0, 1], result.Counts.Select(count => count.Count));
        Assert.Equal("とても良かった", result.Counts[0].Name);
        Assert.Equal(3.6, result.Average);
        SurveyQuestionResult choice = SurveyRules.ResultOf(Question(SurveyQuestionKind.Choice, "ある\nない"), Values(1, 1, 2, 1, 1));
        Assert.Equal([("ある", 4), ("ない", 1)], choice.Counts.Select(count => (count.Name, count.Count)));
    }

    [Theory]
    [InlineData(5, 0, false)] // all on paper: whoever typed them knows them anyway
    [InlineData(9, 1, true)] // the tenth is what is left
    [InlineData(4, 4, true)]
    [InlineData(1, 5, false)]
    public void ResultOf_WhatIsLeftWithoutThePaper_IsEnoughOrNothing(int paper, int page, bool tooFew)
    {
        SurveyAnswer[] answers = [.. Values([.. Enumerable.Repeat(5, page)]), .. Enumerable.Range(0, paper).Select(_ => new SurveyAnswer { Id = SurveyAnswer.RandomId(), InviteeId = SurveyAnswer.OnPaper, Value = 1 })];
        SurveyQuestionResult result = SurveyRules.ResultOf(Question(SurveyQuestionKind.Scale), answers);
        Assert.Equal((paper + page, tooFew, tooFew), (result.Answers, result.IsTooFew, result.Counts.Count == 0));
    }

    [Fact]
    public void ResultOf_Words_StandInAnOrderThatSaysNothingOfWhen()
    {
        string[] said = ["う", "あ", "お", "え", "い"];
        Assert.Equal(["あ", "い", "う", "え", "お"], SurveyRules.ResultOf(Question(SurveyQuestionKind.Words), [.. said.Select(words => new SurveyAnswer { Id = SurveyAnswer.RandomId(), Words = words })]).Words);
    }

    [Theory]
    [InlineData(null, null, false, false)] // not sent
    [InlineData(-1, 1, true, false)]
    [InlineData(-1, 0, false, true)] // the instant it closes
    public void OpenThenShown_NeverBoth(int? sentHours, int? closesHours, bool open, bool shown)
    {
        MeetingSurvey survey = new() { SentAt = sentHours is { } sent ? Now.AddHours(sent) : null, ClosesAt = closesHours is { } closes ? Now.AddHours(closes) : null };
        Assert.Equal((open, shown), (SurveyRules.IsOpen(survey, Now), SurveyRules.MayShow(survey, Now)));
    }

    [Theory]
    [InlineData("19:00", "20:30", "2026-05-19 20:30")]
    [InlineData("19:00", "21:00", "2026-05-19 21:00")]
    [InlineData("19:00", "21:01", "2026-05-20 09:00")]
    [InlineData("07:00", "08:30", "2026-05-19 09:00")]
    [InlineData("19:30", "", "2026-05-20 09:00")] // Two hours are guessed.
    [InlineData("23:00", "25:00", "2026-05-20 09:00")]
    public void GoesAt_TheEnd_OrAtAFriendlyHour(string start, string end, string goes)
    {
        Meeting meeting = new() { Title = "研修", StartsAt = At(start), EndsAt = end.Length == 0 ? null : At(end) };
        Assert.Equal(goes, OfficeTime.InTokyo(SurveyRules.GoesAt(meeting)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
        MeetingSurvey survey = new(), kept = new();
        kept.KeepBack(isByHand: true, At("12:00"));
        DateTimeOffset at = SurveyRules.GoesAt(meeting);
        Assert.Equal((false, true, false), (SurveyRules.GoesNow(survey, meeting, at.AddSeconds(-1)), SurveyRules.GoesNow(survey, meeting, at), SurveyRules.GoesNow(kept, meeting, at)));
        Assert.False(SurveyRules.GoesNow(survey, meeting, at + SurveyRules.LateMax));
        kept.KeepBack(isByHand: false, At("13:00"));
        Assert.True(SurveyRules.GoesNow(kept, meeting, at));
    }

    private static DateTimeOffset At(string clock) => OfficeTime.At(new DateOnly(2026, 5, 19), (int.Parse(clock[..2], CultureInfo.InvariantCulture) * 60) + int.Parse(clock[3..], CultureInfo.InvariantCulture));
}
