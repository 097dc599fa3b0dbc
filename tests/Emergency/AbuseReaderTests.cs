using Xunit;
using Zaitaku.Bot.Emergency;
using Zaitaku.Bot.Understanding;
using Zaitaku.Bot.Understanding.Evaluation;
using Zaitaku.Tests.Understanding;

namespace Zaitaku.Tests.Emergency;

/// <summary>Abuse is heard by each of its rules, and general questions are no report of it.</summary>
public sealed class AbuseReaderTests
{
    private static readonly AbuseReader Abuse = new();
    private static readonly RuleKind[] Desks = [RuleKind.AbuseOfChild, RuleKind.AbuseOfDisabled, RuleKind.AbuseByStaff, RuleKind.AbuseByPartner];

    public static TheoryData<string, string> Told => RuleBookTests.Of([RuleKind.Abuse], rule => rule.Examples);

    public static TheoryData<string, string> NotTold => RuleBookTests.Of([RuleKind.Abuse], rule => rule.LookAlikes);

    public static TheoryData<string, string> LongAgo => RuleBookTests.Of([RuleKind.AbuseException], rule => rule.Examples);

    public static TheoryData<string, string> NotLongAgo => RuleBookTests.Of([RuleKind.AbuseException], rule => rule.LookAlikes);

    public static TheoryData<string, string> OfADesk => RuleBookTests.Of(Desks, rule => rule.Examples);

    public static TheoryData<string, string> OfAnotherDesk => RuleBookTests.Of(Desks, rule => rule.LookAlikes);

    public static TheoryData<string, string> AtThisMoment => RuleBookTests.Of([RuleKind.AbuseNow], rule => rule.Examples);

    public static TheoryData<string, string> NotAtThisMoment => RuleBookTests.Of([RuleKind.AbuseNow], rule => rule.LookAlikes);

    [Theory]
    [MemberData(nameof(Told))]
    [MemberData(nameof(NotLongAgo))]
    public void WordsOfAbuse_AreHeard(string id, string text) => Assert.True(Abuse.Read(text) is not null, id);

    [Theory]
    [MemberData(nameof(NotTold))]
    [MemberData(nameof(LongAgo))]
    public void WhatOnlySoundsLikeIt_IsNone(string id, string text) => Assert.True(Abuse.Read(text) is null, id);

    [Theory]
    [MemberData(nameof(OfADesk))]
    public void TheDesk_FollowsFromWhoIsHurtAndByWhom(string id, string text) => Assert.Equal(DeskOf(id), Abuse.Read(text)?.Desk);

    [Theory]
    [MemberData(nameof(OfAnotherDesk))]
    public void AnotherDesk_ForSomebodyElse(string id, string text) => Assert.NotEqual(DeskOf(id), Abuse.Read(text)?.Desk);

    [Theory]
    [MemberData(nameof(AtThisMoment))]
    public void NowIsHeard(string id, string text) => Assert.True(Abuse.Read(text) is { IsNow: true }, id);

    [Theory]
    [MemberData(nameof(NotAtThisMoment))]
    public void EveryDay_IsNotThisMoment(string id, string text) => Assert.True(Abuse.Read(text) is { IsNow: false }, id);

    /// <summary>Calm lines of the sets that speak of anything else must not get a card on abuse.</summary>
    [Fact]
    public void OfTheOrdinaryLines_AtMostAFewTellOfAbuse()
    {
        AnnotatedUtterance[] lines = [.. UtteranceSets.Own().Concat(UtteranceSets.Unseen()).Concat(UtteranceSets.Part6()).Where(line => line.Intent != Intents.Emergency)];
        string[] heard = [.. lines.Where(line => Abuse.Read(line.Text) is not null).Select(line => line.Text)];
        Assert.True(heard.Length <= lines.Length / 200, string.Join('\n', heard)); // Some do tell of it.
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uD800叩")]
    public void HostileWords_AreRead(string text) => Assert.Null(Abuse.Read(text));

    private static AbuseDesk DeskOf(string id) => EmergencyRuleBook.Carried.Rules.Single(rule => rule.Id == id).Kind switch
    {
        RuleKind.AbuseOfChild => AbuseDesk.Child,
        RuleKind.AbuseOfDisabled => AbuseDesk.Disabled,
        RuleKind.AbuseByStaff => AbuseDesk.Staff,
        _ => AbuseDesk.Partner,
    };
}
