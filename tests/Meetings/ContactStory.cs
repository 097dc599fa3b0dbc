using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Members;
using Zaitaku.Tests.WebConsole;
using static Zaitaku.Tests.Meetings.MeetingTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Meetings;

/// <summary>An association's contact changes, and somebody on a list becomes another: the right person is asked.</summary>
public sealed class ContactStory
{
    private const string Page = "/console/meetings/associations";

    private readonly FakeClock _clock = FakeClock.InTokyo(2026, 5, 1, 9);

    [Fact]
    public async Task TheNewContact_IsAskedForWhatIsPlanned_AndSeesWhomTheFormerNamed()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(_clock);
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        (Guid former, Guid next) = (await MemberAsync(world, "山本"), await MemberAsync(world, "川口"));
        await ListStory.MeetingAsync(world, 1, "過ぎた会議", FakeClock.InTokyo(2026, 4, 21, 19).GetUtcNow());
        await ListStory.MeetingAsync(world, 2, "五月の会議", FakeClock.InTokyo(2026, 5, 19, 19).GetUtcNow());
        await ListStory.MeetingAsync(world, 3, "六月の会議", FakeClock.InTokyo(2026, 6, 16, 19).GetUtcNow());
        Assert.EndsWith("done=added", await PostedAsync(sato, $"{Page}?handler=Add", ("Name", "薬剤師会"), ("Contact", "山本"), ("Member", $"{former}")));
        await world.WithDbAsync(async db =>
        {
            db.MeetingInvitees.AddRange(new[] { 1, 2, 3 }.Select(meeting => new MeetingInvitee { MeetingId = meeting, MemberId = former, AssociationId = 1, Kind = InviteeKind.Contact, Name = "山本", Organisation = "薬剤師会", AddedAt = _clock.GetUtcNow(), PlannedAt = _clock.GetUtcNow() }));
            db.MeetingInvitees.Add(new MeetingInvitee { MeetingId = 3, MemberId = next, Kind = InviteeKind.Person, AddedAt = _clock.GetUtcNow() }); // Invited there in person.
            await db.SaveChangesAsync();
            long contact = await db.MeetingInvitees.Where(one => one.MeetingId == 2).Select(one => one.Id).SingleAsync();
            db.MeetingInvitees.Add(new MeetingInvitee { MeetingId = 2, ForId = contact, AssociationId = 1, Kind = InviteeKind.Delegate, Name = "出る方", Answer = MeetingAnswer.Yes, AddedAt = _clock.GetUtcNow() });
            await db.SaveChangesAsync();
        });
        string address = await PostedAsync(sato, $"{Page}?handler=Change&association=1", ("Name", "薬剤師会"), ("Contact", "川口"), ("Member", $"{next}"), ("Seen", "1"));
        string page = System.Net.WebUtility.HtmlDecode(await sato.GetStringAsync(address));
        Assert.Contains("これからの会議・研修1件の名簿でも、窓口を替えました。", page);
        Assert.Contains("1件では、新しい窓口の方がご本人として名簿にいる", page);
        MeetingInvitee[] rows = await world.AskAsync(db => db.MeetingInvitees.AsNoTracking().OrderBy(one => one.Id).ToArrayAsync());
        MeetingInvitee contact = Assert.Single(rows, one => one is { MeetingId: 2, Kind: InviteeKind.Contact, IsOpen: true });
        Assert.Equal((next, 1, "川口", null, MeetingAnswer.None), (contact.MemberId!.Value, contact.AssociationId!.Value, contact.Name, contact.PlannedAt, contact.Answer));
        Assert.False(Assert.Single(rows, one => one.MeetingId == 2 && one.MemberId == former).IsOpen); // And is told so.
        Assert.Equal(contact.Id, Assert.Single(rows, one => one.Kind == InviteeKind.Delegate).ForId);
        Assert.True(Assert.Single(rows, one => one.MeetingId == 1).IsOpen); // What was stays.
        Assert.True(Assert.Single(rows, one => one.MeetingId == 3 && one.MemberId == former).IsOpen);
        Assert.Equal(["association:1 added", "association:1 changed"], await world.AskAsync(db => db.AuditTrail.Where(row => row.Action == "meetings.association").OrderBy(row => row.Id).Select(row => row.Subject + " " + row.Detail).ToArrayAsync()));
    }

    [Fact]
    public async Task AnotherNameOnThePhone_IsWrittenDown_AndAClosedAssociationIsAskedNoMore()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync(_clock);
        HttpClient sato = await world.BrowserOfAsync(await world.GivenAsync("sato", "佐藤"));
        await ListStory.MeetingAsync(world, 1, "五月の会議", FakeClock.InTokyo(2026, 5, 19, 19).GetUtcNow());
        await PostedAsync(sato, $"{Page}?handler=Add", ("Name", "薬剤師会"), ("Contact", "山本"));
        await PostedAsync(sato, "/console/meetings/1/people?handler=Association", ("association", "1"));
        await PostedAsync(sato, $"{Page}?handler=Change&association=1", ("Name", "薬剤師会"), ("Contact", "川口"), ("Seen", "1"));
        Assert.Equal(("川口", true), await world.AskAsync(db => db.MeetingInvitees.Select(one => new ValueTuple<string, bool>(one.Name, one.RemovedAt == null)).SingleAsync()));
        string address = await PostedAsync(sato, $"{Page}?handler=Close&association=1");
        Assert.Contains("これからの会議・研修1件の名簿からも外しました。", System.Net.WebUtility.HtmlDecode(await sato.GetStringAsync(address)));
        Assert.NotNull(await world.AskAsync(db => db.MeetingInvitees.Select(one => one.RemovedAt).SingleAsync()));
    }

    [Theory]
    [InlineData(InviteeKind.Applicant)]
    [InlineData(InviteeKind.WalkIn)]
    [InlineData(InviteeKind.Contact)]
    public async Task WhoIsPutBackOnAList_IsInvitedInPerson_WhateverTheyWere(InviteeKind kind)
    {
        await using StoryWorld world = await StartAsync(FakeClock.InTokyo(2026, 6, 8, 9));
        int id = await HeldAsync(world, "2026-06-18", meeting => meeting.Inviting = MeetingInviting.ByHand);
        Guid miki = await MeetingTown.MemberAsync(world, Miki);
        await world.AskAsync(db =>
        {
            db.MeetingInvitees.Add(new MeetingInvitee { MeetingId = id, MemberId = miki, Kind = kind, AssociationId = kind == InviteeKind.Contact ? 7 : null, AddedAt = world.Clock.GetUtcNow(), RemovedAt = world.Clock.GetUtcNow() });
            return db.SaveChangesAsync();
        });
        await AddsAsync(world, Miki, id);
        await LookAtAsync(world, "2026-06-08", 10);
        Assert.Equal("Invite", KindsTold(world, Miki));
        MeetingInvitee row = await RowAsync(world, Miki, id);
        Assert.Equal((InviteeKind.Person, null, true), (row.Kind, row.AssociationId, row.IsOpen));
        await AnswersAsync(world, Miki, id, WantedAnswer.Yes);
        Assert.True((await RowAsync(world, Miki, id)).HoldsSeat);
    }

    private static Task<Guid> MemberAsync(ConsoleWorld world, string organisation) => world.AskAsync(async db =>
    {
        Member member = new() { Id = Guid.CreateVersion7(world.Clock.GetUtcNow()), Role = Role.Pharmacist, Organisation = organisation, CreatedAt = world.Clock.GetUtcNow() };
        db.Members.Add(member);
        await db.SaveChangesAsync();
        return member.Id;
    });

    private static async Task<string> PostedAsync(HttpClient client, string address, params (string Name, string Value)[] fields)
    {
        using HttpResponseMessage answer = await ConsoleWorld.PostAsync(client, address, fields);
        return answer.Headers.Location?.ToString() ?? System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }
}
