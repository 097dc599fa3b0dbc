using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Bot.Intake;
using Zaitaku.Bot.Intake.Page;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage.Duties;
using Zaitaku.Tests.Intake;
using static Zaitaku.Tests.Duties.DutyWorld;
using static Zaitaku.Tests.Duties.HandoverWorld;
using static Zaitaku.Tests.Rota.RotaTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Duties;

/// <summary>Who is let in to a handover, where, and when; and what a page takes.</summary>
public sealed class HandoverDoorTests
{
    private const string Refusal = "このリンクは使えません";

    private readonly FakeClock _clock = FakeClock.InTokyo(2026, 5, 29, 14);

    [Fact]
    public async Task OnlyTheHolder_Alone_InItsTime_GetsALink()
    {
        (StoryWorld world, int rota) = await OnMondayAsync(_clock);
        await using StoryWorld _ = world;
        long[] ids = [.. (await HeldAsync(world)).Select(duty => duty.Id)];
        Assert.Contains("見つかりません", await PressesAsync(world, Hirose, $"dutynote:{ids[0]}"), StringComparison.Ordinal); // Forwarded or forged.
        foreach (string forged in new[] { "dutynote", "dutynote:", "dutynote:x", "dutynote:-1", "dutynote:99999999999999999999", $"dutynote:{ids[0]}:1", "dutynote:999" })
        {
            Assert.Contains("見つかりません", await PressesAsync(world, Kihara, forged), StringComparison.Ordinal);
        }

        await world.DoesAsync(world.Line.Presses(Kihara, $"dutynote:{ids[0]}", "G-当番の会"));
        Assert.Contains("1対1のチャット", world.HearsText("G-当番の会"), StringComparison.Ordinal);
        Assert.Contains("申し送りを読む", await PressesAsync(world, Miki, $"dutynote:{ids[1]}"), StringComparison.Ordinal); // A day before their start.

        await WriteAsync(world, rota, "広瀬 三郎", At("2026-06-02", 17, 30), At("2026-06-02", 32, 30));
        world.Hears(Miki, "当番ではなくなりました");
        world.Hears(Hirose, "当番をお願いします");
        Assert.Contains("そのあと変わったか", await PressesAsync(world, Miki, $"dutynote:{ids[1]}"), StringComparison.Ordinal);
        await EndsAsync(world);
        await LookAtAsync(world, "2026-06-03", 8, 30);
        world.Line.Heard(Hirose);
        Assert.Contains("24時間前から", await PressesAsync(world, Kihara, $"dutynote:{ids[0]}"), StringComparison.Ordinal);
        Assert.Equal(1, await world.AskAsync(db => db.DutyLinks.CountAsync()));
    }

    [Fact]
    public async Task WithoutAnAddressOfOurs_TheHubsPhoneIsSaid()
    {
        await using StoryWorld world = (await OnMondayAsync(_clock, site: null)).World;
        HeardMessage answer = await world.TapsAsync(Kihara, await EndsAsync(world), Write);
        Assert.Contains("まだ使えません", answer.Words, StringComparison.Ordinal);
        Assert.Contains("0000-11-0000", answer.Words, StringComparison.Ordinal);
        Assert.Equal(0, await world.AskAsync(db => db.DutyLinks.CountAsync()));
    }

    [Fact]
    public async Task AForwardedLink_IsShut_APreviewOpensNothing_AndTheNewerOfTwoWorks()
    {
        await using StoryWorld world = (await OnMondayAsync(_clock)).World;
        HeardMessage end = await EndsAsync(world);
        string first = (await world.TapsAsync(Kihara, end, Write)).PathOf(OpenPage), second = (await world.TapsAsync(Kihara, end, Write)).PathOf(OpenPage);
        Assert.Equal(404, (await world.Browser().GetAsync(first)).Status); // Never opened, and there is a newer one.
        foreach (int preview in Enumerable.Range(0, 3))
        {
            PageSeen seen = await world.Browser().GetAsync(second);
            Assert.Equal(200, seen.Status);
            Assert.DoesNotContain("木原", seen.Text, StringComparison.Ordinal);
        }

        PageBrowser kihara = world.Browser(), other = world.Browser();
        await kihara.GetAsync(second);
        await other.GetAsync(second);
        Assert.Contains("次の方への申し送り", (await kihara.OpensAsync(second)).Text, StringComparison.Ordinal);
        PageSeen[] refused = [await other.OpensAsync(second), await other.GetAsync(second), await other.KeepsAsync(second, "x", 0), await world.Browser().GetAsync($"/handover/{LinkToken.New()}"), await world.Browser().GetAsync("/handover/short")];
        Assert.All(refused, seen => Assert.Equal((404, true), (seen.Status, seen.Text.Contains(Refusal, StringComparison.Ordinal))));
        Assert.Equal(404, (await kihara.GetAsync(second.Replace("/handover/", "/c/", StringComparison.Ordinal))).Status); // A door of its own.
        Assert.Equal(0, await world.AskAsync(db => db.HandoverNotes.CountAsync()));
        PageSeen page = await kihara.GetAsync(second);
        Assert.Contains("no-store", string.Join(' ', page.Headers.GetValues("Cache-Control")), StringComparison.Ordinal);
        Assert.Equal("no-referrer", page.Headers.GetValues("Referrer-Policy").Single());
        Assert.Contains(kihara.CookiesSet, set => set.StartsWith("zaitaku_c=", StringComparison.Ordinal) && set.Contains($"path={second}", StringComparison.OrdinalIgnoreCase) && set.Contains("samesite=strict", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task WrongLinks_AreCountedWithThoseOfConsultations()
    {
        await using StoryWorld world = (await OnMondayAsync(_clock)).World;
        string link = (await world.TapsAsync(Kihara, await EndsAsync(world), Write)).PathOf(OpenPage);
        for (int guess = 0; guess < GuessLimit.PerAddressMax; guess++)
        {
            Assert.Equal(404, (await world.Browser().GetAsync(guess % 2 == 0 ? $"/handover/{LinkToken.New()}" : $"/c/{LinkToken.New()}")).Status);
        }

        Assert.Equal(429, (await world.Browser().GetAsync(link)).Status);
        _clock.Advance(GuessLimit.Window);
        Assert.Equal(200, (await world.Browser().GetAsync(link)).Status);
    }

    [Fact]
    public async Task WhenItsTimeIsOver_OrTheAccountIsAnothers_ItIsShut_AndTheWordsComeBack()
    {
        await using StoryWorld world = (await OnMondayAsync(_clock)).World;
        (PageBrowser kihara, string path) = await world.OpensPageAsync(Kihara, await EndsAsync(world), Write);
        await world.ChangeAsync(async db => (await db.DutyHolders.SingleAsync(holder => holder.Name == "木原 一郎")).MemberId = null);
        Assert.Equal(404, (await kihara.GetAsync(path)).Status);
        PageSeen refused = await kihara.KeepsAsync(path, "書いていた文です", 0);
        Assert.Equal((404, true), (refused.Status, refused.Text.Contains("書いていた文です", StringComparison.Ordinal)));
        string id = FakeLine.IdOf(Kihara);
        await world.ChangeAsync(async db => (await db.DutyHolders.SingleAsync(holder => holder.Name == "木原 一郎")).MemberId = await db.ChannelLinks.Where(link => link.ChannelUserId == id).Select(link => link.MemberId).SingleAsync());
        Assert.Equal(200, (await kihara.GetAsync(path)).Status);
        _clock.AdvanceTo(At("2026-06-03", 8));
        PageSeen late = await kihara.KeepsAsync(path, "書いていた文です", 0);
        Assert.Equal((404, true), (late.Status, late.Text.Contains("書いていた文です", StringComparison.Ordinal)));
        Assert.Equal(0, await world.AskAsync(db => db.HandoverNotes.CountAsync()));
    }

    [Fact]
    public async Task TwoPages_TheSecondKeepsItsWords_SeesTheOthers_AndMayGoOn()
    {
        await using StoryWorld world = (await OnMondayAsync(_clock)).World;
        HeardMessage end = await EndsAsync(world);
        (PageBrowser phone, string one) = await world.OpensPageAsync(Kihara, end, Write);
        (PageBrowser desk, string two) = await world.OpensPageAsync(Kihara, end, Write);
        for (int round = 0; round < 10; round++)
        {
            int seen = await world.AskAsync(db => db.HandoverNotes.Select(note => note.Revision).SingleOrDefaultAsync());
            PageSeen[] both = await Task.WhenAll(phone.KeepsAsync(one, $"電話から{round}", seen), desk.KeepsAsync(two, $"机から{round}", seen));
            Assert.Equal([200, 422], both.Select(page => page.Status).Order());
            PageSeen lost = both.Single(page => page.Status == 422);
            string kept = (await NoteAsync(world)).Text;
            Assert.Contains(kept, lost.Text, StringComparison.Ordinal);
            Assert.Contains(kept.StartsWith('電') ? $"机から{round}" : $"電話から{round}", lost.Text, StringComparison.Ordinal);
            Assert.Contains("まだ保存していません", lost.Text, StringComparison.Ordinal);
        }

        int now = (await NoteAsync(world)).Revision;
        Assert.Equal(200, (await desk.KeepsAsync(two, "両方を合わせた文", now)).Status);
        Assert.Equal(200, (await desk.KeepsAsync(two, "両方を合わせた文", now)).Status); // Pressed twice.
        Assert.Equal(("両方を合わせた文", now + 1), ((await NoteAsync(world)).Text, (await NoteAsync(world)).Revision));
        await world.SettleAsync();
        world.Hears(Miki, "申し送りが書かれました");
    }

    [Theory]
    [InlineData("", "", 5, 200)]      // nothing said: what was counted in chat stays
    [InlineData("１２", "", 12, 200)] // digits of another width
    [InlineData("0", "", 0, 200)]
    [InlineData("999", "", 999, 200)]
    [InlineData("1000", "", 5, 422)]
    [InlineData("-1", "", 5, 422)]
    [InlineData("三", "", 5, 422)]
    [InlineData("", "5", null, 200)]  // taken back
    public async Task CallsAreCounted_AndWhatNobodyTouched_IsLeft(string typed, string shown, int? counted, int status)
    {
        await using StoryWorld world = (await OnMondayAsync(_clock)).World;
        HeardMessage end = await EndsAsync(world);
        (PageBrowser kihara, string path) = await world.OpensPageAsync(Kihara, end, Write);
        await TapsAsync(world, Kihara, end, "電話 5件");
        world.Hears(Kihara, "5件と記録しました");
        PageSeen seen = await kihara.KeepsAsync(path, "特にありません。", 0, typed, shown);
        Assert.Equal((status, counted), (seen.Status, (await HeldAsync(world))[0].CallsReceived));
        Assert.Contains("特にありません。", seen.Text, StringComparison.Ordinal);
        await world.SettleAsync();
        Assert.Equal(status == 200 ? 1 : 0, world.Line.Heard(Miki).Count);
    }

    [Fact]
    public async Task AFormThatIsNotOurs_IsRefused_AndWhatIsHostileStaysLetters()
    {
        await using StoryWorld world = (await OnMondayAsync(_clock)).World;
        (PageBrowser kihara, string path) = await world.OpensPageAsync(Kihara, await EndsAsync(world), Write);
        string own = kihara.FormToken;
        PageBrowser other = world.Browser();
        await other.GetAsync((await world.GivenLinkAsync()));
        foreach (string token in new[] { "", "x", other.FormToken })
        {
            kihara.FormToken = token;
            PageSeen forged = await kihara.KeepsAsync(path, "偽の文", 0);
            Assert.Equal((400, true), (forged.Status, forged.Text.Contains("偽の文", StringComparison.Ordinal)));
        }

        kihara.FormToken = own;
        Assert.Equal(422, (await kihara.KeepsAsync(path, new string('あ', HandoverNote.TextLengthMax + 1), 0)).Status);
        Assert.Equal(413, (await kihara.SubmitAsync(path, new() { ["words"] = new string('x', 600_000) })).Status);
        Assert.Equal(0, await world.AskAsync(db => db.HandoverNotes.CountAsync()));
        const string Hostile = "</textarea><script>alert(1)</script>\"><img src=x onerror=alert(1)>😀ｶﾅ\u0000\u0007\u202E";
        PageSeen kept = await kihara.KeepsAsync(path, Hostile, 0, "9", "");
        Assert.DoesNotContain("<script>alert", kept.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", kept.Html, StringComparison.Ordinal);
        Assert.DoesNotContain((await NoteAsync(world)).Text, letter => char.IsControl(letter));
        Assert.Equal(200, (await kihara.KeepsAsync(path, new string('あ', HandoverNote.TextLengthMax), 1, "9", "9")).Status);
        await world.SettleAsync();
        world.Hears(Miki, "申し送りが書かれました");
    }

    private static async Task<string> PressesAsync(StoryWorld world, string name, string data)
    {
        await world.DoesAsync(world.Line.Presses(name, data));
        return world.HearsText(name);
    }
}
