using Xunit;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Unanswered;
using Zaitaku.Tests.Turns;

namespace Zaitaku.Tests.KeptNotes;

/// <summary>Words kept for the coordinators: never acknowledged as if someone had read them.</summary>
public sealed class KeptNotesStory
{
    [Theory]
    [InlineData("今朝から38度の熱、食事半分", Intents.Observation, NoteKind.Observation)]
    [InlineData("無事です、停電しています", Intents.ReportSafety, NoteKind.Safety)]
    public async Task WhatWasSeenIsKept_AndTheAnswerSaysThatNobodyWatches(string text, string intent, NoteKind kind)
    {
        using Talk talk = new(Role.Resident);
        string answer = await talk.SaysAsync(text, intent);
        Assert.Contains("だれも読んでいません", answer, StringComparison.Ordinal);
        Assert.Contains("119", answer, StringComparison.Ordinal);
        Assert.Contains("0000-11-0000", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("確認しました", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("承りました", answer, StringComparison.Ordinal);

        KeptNote note = Assert.Single(talk.Notes());
        Assert.Equal((kind, text, talk.Me.Id, "M1"), (note.Kind, note.Text, note.MemberId, note.ChannelMessageId));
    }

    [Theory]
    [InlineData(Role.Facility)]
    [InlineData(Role.Resident)]
    public async Task AVacancyIsKeptWithWhoAndWhen(Role role)
    {
        using Talk talk = new(role);
        Assert.Contains("まだほかの方の画面には出ていません", await talk.SaysAsync("空き2床です", Intents.ReportVacancy), StringComparison.Ordinal);
        KeptNote note = Assert.Single(talk.Notes());
        Assert.Equal((NoteKind.Vacancy, talk.Me.Id, talk.Clock.GetUtcNow()), (note.Kind, note.MemberId, note.SaidAt));
    }

    [Fact]
    public async Task WhatIsNotUnderstoodIsKeptWithoutNumbers_AndThreeExamplesAreOffered()
    {
        using Talk talk = new(Role.Resident);
        string answer = await talk.SaysAsync("むにゃ 0000-11-0000", new Understood { Intent = Intents.OutOfScope, IsUnsure = true });
        Assert.Equal(3, talk.QuickLabels.Length);
        Assert.Contains("・みなと市の訪問看護", answer, StringComparison.Ordinal);
        Assert.Equal((NoteKind.Unanswered, "むにゃ ［番号］"), (talk.Notes().Single().Kind, talk.Notes().Single().Text));
    }

    [Fact]
    public async Task TheWeatherIsNotKept()
    {
        using Talk talk = new(Role.Resident);
        Assert.Contains("このチャットでは分かりません", await talk.SaysAsync("明日の天気は？", Intents.OutOfScope), StringComparison.Ordinal);
        Assert.Empty(talk.Notes());
    }

    [Fact]
    public async Task AnUnansweredQuestionIsKept()
    {
        using Talk talk = new();
        await talk.SaysAsync("ゲノム編集の特許の期間って何年ですか？", Intents.Faq);
        Assert.Equal("ゲノム編集の特許の期間って何年ですか？", talk.Notes().Single().Text);
    }
}
