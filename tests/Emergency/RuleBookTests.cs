using Xunit;
using Zaitaku.Bot.Emergency;
using Zaitaku.Bot.Understanding;
using Zaitaku.Tests.Understanding;

namespace Zaitaku.Tests.Emergency;

/// <summary>Each rule of Rules.md holds for its own examples, by the rules alone: no classifier helps.</summary>
public sealed class RuleBookTests
{
    private static readonly EmergencyRuleBook Book = EmergencyRuleBook.Carried;
    private static readonly UtteranceReader Alone = new(null);
    private static readonly RuleKind[] Dangers = [RuleKind.Danger, RuleKind.DangerSuicide, RuleKind.DangerPlea, RuleKind.Present, RuleKind.RightNow];
    private static readonly RuleKind[] Exceptions = [RuleKind.Past, RuleKind.Settled, RuleKind.Treated, RuleKind.Supposed, RuleKind.SupposedAfter, RuleKind.Pets, RuleKind.Saying];

    public static TheoryData<string, string> DangerExamples => Of(Dangers, rule => rule.Examples);

    public static TheoryData<string, string> DangerLookAlikes => Of(Dangers, rule => rule.LookAlikes);

    public static TheoryData<string, string> ExceptionExamples => Of(Exceptions, rule => rule.Examples);

    public static TheoryData<string, string> ExceptionLookAlikes => Of(Exceptions, rule => rule.LookAlikes);

    [Theory]
    [MemberData(nameof(DangerExamples))]
    public void AnExampleOfDanger_IsDanger_AndTheRuleSaysSo(string id, string text)
    {
        Assert.Equal(Intents.Emergency, Alone.Read(text, null).Intent);
        Assert.Contains(id, Alone.RulesIn(text).Select(hit => hit.Id));
    }

    [Theory]
    [MemberData(nameof(DangerLookAlikes))]
    [MemberData(nameof(ExceptionExamples))]
    public void WhatOnlyLooksLikeIt_IsNoDanger(string id, string text) => Assert.True(Alone.Read(text, null).Intent != Intents.Emergency, $"{id}: {string.Join(' ', Alone.RulesIn(text).Select(hit => hit.Id))}");

    /// <summary>It is calm because of that exception, not for want of a sign.</summary>
    [Theory]
    [MemberData(nameof(ExceptionExamples))]
    public void AnException_IsTheOneThatHolds(string id, string text) => Assert.Contains(id, Alone.RulesIn(text).Select(hit => hit.Id));

    [Theory]
    [MemberData(nameof(ExceptionLookAlikes))]
    public void AnExceptionTooWide_WouldHideDanger(string id, string text) => Assert.True(Alone.Read(text, null).Intent == Intents.Emergency, id);

    [Fact]
    public void TheWordsOfARule_AreTold_AsWritten()
    {
        RuleHit[] hits = [.. Alone.RulesIn("父がイキヲシテイナイ。SpO2は72です").Where(hit => hit.IsDanger)];
        Assert.Equal(["breathing-stopped", "vital-signs"], hits.Select(hit => hit.Id));
        Assert.Equal("SpO2は72", Assert.Single(hits[1].Words));
        Assert.Equal("sayings", Assert.Single(Alone.RulesIn("息抜きに使えるところ")).Id);
    }

    /// <summary>What a doctor reads is whole: who takes a field away stops the program, and is told where.</summary>
    [Theory]
    [InlineData("- 理由: ", "", "title (題) and a reason")]
    [InlineData("- 題: ", "", "title (題) and a reason")]
    [InlineData("- 種類: 危険", "- 種類: 危険かも", "known kinds")]
    [InlineData("- 例3\n", "", "3 examples")]
    [InlineData("- 似た例\n", "", "looks like it")]
    [InlineData("## a-rule", "## A rule", "id of a–z")]
    [InlineData("- 息がない", "", "words (言葉)")]
    [InlineData("### 言葉", "### ことば", "line 12")]
    [InlineData("- 理由: ", "理由は ", "line 4")]
    public void ARuleThatLacksSomething_IsRefused_WithItsName(string whole, string broken, string says)
    {
        const string Rule = "## a-rule\n- 題: 題\n- 種類: 危険\n- 理由: わけ\n\n### 危険な例\n- 例1\n- 例2\n- 例3\n### 危険でない例\n- 似た例\n### 言葉\n- 息がない\n";
        Assert.Equal("a-rule", Assert.Single(EmergencyRuleFile.Read(Rule)).Id);
        string text = broken.Length == 0 && whole.EndsWith(": ", StringComparison.Ordinal) ? string.Join('\n', Rule.Split('\n').Where(line => !line.StartsWith(whole, StringComparison.Ordinal))) : Rule.Replace(whole, broken, StringComparison.Ordinal);
        Assert.Contains(says, Assert.Throws<InvalidDataException>(() => EmergencyRuleFile.Read(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheSameIdTwice_IsRefused()
    {
        const string Rule = "## a-rule\n- 題: 題\n- 種類: 危険\n- 理由: わけ\n### 危険な例\n- 1\n- 2\n- 3\n### 危険でない例\n- 4\n### 言葉\n- 息がない\n";
        Assert.Throws<InvalidDataException>(() => EmergencyRuleFile.Read(Rule + Rule));
    }

    [Fact]
    public void APatternTooLongForALine_GoesOnInTheNext()
    {
        const string Rule = "## a-rule\n- 題: 題\n- 種類: 危険\n- 理由: わけ\n### 危険な例\n- 1\n- 2\n- 3\n### 危険でない例\n- 4\n### 言葉\n- 息(が|\n  は)ない 失神\n";
        Assert.Equal(["息(が|は)ない", "失神"], EmergencyRuleFile.Read(Rule)[0].Words);
    }

    internal static TheoryData<string, string> Of(RuleKind[] kinds, Func<EmergencyRule, IReadOnlyList<string>> texts)
    {
        TheoryData<string, string> rows = [];
        foreach (EmergencyRule rule in Book.Rules.Where(rule => kinds.Contains(rule.Kind)))
        {
            foreach (string text in texts(rule))
            {
                rows.Add(rule.Id, text);
            }
        }

        return rows;
    }
}
