using Xunit;
using Zaitaku.Bot.Intake;
using Zaitaku.Bot.Intake.Files;
using Zaitaku.Bot.Intake.Page;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Members;

namespace Zaitaku.Tests.Intake;

/// <summary>Small sums of the intake: what people type, what files are, what is taken out of photos.</summary>
public sealed class IntakeWordsTests
{
    [Theory]
    [InlineData("家族です", ConsultationOrigin.Resident)]
    [InlineData("ケアマネです", ConsultationOrigin.CareManagerOffice)]
    [InlineData("訪看STの者です", ConsultationOrigin.VisitingNurse)]
    [InlineData("ＧＨ", ConsultationOrigin.GroupHome)]
    [InlineData("地域包括支援センター", ConsultationOrigin.CommunitySupportCenter)]
    [InlineData("居宅介護支援事業所", ConsultationOrigin.CareManagerOffice)]
    [InlineData("クリニックのMSW", ConsultationOrigin.MedicalInstitution)]
    [InlineData("薬局", ConsultationOrigin.Other)]
    [InlineData("えっと", null)]
    public void Origin_Typed(string text, ConsultationOrigin? expected) => Assert.Equal(expected, IntakeWords.Origin(text));

    [Theory]
    [InlineData("今日中にお願いします", ConsultationUrgency.Today)]
    [InlineData("至急", ConsultationUrgency.Today)]
    [InlineData("急ぎません", ConsultationUrgency.Normal)]
    [InlineData("今日じゃなくていいです", ConsultationUrgency.Normal)]
    [InlineData("なるべく早めに", ConsultationUrgency.Soon)]
    [InlineData("あした", ConsultationUrgency.Soon)]
    [InlineData("うーん", null)]
    public void Urgency_Typed(string text, ConsultationUrgency? expected) => Assert.Equal(expected, IntakeWords.Urgency(text));

    [Theory]
    [InlineData("チャットで", false, "")]
    [InlineData("LINEでいいです", false, "")]
    [InlineData("電話はいりません", false, "")]
    [InlineData("電話ください", true, "")]
    [InlineData("平日の午前に電話してほしい", true, "平日の午前")]
    [InlineData("電話、月曜10時以降", true, "月曜10時以降")]
    [InlineData("電話 0000-11-0000 夕方", true, "［番号］ 夕方")] // A number typed here is not kept.
    public void Contact_Typed(string text, bool wantsCall, string times)
    {
        ContactWish wish = Assert.IsType<ContactWish>(IntakeWords.Contact(text));
        Assert.Equal((wantsCall, times), (wish.WantsCall, wish.Times));
    }

    [Theory]
    [InlineData("412-907", "consultstatus:412-907")]
    [InlineData("受付番号４１２－９０７です", "consultstatus:412-907")]
    [InlineData("内容を直したい", "consult:correct")]
    [InlineData("リンクが切れました", "consult:link")]
    [InlineData("新しいリンクをください", "consult:link")]
    [InlineData("997-0000", null)]
    [InlineData("内容が知りたい", null)]
    public void Button_Typed(string text, string? expected) =>
        Assert.Equal(expected, IntakeWords.PressOf(text) is { } press ? $"{press.Verb}:{string.Join(':', press.Arguments)}".Replace('－', '-') : null);

    [Theory]
    [InlineData("来週退院なので往診の先生を", new[] { ConsultationContent.Discharge, ConsultationContent.HomeVisitDoctor })]
    [InlineData("胃ろうの母が入れる施設", new[] { ConsultationContent.PlacementMedical })]
    [InlineData("特養に入りたい", new[] { ConsultationContent.Placement })]
    [InlineData("介護に疲れて話を聞いてほしい", new[] { ConsultationContent.Respite })]
    [InlineData("不安です", new[] { ConsultationContent.Support })]
    [InlineData("相談したい", new ConsultationContent[0])]
    public void Suggest_Words(string text, ConsultationContent[] expected) => Assert.Equal(expected, IntakeRules.Suggest(text, new UtteranceReader().Read(text, null)));

    [Theory]
    [InlineData(Role.CareManager, "", null, ConsultationOrigin.CareManagerOffice)]
    [InlineData(Role.Nurse, "みなと訪問看護ステーション", null, ConsultationOrigin.VisitingNurse)]
    [InlineData(Role.Nurse, "みなと病院", null, ConsultationOrigin.MedicalInstitution)]
    [InlineData(Role.Nurse, "", null, null)]
    [InlineData(Role.Facility, "グループホームはまなす", null, ConsultationOrigin.GroupHome)]
    [InlineData(Role.Resident, "みなと病院", null, null)] // A resident's words about a hospital are not where they work.
    [InlineData(Role.Resident, "", ConsultationOrigin.Resident, ConsultationOrigin.Resident)]
    public void OriginOf_Known(Role role, string organisation, ConsultationOrigin? earlier, ConsultationOrigin? expected) => Assert.Equal(expected, IntakeRules.OriginOf(role, "", organisation, earlier));

    [Fact]
    public void AfterTheLastQuestion_ComeTheWords() => Assert.Equal(
        [IntakeStep.Content, IntakeStep.Area, IntakeStep.Urgency, IntakeStep.Contact, IntakeStep.Words],
        new[] { IntakeStep.Origin, IntakeStep.Content, IntakeStep.Area, IntakeStep.Urgency, IntakeStep.Contact }.Select(IntakeRules.After));

    [Fact]
    public void AFileIsWhatItsBytesSay()
    {
        Assert.Equal([FileKind.Jpeg, FileKind.Png, FileKind.Pdf, FileKind.Heic], new[] { Samples.Jpeg(), Samples.Png, Samples.Pdf, HeicSamples.Photo() }.Select(bytes => FileKind.Of(bytes)));
        Assert.All(new[] { Samples.Exe, [], [0xFF], "GIF89a"u8.ToArray(), "PK\u0003\u0004"u8.ToArray(), "<svg xmlns="u8.ToArray(), [0, 0, 0, 24, .. "ftypavif"u8, 0] }, bytes => Assert.Null(FileKind.Of(bytes)));
    }

    [Theory]
    [InlineData(6)]
    [InlineData(1)]
    public void APhotoKeepsWhichWayIsUp_AndNothingOfWhere(int turned)
    {
        byte[] clean = PhotoCleaning.Clean(FileKind.Jpeg, Samples.Jpeg(turned))!;
        Assert.Equal(-1, clean.AsSpan().IndexOf(Samples.Gps));
        Assert.Equal(turned > 1, clean.AsSpan().IndexOf("Exif"u8) > 0);
        Assert.True(clean.AsSpan().IndexOf("ICC_PROFILE"u8) > 0); // Colours stay.
        Assert.Equal([0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56, 0xFF, 0xD9], clean[^9..]); // The picture, to its end and no further.
        Assert.Equal(clean, PhotoCleaning.Clean(FileKind.Jpeg, clean));
    }

    [Fact]
    public void ABrokenPhotoIsNoPhoto_HoweverItIsCut()
    {
        byte[] whole = Samples.Jpeg();
        for (int length = 3; length < whole.Length; length++)
        {
            Assert.True(PhotoCleaning.Clean(FileKind.Jpeg, whole[..length]) is not { } clean || clean.AsSpan().IndexOf(Samples.Gps) < 0);
        }

        Assert.Null(PhotoCleaning.Clean(FileKind.Png, Samples.Png[..20]));
        Assert.Equal(Samples.Png, PhotoCleaning.Clean(FileKind.Png, Samples.Png));
    }

    [Theory]
    [InlineData("C:\\写真\\母.JPG", "母.jpg")]
    [InlineData("../../x.exe", "x.jpg")]
    [InlineData("", "ファイル.jpg")]
    [InlineData("\u202E\0\u200B", "ファイル.jpg")]
    public void Name_Cleaned(string given, string expected) => Assert.Equal(expected, FileNameRules.Clean(given, FileKind.Jpeg));

    [Fact]
    public void ALongNameIsCut_BeforeItsEnding() => Assert.Equal(FileNameRules.UnitsMax, FileNameRules.Clean(new string('長', 500) + ".png", FileKind.Png).Length);

    [Fact]
    public void WhatIsPutIntoMarkup_IsEscaped()
    {
        string typed = "<b>\"'&";
        Assert.Equal("<p title=\"&lt;b&gt;&quot;&#x27;&amp;\">&lt;b&gt;&quot;&#x27;&amp;3</p>", Html.Of($"<p title=\"{typed}\">{typed}{3}</p>").ToString());
        Assert.Equal("<i>&lt;b&gt;&quot;&#x27;&amp;</i>", Html.Of($"{Html.Of($"<i>{typed}</i>")}").ToString());
    }
}
