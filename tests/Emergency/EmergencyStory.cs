using Xunit;
using Zaitaku.Bot;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Emergency;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Unanswered;
using Zaitaku.Tests.Turns;

namespace Zaitaku.Tests.Emergency;

/// <summary>A life may be in danger: whom the card names first.</summary>
public sealed class EmergencyStory
{
    private static Card CardFor(string text, HubOptions? hub = null) =>
        ((CardReply)Assert.Single(EmergencyReplies.CardFor(text, hub ?? Talk.MinatoHub()))).Cards.Single();

    private static string[] Calls(Card card) => [.. card.Buttons.Select(button => button.Action).OfType<ReplyAction.Call>().Select(call => call.Phone)];

    /// <summary>The hub's own number rings in an empty room at night.</summary>
    [Theory]
    [InlineData("父が息をしていない")]
    [InlineData("看取りの方針です。息が浅い")]
    public void TheNumberAnsweredAtNight_StandsBehind119(string text)
    {
        HubOptions hub = Talk.MinatoHub();
        (hub.OnCallPhone, hub.OnCallName) = ("0000-99-0000", "当番の訪問看護師");
        Card card = CardFor(text, hub);
        Assert.Equal(["119", "0000-11-0000", "0000-99-0000"], Calls(card));
        Assert.Contains(card.Rows, row => row.Text == "夜間・休日は 当番の訪問看護師\n0000-99-0000");
    }

    [Fact]
    public void InGeneral119ComesFirst_ThenTheHub()
    {
        Card card = CardFor("父が息をしていない");
        Assert.Equal(CardTone.Danger, card.Tone);
        Assert.Contains("119", card.Title, StringComparison.Ordinal);
        Assert.Equal(["119", "0000-11-0000"], Calls(card));
        Assert.Contains("スピーカー", PlainText.Of(card), StringComparison.Ordinal);
        Assert.Contains("住所", card.Rows[0].Text, StringComparison.Ordinal);
        Assert.Contains("人が見ていません", PlainText.Of(card), StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutAHubPhone_OrInTheDemo_NoNumberIsOfferedThatNobodyAnswers()
    {
        Assert.Equal(["119"], Calls(CardFor("意識がない", new HubOptions())));
        Assert.Equal(["119"], Calls(CardFor("意識がない", new HubOptions { Phone = "0000-00-0000" })));
    }

    [Fact]
    public void DyingAtHomeAsPlanned_TheNurseComesFirst_With119OnTheSameCard()
    {
        Card card = CardFor("看取りの方針です。息が浅くなりました");
        Assert.Contains("訪問看護師か主治医", card.Title, StringComparison.Ordinal);
        Assert.Contains("119", Calls(card));
    }

    [Fact]
    public void SuicideWithAMeans_119And110_WithoutOne_TheLinesFirst()
    {
        Assert.Equal(["119", "110"], Calls(CardFor("死にたい 薬を飲んだ")).Take(2));
        string[] thought = Calls(CardFor("もう死にたい"));
        Assert.Equal("0120-061-338", thought[0]);
        Assert.Contains("119", thought);
    }

    [Theory]
    [InlineData("父が息をしていない")]
    [InlineData("看取りの方針です。息が浅くなりました")]
    [InlineData("死にたい 薬を飲んだ")]
    [InlineData("もう死にたい")]
    public void OfAllNumbersOnACard_119IsReadFirst(string text)
    {
        Card card = CardFor(text);
        string words = string.Join('\n', card.Rows.Select(row => $"{row.Label} {row.Text}").Prepend(card.Title));
        Assert.Equal("119", System.Text.RegularExpressions.Regex.Match(words, @"\d{3,}").Value);
    }

    [Fact]
    public async Task ThatTheCardWasShownIsNoted_NeverTheWords_AndNotAnEmergencyIsRemembered()
    {
        using Talk talk = new(Role.Resident);
        await talk.SaysAsync("父が息をしていない", Intents.Emergency);
        KeptNote note = Assert.Single(talk.Notes());
        Assert.Equal((NoteKind.Emergency, ""), (note.Kind, note.Text));

        Assert.Contains("緊急でなくてよかったです", await talk.PressesButtonAsync("緊急ではありません"), StringComparison.Ordinal);
        Assert.Equal(EmergencyTurn.NotEmergencyMark, Assert.Single(talk.Notes()).Text);
    }
}
