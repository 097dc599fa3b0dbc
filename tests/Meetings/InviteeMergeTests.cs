using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Members;
using static Zaitaku.Tests.Meetings.MeetingTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Meetings;

/// <summary>Two accounts of one person on one list become one row, which keeps the better of the two.</summary>
public sealed class InviteeMergeTests
{
    private static readonly DateTimeOffset Noon = At("2026-06-04", 12);

    [Theory]
    [InlineData(MeetingAnswer.None, MeetingAnswer.Yes, MeetingAnswer.Yes)] // Only the other one answered.
    [InlineData(MeetingAnswer.None, MeetingAnswer.No, MeetingAnswer.No)]
    [InlineData(MeetingAnswer.No, MeetingAnswer.Yes, MeetingAnswer.Yes)] // A seat is not lost,
    [InlineData(MeetingAnswer.Waiting, MeetingAnswer.Offered, MeetingAnswer.Offered)] // nor one that is being offered,
    [InlineData(MeetingAnswer.Yes, MeetingAnswer.No, MeetingAnswer.Yes)] // nor the own one.
    [InlineData(MeetingAnswer.No, MeetingAnswer.Waiting, MeetingAnswer.No)] // Both answered: the one who stays knows.
    [InlineData(MeetingAnswer.Waiting, MeetingAnswer.None, MeetingAnswer.Waiting)]
    [InlineData(MeetingAnswer.Lapsed, MeetingAnswer.Waiting, MeetingAnswer.Waiting)]
    public void TheBetterAnswerStays(MeetingAnswer stays, MeetingAnswer gone, MeetingAnswer kept)
    {
        MeetingInvitee one = new() { MeetingId = 1, Answer = stays, PlannedAt = Noon }, other = new() { MeetingId = 1, Answer = gone, AnsweredVia = AnswerVia.Page, AttendedAt = Noon, AttendedVia = AnswerVia.Code };
        InviteeMerge.Join(one, other);
        Assert.Equal(kept, one.Answer);
        Assert.Equal((Noon, AnswerVia.Code), (one.AttendedAt!.Value, one.AttendedVia)); // Who came has come.
        Assert.Null(one.PlannedAt);
    }

    [Fact]
    public void TwoPlacesInTheQueue_TheEarlierStays()
    {
        MeetingInvitee one = new() { MeetingId = 1, Answer = MeetingAnswer.Waiting, WaitingSince = Noon }, other = new() { MeetingId = 1, Answer = MeetingAnswer.Waiting, WaitingSince = Noon.AddHours(-1) };
        InviteeMerge.Join(one, other);
        Assert.Equal(Noon.AddHours(-1), one.WaitingSince);
    }

    [Fact]
    public void TakenOffUnderOneAccount_IsExpectedUnderTheOther()
    {
        MeetingInvitee one = new() { MeetingId = 1, Answer = MeetingAnswer.Yes, RemovedAt = Noon }, other = new() { MeetingId = 1 };
        InviteeMerge.Join(one, other);
        Assert.Equal((true, MeetingAnswer.None), (one.IsOpen, one.Answer)); // The seat went with the removal.
    }

    [Fact]
    public async Task TwoAccounts_OneRow_AndWhomTheyNamedStays()
    {
        await using StoryWorld world = await StartAsync(FakeClock.InTokyo(2026, 6, 1, 9));
        int id = await HeldAsync(world, "2026-06-18");
        await LookAtAsync(world, "2026-06-04", 10);
        Assert.Equal("Invite", KindsTold(world, Everybody));
        await AnswersAsync(world, Sato, id, Zaitaku.Scheduler.Meetings.WantedAnswer.SendsDeputy);
        long gone = (await RowAsync(world, Sato, id)).Id;
        Guid stays = await MemberAsync(world, Miki), other = await MemberAsync(world, Sato);
        await world.AskAsync(async db =>
        {
            db.MeetingInvitees.Add(new MeetingInvitee { MeetingId = id, Kind = InviteeKind.Deputy, Name = "代理 花子", ForId = gone, AddedAt = world.Clock.GetUtcNow() });
            db.MeetingLinks.Add(new MeetingLink { InviteeId = gone, TokenHash = new string('a', 64), CreatedAt = world.Clock.GetUtcNow(), ExpiresAt = world.Clock.GetUtcNow().AddDays(20) });
            await db.SaveChangesAsync();
            await MemberMerge.ApplyAsync(db, (await db.Members.FindAsync(stays))!, (await db.Members.FindAsync(other))!, CancellationToken.None);
            return await db.SaveChangesAsync();
        });
        MeetingInvitee row = await RowAsync(world, Miki, id);
        Assert.Equal(MeetingAnswer.SendsDeputy, row.Answer);
        Assert.Equal(row.Id, await world.AskAsync(db => db.MeetingInvitees.Where(one => one.Kind == InviteeKind.Deputy).Select(one => one.ForId).SingleAsync()));
        Assert.Equal(row.Id, await world.AskAsync(db => db.MeetingLinks.Select(link => link.InviteeId).SingleAsync()));
        Assert.Equal(3, await world.AskAsync(db => db.MeetingInvitees.CountAsync(one => one.MemberId != null)));
    }
}
