using System.Reflection;
using Xunit;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Turns;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage.Members;

namespace Zaitaku.Tests.Turns;

/// <summary>What holds for everything this bot can say.</summary>
public sealed class RepliesTests
{
    public static TheoryData<string> Names => [.. SampleReplies.All.Select(sample => sample.Name)];

    private static IReadOnlyList<ReplyContent> Sample(string name) => SampleReplies.All.Single(sample => sample.Name == name).Replies;

    [Theory]
    [MemberData(nameof(Names))]
    public void FitsEveryChannel(string name)
    {
        IReadOnlyList<ReplyContent> replies = Sample(name);
        Assert.InRange(replies.Count, 1, 5); // LINE takes five messages in one reply.
        Assert.All(replies, reply => Assert.InRange(reply.QuickReplies.Count, 0, ReplyContent.QuickRepliesMax));
        Assert.All(replies.SkipLast(1), reply => Assert.Empty(reply.QuickReplies)); // Only those of the last message are shown.
        Assert.All(replies.OfType<TextReply>(), text => Assert.False(string.IsNullOrWhiteSpace(text.Text)));
        Assert.All(replies.OfType<CardReply>(), cards => Assert.InRange(cards.Cards.Count, 1, CardReply.CardsMax));
        Assert.All(replies.SelectMany(reply => reply.QuickReplies), quick => Assert.InRange(quick.Label.Length, 1, 20));
        Card[] all = [.. replies.OfType<CardReply>().SelectMany(reply => reply.Cards)];
        Assert.All(all, card => Assert.False(string.IsNullOrWhiteSpace(card.Title)));
        Assert.All(all.SelectMany(card => card.Rows), row => Assert.False(string.IsNullOrWhiteSpace(row.Text)));
        Assert.All(all.SelectMany(card => card.Buttons), button => Assert.InRange(button.Label.Length, 1, 20));
        Assert.All(all.SelectMany(card => card.Buttons).Select(button => button.Action).Concat(replies.SelectMany(reply => reply.QuickReplies).Select(quick => quick.Action)).OfType<ReplyAction.Press>(),
            press => Assert.InRange(press.Data.Length, 1, 300));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void IsTheSameAfterTheOutbox_AndIsReadableWithoutCards(string name)
    {
        IReadOnlyList<ReplyContent> replies = Sample(name);
        string text = PlainText.Of(replies);
        Assert.Equal(text, PlainText.Of(ReplyContent.FromJson(ReplyContent.ToJson(replies))));
        Card[] all = [.. replies.OfType<CardReply>().SelectMany(reply => reply.Cards)];
        Assert.All(all.SelectMany(card => card.Rows), row => Assert.Contains(row.Text, text, StringComparison.Ordinal));
        Assert.All(all.SelectMany(card => card.Buttons).Select(button => button.Action).OfType<ReplyAction.Call>(), call => Assert.Contains(call.Phone, text, StringComparison.Ordinal));
    }

    /// <summary>Whatever the classes of wording can say has its sample, so that contract, pictures and the rules above see it.</summary>
    [Fact]
    public void EveryAnswerHasItsSample()
    {
        string samples = string.Concat(Directory.GetFiles(Path.Combine(Needs.Root, "tests", "Turns"), "Sample*.cs").Order(StringComparer.Ordinal).Select(File.ReadAllText));
        string[] answers =
        [
            .. typeof(ReplyContent).Assembly.GetTypes().Where(type => type.Name.EndsWith("Replies", StringComparison.Ordinal))
                .SelectMany(type => type.GetMembers(BindingFlags.Public | BindingFlags.Static).Where(IsAnswer).Select(member => $"{type.Name}.{member.Name}")).Distinct(),
        ];
        Assert.True(answers.Length > 30, "The wording has moved: this test no longer finds it.");
        Assert.All(answers, answer => Assert.Contains(answer, samples, StringComparison.Ordinal));
    }

    private static bool IsAnswer(MemberInfo member) => (member switch { MethodInfo { IsSpecialName: false } method => method.ReturnType, FieldInfo field => field.FieldType, PropertyInfo property => property.PropertyType, _ => null }) is { } says
        && (typeof(ReplyContent).IsAssignableFrom(says) || typeof(IEnumerable<ReplyContent>).IsAssignableFrom(says));

    [Fact]
    public void EveryIntentHasExactlyOneHandler()
    {
        using Talk talk = new();
        TurnRouter router = talk.Router(); // Throws on two handlers for one intent or button.
        Assert.Empty(router.Missing);
    }

    [Theory]
    [InlineData(Intents.AskOncall)]
    [InlineData(Intents.RequestCover)]
    [InlineData(Intents.Faq)]
    public async Task WhatIsNotBuiltSaysSo_AndNamesThePhone(string intent)
    {
        using Talk talk = new(Role.Resident);
        Assert.Contains("0000-11-0000", await talk.SaysAsync("…", intent), StringComparison.Ordinal); // Of covers: to somebody who is no holder.
    }

    [Fact]
    public async Task SmallTalk_GreetsHelpsThanksAndForgets()
    {
        using Talk talk = new(Role.Resident);
        Assert.Contains("人は見ていません", await talk.SaysAsync("", Intents.Greeting), StringComparison.Ordinal); // Somebody added us.
        Assert.StartsWith("こんにちは", await talk.SaysAsync("こんにちは", Intents.Greeting), StringComparison.Ordinal);
        Assert.Contains("位置情報", await talk.SaysAsync("使い方", Intents.Help), StringComparison.Ordinal);
        Assert.Contains("読めません", await talk.SaysAsync("", Intents.Help), StringComparison.Ordinal); // A sticker.
        Assert.NotEmpty(await talk.SaysAsync("ありがとう", Intents.Thanks));

        talk.Dialogue = new Dialogue { Listed = [1, 2], Search = new SearchTerms { Place = "みなと市" } };
        await talk.SaysAsync("やめる", Intents.Cancel);
        Assert.Empty(talk.Dialogue.Listed);
        Assert.Null(talk.Dialogue.Search);
    }
}
