using Xunit;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Members;
using Zaitaku.Tests.Turns;
using Zaitaku.Tests.Understanding;

namespace Zaitaku.Tests.Members;

/// <summary>Invitation codes, from the coordinator's hand to the role.</summary>
public sealed class RegisterStory
{
    private static Understood Code(string? code) => new() { Intent = Intents.Register, Code = code };

    private static string CodeFor(Talk talk, Role role) =>
        talk.Ask(db => Invitations.CreateAsync(db, role, talk.Clock.GetUtcNow()).GetAwaiter().GetResult());

    private static Understood Search(ServiceKind service) => new() { Intent = Intents.FindResource, Services = [service] };

    private static Member MeOf(Talk talk) => talk.Ask(db => db.Members.Single(member => member.Id == talk.Me.Id));

    [Fact]
    public async Task ACodeGrantsItsRoleOnce_HoweverItIsTyped()
    {
        using Talk talk = new(Role.Resident);
        string code = CodeFor(talk, Role.CareManager);
        Assert.Matches("^[2-9][2-9A-HJKMNP-TV-Z]{3}-[2-9][2-9A-HJKMNP-TV-Z]{3}$", code);
        Assert.Empty(talk.Ask(db => db.InvitationCodes.Where(kept => kept.CodeHash == code).ToArray())); // Only the hash is kept.

        Assert.Contains("「ケアマネジャー」", await talk.SaysAsync($"招待コード {code}", Code(code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal))), StringComparison.Ordinal);
        Assert.Equal(Role.CareManager, MeOf(talk).Role);
        Assert.Contains("もうお使いになっています", await talk.SaysAsync("もう一度", Code(code)), StringComparison.Ordinal);
    }

    /// <summary>「招待コード BP67-2H9K」 was answered with the card of danger: a blood pressure of 67.</summary>
    [Fact]
    public void NoCode_IsReadAsAMeasuredValue()
    {
        Assert.All(["BP67-2H9K", "6RTB-4CPA"], code => Assert.Equal(Intents.Emergency, UtteranceSets.Reader.Read($"招待コード {code}", null).Intent)); // Why they are none.
        string[] worst = [.. new[] { "BP6", "BP2", "HR3", "PR2", "RR5", "KT3", "BT3", "BS2" }.SelectMany(measure => new[] { $"2{measure}-2222", $"2A2B-2{measure}", $"2{measure[..2]}6-7222" })];
        foreach (string code in Enumerable.Range(0, 4_000).Select(_ => MemberRules.Shown(MemberRules.NewCode())).Concat(worst))
        {
            Assert.True(UtteranceSets.Reader.Read($"招待コード {code}", null).Intent != Intents.Emergency, code);
            Assert.True(UtteranceSets.Reader.Read(code, null).Intent != Intents.Emergency, code);
        }
    }

    [Fact]
    public async Task TheWorkPhoneOfAnInvitation_GoesToWhoeverUsesIt_AndStaysNowhereElse()
    {
        using Talk talk = new(Role.Resident);
        string code = talk.Ask(db => Invitations.CreateAsync(db, Role.Nurse, "0000-22-0000", talk.Clock.GetUtcNow()).GetAwaiter().GetResult());

        Assert.DoesNotContain("0000-22", await talk.SaysAsync("招待コード", Code(code)), StringComparison.Ordinal);

        Assert.Equal("0000-22-0000", MeOf(talk).Phone);
        Assert.Equal("", talk.Ask(db => db.InvitationCodes.Single().Phone));

        await talk.SaysAsync("招待コード", Code(CodeFor(talk, Role.Coordinator))); // Without a number the one that is known stays.
        Assert.Equal((Role.Coordinator, "0000-22-0000"), (MeOf(talk).Role, MeOf(talk).Phone));
    }

    [Fact]
    public async Task ProfessionAndWorkplace_AreAskedOnce_AndTheRoleIsWrittenDown()
    {
        using Talk talk = new(Role.Resident);
        Assert.Contains("職種を教えてください", await talk.SaysAsync("招待コード", Code(CodeFor(talk, Role.Staff))), StringComparison.Ordinal);
        Assert.Contains("お勤め先の名前", await talk.PressesButtonAsync("保健師"), StringComparison.Ordinal);
        Assert.Contains("「みなと訪問看護ステーション」の方として", await talk.SaysAsync("みなと訪問看護ステーションです", Search(ServiceKind.VisitingNurse)), StringComparison.Ordinal);
        Assert.Equal(("保健師", "みなと訪問看護ステーション"), (MeOf(talk).Profession, MeOf(talk).Organisation));
        AuditEntry[] trail = talk.Ask(db => db.AuditTrail.OrderBy(entry => entry.Id).ToArray());
        Assert.Equal([("member.role", Role.Staff.Id()), ("member.profession", ""), ("member.workplace", "")], trail.Select(entry => (entry.Action, entry.Detail)));
        Assert.All(trail, entry => Assert.Equal((talk.Me.Id, $"member:{talk.Me.Id:N}"), (entry.MemberId, entry.Subject)));

        string again = await talk.SaysAsync("招待コード", Code(CodeFor(talk, Role.Coordinator)));
        Assert.DoesNotContain("教えてください", again, StringComparison.Ordinal);
        Assert.DoesNotContain("お勤め先", again, StringComparison.Ordinal);
        Assert.Equal(("保健師", "みなと訪問看護ステーション"), (MeOf(talk).Profession, MeOf(talk).Organisation));
    }

    [Theory]
    [InlineData("鶴岡駅の近くの訪問看護", "鶴岡駅")]
    [InlineData("みなと市の訪問看護", null)]
    [InlineData("みなとの訪問看護", "みなと")]
    [InlineData("訪問看護に来てくれるところ", null)]
    [InlineData("近所の訪問看護", null)]
    public async Task ASearchRightAfterACode_IsNoWorkplace(string text, string? place)
    {
        using Talk talk = new(Role.Resident);
        await talk.SaysAsync("招待コード", Code(CodeFor(talk, Role.CareManager)));
        await talk.SaysAsync(text, Search(ServiceKind.VisitingNurse) with { Place = place });
        Assert.Equal("", MeOf(talk).Organisation);
        await talk.SaysAsync("24時間の訪問看護", Search(ServiceKind.VisitingNurse) with { Conditions = [ConditionKind.Open24h] });
        Assert.Equal("", MeOf(talk).Organisation);
        await talk.SaysAsync("みどり台居宅介護支援事業所", Search(ServiceKind.CareManagerOffice));
        Assert.Equal("みどり台居宅介護支援事業所", MeOf(talk).Organisation); // Still waited for.
    }

    [Fact]
    public async Task ACodeThatIsNotTaken_GivesNoPhone()
    {
        using Talk talk = new(Role.Coordinator);
        string code = talk.Ask(db => Invitations.CreateAsync(db, Role.Nurse, "0000-22-0000", talk.Clock.GetUtcNow()).GetAwaiter().GetResult());
        await talk.SaysAsync("招待コード", Code(code));
        Assert.Equal("", MeOf(talk).Phone);
        Assert.Equal("0000-22-0000", talk.Ask(db => db.InvitationCodes.Single().Phone));
    }

    [Theory]
    [InlineData("0000-00-0000", "0000-00-0000")]
    [InlineData("００００－００－００００", "0000-00-0000")]
    [InlineData("0000ー00ー0000", "0000-00-0000")]
    [InlineData(" 000 (0000) 0000 ", "000 (0000) 0000")]
    [InlineData("+00 00 0000 0000", "+00 00 0000 0000")]
    [InlineData("000-0000", null)] // Seven digits: without its area code.
    [InlineData("0000-00-0000-0000-00", null)]
    [InlineData("0000-00-0000 内線5", null)]
    [InlineData("(((((((((((((((((((((((((((((((((((((((((((((((((0000-00-0000", null)]
    [InlineData("", null)]
    public void FoldPhone_TakesWhatCanBeDialled(string typed, string? kept) => Assert.Equal(kept, MemberRules.FoldPhone(typed));

    [Fact]
    public async Task AnothersCode_AnOldCodeAndAWrongCodeLookAlike()
    {
        using Talk talk = new(Role.Resident);
        string used = CodeFor(talk, Role.Nurse);
        talk.Change(db => { InvitationCode one = db.InvitationCodes.Single(); one.UsedAt = talk.Clock.GetUtcNow(); one.UsedBy = Guid.CreateVersion7(talk.Clock.GetUtcNow()); });
        string old = CodeFor(talk, Role.Nurse);
        talk.Clock.Advance(MemberRules.CodeLife);

        string[] answers = [await talk.SaysAsync("x", Code(used)), await talk.SaysAsync("x", Code(old)), await talk.SaysAsync("x", Code("2222-2222"))];
        Assert.Single(answers.Distinct());
        Assert.Contains("使えませんでした", answers[0], StringComparison.Ordinal);
        Assert.Equal(Role.Resident, MeOf(talk).Role);
    }

    [Fact]
    public async Task FiveWrongTriesPauseForAnHour_EvenForTheRightCode()
    {
        using Talk talk = new(Role.Resident);
        for (int number = 0; number < MemberRules.WrongTriesMax; number++)
        {
            await talk.SaysAsync("招待コード", Code("2222-2222"));
        }

        string code = CodeFor(talk, Role.Doctor);
        Assert.Contains("11:00 まで", await talk.SaysAsync("招待コード", Code(code)), StringComparison.Ordinal);
        talk.Clock.Advance(MemberRules.PauseAfterTries);
        Assert.Contains("登録しました", await talk.SaysAsync("招待コード", Code(code)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACodeNeverTakesAway_AndStaysGood()
    {
        using Talk talk = new(Role.Coordinator);
        string code = CodeFor(talk, Role.CareManager);
        Assert.Contains("使いませんでした", await talk.SaysAsync("招待コード", Code(code)), StringComparison.Ordinal);
        Assert.Null(talk.Ask(db => db.InvitationCodes.Single().UsedAt));
        Assert.Equal(Role.Coordinator, MeOf(talk).Role);
    }

    [Fact]
    public async Task InAGroupNoCodeIsTaken()
    {
        using Talk talk = new(Role.Resident) { IsInGroup = true };
        string code = CodeFor(talk, Role.CareManager);
        Assert.Contains("1対1", await talk.SaysAsync("招待コード", Code(code)), StringComparison.Ordinal);
        Assert.Null(talk.Ask(db => db.InvitationCodes.Single().UsedAt));
    }

    [Theory]
    [InlineData("コードもらったんだけどどこに入れるの", "招待コードを、そのまま送ってください")]
    [InlineData("職場が変わったので登録の所属を直したいです", "まだできません")]
    [InlineData("LINEとTeamsのアカウントをひとつにまとめたい", "連携コードは")]
    public async Task WithoutACode_ItAsks_OrNamesThePhone(string text, string words)
    {
        using Talk talk = new(Role.Resident);
        Assert.Contains(words, await talk.SaysAsync(text, Code(null)), StringComparison.Ordinal);
    }
}
