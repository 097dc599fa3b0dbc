using Microsoft.Extensions.Configuration;
using Xunit;
using Zaitaku.Bot.Desk;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Desk;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Staff;

namespace Zaitaku.Tests.Desk;

/// <summary>Policies that differ by city: who may consult, which desk, which coordinator; and what is said of wrong settings.</summary>
public sealed class DeskPolicyTests
{
    private static readonly DateOnly Today = new(2026, 4, 28);

    [Theory]
    [InlineData("everyone", "hub", Role.Resident, typeof(Reception.Taken))]
    [InlineData("professionals", "hub", Role.Resident, typeof(Reception.ProfessionalsOnly))]
    [InlineData("professionals", "hub", Role.CareManager, typeof(Reception.Taken))]
    [InlineData("everyone", "community_support_center", Role.Resident, typeof(Reception.GoesTo))]
    [InlineData("professionals", "community_support_center", Role.Resident, typeof(Reception.GoesTo))] // the center, before "no"
    [InlineData("everyone", "community_support_center", Role.Nurse, typeof(Reception.Taken))]
    public void Reception_ByPolicyAndRole(string who, string residents, Role role, Type reception) =>
        Assert.IsType(reception, RoutingRules.ReceptionOf(WithCenters(new DeskOptions { WhoMayConsult = who, ResidentsGoTo = residents }), role, "みなと市"));

    [Theory]
    [InlineData("みなと市北町1丁目", "北包括")]       // the closest named area wins
    [InlineData("みなと市", "みなと包括")]
    [InlineData("よその町", "みなと包括 北包括")]     // not known: all of them are named
    [InlineData("", "みなと包括 北包括")]
    public void AResident_GoesToTheCenterOfTheirArea(string area, string names)
    {
        DeskOptions policy = WithCenters(new DeskOptions { ResidentsGoTo = "community_support_center" });
        Reception.GoesTo goes = Assert.IsType<Reception.GoesTo>(RoutingRules.ReceptionOf(policy, Role.Resident, area));
        Assert.Equal(names, string.Join(' ', goes.Centers.Select(center => center.Name)));
    }

    [Theory]
    [InlineData("みなと市北町", ConsultationContent.Discharge, "north-discharge")] // area and content
    [InlineData("みなと市北町", ConsultationContent.Respite, "north")]             // area alone
    [InlineData("みなと市", ConsultationContent.Discharge, "discharge")]           // content alone
    [InlineData("みなと市", ConsultationContent.Respite, "all")]
    [InlineData("", null, "all")]
    public void TheDesk_IsTheOneThatNamesItMostClosely(string area, ConsultationContent? content, string desk)
    {
        DeskOptions policy = new();
        policy.Desks.Add(Unit("all", [], []));
        policy.Desks.Add(Unit("discharge", [], ["discharge"]));
        policy.Desks.Add(Unit("north", ["北町"], []));
        policy.Desks.Add(Unit("north-discharge", ["北町"], ["discharge"]));
        Assert.Equal(desk, RoutingRules.DeskOf(policy, area, content));
        Assert.Equal(RoutingRules.OnlyDesk, RoutingRules.DeskOf(new DeskOptions(), area, content));
    }

    [Theory]
    [InlineData(AssignmentWay.Manual, null)]
    [InlineData(AssignmentWay.RoundRobin, "waited")]  // waited longest, though they carry more
    [InlineData(AssignmentWay.LeastOpen, "few")]
    public void Assignment_ChoosesAmongThoseThereWithRoom(AssignmentWay way, string? name)
    {
        AssignmentCandidate[] candidates =
        [
            new(Account("away", at: 1, away: true), 0), new(Account("gone", at: 1, disabled: true), 0), new(Account("elsewhere", at: 1, areas: "よその町, となり町"), 0),
            new(Account("full", at: 1), 20), new(Account("small", at: 1, openMax: 1), 1), new(Account("waited", at: 2), 3), new(Account("few", at: 3, areas: "みなと市"), 1),
        ];
        Assert.Equal(name, AssignmentRules.Choose(way, candidates, "みなと市北町", [], 20, Today)?.DisplayName);
    }

    [Theory]
    [InlineData(ConsultationContent.SuddenChange, "nurse")]      // hers first, though she carries more
    [InlineData(ConsultationContent.Respite, "social worker")]   // nobody's by training
    [InlineData(ConsultationContent.EndOfLife, "social worker")] // the doctor's, and none is there
    [InlineData(null, "social worker")]
    public void Assignment_PrefersTheProfessionOfTheContent(ConsultationContent? content, string name)
    {
        DeskOptions policy = new();
        policy.Professions.Add(Rule(["看護師", "保健師"], ["sudden_change"]));
        policy.Professions.Add(Rule(["医師"], ["end_of_life"]));
        AssignmentCandidate[] candidates = [new(Account("social worker", at: 1, profession: "社会福祉士"), 0), new(Account("nurse", at: 1, profession: "看護師"), 5)];
        Assert.Equal(name, AssignmentRules.Choose(AssignmentWay.LeastOpen, candidates, "", RoutingRules.ProfessionsFor(policy, content), 20, Today)?.DisplayName);
    }

    [Fact]
    public void Assignment_WithNobodyThere_LeavesItInTheQueue() =>
        Assert.Null(AssignmentRules.Choose(AssignmentWay.LeastOpen, [new(Account("away", at: 1, away: true), 0)], "", [], 20, Today));

    [Fact]
    public void Defaults_AreRight_AndEveryWrongSettingIsNamedInJapanese()
    {
        Assert.True(new DeskOptionsCheck().Validate(null, new DeskOptions()).Succeeded);
        DeskOptions wrong = new()
        {
            WhoMayConsult = "citizens", ResidentsGoTo = "community_support_center", Hours = "いつでも", YearEnd = "年末年始", Assignment = "lottery", WarnAtPercent = 0,
            OpenMaxPerCoordinator = 0, LinkLife = TimeSpan.Zero, ConsentVersion = 0, Targets = new DeskTargets { Today = "すぐ" },
        };
        wrong.Desks.Add(Unit("a", [], ["discharge", "weather"]));
        wrong.Desks.Add(Unit("a", [], []));
        wrong.Professions.Add(Rule(["看護師"], ["rain"]));
        string said = new DeskOptionsCheck().Validate(null, wrong).FailureMessage!;
        Assert.All(["WhoMayConsult", "Centers", "Hours", "YearEnd", "Assignment", "WarnAtPercent", "OpenMaxPerCoordinator", "LinkLife", "ConsentVersion", "Targets:Today", "weather", "重なって", "Professions"],
            word => Assert.Contains(word, said, StringComparison.Ordinal));
    }

    [Fact]
    public void WhatWouldBeReadWrong_OrByNobody_StopsTheStart()
    {
        DeskOptions wrong = new();
        wrong.Centers.Add(new DeskCenter { Name = "東", Phone = "0000-11-0000" });
        wrong.Centers.Add(new DeskCenter { Name = "西", Phone = "0000-22-0000", Area = "西町" });
        wrong.CannedAnswers.Add(new CannedAnswer { Title = "お礼", Text = "{氏名}様、{受付番号} を承りました。" });
        wrong.CannedAnswers.Add(new CannedAnswer { Text = "題のない文" });
        IConfiguration settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Desk:Asignment"] = "round_robin", ["Desk:Targets:Todya"] = "1時間", ["Desk:Desks:0:Id"] = "main", ["Desk:Desks:0:Area"] = "北町", ["Desk:WordsInChat:Line"] = "true",
        }).Build();

        string said = new DeskOptionsCheck(settings).Validate(null, wrong).FailureMessage!;

        Assert.All(["「東」に、担当する地域", "{氏名} が分かりません", "Title と Text が必要", "Desk:Asignment という設定はありません", "Desk:Targets:Todya", "Desk:Desks:0:Area"], word => Assert.Contains(word, said, StringComparison.Ordinal));
        Assert.All(["「西」", "{受付番号} が", "Desks:0:Id と", "WordsInChat:Line と"], word => Assert.DoesNotContain(word, said, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("祝 9:00-10:00")] // never on a day of the week
    [InlineData("月-金 営業")]     // hours not stated
    public void HoursThatNeverCount_AreRefused(string hours) => Assert.Contains("Desk:Hours", new DeskOptionsCheck().Validate(null, new DeskOptions { Hours = hours }).FailureMessage, StringComparison.Ordinal);

    [Theory]
    [InlineData("412-907", 412907)]
    [InlineData("４１２－９０７", 412907)]
    [InlineData("412ー907", 412907)]
    [InlineData(" 412 907 ", 412907)]
    [InlineData("012-907", 0)]       // none begins with 0
    [InlineData("412-90", 0)]
    [InlineData("4129071", 0)]
    [InlineData("四一二九〇七", 0)]
    public void ANumber_IsReadAsPeopleTypeIt(string typed, int number) => Assert.Equal(number, ConsultationNumbers.TryParse(typed, out int read) ? read : 0);

    private static DeskProfession Rule(string[] names, string[] contents)
    {
        DeskProfession rule = new();
        Array.ForEach(names, rule.Names.Add);
        Array.ForEach(contents, rule.Contents.Add);
        return rule;
    }

    private static DeskOptions WithCenters(DeskOptions policy)
    {
        policy.Centers.Add(new DeskCenter { Area = "みなと市", Name = "みなと包括", Phone = "0000-44-0000" });
        policy.Centers.Add(new DeskCenter { Area = "みなと市北町", Name = "北包括", Phone = "0000-55-0000" });
        return policy;
    }

    private static DeskUnit Unit(string id, string[] areas, string[] contents)
    {
        DeskUnit unit = new() { Id = id, Name = id };
        Array.ForEach(areas, unit.Areas.Add);
        Array.ForEach(contents, unit.Contents.Add);
        return unit;
    }

    private static StaffAccount Account(string name, int at, bool away = false, bool disabled = false, string areas = "", int openMax = 0, string profession = "") => new()
    {
        Id = Guid.CreateVersion7(DateTimeOffset.UnixEpoch), SignInName = name, DisplayName = name, Role = Role.Coordinator, Areas = areas, Profession = profession, OpenMax = openMax,
        AbsentFrom = away ? Today : null, DisabledAt = disabled ? DateTimeOffset.UnixEpoch : null, LastAssignedAt = DateTimeOffset.UnixEpoch.AddDays(at),
    };
}
