using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Bot.Staff;
using Zaitaku.Fakes;
using Zaitaku.Storage;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Staff;
using Zaitaku.Storage.Unanswered;
using Zaitaku.Tests.Imports;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Corrections;

/// <summary>From 「この情報は違います」 on a phone to the right number on the same phone.</summary>
public sealed class CorrectionStory
{
    private const string Old = "0000-22-0000", New = "0000-99-0000";

    [Fact]
    public async Task ANurseSaysTheNumberIsWrong_ACoordinatorCorrectsIt_TheChatKnows_AndNextMonthsRegisterDoesNotUndoIt()
    {
        await using StoryWorld world = await StoryWorld.StartAsync(
            FakeClock.InTokyo(2026, 4, 20, 9, 30), new() { ["Hub:Prefecture"] = "山形県", ["Hub:Area:0"] = "鶴岡市", ["Console:AllowRemote"] = "true" });
        await PlaceForms.TakesAsync(world.Services, "2026-03.csv", Rows.MinistryHeader + Rows.Ministry(phone: Old), world.Clock.GetUtcNow());
        await world.IsAsync("看護師の田中", Role.Nurse);
        await world.SaysAsync("看護師の田中", "みほん訪問入浴の電話番号");
        world.Hears("看護師の田中", Old, "この情報は違います");
        await world.DoesAsync(world.Line.Presses("看護師の田中", "wrong:1"));
        world.Hears("看護師の田中", "コーディネーターに残しました");
        await world.DoesAsync(world.Line.Presses("看護師の田中", "wrong:1:phone"));
        world.Hears("看護師の田中", "「電話番号」が違うと書き添えました");

        (HttpClient sato, Guid staff) = await CoordinatorAsync(world);
        int note = await world.AskAsync(db => db.KeptNotes.Where(one => one.Kind == NoteKind.WrongFact).Select(one => one.Id).SingleAsync());
        Assert.Contains($"/console/directory/1/edit?note={note}", await sato.SeesAsync("/console/notes?kind=WrongFact"));
        Assert.Contains("電話番号", await sato.SeesAsync($"/console/directory/1/edit?note={note}"));
        (HttpStatusCode status, string page, _) = await sato.SendsAsync(
            "/console/directory/1/edit", [.. await sato.OpensAsync(1, note), ("f.phone", "００００－９９－００００"), ("note", $"{note}"), ("noteDone", "true"), .. PlaceForms.ByPhone]);
        Assert.True(status == HttpStatusCode.Redirect, page);

        await world.SaysAsync("看護師の田中", "みほん訪問入浴の電話番号");
        world.Hears("看護師の田中", New, "拠点の確認（2026-04-20）");
        Assert.NotNull(await world.AskAsync(db => db.KeptNotes.Where(one => one.Id == note).Select(one => one.SeenAt).SingleAsync()));
        Assert.Equal(["note.seen", "place.change"], await world.AskAsync(db => db.AuditTrail.Where(entry => entry.StaffId == staff && entry.Action != "note.read").Select(entry => entry.Action).OrderBy(action => action).ToListAsync()));

        string history = await sato.SeesAsync("/console/directory/1");
        Assert.Contains($"電話: {Old} → {New}", history);
        Assert.Contains("電話で確認（受付の方）", history);

        world.Clock.Advance(TimeSpan.FromDays(30));
        await PlaceForms.TakesAsync(world.Services, "2026-05.csv", Rows.MinistryHeader + Rows.Ministry(phone: "0000-77-0000", capacity: "12"), world.Clock.GetUtcNow(), complete: true);
        await world.SaysAsync("看護師の田中", "みほん訪問入浴の電話番号");
        string after = world.HearsText("看護師の田中");
        Assert.Contains(New, after, StringComparison.Ordinal);
        Assert.Contains("12", after, StringComparison.Ordinal); // What the hub did not say comes from the register.
        Assert.DoesNotContain("0000-77-0000", after, StringComparison.Ordinal);
    }

    private static async Task<(HttpClient Browser, Guid Staff)> CoordinatorAsync(StoryWorld world)
    {
        DateTimeOffset now = world.Clock.GetUtcNow();
        await using ZaitakuDb db = await world.Services.GetRequiredService<IDbContextFactory<ZaitakuDb>>().CreateDbContextAsync();
        StaffAccount account = StaffLinks.Newcomer("sato", "佐藤", Role.Coordinator, now);
        db.StaffAccounts.Add(account);
        string secret = new StaffSessions(db).Begin(account.Id, "Chrome（Linux）", now);
        await db.SaveChangesAsync();
        HttpClient browser = new(new CookieKeeper($"{ConsoleCookie.LoopbackName}={secret}", ((TestServer)world.Services.GetRequiredService<IServer>()).CreateHandler())) { BaseAddress = world.Web.BaseAddress };
        return (browser, account.Id);
    }

    /// <summary>A browser's memory: the session, and whatever a page sets.</summary>
    private sealed class CookieKeeper(string session, HttpMessageHandler server) : DelegatingHandler(server)
    {
        private readonly List<string> _cookies = [session];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Add("Cookie", string.Join("; ", _cookies));
            HttpResponseMessage answer = await base.SendAsync(request, cancellationToken);
            _cookies.AddRange(answer.Headers.TryGetValues("Set-Cookie", out IEnumerable<string>? set) ? set.Select(cookie => cookie.Split(';')[0]) : []);
            return answer;
        }
    }
}
