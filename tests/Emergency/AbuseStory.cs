using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Fakes.Teams;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Emergency;

/// <summary>Somebody tells of abuse: the card with the right desk first, then the answer they would have had.</summary>
public sealed class AbuseStory
{
    private static Task<StoryWorld> StartAsync(Dictionary<string, string?>? settings = null) => StoryWorld.StartAsync(FakeClock.InTokyo(2026, 11, 23, 10), settings ?? StoryWorld.WithTeams());

    [Fact]
    public async Task TheCardComesFirst_TheAnswerAfterIt_AndOnceInAConversation()
    {
        await using StoryWorld world = await StartAsync();
        await world.SaysAsync("花子", "祖母が嫁に毎日叩かれているようです。相談させてください");
        IReadOnlyList<HeardMessage> heard = world.Hears("花子");
        Assert.Contains("地域包括支援センター", heard[0].Words, StringComparison.Ordinal);
        Assert.Contains("証拠はいりません", heard[0].Words, StringComparison.Ordinal);
        Assert.True(heard.Count > 1, "the usual answer follows");

        await world.SaysAsync("花子", "年金も取られています");
        Assert.DoesNotContain("証拠はいりません", world.HearsText("花子"), StringComparison.Ordinal);
        await world.SaysAsync("花子", "いま通帳を息子に取り上げられています");
        Assert.Contains("いま危ないときは、110に電話してください", world.HearsText("花子"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task InTeams_AProfessionalReads_ThatTheyAreProtected()
    {
        await using StoryWorld world = await StartAsync();
        await world.SaysInTeamsAsync("職員A", "同僚の職員が入居者さんを怒鳴っています。どうしたらいいですか");
        HeardActivity card = world.HearsInTeams("職員A")[0];
        Assert.Contains("施設や事業所のある市町村", card.Words, StringComparison.Ordinal);
        Assert.Contains("不利に扱うことは、法律で禁じられています", card.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("母が息子に叩かれて意識がないです")]
    [InlineData("夫に首を絞められました")]
    public async Task DangerToLife_GoesBeforeIt_AndAlone(string text)
    {
        await using StoryWorld world = await StartAsync();
        await world.SaysAsync("花子", text);
        Assert.DoesNotContain("証拠はいりません", world.HearsText("花子"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("虐待かもしれないと気づいたらどこに連絡しますか")]
    [InlineData("虐待の通報は匿名でもいい？")]
    public async Task AGeneralQuestion_KeepsItsAnswer(string text)
    {
        await using StoryWorld world = await StartAsync();
        await world.SaysAsync("花子", text);
        string heard = world.HearsText("花子");
        Assert.Contains("よくある質問", heard, StringComparison.Ordinal);
        Assert.DoesNotContain("証拠はいりません", heard, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("けいれんしたときは救急車を呼んだほうがいいですか", true, true)]
    [InlineData("救急車を呼ぶ目安を教えてください", true, true)]
    [InlineData("訪問看護の費用はいくらですか", true, false)]
    [InlineData("救急車を呼ぶ目安を教えてください", false, false)]
    public async Task WhereItIsOffered_WhoAsksWhenToCall_ReadsWhomToAskInDoubt(string text, bool isOffered, bool isShown)
    {
        Dictionary<string, string?> settings = StoryWorld.WithTeams();
        (settings["Hub:Offers7119"], settings["Hub:Offers8000"]) = (isOffered ? "true" : "false", isOffered ? "true" : "false");
        await using StoryWorld world = await StartAsync(settings);
        await world.SaysAsync("花子", text);
        string heard = world.HearsText("花子");
        Assert.Equal(isShown, heard.Contains("救急安心センター #7119", StringComparison.Ordinal));
        if (isShown)
        {
            Assert.True(heard.IndexOf("危ないと思ったら、迷わず119へ", StringComparison.Ordinal) is var at and >= 0 && at < heard.IndexOf("救急安心センター #7119", StringComparison.Ordinal), heard);
        }
    }

    [Fact]
    public async Task OnADangerCard_NoAdviceLineIsOffered()
    {
        Dictionary<string, string?> settings = StoryWorld.WithTeams();
        (settings["Hub:Offers7119"], settings["Hub:Offers8000"]) = ("true", "true");
        await using StoryWorld world = await StartAsync(settings);
        await world.SaysAsync("花子", "父が息をしていない");
        Assert.DoesNotContain("7119", world.HearsText("花子"), StringComparison.Ordinal);
    }
}
