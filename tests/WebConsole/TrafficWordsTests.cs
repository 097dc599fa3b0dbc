using System.Text.RegularExpressions;
using Xunit;
using Zaitaku.Bot.WebConsole;
using Zaitaku.Scheduler.Consultations;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage.Outbox;
using Zaitaku.Tests.Tidy;

namespace Zaitaku.Tests.WebConsole;

/// <summary>A coordinator reads Japanese, whatever our engine wrote down about a message.</summary>
public sealed partial class TrafficWordsTests
{
    private static readonly (string Path, string Text)[] Sources = [.. SourceTree.CSharp("bot", "scheduler", "storage")];

    /// <summary>Found in the sources, so that a new one without words fails here.</summary>
    private static readonly HashSet<string> Kinds = Found(Kind());

    private static readonly HashSet<string> Reasons = Found(Reason());

    [Fact]
    public void WhatTheEngineWrites_HasWords()
    {
        string[] bare = [.. Kinds.Select(TrafficWords.Kind).Concat(Reasons.Select(TrafficWords.Reason)).Where(shown => Letters().IsMatch(shown))];
        Assert.True(bare.Length == 0, $"Give it Japanese words in TrafficWords: {string.Join(", ", bare)}");
    }

    [Fact]
    public void TheSourcesWereRead()
    {
        Assert.Superset(new HashSet<string> { "desk.card", "quota.warning", PhoneTaskNotice.Kind }, Kinds);
        Assert.Superset(new HashSet<string> { "too late to be useful", "the question was answered", "quiet hours", "waits for the card before it" }, Reasons);
    }

    [Fact]
    public void EveryNewsOfTheDesk_HasWords() =>
        Assert.All(Enum.GetValues<DeskNews>(), news => Assert.Equal("相談の知らせ", TrafficWords.Kind(DeskNotices.KindOf(news))));

    [Fact]
    public void WhatTravelledInAnother_HasWords() => Assert.DoesNotMatch(Letters(), TrafficWords.Reason($"{BundleRules.Carried} {Guid.Empty}"));

    [Fact]
    public void WhatAChannelAnswered_StandsAsItCame() => Assert.Equal("HTTP 400 Bad Request", TrafficWords.Reason("HTTP 400 Bad Request"));

    private static HashSet<string> Found(Regex written) => [.. Sources.SelectMany(file => written.Matches(file.Text)).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("""\b\w*Kind = "([a-z.]+)""", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Kind();

    [GeneratedRegex("""\b(?:(?:NoLonger|NotYet|Cancel|PutOff|GiveUp)\([^"\n;]*|const string (?:TooLate|Behind|NoRoom|NoChannel|NoAnswer|Paused|QuietHours|Unasked|AfterCard|AfterPress) = )"([^"{]+)""", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Reason();

    [GeneratedRegex("[a-z]{3,}", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Letters();
}
