using Xunit;
using Zaitaku.Storage.Corrections;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Tests.Corrections;

/// <summary>How the hub's word takes part in the merge.</summary>
public sealed class HubWordsTests
{
    private static readonly DateOnly Spring = new(2026, 4, 1), Summer = new(2026, 7, 1);

    private static readonly PlaceFacts Register = new()
    {
        Name = "みほん医院", Services = "clinic home_visit_doctor", Prefecture = "山形県", Municipality = "鶴岡市", Town = "みほん町", AddressRest = "1-2", Phone = "0000-00-0000",
        Hours = "月-金 09:00-17:00", Latitude = 38.73, Longitude = 139.83, Precision = Precision.Door, Answers24h = true,
    };

    [Fact]
    public void AWordOfTheHub_WinsOverEveryRegister_AndVouchesForNothingElse()
    {
        MergedPlace merged = MergeRules.Merge([Said(1, 72, Summer, Register), Said(9, 100, Spring, Word(new PlaceFacts { Phone = "0000-99-0000" }))]);
        Assert.Equal("0000-99-0000", merged.Facts.Phone);
        Assert.Equal(new Provenance(9, Spring), merged.Provenance["phone"]);
        Assert.Equal(new Provenance(1, Summer), merged.Provenance["*"]);
        Assert.Null(merged.Facts.Confirmation);
    }

    [Fact]
    public void OfTwoWords_TheNewerDayWins_AndOfOneDayTheLater()
    {
        Statement spring = Said(9, 100, Spring, Word(new PlaceFacts { Phone = "0000-01-0000" })), summer = Said(9, 100, Summer, Word(new PlaceFacts { Phone = "0000-02-0000" }));
        Assert.Equal("0000-02-0000", MergeRules.Merge([summer, spring]).Facts.Phone);
        Assert.Equal("0000-01-0000", MergeRules.Merge([spring with { ConfirmedOn = Summer }, spring with { ConfirmedOn = Summer, Facts = Word(new PlaceFacts { Phone = "0000-01-0000" }) }]).Facts.Phone);
        Assert.Equal("0000-03-0000", MergeRules.Merge([summer, Said(9, 100, Summer, Word(new PlaceFacts { Phone = "0000-03-0000" }))]).Facts.Phone);
        Assert.Equal("0000-02-0000", MergeRules.Merge([Said(3, 100, Spring, Register), summer]).Facts.Phone); // The hub's own table, older.
        Assert.Equal("0000-00-0000", MergeRules.Merge([Said(3, 100, Summer, Register), spring]).Facts.Phone); // And newer.
    }

    [Fact]
    public void Unknown_HidesWhatIsOlder_AndIsNoNo()
    {
        PlaceFacts hidden = MergeRules.Merge([Said(1, 72, Summer, Register), Said(9, 100, Spring, Word(new PlaceFacts { Unknown = ["answers24h", "hours", "phone"] }))]).Facts;
        Assert.Null(hidden.Answers24h);
        Assert.Null(hidden.Hours);
        Assert.Null(hidden.Phone);
        PlaceFacts known = MergeRules.Merge([Said(1, 72, Summer, Register), Said(9, 100, Spring, Word(new PlaceFacts { Unknown = ["answers24h"] })), Said(9, 100, Summer, Word(new PlaceFacts { Answers24h = false }))]).Facts;
        Assert.False(known.Answers24h);
    }

    [Fact]
    public void ServicesTold_AreAllOfThem_AndAnAddressTold_LeavesTheOldDoorBehind()
    {
        PlaceFacts facts = MergeRules.Merge([Said(1, 72, Summer, Register), Said(9, 100, Spring, Word(new PlaceFacts { Services = "clinic", Municipality = "鶴岡市", Town = "泉町", AddressRest = "9-9" }))]).Facts;
        Assert.Equal(("clinic", "泉町"), (facts.Services, facts.Town));
        Assert.Null(facts.Latitude);
        PlaceFacts same = MergeRules.Merge([Said(1, 72, Summer, Register), Said(9, 100, Spring, Word(new PlaceFacts { Municipality = "鶴岡市", Town = "みほん町", AddressRest = "1番2号" }))]).Facts;
        Assert.Equal(38.73, same.Latitude);
    }

    [Theory]
    [InlineData(false, null, false)]
    [InlineData(true, null, true)] // No register lists it any more; a corrected number does not keep it.
    [InlineData(true, false, false)] // The hub says that it is open.
    [InlineData(false, true, true)] // The hub says that it is closed, whatever a register lists.
    public void APlaceStands_OnARegister_OrOnTheHubsOwnWord(bool isMissing, bool? saidClosed, bool isClosed)
    {
        (MergedPlace merged, bool closed) = StandingRules.Settle([(Said(1, 72, Summer, Register), isMissing), (Said(9, 100, Spring, Word(new PlaceFacts { Phone = "0000-99-0000", IsClosed = saidClosed })), false)]);
        Assert.Equal(isClosed, closed);
        Assert.Equal(("みほん医院", "0000-99-0000"), (merged.Facts.Name, merged.Facts.Phone));
    }

    [Fact]
    public void APlaceMadeByHand_StandsAlone()
    {
        PlaceFacts made = Register with { Confirmation = new HubConfirmation { IsWhole = true } };
        (MergedPlace merged, bool closed) = StandingRules.Settle([(Said(9, 100, Spring, made), false)]);
        Assert.False(closed);
        Assert.Null(merged.Facts.Confirmation);
    }

    private static Statement Said(int source, int trust, DateOnly day, PlaceFacts facts) => new(facts, source, trust, day);

    private static PlaceFacts Word(PlaceFacts facts) => facts with { Confirmation = new HubConfirmation() };
}
