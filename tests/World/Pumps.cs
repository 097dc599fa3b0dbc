using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Bot.Emergency;
using Zaitaku.Bot.Inbox;
using Zaitaku.Scheduler.Outbox;

namespace Zaitaku.Tests.World;

/// <summary>The pumps of a program that stands still, run by hand.</summary>
internal static class Pumps
{
    private const int PassesMax = 100;

    /// <summary>Idle passes while events are spilled: one may have joined a look that began while the database was still held.</summary>
    private const int IdleMax = 3;

    /// <summary>Until nothing is due.</summary>
    public static async Task SettleAsync(IServiceProvider services)
    {
        EmergencyLookout lookout = services.GetRequiredService<EmergencyLookout>();
        DangerBell bell = services.GetRequiredService<DangerBell>();
        InboxPump inbox = services.GetRequiredService<InboxPump>();
        OutboxPass outbox = services.GetRequiredService<OutboxPass>();
        InboxSpill spill = services.GetRequiredService<InboxSpill>();
        int idle = 0;
        for (int pass = 0; pass < PassesMax; pass++)
        {
            await lookout.RunAsync(CancellationToken.None);
            await bell.RunAsync(CancellationToken.None);
            int handled = await inbox.RunAsync(CancellationToken.None);
            int sent = await outbox.RunAsync(CancellationToken.None);
            if (handled + sent == 0 && (!spill.IsHolding || ++idle == IdleMax))
            {
                return;
            }
        }

        Assert.Fail("The program does not come to rest.");
    }
}
