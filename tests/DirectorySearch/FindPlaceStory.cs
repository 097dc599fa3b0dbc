using Xunit;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Gazetteer;
using Zaitaku.Storage.Members;
using Zaitaku.Tests.Turns;

namespace Zaitaku.Tests.DirectorySearch;

/// <summary>Looking for a place, narrowing, widening, and what is said when it is not clear where.</summary>
public sealed class FindPlaceStory
{
    private static Understood Doctor(string? place = null, params CapabilityKind[] needs) =>
        new() { Intent = Intents.FindResource, Services = [ServiceKind.HomeVisitDoctor], Place = place, Capabilities = needs };

    [Fact]
    public async Task ACareManagerAsksForOxygen_AndTheConfirmedComesBeforeTheNearer()
    {
        using Talk talk = new Talk().Given(MinatoTown.Asahi, MinatoTown.Hamabe);

        string answer = await talk.SaysAsync("みなと市で在宅酸素の人を診られる先生", Doctor("みなと市", CapabilityKind.HomeOxygen));

        Assert.Equal(["あさひ在宅クリニック", "はまべ医院"], talk.Titles);
        Assert.Contains("みなと市の訪問診療・往診（在宅酸素）: 2件です", answer, StringComparison.Ordinal);
        Assert.Contains("在宅酸素: 対応可能・対応中", answer, StringComparison.Ordinal);
        Assert.Contains("在宅酸素: 未確認", answer, StringComparison.Ordinal);
        Assert.Contains("・在宅酸素に対応できますか", answer, StringComparison.Ordinal);
        Assert.Contains("在宅療養支援診療所 → 届出上24時間", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("いいえ", answer, StringComparison.Ordinal);
        Assert.Contains("いま営業中（12:00まで）", answer, StringComparison.Ordinal);
        Assert.Contains("営業時間は未確認", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoPlaceIsSaid_TheHubsOwnAreaIsSearched_AndNamed()
    {
        using Talk talk = new Talk().Given(MinatoTown.Asahi);
        Assert.Contains("場所はみなと市としました", await talk.SaysAsync("往診してくれる先生", Doctor()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TwelveAreFound_TenAreShown_TheRestOnRequest_AndNumbersGoOn()
    {
        using Talk talk = new Talk().Given([.. Enumerable.Range(1, 12).Select(number => MinatoTown.At($"第{number:00}診療所", number * 100, ServiceKind.HomeVisitDoctor))]);

        Assert.Contains("12件のうち10件", await talk.SaysAsync("訪問診療", Doctor("みなと市")), StringComparison.Ordinal);
        Assert.Equal(CardReply.CardsMax, talk.Cards.Count);
        Assert.Contains("もっと見る", talk.QuickLabels);

        await talk.PressesButtonAsync("もっと見る");
        Assert.Equal(2, talk.Cards.Count);
        Assert.StartsWith("11. ", talk.Cards[0].Kicker, StringComparison.Ordinal);
        Assert.DoesNotContain("もっと見る", talk.QuickLabels);
        Assert.Equal(12, talk.Dialogue.Listed.Count);

        Assert.Contains("これで全部です", await talk.PressesAsync("more"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheListIsNarrowedByWordsAndByButton()
    {
        using Talk talk = new Talk().Given(MinatoTown.Asahi, MinatoTown.Hamabe with { Answers24h = false });
        await talk.SaysAsync("訪問診療", Doctor("みなと市"));
        Assert.Contains("24時間", talk.QuickLabels);

        await talk.SaysAsync("その中で24時間のところは？", new Understood { Intent = Intents.RefineSearch, Conditions = [ConditionKind.Open24h] });
        Assert.Equal(["あさひ在宅クリニック"], talk.Titles);

        await talk.SaysAsync("訪問診療", Doctor("みなと市"));
        await talk.PressesButtonAsync("24時間");
        Assert.Equal(["あさひ在宅クリニック"], talk.Titles);
    }

    [Fact]
    public async Task NothingFitsAll_TheConditionLeftOutIsNamed()
    {
        using Talk talk = new Talk().Given(MinatoTown.Asahi);
        string answer = await talk.SaysAsync("小児を診る先生", Doctor("みなと市", CapabilityKind.Pediatrics));
        Assert.Contains("すべてに合う所は見つかりませんでした", answer, StringComparison.Ordinal);
        Assert.Contains("「小児」のほかは合う所が1件", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NothingAtAll_OffersAnotherServiceAndThePhone_NeverABareApology()
    {
        using Talk talk = new Talk().Given(MinatoTown.At("みなと訪問看護", 300, ServiceKind.VisitingNurse));
        string answer = await talk.SaysAsync("訪問診療", Doctor("みなと市"));
        Assert.Contains("名簿に見つかりませんでした", answer, StringComparison.Ordinal);
        Assert.Contains("0000-11-0000", answer, StringComparison.Ordinal);

        await talk.PressesButtonAsync("訪問看護");
        Assert.Equal(["みなと訪問看護"], talk.Titles);
    }

    [Fact]
    public async Task AnUnknownNameOffersTheNearestSpellingAndTheMap_AndAButtonGoesOn()
    {
        using Talk talk = new Talk().Given(MinatoTown.Asahi);
        string answer = await talk.SaysAsync("みなt市の往診", Doctor("みなど市"));
        Assert.Contains("「みなど市」という地名や駅名が見つかりませんでした", answer, StringComparison.Ordinal);
        Assert.Contains("位置情報で探す", talk.QuickLabels);

        await talk.PressesAsync("spell:みなと市");
        Assert.Equal(["あさひ在宅クリニック"], talk.Titles);
    }

    [Fact]
    public async Task ANameOfTwoCitiesIsAskedBack_AndTheButtonSettlesIt()
    {
        using Talk talk = new Talk().Given(
            MinatoTown.At("北の診療所", 0, ServiceKind.HomeVisitDoctor) with { Prefecture = "北海道", Municipality = "伊達市", Latitude = 42.47, Longitude = 140.86 },
            MinatoTown.At("福の診療所", 0, ServiceKind.HomeVisitDoctor) with { Prefecture = "福島県", Municipality = "伊達市", Latitude = 37.82, Longitude = 140.56 });
        string answer = await talk.SaysAsync("伊達市の往診", Doctor("伊達市"));
        Assert.Contains("どちらでしょうか", answer, StringComparison.Ordinal);

        await talk.PressesButtonAsync(talk.QuickLabels.First(label => label.Contains("福島", StringComparison.Ordinal)));
        Assert.Equal("福の診療所", talk.Titles[0]);
    }

    [Fact]
    public async Task ASharedPositionSearchesAgainFromThere_OrAsksWhatFor()
    {
        using Talk talk = new Talk().Given(MinatoTown.Asahi, MinatoTown.Hamabe);
        Assert.Contains("何をお探しですか", await talk.SharesLocationAsync(35.0, 140.0044), StringComparison.Ordinal);

        string answer = await talk.PressesButtonAsync("訪問診療・往診");
        Assert.Contains("現在地", answer, StringComparison.Ordinal);
        Assert.Equal("あさひ在宅クリニック", talk.Titles[0]);
        Assert.DoesNotContain("位置情報で探す", talk.QuickLabels);
    }

    [Fact]
    public async Task AStationIsAPoint_AndFartherOrNearerChangesTheReach()
    {
        using Talk talk = new Talk()
            .Given(MinatoTown.Asahi, MinatoTown.At("遠くの医院", 15_000, ServiceKind.HomeVisitDoctor), MinatoTown.Hamabe, MinatoTown.At("中くらい医院", 900, ServiceKind.HomeVisitDoctor))
            .Change(db => db.GazetteerEntries.Add(new GazetteerEntry
            {
                Kind = GazetteerKind.Station, Name = "みなと駅", NameKey = NameRules.KeyOf("みなと駅"), Prefecture = "架空県", Municipality = "みなと市", Latitude = 35.0, Longitude = 140.0, Source = "station",
            }));
        string answer = await talk.SaysAsync("みなと駅の近くの往診", Doctor("みなと駅"));
        Assert.Contains("みなと駅の近くの訪問診療・往診: 3件です（近い順）", answer, StringComparison.Ordinal);
        Assert.Contains("みなと駅から 約200m", answer, StringComparison.Ordinal);

        await talk.SaysAsync("もっと遠くても", new Understood { Intent = Intents.RefineSearch, Reach = 1 });
        Assert.Contains("遠くの医院", talk.Titles);

        await talk.PressesButtonAsync("もっと近く");
        Assert.DoesNotContain("遠くの医院", talk.Titles);
    }

    [Fact]
    public async Task PlacesForProfessionalsNeverReachAResident_NorAGroup()
    {
        Understood beds = new() { Intent = Intents.FindResource, Services = [ServiceKind.BackupBed], Place = "みなと市" };
        using Talk professional = new Talk(Role.Nurse).Given(MinatoTown.Hidden);
        Assert.Contains("かくれ病床", await professional.SaysAsync("バックベッド", beds), StringComparison.Ordinal);
        professional.IsInGroup = true;
        Assert.DoesNotContain("かくれ病床", await professional.SaysAsync("バックベッド", beds), StringComparison.Ordinal);

        using Talk resident = new Talk(Role.Resident).Given(MinatoTown.Hidden);
        Assert.DoesNotContain("かくれ病床", await resident.SaysAsync("バックベッド", beds), StringComparison.Ordinal);
        Assert.DoesNotContain("かくれ病床", await resident.PressesAsync("detail:1"), StringComparison.Ordinal);
        Assert.DoesNotContain("かくれ病床", await resident.SaysAsync("かくれ病床の電話", new Understood { Intent = Intents.ResourceDetail, Subject = "かくれ病床" }).ContinueWith(task => task.Result.Replace("「かくれ病床」は名簿に", "", StringComparison.Ordinal), TaskScheduler.Default), StringComparison.Ordinal);
    }

    [Fact]
    public async Task VacancyIsNotKnownHere_AndTheDaysDoNotHideWhoOffersIt()
    {
        using Talk talk = new Talk().Given(MinatoTown.At("みなとショート", 300, ServiceKind.ShortStay) with { Hours = "月-金 09:00-17:00" });
        string answer = await talk.SaysAsync("週末ショート空いてる？", new Understood { Intent = Intents.AskVacancy, Services = [ServiceKind.ShortStay], Conditions = [ConditionKind.ThisWeek, ConditionKind.Weekend] });
        Assert.StartsWith("空きはここでは分かりません。電話でお確かめください。", answer, StringComparison.Ordinal);
        Assert.Equal(["みなとショート"], talk.Titles);
    }

    [Theory]
    [InlineData("narrow:nonsense")]
    [InlineData("narrow:")]
    [InlineData("place:")]
    [InlineData("spell:")]
    [InlineData("service:nonsense")]
    [InlineData("more:9999")]
    [InlineData("detail:99999999999999")]
    [InlineData("detail:")]
    [InlineData("wrong:abc:def")]
    [InlineData("nobody-knows-this")]
    public async Task AForgedButtonGetsAnAnswer_NotACrash(string data)
    {
        using Talk talk = new Talk().Given(MinatoTown.Asahi);
        Assert.NotEmpty(await talk.PressesAsync(data));
        await talk.SaysAsync("往診", Doctor("みなと市"));
        Assert.NotEmpty(await talk.PressesAsync(data));
    }
}
