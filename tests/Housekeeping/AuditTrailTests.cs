using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Scheduler.Housekeeping;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;

namespace Zaitaku.Tests.Housekeeping;

/// <summary>The trail is added to; nobody takes a row out of it or writes another story over it, until its time is over.</summary>
public sealed class AuditTrailTests
{
    private readonly FakeClock _clock = FakeClock.InTokyo(2026, 4, 1, 10);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ARow_IsNeitherChangedNorRemoved_HoweverItIsSaved(bool isRemoved)
    {
        await using World.World world = await World.World.StartAsync(_clock);
        await world.AskAsync(async db =>
        {
            db.AuditTrail.Add(Read(0));
            return await db.SaveChangesAsync();
        });
        await world.AskAsync(async db =>
        {
            AuditEntry row = await db.AuditTrail.SingleAsync();
            if (isRemoved)
            {
                db.Remove(row);
            }
            else
            {
                db.Entry(row).Property(entry => entry.Subject).CurrentValue = "consultation:100000";
            }

            await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
            await Assert.ThrowsAsync<InvalidOperationException>(() => world.Services.GetRequiredService<GroupCommit>().SaveAsync(db, CancellationToken.None));
            return 0;
        });
        Assert.Equal("consultation:412907", await world.AskAsync(db => db.AuditTrail.Select(entry => entry.Subject).SingleAsync()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1_200)] // more than a batch
    public async Task WhatIsPastItsTime_StillGoes_AndTheRestStays(int old)
    {
        await using World.World world = await World.World.StartAsync(_clock);
        await world.AskAsync(async db =>
        {
            db.AuditTrail.AddRange(Enumerable.Range(0, old).Select(_ => Read(0)));
            db.AuditTrail.Add(Read(minutes: 1));
            return await db.SaveChangesAsync();
        });
        _clock.AdvanceTo(_clock.GetUtcNow().AddYears(5).AddSeconds(1));
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<HousekeepingJob>(scope.ServiceProvider).RunAsync(CancellationToken.None);
        Assert.Equal(1, await world.AskAsync(db => db.AuditTrail.CountAsync()));
    }

    private AuditEntry Read(int minutes) => AuditEntry.By(Guid.CreateVersion7(_clock.GetUtcNow()), "consultation.read", "consultation:412907", _clock.GetUtcNow().AddMinutes(minutes));
}
