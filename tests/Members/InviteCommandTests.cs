using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Storage;

namespace Zaitaku.Tests.Members;

/// <summary>The coordinator's command, run as the program it is.</summary>
public sealed class InviteCommandTests
{
    [Fact]
    public async Task TheWorkPhoneIsKept_AndNeverEchoed()
    {
        string data = Directory.CreateTempSubdirectory("zaitaku-invite-").FullName;
        try
        {
            (int code, string output) = await World.Program.RunAsync(
                new() { ["Storage__DataDirectory"] = data }, "invite", "nurse", "--phone", "0000-22-0000");

            Assert.Equal(0, code);
            Assert.Matches("[2-9A-Z]{4}-[2-9A-Z]{4}", output);
            Assert.DoesNotContain("0000-22", output, StringComparison.Ordinal);
            string file = Directory.EnumerateFiles(data, "*.db").Single();
            await using ZaitakuDb db = new(new DbContextOptionsBuilder<ZaitakuDb>().UseSqlite($"Data Source={file};Pooling=False").Options);
            Assert.Equal("0000-22-0000", (await db.InvitationCodes.SingleAsync()).Phone);
            Assert.Equal("nurse", (await db.AuditTrail.SingleAsync(entry => entry.Action == "invitation.make")).Detail);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task ANumberNobodyCanDial_IsRefused_InJapanese()
    {
        (int code, string output) = await World.Program.RunAsync(null, "invite", "nurse", "--phone", "内線5番");

        Assert.Equal(2, code);
        Assert.Contains("--phone の番号が読めません", output, StringComparison.Ordinal);
        Assert.DoesNotContain("内線5番", output, StringComparison.Ordinal);
    }
}
