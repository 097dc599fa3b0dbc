using System.Text.RegularExpressions;
using Xunit;
using Zaitaku.Bot.Knowledge;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Tests.Understanding;

namespace Zaitaku.Tests.Knowledge;

/// <summary>What every entry must have before anybody is answered with it.</summary>
public sealed partial class KnowledgeEntriesTests
{
    /// <summary>The day the entries were first written.</summary>
    private static readonly DateOnly Began = new(2026, 11, 23);

    private static readonly KnowledgeShelf Shelf = new();

    /// <summary>Questions that are heard as danger, known misses: the card that comes says 119 first, and that it is no emergency can be said.</summary>
    private static readonly string[] InDoubt = ["停電で呼吸器が止まったら", "飲み忘れた薬をあとで2回分飲んでもいい？"];

    public static TheoryData<string> Ids => [.. Shelf.Entries.Select(entry => entry.Id)];

    [Fact]
    public void ThereAreEightyAndMore() => Assert.True(Shelf.Entries.Count >= 80, $"{Shelf.Entries.Count} entries");

    [Theory]
    [MemberData(nameof(Ids))]
    public void AnEntry_HasSourceDateOwnerAndReview(string id)
    {
        KnowledgeEntry entry = Shelf.Find(id)!;
        Assert.NotEmpty(entry.Sources);
        Assert.All(entry.Sources, source => Assert.True(source.ReadOn >= Began.AddYears(-1) && source.Title.Length > 3, source.Title));
        Assert.True(entry.Owner.Length > 0);
        Assert.True(entry.ReviewOn > entry.ReviewedOn && entry.ReviewOn <= entry.ReviewedOn.AddYears(1), $"{entry.ReviewedOn} → {entry.ReviewOn}");
        Assert.InRange(entry.Variants.Count, 6, 12);
        Assert.InRange(entry.ForResidents.Length, 80, 280);
        Assert.InRange(entry.ForProfessionals.Length, 80, 340);
        Assert.All(entry.Topics, topic => Assert.True(ServiceKinds.TryParse(topic, out _) || CapabilityKinds.TryParse(topic, out _), topic));
    }

    /// <summary>An amount, a share or a limit in money holds for a year only, and has been read for it.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public void AnAmount_HasItsFiscalYear(string id)
    {
        KnowledgeEntry entry = Shelf.Find(id)!;
        bool namesAmount = KnowledgeFormRules.NamesAmount(entry.ForResidents) || KnowledgeFormRules.NamesAmount(entry.ForProfessionals);
        Assert.False(namesAmount && entry.FiscalYear is null, "an amount without its fiscal year");
    }

    /// <summary>Numbers everybody may dial: 119, 110, 189, #7119, #8000. Others belong to a hub's own entries.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public void OnlyNationalNumbersAreNamed(string id)
    {
        KnowledgeEntry entry = Shelf.Find(id)!;
        Assert.DoesNotMatch(Phone(), $"{entry.ForResidents}{entry.ForProfessionals}");
    }

    [Fact]
    public void NoWordingStandsTwice()
    {
        List<string> all = [.. Shelf.Entries.SelectMany(entry => entry.Variants.Append(entry.Question))];
        Assert.Empty(all.GroupBy(text => text).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    /// <summary>Whoever types one of our own wordings is not sent away with the 119 card, but for the few that are just what somebody in danger types.</summary>
    [Fact]
    public void AWordingIsNoCryForHelp()
    {
        UtteranceReader reader = new();
        string[] wordings = [.. Shelf.Entries.SelectMany(entry => entry.Variants.Append(entry.Question)).Order(StringComparer.Ordinal)];
        (bool IsNow, string Text)[] known = [.. UtteranceSets.DangerOfKnowledge().OrderBy(row => row.Text, StringComparer.Ordinal)];
        Assert.Equal(wordings, known.Select(row => row.Text));
        Assert.Equal(known.Where(row => row.IsNow).Select(row => row.Text).Concat(InDoubt).Order(StringComparer.Ordinal), wordings.Where(reader.IsEmergency));
    }

    [Theory]
    [InlineData("no head", "question: x")]
    [InlineData("no source", "---\nid: a\nquestion: q\nvariants: [v]\ntopics: []\nsources: []\nowner: o\nreviewed: 2026-11-23\nreview: 2027-04-01\n---\n## 住民の方へ\nあ\n## 専門職の方へ\nい")]
    [InlineData("no owner", "---\nid: a\nquestion: q\nvariants: [v]\ntopics: []\nsources: [{title: t, address: https://example.jp/, read: 2026-11-23}]\nreviewed: 2026-11-23\nreview: 2027-04-01\n---\n## 住民の方へ\nあ\n## 専門職の方へ\nい")]
    [InlineData("no review", "---\nid: a\nquestion: q\nvariants: [v]\ntopics: []\nsources: [{title: t, address: https://example.jp/, read: 2026-11-23}]\nowner: o\nreviewed: 2026-11-23\n---\n## 住民の方へ\nあ\n## 専門職の方へ\nい")]
    [InlineData("script address", "---\nid: a\nquestion: q\nvariants: [v]\ntopics: []\nsources: [{title: t, address: 'javascript:alert(1)', read: 2026-11-23}]\nowner: o\nreviewed: 2026-11-23\nreview: 2027-04-01\n---\n## 住民の方へ\nあ\n## 専門職の方へ\nい")]
    [InlineData("no answer", "---\nid: a\nquestion: q\nvariants: [v]\ntopics: []\nsources: [{title: t, address: https://example.jp/, read: 2026-11-23}]\nowner: o\nreviewed: 2026-11-23\nreview: 2027-04-01\n---\n## 住民の方へ\n\n## 専門職の方へ\nい")]
    [InlineData("broken", "---\nid: [a\n---\n")]
    public void AnIncompleteFile_IsRefused(string name, string text) => Assert.Contains(name, Assert.Throws<InvalidDataException>(() => KnowledgeFile.Read(name, text)).Message, StringComparison.Ordinal);

    [GeneratedRegex("0[0-9]{1,4}-[0-9]{1,4}-[0-9]{3,4}|0[0-9]{9,10}", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Phone();
}
