using Xunit;
using Zaitaku.Bot;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Emergency;
using Zaitaku.Storage.Members;
using Zaitaku.Tests.Turns;

namespace Zaitaku.Tests.Emergency;

/// <summary>Which card follows on danger, for every example of Rules.md, and what stands on it first.</summary>
public sealed class CardKindTests
{
    private static readonly RuleKind[] Kinds = [RuleKind.PlannedDeath, RuleKind.PlannedDeathAccident, RuleKind.Suicide, RuleKind.SuicideMeans, RuleKind.SuicideAnother];

    public static TheoryData<string, string> Examples => RuleBookTests.Of(Kinds, rule => rule.Examples);

    public static TheoryData<string, string> LookAlikes => RuleBookTests.Of(Kinds, rule => rule.LookAlikes);

    [Theory]
    [MemberData(nameof(Examples))]
    public void AnExample_HasItsCard(string id, string text) => Assert.Equal(KindOf(id), EmergencyKindRules.KindOf(text));

    [Theory]
    [MemberData(nameof(LookAlikes))]
    public void ALookAlike_HasAnotherCard(string id, string text) => Assert.NotEqual(KindOf(id), EmergencyKindRules.KindOf(text));

    [Theory]
    [MemberData(nameof(Examples))]
    public void WhatStandsFirst_FollowsFromTheKind(string id, string text)
    {
        Card card = Assert.Single(EmergencyReplies.CardFor(text, Talk.MinatoHub()).OfType<CardReply>()).Cards[0];
        string[] calls = [.. card.Buttons.Select(button => button.Action).OfType<ReplyAction.Call>().Select(call => call.Phone)];
        string first = card.Title + card.Rows[0].Text;
        Assert.Contains("119", calls);
        Assert.Equal(Danger(KindOf(id)), (calls[0], calls.Take(2).Contains("110"), first.Contains("訪問看護師か主治医", StringComparison.Ordinal)));
    }

    /// <summary>Who writes, and what is on file, changes nothing.</summary>
    [Theory]
    [InlineData(Role.Resident)]
    [InlineData(Role.Doctor)]
    [InlineData(Role.Nurse)]
    [InlineData(Role.Coordinator)]
    public async Task ARole_ChangesNothing(Role role)
    {
        using Talk talk = new(role);
        await talk.SaysAsync("末期の父が息をしていない", Bot.Understanding.Intents.Emergency);
        Assert.Equal("すぐに119へ電話してください", Assert.Single(talk.Cards).Title);
    }

    private static EmergencyKind KindOf(string id) => EmergencyRuleBook.Carried.Rules.Single(rule => rule.Id == id).Kind switch
    {
        RuleKind.PlannedDeath => EmergencyKind.PlannedDeath,
        RuleKind.PlannedDeathAccident => EmergencyKind.General,
        RuleKind.Suicide => EmergencyKind.SuicideThought,
        _ => EmergencyKind.SuicideNow,
    };

    /// <returns>The number of the first button, whether 110 is beside it, and whether the nurse or doctor is named first.</returns>
    private static (string Call, bool Has110, bool NamesNurse) Danger(EmergencyKind kind) => kind switch
    {
        EmergencyKind.PlannedDeath => ("119", false, true),
        EmergencyKind.SuicideNow => ("119", true, false),
        EmergencyKind.SuicideThought => ("0120-061-338", false, false),
        _ => ("119", false, false),
    };
}
