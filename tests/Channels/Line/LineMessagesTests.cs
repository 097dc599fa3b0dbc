using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Channels.Line;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage.Outbox;
using Zaitaku.Tests.Outbox;

namespace Zaitaku.Tests.Channels.Line;

public sealed class LineMessagesTests
{
    public static TheoryData<string> Samples => [.. SaidSamples.All.Keys];

    /// <summary>Our fake counts lengths by LINE's own units, which no JSON schema can.</summary>
    [Theory]
    [MemberData(nameof(Samples))]
    public async Task WhatWeSay_IsHeardWhole(string sample)
    {
        await using LineBench bench = new();
        IReadOnlyList<IReadOnlyList<ReplyContent>> rows = LineMessages.Split(SaidSamples.All[sample]);
        foreach (IReadOnlyList<ReplyContent> row in rows)
        {
            SendOutcome outcome = await bench.Sender.SendAsync(bench.Owed("U1", row), byReply: false, default);
            Assert.True(outcome is SendOutcome.Accepted, outcome.ToString());
        }

        IReadOnlyList<HeardMessage> heard = bench.Line.Heard("U1");
        Assert.NotEmpty(heard);
        Assert.All(heard.SkipLast(1), message => Assert.Empty(message.QuickReplies));
    }

    [Fact]
    public void TenUsualCards_AreOneCarousel()
    {
        JsonArray messages = LineMessages.Render([new CardReply("10件", [.. Enumerable.Range(1, 10).Select(SaidSamples.PlaceCard)])]);
        JsonNode message = Assert.Single(messages)!;
        Assert.Equal(10, message["contents"]!["contents"]!.AsArray().Count);
        Assert.InRange(LineCards.BytesOf(message["contents"]!), 10_000, 50_000);
    }

    [Fact]
    public void AWideCarousel_IsCutInSeveral_InOrder_AndSplittingAgainChangesNothing()
    {
        IReadOnlyList<IReadOnlyList<ReplyContent>> once = LineMessages.Split(SaidSamples.All["a carousel over 50 KB"]);
        List<ReplyContent> pieces = [.. once.SelectMany(row => row)];
        Assert.True(pieces.Count > 1);
        Assert.Equal(10, pieces.Cast<CardReply>().Sum(piece => piece.Cards.Count));
        Assert.Equal(Enumerable.Range(1, 10).Select(i => SaidSamples.PlaceCard(i).Title), pieces.Cast<CardReply>().SelectMany(piece => piece.Cards).Select(card => card.Title));
        Assert.Equal(pieces.Count, LineMessages.Split(pieces).SelectMany(row => row).Count());
        Assert.Equal(pieces.Count, LineMessages.Render(pieces).Count);
    }

    [Fact]
    public void MoreThanFive_BecomeSeveralRows_TheQuickRepliesAtTheVeryEnd()
    {
        QuickReply help = new("使い方", new ReplyAction.Say("使い方"));
        List<ReplyContent> said = [.. Enumerable.Range(1, 7).Select(i => (ReplyContent)new TextReply($"{i}"))];
        said[2] = said[2] with { QuickReplies = [help] };
        IReadOnlyList<IReadOnlyList<ReplyContent>> rows = LineMessages.Split(said);
        Assert.Equal([5, 2], rows.Select(row => row.Count));
        Assert.Equal([help], rows[1][1].QuickReplies);
        Assert.All(rows.SelectMany(row => row).SkipLast(1), content => Assert.Empty(content.QuickReplies));
    }

    [Fact]
    public void NothingToSay_IsNoRow() => Assert.Empty(LineMessages.Split([new TextReply(" "), new CardReply("x", [])]));

    [Fact]
    public void WhatFitsNoBubble_IsSaidInWords()
    {
        JsonArray messages = LineMessages.Render([new CardReply("長い", [new Card
        {
            Title = "デモ診療所",
            Rows = [.. Enumerable.Range(1, 31).Select(i => new CardRow($"項目{i}", "はい"))],
            Buttons = [new("電話", new ReplyAction.Call("0000-00-0000"))],
        }])]);
        string words = Assert.Single(messages)!["text"]!.GetValue<string>();
        Assert.StartsWith("デモ診療所\n項目1：はい\n", words, StringComparison.Ordinal);
        Assert.EndsWith("電話：0000-00-0000", words, StringComparison.Ordinal);
    }

    [Fact]
    public void AButtonLineWouldRefuse_StandsInTheCardAsWords()
    {
        JsonObject bubble = LineCards.Bubble(((CardReply)SaidSamples.All["actions at the limit"][0]).Cards[0], out _)!;
        string drawn = bubble.ToJsonString(ChannelJson.WriteOptions);
        Assert.Contains("\"https://xn--r8jz45g.xn--zckzah/", drawn, StringComparison.Ordinal);
        Assert.Contains("\"tel:0000000000\"", drawn, StringComparison.Ordinal);
        Assert.Contains("二つ：0000-00-0000、0000-00-0001", drawn, StringComparison.Ordinal);
        Assert.Contains("危ない：javascript:alert(1)", drawn, StringComparison.Ordinal);
        Assert.DoesNotContain("\"uri\":\"javascript", drawn, StringComparison.Ordinal);
        Assert.Contains("\"text\":\"言葉で送る\"", drawn, StringComparison.Ordinal); // data too long: its words are sent instead
        Assert.DoesNotContain("\"type\":\"location\"", drawn, StringComparison.Ordinal);
    }

    [Fact]
    public void LabelsAreCountedAsReadersCount()
    {
        JsonObject bubble = LineCards.Bubble(((CardReply)SaidSamples.All["a card with labels at and over the limit"][0]).Cards[0], out _)!;
        List<string> labels = [.. bubble["footer"]!["contents"]!.AsArray().Select(button => button!["action"]!["label"]!.GetValue<string>())];
        Assert.Equal(20, new StringInfo(labels[0]).LengthInTextElements);
        Assert.Equal(40, new StringInfo(labels[1]).LengthInTextElements);
        Assert.EndsWith("葛󠄀…", labels[1], StringComparison.Ordinal);
        Assert.Equal("選ぶ", labels[2]);
    }

    [Fact]
    public void ADangerCard_IsLoud_AndSaysItInTheNotification()
    {
        JsonNode message = LineMessages.Render(SaidSamples.All["a danger card"])[0]!;
        Assert.Equal("119番に電話してください", message["altText"]!.GetValue<string>());
        Assert.Equal("#B3261E", message["contents"]!["header"]!["backgroundColor"]!.GetValue<string>());
        Assert.Equal("tel:119", message["contents"]!["footer"]!["contents"]![0]!["action"]!["uri"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(CardColours.Ink, CardColours.Paper)]
    [InlineData(CardColours.Faint, CardColours.Paper)]
    [InlineData(CardColours.Good, CardColours.Paper)]
    [InlineData(CardColours.Unsure, CardColours.Paper)]
    [InlineData(CardColours.Bad, CardColours.Paper)]
    [InlineData(CardColours.OnGround, CardColours.DangerGround)]
    [InlineData(CardColours.OnGround, CardColours.NoticeGround)]
    [InlineData(CardColours.OnGround, CardColours.Button)]
    [InlineData("#111111", CardColours.QuietButton)] // LINE draws secondary buttons' words so
    public void WordsStandOutFromTheirGround(string words, string ground) => Assert.True(Contrast(words, ground) >= 4.5, $"{Contrast(words, ground):F2}");

    [Fact]
    public void JapaneseIsNotEscaped_SinceBubblesAreCountedInBytes()
    {
        string json = LineMessages.Render([new TextReply("薬局<&>")]).ToJsonString(ChannelJson.WriteOptions);
        Assert.Contains("薬局<&>", json, StringComparison.Ordinal);
        Assert.Equal(json, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(json)));
    }

    private static double Contrast(string one, string other)
    {
        double[] light = [.. new[] { one, other }.Select(Luminance).Order()];
        return (light[1] + 0.05) / (light[0] + 0.05);
    }

    private static double Luminance(string colour)
    {
        double[] channels = [.. new[] { 1, 3, 5 }.Select(at => int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber) / 255.0)
            .Select(value => value <= 0.03928 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4))];
        return (0.2126 * channels[0]) + (0.7152 * channels[1]) + (0.0722 * channels[2]);
    }
}
