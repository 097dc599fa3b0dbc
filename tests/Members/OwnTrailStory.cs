using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Consultations;
using Zaitaku.Tests.Intake;
using HomeCare = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Members;

/// <summary>What people change of their own stands in the audit trail like what the hub changes, and without a word of theirs.</summary>
public sealed class OwnTrailStory
{
    [Fact]
    public async Task ConsentRewritingAndTakingBack_LeaveARowEach()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        (PageBrowser browser, string path) = await world.OpensAsync(await world.AsksAsync("Mihara"));
        await browser.SubmitAsync(path, new() { ["do"] = "send", ["words"] = "父の退院後のことです。", ["contact"] = "chat" });
        await browser.SubmitAsync(path, new() { ["do"] = "correct", ["words"] = "母の退院後のことです。" });
        await world.SettleAsync();
        world.HearsText("Mihara");
        Consultation one = await world.OnlyOneAsync();
        await world.DoesAsync(world.Line.Presses("Mihara", $"takeback:{one.Number}:yes"));
        world.Hears("Mihara", "取り消し");

        AuditEntry[] trail = await world.AskAsync(db => db.AuditTrail.AsNoTracking().OrderBy(entry => entry.Id).ToArrayAsync());
        Assert.Equal([("member.consent", $"member:{one.MemberId:N}"), ("consultation.rewrite", $"consultation:{one.Number}"), ("consultation.withdraw", $"consultation:{one.Number}")], trail.Select(entry => (entry.Action, entry.Subject)));
        Assert.All(trail, entry => Assert.Equal((one.MemberId, null), (entry.MemberId, entry.StaffId)));
        Assert.DoesNotContain("退院", string.Concat(trail.Select(entry => entry.Detail)), StringComparison.Ordinal);
    }
}
