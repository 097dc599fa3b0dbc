using Xunit;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Unanswered;
using Zaitaku.Tests.Turns;

namespace Zaitaku.Tests.DirectorySearch;

/// <summary>Asking about one place by name, by number or by button.</summary>
public sealed class PlaceDetailStory
{
    private static Understood About(string? name, string? place = null, int? ordinal = null) =>
        new() { Intent = Intents.ResourceDetail, Subject = name, Place = place, Ordinal = ordinal };

    [Fact]
    public async Task AProfessionalSeesEverything_LevelsApart_AndTheRestAsOneLine()
    {
        using Talk talk = new Talk(Role.CareManager).Given(MinatoTown.Asahi);
        string answer = await talk.SaysAsync("あさひ在宅クリニックは何時まで？", About("あさひ在宅クリニック"));
        string[] said =
        [
            "電話: 0000-22-0000", "FAX: 0000-22-0001", "営業時間: 月-金 09:00-12:00、\n14:00-18:00", "休み: 日曜", "専門職の連絡: 電話 月-金 12:30-13:30（師長あて）",
            "対応可能・対応中: 在宅酸素", "対応可能・実績なし: 喀痰吸引", "要相談: 人工呼吸器", "対応不可: 小児", "ほかは未確認です", "訪問先: みなと市", "診療科: 内科",
            "在宅療養支援診療所（強化型・連携）・24時間対応を確認済み", "この情報は違います",
        ];
        Assert.All(said, words => Assert.Contains(words, answer, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ADayOpenInSomeWeeks_IsNoDayOfRest()
    {
        using Talk talk = new Talk(Role.Resident).Given(MinatoTown.Asahi with { Hours = "月-金 09:00-12:00; 第2・4土 09:00-12:00; 日祝 休" });
        await talk.SaysAsync("あさひ在宅クリニックは何時まで？", About("あさひ在宅クリニック"));
        Assert.Equal("日曜", talk.Cards[0].Rows.Single(row => row.Label == "休み").Text);
    }

    [Fact]
    public async Task AResidentNeverSeesContactWindows_AndIsToldWhomToCall()
    {
        using Talk talk = new Talk(Role.Resident).Given(MinatoTown.Asahi);
        string answer = await talk.SaysAsync("あさひの先生は何時なら電話していい？", About("あさひ在宅クリニック"));
        Assert.DoesNotContain("12:30", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("師長", answer, StringComparison.Ordinal);
        Assert.Contains("受付の電話へ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheSecondOfTheList_AndThenWithoutAName()
    {
        using Talk talk = new Talk().Given(MinatoTown.Asahi, MinatoTown.Hamabe with { Phone = "0000-33-0000" });
        await talk.SaysAsync("往診", new Understood { Intent = Intents.FindResource, Services = [ServiceKind.HomeVisitDoctor], Place = "みなと市" });
        string second = talk.Titles[1];

        await talk.SaysAsync("2番目の電話番号", About(null, ordinal: 2));
        Assert.Equal(second, talk.Titles[0]);
        await talk.SaysAsync("何時まで？", About(null));
        Assert.Equal(second, talk.Titles[0]);
        Assert.Contains("前の一覧は2件でした", await talk.SaysAsync("9番目の電話番号", About(null, ordinal: 9)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OneNameInTwoCities_TheHubsOwnIsMeant_UnlessAPlaceIsSaid()
    {
        using Talk talk = new Talk().Given(
            MinatoTown.At("けやき苑", 100, ServiceKind.NursingHome),
            MinatoTown.At("けやき苑", 9_000, ServiceKind.NursingHome) with { Municipality = "となり市" });
        await talk.SaysAsync("けやき苑の電話", About("けやき苑"));
        Assert.Contains("みなと市", talk.Cards[0].Rows.Single(row => row.Label == "住所").Text, StringComparison.Ordinal);
        await talk.SaysAsync("となり市のけやき苑の電話", About("けやき苑", "となり市"));
        Assert.Contains("となり市", talk.Cards[0].Rows.Single(row => row.Label == "住所").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SeveralHereBearTheName_AButtonOrANumberSettlesIt()
    {
        using Talk talk = new Talk().Given(MinatoTown.At("みなと内科東", 100, ServiceKind.Clinic), MinatoTown.At("みなと内科西", 200, ServiceKind.Clinic));
        Assert.Contains("どちらでしょうか", await talk.SaysAsync("みなと内科の電話", About("みなと内科")), StringComparison.Ordinal);
        Assert.Equal(2, talk.QuickLabels.Length);
        await talk.PressesButtonAsync(talk.QuickLabels[1]);
        Assert.StartsWith("みなと内科", talk.Titles[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnUnknownNameSaysSo_WithThePhone()
    {
        using Talk talk = new Talk().Given(MinatoTown.Asahi);
        string answer = await talk.SaysAsync("ぜんぜん違う病院の電話", About("ぜんぜん違う病院"));
        Assert.Contains("名簿に見つかりませんでした", answer, StringComparison.Ordinal);
        Assert.Contains("0000-11-0000", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWrongFactIsNotedAtOnce_AndTheTopicWrittenBeside()
    {
        using Talk talk = new Talk(Role.Resident).Given(MinatoTown.Hamabe);
        await talk.SaysAsync("はまべ医院の電話", About("はまべ医院"));
        Assert.Contains("すぐには変わりません", await talk.PressesButtonAsync("この情報は違います"), StringComparison.Ordinal);
        await talk.PressesButtonAsync("電話番号");

        KeptNote note = Assert.Single(talk.Notes());
        Assert.Equal((NoteKind.WrongFact, 1, "電話番号"), (note.Kind, note.PlaceId, note.Text));
    }

    [Fact]
    public async Task ASecondTopic_IsASecondNote_AndWhatWasSeenStands()
    {
        using Talk talk = new Talk(Role.Resident).Given(MinatoTown.Hamabe);
        await talk.SaysAsync("はまべ医院の電話", About("はまべ医院"));
        await talk.PressesButtonAsync("この情報は違います");
        string[] topics = [.. talk.Replies.SelectMany(reply => reply.QuickReplies).Select(quick => ((ReplyAction.Press)quick.Action).Data).Take(2)];
        await talk.PressesAsync(topics[0]);
        await talk.PressesAsync(topics[1]);
        await talk.PressesAsync(topics[1]); // Pressed twice.
        string[] labels = [.. talk.Notes().Select(note => note.Text)];
        Assert.Equal(2, labels.Distinct().Count());
        Assert.Equal(2, labels.Length);

        talk.Change(db => db.KeptNotes.ToList().ForEach(note => note.SeenAt = talk.Clock.GetUtcNow()));
        await talk.PressesAsync(topics[1]);
        Assert.Equal([.. labels, labels[1]], talk.Notes().Select(note => note.Text));
        Assert.Null(talk.Notes()[^1].SeenAt);
    }

    [Fact]
    public async Task AFactOfAnotherSourceNamesIt_AndTheFooterNamesTheMainOne()
    {
        using Talk talk = new Talk().Given(MinatoTown.Asahi).Change(db =>
        {
            db.PlaceSources.Add(new PlaceSource { Id = 1, Key = "a", Name = "県の名簿" });
            db.PlaceSources.Add(new PlaceSource { Id = 2, Key = "b", Name = "拠点の調査" });
            db.PlaceDetails.Single().Provenance = """{"*":{"source_id":1,"confirmed_on":"2025-06-30"},"phone":{"source_id":2,"confirmed_on":"2026-03-10"}}""";
        });
        await talk.SaysAsync("あさひ在宅クリニックの電話", About("あさひ在宅クリニック"));
        Assert.Equal("0000-22-0000\n（出典: 拠点の調査（2026-03-10））", talk.Cards[0].Rows.Single(row => row.Label == "電話").Text);
        Assert.Equal("確認日 2025-06-30・出典 県の名簿", talk.Cards[0].Footer);
    }

    [Fact]
    public async Task ADemoPlaceSaysSo()
    {
        using Talk talk = new Talk().Given(MinatoTown.Hamabe).Change(db => db.Places.Single().IsDemo = true);
        string answer = await talk.SaysAsync("はまべ医院の電話", About("はまべ医院"));
        Assert.StartsWith("デモ・", talk.Cards[0].Kicker, StringComparison.Ordinal);
        Assert.Contains("デモ・つながりません", answer, StringComparison.Ordinal);
    }
}
