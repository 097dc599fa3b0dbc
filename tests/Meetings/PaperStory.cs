using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Bot.Intake;
using Zaitaku.Fakes;
using Zaitaku.Storage.Meetings;
using Zaitaku.Tests.WebConsole;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Meetings;

/// <summary>Papers of a meeting: put in by a coordinator, read by whoever was invited, and by nobody else.</summary>
public sealed class PaperStory
{
    private const string Page = "/console/meetings/1/record";

    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n");

    private readonly FakeClock _clock = FakeClock.InTokyo(2026, 5, 20, 11);

    [Fact]
    public async Task APaper_IsReadByWhoWasInvited_AndOneOfAfterwardsOnlyOnceItWasToldOf()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(_clock);
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await ListStory.MeetingAsync(world, 1, "多職種連携会議", FakeClock.InTokyo(2026, 6, 20, 10).GetUtcNow());
        await ListStory.MeetingAsync(world, 2, "別の会議", FakeClock.InTokyo(2026, 6, 21, 10).GetUtcNow());
        string one = await LinkAsync(world, 1), other = await LinkAsync(world, 2);
        Assert.EndsWith("done=paper", await AddsAsync(sato, Pdf, "../次第\u202Efdp.exe", isRecord: false));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.EndsWith("done=paper", await AddsAsync(sato, Pdf, "グループワーク.pdf", isRecord: true));
        MeetingPaper[] papers = await world.AskAsync(db => db.MeetingPapers.OrderBy(paper => paper.AddedAt).ThenBy(paper => paper.Id).ToArrayAsync());
        Assert.Equal(["次第fdp.pdf", "グループワーク.pdf"], papers.Select(paper => paper.Name)); // What it is, told by its bytes.
        using HttpClient invitee = world.NewClient();
        string page = WebUtility.HtmlDecode(await invitee.GetStringAsync($"/m/{one}"));
        Assert.Contains("次第fdp.pdf", page);
        Assert.DoesNotContain("グループワーク.pdf", page);
        using (HttpResponseMessage read = await invitee.GetAsync($"/m/{one}/files/{papers[0].Id:N}"))
        {
            Assert.Equal(("application/pdf", "attachment"), (read.Content.Headers.ContentType!.MediaType, read.Content.Headers.ContentDisposition!.DispositionType));
            Assert.Equal(Pdf, await read.Content.ReadAsByteArrayAsync());
            Assert.Contains("sandbox", read.Headers.GetValues("Content-Security-Policy").Single());
        }

        foreach (string closed in (string[])[$"/m/{one}/files/{papers[1].Id:N}", $"/m/{other}/files/{papers[0].Id:N}", $"/m/{new string('x', 43)}/files/{papers[0].Id:N}", $"/m/{one}/files/{Guid.CreateVersion7(_clock.GetUtcNow()):N}", $"/console/meetings/1/files/{papers[0].Id}"])
        {
            Assert.NotEqual(HttpStatusCode.OK, (await invitee.GetAsync(closed)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, (await sato.GetAsync($"/console/meetings/1/files/{papers[1].Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await sato.GetAsync($"/console/meetings/2/files/{papers[1].Id}")).StatusCode);
        await world.WithDbAsync(async db =>
        {
            Meeting meeting = await db.Meetings.SingleAsync(meeting => meeting.Id == 1);
            (meeting.Minutes, meeting.MinutesSentAt) = ("決めた", _clock.GetUtcNow());
            await db.SaveChangesAsync();
        });
        Assert.Equal(HttpStatusCode.OK, (await invitee.GetAsync($"/m/{one}/files/{papers[1].Id:N}")).StatusCode);
        using (HttpResponseMessage removed = await ConsoleWorld.PostAsync(sato, $"{Page}?handler=PaperRemove&file={papers[0].Id}"))
        {
            Assert.EndsWith("done=unpaper", removed.Headers.Location!.ToString());
        }

        Assert.Equal(HttpStatusCode.NotFound, (await invitee.GetAsync($"/m/{one}/files/{papers[0].Id:N}")).StatusCode);
        Assert.Equal(["added", "added", "removed"], await world.AskAsync(db => db.AuditTrail.Where(row => row.Action == "meetings.paper").OrderBy(row => row.Id).Select(row => row.Detail).ToArrayAsync()));
    }

    [Theory]
    [InlineData(false, false, true)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    public async Task AnInvitation_SpeaksOfPapers_OnlyWhereThereIsOneToRead(bool isErased, bool isRecord, bool isSaid)
    {
        await using StoryWorld world = await MeetingChat.StartAsync(MeetingChat.Clock());
        int id = await MeetingChat.GivenAsync(world, MeetingChat.Training());
        DateTimeOffset now = world.Clock.GetUtcNow();
        await world.AskAsync(db =>
        {
            db.MeetingPapers.Add(new MeetingPaper { Id = Guid.CreateVersion7(now), MeetingId = id, Name = "資料.pdf", ContentType = "application/pdf", Bytes = 1, IsRecord = isRecord, AddedAt = now, ErasedAt = isErased ? now : null });
            return db.SaveChangesAsync();
        });
        await MeetingChat.InviteAsync(world, id, [MeetingChat.Kato]);
        string heard = string.Join("\n", world.Line.Heard(MeetingChat.Kato).Select(message => message.Words));
        Assert.Contains("出席か欠席か", heard);
        Assert.Equal(isSaid, heard.Contains("配付資料があります", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhatIsNoPaper_IsRefused_AndNothingIsKept()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(_clock);
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await ListStory.MeetingAsync(world, 1, "多職種連携会議", FakeClock.InTokyo(2026, 6, 20, 10).GetUtcNow());
        Assert.Contains("PDF か、JPEG・PNG", await AddsAsync(sato, Encoding.UTF8.GetBytes("<script>alert(1)</script>"), "資料.pdf", isRecord: false));
        Assert.Contains("PDF か、JPEG・PNG", await AddsAsync(sato, [0x50, 0x4B, 3, 4, 0, 0, 0, 0], "資料.pptx", isRecord: false));
        Assert.Contains("ファイルを選んで", await AddsAsync(sato, [], "空.pdf", isRecord: false));
        Assert.Equal(0, await world.AskAsync(db => db.MeetingPapers.CountAsync()));
    }

    private static async Task<string> AddsAsync(HttpClient browser, byte[] bytes, string name, bool isRecord)
    {
        using MultipartFormDataContent form = new() { { new StringContent(ConsoleWorld.TokenIn(await browser.GetStringAsync("/console/account"))), "__RequestVerificationToken" }, { new StringContent(isRecord ? "true" : ""), "isRecord" }, { new ByteArrayContent(bytes), "file", name } };
        using HttpResponseMessage answer = await browser.PostAsync($"{Page}?handler=Paper", form);
        return answer.Headers.Location?.ToString() ?? WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Somebody with an address of their own.</summary>
    internal static async Task<string> LinkAsync(ConsoleWorld world, int meeting)
    {
        string token = LinkToken.New();
        await world.WithDbAsync(async db =>
        {
            MeetingInvitee who = new() { MeetingId = meeting, Name = "木原", Profession = "医師", AddedAt = world.Clock.GetUtcNow() };
            db.MeetingInvitees.Add(who);
            await db.SaveChangesAsync();
            db.MeetingLinks.Add(new MeetingLink { Id = Guid.CreateVersion7(world.Clock.GetUtcNow()), InviteeId = who.Id, TokenHash = LinkToken.HashOf(token), CreatedAt = world.Clock.GetUtcNow(), ExpiresAt = world.Clock.GetUtcNow().AddDays(60) });
            await db.SaveChangesAsync();
        });
        return token;
    }
}
