using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;
using Zaitaku.Bot.Desk;
using Zaitaku.Bot.Staff;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Covers;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Rota;
using Zaitaku.Tests.ChatPage;
using Zaitaku.Tests.HandRaising;
using Zaitaku.Tests.Rota;

namespace Zaitaku.Tests.WebConsole;

/// <summary>Script, broken-out markup, <c>javascript:</c> addresses and turned writing in every field people can fill, in console, one-time page, chat and settings: every page shows them as letters.</summary>
[Collection(ConsoleStories.Name)]
public sealed class HostileWordsStory(Chromium chromium)
{
    private const string Tomorrow = "2035-04-24";
    private const int Consultations = 32;
    private const int NumberFrom = 300_000;

    /// <summary>That the walk over the forms does not find too little.</summary>
    private const int FieldsMin = 25;

    /// <summary>So many consultations one after the other without a form that was not posted: there is none left.</summary>
    private const int NoneLeftAfter = 6;
    private const string Taker = "<img src=x onerror=__hit(0)>\"'><script>__hit(0)</script>";

    /// <summary>Posting these ends or locks the session that looks; what they take is a secret and never shown.</summary>
    private static readonly string[] Skipped =
    [
        "/console/sign-out?", "/console/sign-in?", "/console/account?Password", "/console/account?Codes", "/console/account?EndSession", "/console/account?EndOthers",
    ];

    /// <summary>Fields whose words are a key or a search and nothing that is kept: never seen again.</summary>
    private static readonly string[] NeverShown = ["/console/account?Chat code", "/console/members/*?Erase sure", "/console/rota/*/duties?Calls calls", "/console/meetings/*/survey?Paper q1"]; // Of a survey nothing is shown while it is open, nor below five answers.

    /// <summary>Begins the names of holders that the form which closes the first of the list does not reach.</summary>
    private const string LastInLists = "龠";

    private readonly List<string> _troubles = [];

    [SkippableFact]
    public async Task WhateverIsWritten_WhereverItIsShown_IsLetters()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(FakeClock.InTokyo(2035, 4, 23, 9, 30), Settings()); // Browsers drop a cookie whose day is over by their own clock.
        TestStaff kanri = await world.GivenAsync("kanri", Taker, Role.Admin), sato = await world.GivenAsync("sato", "佐藤");
        IPage page = await chromium.NewPageAsync(world.Url, _troubles, 1280, 900);
        await page.AddInitScriptAsync(HostileFields.Sentinel);
        await page.GotoAsync("/console/sign-in");
        await page.SignsInAsync(world, kanri);
        HostileFields fields = new(page);
        Guid person = await TalksAsync(world, fields);
        await FurnishAsync(world, kanri, person);
        string[] links = [await LinkAsync(world, ConsultationState.Draft, person), await LinkAsync(world, ConsultationState.Waiting, person)];
        foreach (string link in links)
        {
            await page.GotoAsync(link);
            await page.GetByRole(AriaRole.Button, new() { Name = "開く" }).ClickAsync();
            await Assertions.Expect(page.Locator("form [name=words]").First).ToBeAttachedAsync();
        }

        string[] pages = [.. await AddressesAsync(world, sato), .. links];
        for (int kind = 0; kind < HostileFields.Kinds; kind++)
        {
            await PostAllAsync(fields, kind, pages);
        }

        foreach (string address in (string[])[.. await AddressesAsync(world, sato), .. links, "/privacy", "/console/consultations?state=closed", "/console/consultations?view=board", "/console/notes?kind=all"])
        {
            await fields.LookAsync(address);
        }

        string[] never = [.. ConsoleDoors.All.Where(door => door.Method == "POST").Select(door => Key(door)).Where(key => !fields.Posted.Contains(key) && !Skipped.Contains(key) && !NotOnAPage(key))];
        Assert.True(never.Length == 0, $"No form of these was found: {string.Join(", ", never)}");
        Assert.True(fields.Written > FieldsMin, $"Only {fields.Written} fields were found.");
        Assert.True(fields.Faults.Count == 0, string.Join("\n", fields.Faults));
        Assert.Equal(NeverShown.Order(StringComparer.Ordinal), fields.Unseen); // A field that is never shown again stands in NeverShown with the reason; any other must be seen as letters.
        Assert.DoesNotContain(_troubles, trouble => !trouble.Contains("status of 4", StringComparison.Ordinal)); // What was refused is answered so.
    }

    /// <summary>Each form once: on a consultation of its own, since one may close it; elsewhere all of a page.</summary>
    private static async Task PostAllAsync(HostileFields fields, int kind, string[] pages)
    {
        HashSet<string> done = [];
        int without = 0;
        foreach (string address in pages)
        {
            bool isOne = address.StartsWith("/console/consultations/", StringComparison.Ordinal) && char.IsAsciiDigit(address[^1]);
            if (isOne && without >= NoneLeftAfter)
            {
                continue;
            }

            bool isPosted = await fields.PostOneAsync(address, kind, done, Skipped, Tomorrow);
            without = !isOne ? without : isPosted ? 0 : without + 1;
            while (!isOne && isPosted)
            {
                isPosted = await fields.PostOneAsync(address, kind, done, Skipped, Tomorrow);
            }
        }
    }

    /// <summary>Forms that show only with rows this world has not: posted in stories of their own.</summary>
    private static bool NotOnAPage(string key) => key.StartsWith("/console/traffic", StringComparison.Ordinal) || key.StartsWith("/console/directory/*", StringComparison.Ordinal) || key is "/console/import/file?" or "/console/meetings/import?Take" || key is "/console/account?Unchat" or "/console/consultations/*?Place" or "/console/accounts/*?Open" or "/console/set-up/{token}?";

    private static string Key(ConsoleDoor door) => door.Route.Replace("{number:int}", "*").Replace("{id:guid}", "*").Replace("{id:int}", "*").Replace("{draft:guid}", "*").Replace("{proposal:guid}", "*").Replace("{shift:long}", "*").Replace("{key}", "*") + "?" + door.Handler;

    /// <summary>Every page of the console there is; a new one must say here how it is opened.</summary>
    private static async Task<List<string>> AddressesAsync(ConsoleWorld world, TestStaff sato)
    {
        int[] numbers = await world.AskAsync(db => db.Consultations.Where(one => one.State != ConsultationState.Draft).OrderBy(one => one.Number).Select(one => one.Number).ToArrayAsync());
        Guid[] members = await world.AskAsync(db => db.Members.Where(member => member.ErasedAt == null).Select(member => member.Id).ToArrayAsync());
        int[] places = await world.AskAsync(db => db.Places.Select(place => place.Id).ToArrayAsync());
        int[] rotas = await world.AskAsync(db => db.DutyRotas.Select(rota => rota.Id).ToArrayAsync());
        RotaDraft[] drafts = await world.AskAsync(db => db.RotaDrafts.ToArrayAsync());
        RotaProposal[] proposals = await world.AskAsync(db => db.RotaProposals.ToArrayAsync());
        long[] shifts = await world.AskAsync(db => db.DutyShifts.Where(shift => shift.KnownUntil == null).OrderBy(shift => shift.Id).Select(shift => shift.Id).ToArrayAsync());
        int[] holders = await world.AskAsync(db => db.DutyHolders.Where(holder => holder.Id == 1 || holder.NameKey.StartsWith(LastInLists)).Select(holder => holder.Id).ToArrayAsync());
        Guid[] covers = await world.AskAsync(db => db.CoverRequests.OrderBy(one => one.StartsAt).Select(one => one.Id).ToArrayAsync());
        List<string> addresses = [];
        foreach (ConsoleDoor door in ConsoleDoors.All.Where(door => door is { Method: "GET", Handler: "" } && !IsNoPage(door.Route)))
        {
            addresses.AddRange(door.Route switch
            {
                "/console/consultations/{number:int}" => numbers.Select(number => $"/console/consultations/{number.ToString(CultureInfo.InvariantCulture)}"),
                "/console/members/{id:guid}" => members.Select(id => $"/console/members/{id}"),
                "/console/accounts/{id:guid}" => [$"/console/accounts/{sato.Id}"],
                "/console/directory/{id:int}" => places.Select(id => $"/console/directory/{id}"),
                "/console/directory/{id:int}/edit" => places.Select(id => $"/console/directory/{id}/edit"),
                "/console/rota/{id:int}" => rotas.Select(id => $"/console/rota/{id}"),
                "/console/rota/{id:int}/duties" => rotas.Select(id => $"/console/rota/{id}/duties?holder=1"),
                "/console/rota/{id:int}/notes" => rotas.Select(id => $"/console/rota/{id}/notes"),
                "/console/rota/{id:int}/draft/{draft:guid}" => drafts.Select(draft => $"/console/rota/{draft.RotaId}/draft/{draft.Id}"),
                "/console/rota/{id:int}/plan" or "/console/rota/{id:int}/members" or "/console/rota/{id:int}/patterns" => rotas.Select(id => door.Route.Replace("{id:int}", $"{id}", StringComparison.Ordinal)),
                "/console/rota/{id:int}/proposal/{proposal:guid}" => proposals.Select(proposal => $"/console/rota/{proposal.RotaId}/proposal/{proposal.Id}"),
                "/console/rota/{id:int}/shift/{shift:long}" => shifts.Select(shift => $"/console/rota/{rotas[0]}/shift/{shift}"),
                "/console/rota/holders" => ["/console/rota/holders", .. holders.Select(holder => $"/console/rota/holders?holder={holder}")],
                "/console/rota/covers/{id:guid}" => covers.Select(id => $"/console/rota/covers/{id}"),
                "/console/rota/covers/new" => ["/console/rota/covers/new?holder=1"],
                "/console/hands/{id:int}" => (await world.AskAsync(db => db.HandCases.Select(one => one.Id).ToArrayAsync())).Select(id => $"/console/hands/{id}"),
                "/console/meetings/{id:int}" or "/console/meetings/{id:int}/edit" => (await world.AskAsync(db => db.Meetings.OrderBy(one => one.Id).Select(one => one.Id).Take(4).ToArrayAsync())).Select(id => door.Route.Replace("{id:int}", $"{id}", StringComparison.Ordinal)),
                "/console/meetings/{id:int}/series" => (await world.AskAsync(db => db.Meetings.Where(one => one.SeriesId != null).Select(one => one.Id).ToArrayAsync())).Select(id => $"/console/meetings/{id}/series"),
                "/console/meetings/{id:int}/people" or "/console/meetings/{id:int}/poster" or "/console/meetings/{id:int}/record" or "/console/meetings/{id:int}/survey" => (await world.AskAsync(db => db.Meetings.Select(one => one.Id).ToArrayAsync())).Select(id => door.Route.Replace("{id:int}", $"{id}", StringComparison.Ordinal)),
                "/console/knowledge/{key}" or "/console/knowledge/{key}/edit" => Enumerable.Range(1, HostileFields.Kinds + 1).Select(at => door.Route.Replace("{key}", $"hub-{at}", StringComparison.Ordinal)),
                "/console/unanswered/{id:int}" => (await world.AskAsync(db => db.KeptNotes.Where(note => note.Reason != null).OrderBy(note => note.Id).Select(note => note.Id).ToArrayAsync())).Select(id => $"/console/unanswered/{id}"),
                "/console/unanswered/lessons/{id:int}" => (await world.AskAsync(db => db.Lessons.Select(one => one.Id).ToArrayAsync())).Select(id => $"/console/unanswered/lessons/{id}"),
                "/console/substitutes/{id:guid}" => (await world.AskAsync(db => db.SubstituteRequests.Select(one => one.Id).ToArrayAsync())).Select(id => $"/console/substitutes/{id}"),
                string route when route.Contains('{') => throw new InvalidOperationException($"Say how {route} is opened."),
                string route => [route],
            });
        }

        return [.. addresses.OrderBy(address => !address.StartsWith("/console/substitutes", StringComparison.Ordinal))]; // Its form needs a rota that another form closes.
    }

    /// <summary>Files, the live line, and what is seen only without a session.</summary>
    private static bool IsNoPage(string route) => route.Contains("/assets/", StringComparison.Ordinal) || route.Contains("/files/", StringComparison.Ordinal) || route is "/console/live" or "/console/import/live" || route.EndsWith(".xlsx", StringComparison.Ordinal) || route.EndsWith(".csv", StringComparison.Ordinal) || route.EndsWith(".ics", StringComparison.Ordinal)
        || route.StartsWith("/console/sign-in", StringComparison.Ordinal) || route.StartsWith("/console/set-up", StringComparison.Ordinal);

    /// <summary>Somebody writes so in the chat: a worry, an observation, something nobody understands, where they work.</summary>
    private static async Task<Guid> TalksAsync(ConsoleWorld world, HostileFields fields)
    {
        using HttpClient bot = world.NewClient();
        HeardMessage heard = await SaysAsync(world, bot, world.Line.Says("Mihara", "相談したい"));
        foreach (string label in (string[])["同意して相談する", "ご本人・ご家族（住民）", "退院支援", "決まっていない", "急がない", "このチャットで"])
        {
            heard = await SaysAsync(world, bot, world.Line.Taps("Mihara", heard, label));
        }

        heard = await SaysAsync(world, bot, world.Line.Says("Mihara", $"父の退院のことです。{fields.Words("chat words")}"));
        await SaysAsync(world, bot, world.Line.Taps("Mihara", heard, "送る"));
        await SaysAsync(world, bot, world.Line.Says("Mihara", $"{fields.Words("chat out of scope")} とは何ですか"));
        return await world.AskAsync(db => db.Consultations.Where(one => one.State != ConsultationState.Draft).Select(one => one.MemberId!.Value).FirstAsync());
    }

    private static async Task<HeardMessage> SaysAsync(ConsoleWorld world, HttpClient bot, SignedWebhook webhook)
    {
        using HttpRequestMessage request = webhook.ToRequest();
        using HttpResponseMessage answer = await bot.SendAsync(request);
        await world.SettleAsync();
        return world.Line.Heard("Mihara")[^1];
    }

    /// <summary>Consultations enough that each form is posted on one of its own, a few of them over; a colleague's name and a person's workplace are hostile too.</summary>
    private static Task FurnishAsync(ConsoleWorld world, TestStaff holder, Guid person) => world.WithDbAsync(async db =>
    {
        DateTimeOffset now = world.Clock.GetUtcNow();
        Member member = await db.Members.SingleAsync(found => found.Id == person);
        (member.Organisation, member.Profession) = (Taker, Taker[..40]);
        for (int at = 0; at < Consultations; at++)
        {
            Consultation one = QueueRows.Add(db, NumberFrom + at, now.AddHours(-1), at % 2 == 0 ? person : null, ConsultationUrgency.Normal, ConsultationContent.Discharge, "", QueueRows.Hostile);
            (one.State, one.StaffId, one.ClaimedAt, one.TargetAt) = (ConsultationState.Claimed, holder.Id, now, now.AddHours(5));
            if (at % 4 == 3)
            {
                (one.State, one.TargetAt, one.ClosedAt, one.Outcome, one.OutcomeNote) = (ConsultationState.Closed, null, now, ConsultationOutcome.Connected, QueueRows.Hostile);
            }
            else if (at % 4 == 2)
            {
                (one.State, one.StaffId) = (ConsultationState.Waiting, null);
            }
        }

        await db.SaveChangesAsync();
        await RotasAsync(db, now);
        UnansweredRows.Furnish(db, Taker, person, holder.Id, now, HostileFields.Kinds);
        await MeetingRows.FurnishAsync(db, Taker, now, HostileFields.Kinds);
        await KnowledgeRows.FurnishAsync(db, Taker, now, HostileFields.Kinds + 1);
        HandRows.Furnish(db, now, holder.Id, await db.DutyShifts.Include(shift => shift.Seat).FirstAsync(), Taker);
        await db.SaveChangesAsync();
    });

    /// <summary>A rota with duties of the table and by hand, and drafts enough that each form of theirs finds one.</summary>
    private static async Task RotasAsync(ZaitakuDb db, DateTimeOffset now)
    {
        DraftShift duty = RotaTown.Duty(Taker, now, now.AddHours(9), Taker[..40], "0000-00-0000", Taker);
        int rota = await RotaTown.GivenAsync(db, now, new DutyRota { Name = Taker, Area = Taker }, duty);
        DutyShift plan = await db.DutyShifts.SingleAsync();
        db.DutyShifts.AddRange(Enumerable.Range(1, HostileFields.Kinds).Select(hour => new DutyShift
        {
            SeatId = plan.SeatId, HolderId = plan.HolderId, StartsAt = now.AddHours(hour), EndsAt = now.AddHours(hour + 1), Layer = DutyLayer.Override, Note = Taker, KnownFrom = now,
        }));
        db.HeldDuties.AddRange(Enumerable.Range(1, HostileFields.Kinds).SelectMany(hour => new[] { hour, -hour - 1 }).Select(hour => new HeldDuty
        {
            RotaId = rota, SeatId = plan.SeatId, HolderId = plan.HolderId!.Value, StartsAt = now.AddHours(hour), EndsAt = now.AddHours(hour + 1), CreatedAt = now,
        }));
        db.RotaDrafts.AddRange(Enumerable.Range(1, HostileFields.Kinds * 2).Select(day => new RotaDraft
        {
            Id = Guid.CreateVersion7(now.AddMinutes(day)), RotaId = rota, FileName = Taker, Body = RotaDraft.BodyOf([duty with { Holder = $"{day}{Taker[..50]}" }]), CreatedAt = now,
        }));
        db.DutyGaps.Add(DutyGap.Of(new FoundGap(rota, plan.SeatId, now, now.AddHours(9), GapCause.MemberLeft, plan.HolderId), now));
        Member nurse = new() { Id = Guid.CreateVersion7(now), Role = Role.Nurse, Organisation = Taker, CreatedAt = now };
        db.Members.Add(nurse);
        db.DutyHolders.AddRange(
            new DutyHolder { Name = $"{LastInLists}1{Taker[..50]}", NameKey = $"{LastInLists}1", Institution = Taker, MemberId = nurse.Id },
            new DutyHolder { Name = $"{LastInLists}2{Taker[..50]}", NameKey = $"{LastInLists}2", Institution = Taker });
        await db.SaveChangesAsync();
        await PlanRows.FurnishAsync(db, rota, Taker, now, HostileFields.Kinds);
        Covers(db, rota, plan, now);
        await db.SaveChangesAsync();
    }

    /// <summary>Requests for cover, open and taken, enough that each of their forms finds one.</summary>
    private static void Covers(ZaitakuDb db, int rota, DutyShift plan, DateTimeOffset now)
    {
        DutyHolder other = new() { Name = $"代わり{Taker[..40]}", NameKey = "代わり", Institution = Taker[..40], CreatedAt = now };
        db.DutyShifts.Add(new DutyShift { SeatId = plan.SeatId, Holder = other, StartsAt = now.AddDays(9), EndsAt = now.AddDays(9).AddHours(9), Layer = DutyLayer.Plan, KnownFrom = now });
        db.SaveChanges();
        for (int day = 20; day < 20 + (HostileFields.Kinds * 6); day++)
        {
            db.DutyShifts.Add(new DutyShift { SeatId = plan.SeatId, HolderId = plan.HolderId, StartsAt = now.AddDays(day), EndsAt = now.AddDays(day).AddHours(9), Layer = DutyLayer.Plan, KnownFrom = now });
            bool isTaken = day % 2 == 0;
            CoverRequest request = new()
            {
                Id = Guid.CreateVersion7(now.AddSeconds(day)), RotaId = rota, SeatId = plan.SeatId, HolderId = plan.HolderId!.Value, StartsAt = now.AddDays(day), EndsAt = now.AddDays(day).AddHours(9), CreatedAt = now,
                State = isTaken ? CoverState.Taken : CoverState.Open, TakerId = isTaken ? other.Id : null, TakenAt = isTaken ? now : null,
            };
            request.Asks.Add(new CoverAsk { RequestId = request.Id, HolderId = other.Id, AskedAt = now });
            db.CoverRequests.Add(request);
        }
    }

    private static async Task<string> LinkAsync(ConsoleWorld world, ConsultationState state, Guid person)
    {
        DateTimeOffset now = world.Clock.GetUtcNow();
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        ZaitakuDb db = scope.ServiceProvider.GetRequiredService<ZaitakuDb>();
        Consultation one = QueueRows.Add(db, NumberFrom + 900 + (int)state, now, person, ConsultationUrgency.Normal, ConsultationContent.Discharge, "", QueueRows.Hostile);
        one.State = state;
        ConsultationFile file = new() { Id = Guid.CreateVersion7(now), ConsultationId = one.Id, Name = "\"><img src=x onerror=__hit(0)>.png", ContentType = "image/png", Bytes = 1, AddedAt = now };
        one.Files.Add(file);
        Uri? link = await scope.ServiceProvider.GetRequiredService<IConsultationLinks>().CreateAsync(db, one, state == ConsultationState.Draft ? OneTimeLinkPurpose.Write : OneTimeLinkPurpose.Read, now, CancellationToken.None);
        await db.SaveChangesAsync();
        return link!.AbsolutePath;
    }

    /// <summary>Settings are written by hand too; and words told in chat are kept.</summary>
    private static Dictionary<string, string?> Settings() => new()
    {
        ["Hub:Name"] = Taker, ["Hub:PhoneHours"] = Taker[..40], ["Hub:PublicBaseUrl"] = "http://127.0.0.1", ["Desk:WordsInChat:Line"] = "true",
        ["Desk:CannedAnswers:0:Title"] = Taker, ["Desk:CannedAnswers:0:Text"] = Taker, ["Desk:Desks:0:Id"] = "hub", ["Desk:Desks:0:Name"] = Taker, ["Desk:Desks:1:Id"] = "other", ["Desk:Desks:1:Name"] = Taker,
        ["Desk:OutsideHoursText"] = Taker, ["Substitutes:Enabled"] = "true",
    };
}
