using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Storage.Consultations;
using HomeCare = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Intake;

/// <summary>In Teams the substance may be typed.</summary>
public sealed class TeamsIntakeStory
{
    private const string Worry = "独居の方です。やめると言って薬を飲まれません。近くの訪問看護を探しています。";

    [Fact]
    public async Task AColleague_TypesTheSubstance_InPieces_AndSends()
    {
        await using HomeCare world = await IntakeWorld.StartAsync(settings: HomeCare.WithTeams());
        await SaysAsync(world, "相談したい");
        await SaysAsync(world, "同意します");
        await SaysAsync(world, "居宅です");
        await SaysAsync(world, "相談支援");
        await SaysAsync(world, "みなと市");
        await SaysAsync(world, "今週中に");
        Assert.Contains("続けて書いてください", await SaysAsync(world, "電話、午前なら"));
        Assert.Contains("この内容で送りますか", await SaysAsync(world, Worry)); // However it reads: a search, a cancel.
        Assert.Contains("電話番号を書いて", await SaysAsync(world, "送る"));
        await SaysAsync(world, "0000-11-0000 です");
        Assert.Contains("この内容で送りますか", await SaysAsync(world, "家族の手伝いはいりません")); // A piece of it, though alone it would stop.
        string receipt = await SaysAsync(world, "送る");
        Consultation one = await world.OnlyOneAsync();
        Assert.Contains(ConsultationNumbers.Shown(one.Number), receipt);
        Assert.Equal((ConsultationState.Waiting, ConsultationRoute.Teams, ConsultationContent.Support, ConsultationUrgency.Soon, "午前なら", "0000-11-0000"), (one.State, one.Route, one.Content, one.Urgency, one.CallTimes, one.CallPhone));
        Assert.Equal([Worry, "0000-11-0000 です", "家族の手伝いはいりません"], one.Entries.Where(entry => entry.Kind == ConsultationEntryKind.Words).OrderBy(entry => entry.Sequence).Select(entry => entry.Text));

        Assert.Contains("同じご相談の続き", await SaysAsync(world, "相談したい"));
        Assert.Contains("続けて書いて", await SaysAsync(world, "その相談の続きです"));
        Assert.Contains("担当者に届けました", await SaysAsync(world, "ご家族は今日の午後おられます。"));
        Assert.Equal("ご家族は今日の午後おられます。", (await world.OnlyOneAsync()).Entries.Single(entry => entry.Kind == ConsultationEntryKind.Reply).Text);
    }

    [Fact]
    public async Task AWholeWorryAtOnce_IsHeldInTheConversation_AndTakenWithConsent()
    {
        await using HomeCare world = await IntakeWorld.StartAsync(settings: HomeCare.WithTeams());
        const string Told = "退院後の生活について相談したいです。独居なので先のことが不安です。";
        await SaysAsync(world, Told);
        Assert.Equal(0, await world.AskAsync(db => db.ConsultationEntries.CountAsync()));
        await SaysAsync(world, "はい");
        Assert.Equal(Told, Assert.Single((await world.OnlyOneAsync()).Entries).Text);
        foreach (string answer in new[] { "医療機関", "退院支援", "分からない", "急がない" })
        {
            await SaysAsync(world, answer);
        }

        Assert.Contains("この内容で送りますか", await SaysAsync(world, "チャットで"));
        Assert.Contains("ご相談をやめました", await SaysAsync(world, "やめる"));
        Assert.Equal("", Assert.Single((await world.OnlyOneAsync()).Entries).Text);
    }

    [Fact]
    public async Task NamesAndNumbers_AreWarnedOfOnce()
    {
        await using HomeCare world = await IntakeWorld.StartAsync(settings: HomeCare.WithTeams());
        Assert.Contains("書かないでください", await SaysAsync(world, "山田花子さんの近くの訪問看護"));
        Assert.DoesNotContain("書かないでください", await SaysAsync(world, "0000-22-0000の近くの訪問看護"));
    }

    private static async Task<string> SaysAsync(HomeCare world, string text)
    {
        await world.SaysInTeamsAsync("佐藤", text);
        return string.Join('\n', world.HearsInTeams("佐藤").Select(heard => heard.Words));
    }
}
