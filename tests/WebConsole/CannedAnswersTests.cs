using Xunit;
using Zaitaku.Bot;
using Zaitaku.Bot.Desk;
using Zaitaku.Bot.WebConsole;
using Zaitaku.Storage.Consultations;

namespace Zaitaku.Tests.WebConsole;

/// <summary>Answers written beforehand, with the facts of the moment.</summary>
public sealed class CannedAnswersTests
{
    private static readonly HubOptions Hub = new() { Name = "みなと拠点", Phone = "0000-11-0000", PhoneHours = "平日 9時〜17時" };

    [Theory]
    [InlineData("{受付番号}", "412-907")]
    [InlineData("{内容}", "退院支援")]
    [InlineData("{担当}", "佐藤")]
    [InlineData("{拠点}", "みなと拠点")]
    [InlineData("{電話}", "0000-11-0000")]
    [InlineData("{電話の時間}", "平日 9時〜17時")]
    [InlineData("{予定}", "（日時は追ってお伝えします）")]
    [InlineData("{知らない}と{電話", "{知らない}と{電話")]
    [InlineData("{担当}です。{受付番号}の{担当}です。", "佐藤です。412-907の佐藤です。")]
    public void EveryPlaceholder_IsItsFact(string text, string expected) => Assert.Equal(expected, Filled(text, plannedAt: null));

    [Fact]
    public void APlan_IsSaidWithDayAndTime()
    {
        string filled = Filled("{予定}にお電話します。", new DateTimeOffset(2026, 4, 21, 10, 0, 0, TimeSpan.FromHours(9)));
        Assert.Contains("4月21日", filled, StringComparison.Ordinal);
        Assert.Contains("10", filled, StringComparison.Ordinal);
        Assert.EndsWith("にお電話します。", filled, StringComparison.Ordinal);
        Assert.DoesNotContain("{", filled, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", "佐藤")]
    [InlineData("1", "")]
    [InlineData("-1", "")]
    [InlineData("x", "")]
    [InlineData(null, "")]
    public void AnotherNumberInTheAddress_IsNoAnswer(string? wanted, string expected)
    {
        DeskOptions desk = new();
        desk.CannedAnswers.Add(new CannedAnswer { Title = "名のり", Text = "{担当}" });
        Assert.Equal(expected, CannedAnswers.Chosen(desk, wanted, One(null), "佐藤", Hub));
    }

    private static string Filled(string text, DateTimeOffset? plannedAt) => CannedAnswers.Filled(new CannedAnswer { Title = "題", Text = text }, One(plannedAt), "佐藤", Hub);

    private static Consultation One(DateTimeOffset? plannedAt)
    {
        DateTimeOffset now = new(2026, 4, 20, 0, 30, 0, TimeSpan.Zero);
        return new Consultation { Id = Guid.CreateVersion7(now), Number = QueueRows.Urgent, Content = ConsultationContent.Discharge, CreatedAt = now, PlannedAt = plannedAt };
    }
}
