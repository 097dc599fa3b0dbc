using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.Json.Nodes;
using Xunit;
using Zaitaku.Bot;
using Zaitaku.Bot.Channels.Teams;

namespace Zaitaku.Tests.Channels.Teams;

/// <summary>The package an administrator uploads. Limits: the manifest's schema, version 1.19.</summary>
public sealed class TeamsPackageTests
{
    private static readonly TeamsOptions Teams = new() { AppId = StubTeams.AppId };
    private static readonly HubOptions Hub = new() { Name = "みなと市在宅医療・介護連携拠点", PublicBaseUrl = "https://zaitaku.example.org/bot/" };

    [Fact]
    public void ThePackageHoldsAManifestAndTwoIconsOfTheRightSize_AndIsTheSameEachTime()
    {
        byte[] bytes = TeamsPackage.Write(Teams, Hub, "1.0.0");
        Assert.Equal(bytes, TeamsPackage.Write(Teams, Hub, "1.0.0"));
        using ZipArchive zip = new(new MemoryStream(bytes));
        Assert.Equal(["manifest.json", "color.png", "outline.png"], zip.Entries.Select(entry => entry.FullName));
        Assert.Equal((192, 192), SizeOf(zip, "color.png"));
        Assert.Equal((32, 32), SizeOf(zip, "outline.png"));
        Assert.Equal("1.19", (string)JsonNode.Parse(zip.GetEntry("manifest.json")!.Open())!["manifestVersion"]!);
    }

    [Fact]
    public void TheManifestKeepsTheLimitsOfItsSchema()
    {
        JsonObject manifest = TeamsPackage.ManifestOf(Teams, Hub, "1.0.0");
        Assert.Equal(StubTeams.AppId, (string)manifest["id"]!);
        Assert.InRange(((string)manifest["name"]!["short"]!).Length, 1, 30);
        Assert.InRange(((string)manifest["name"]!["full"]!).Length, 1, 100);
        Assert.InRange(((string)manifest["description"]!["short"]!).Length, 1, 80);
        Assert.InRange(((string)manifest["description"]!["full"]!).Length, 1, 4_000);
        Assert.InRange(((string)manifest["developer"]!["name"]!).Length, 1, 32);
        Assert.Equal(["zaitaku.example.org"], manifest["validDomains"]!.AsArray().Select(domain => (string)domain!));

        JsonNode bot = manifest["bots"]![0]!;
        Assert.Equal(["personal", "team", "groupChat"], bot["scopes"]!.AsArray().Select(scope => (string)scope!));
        JsonArray commands = bot["commandLists"]![0]!["commands"]!.AsArray();
        Assert.InRange(commands.Count, 1, 10);
        Assert.All(commands, command => Assert.InRange(((string)command!["title"]!).Length, 1, 32));
        Assert.All(commands, command => Assert.InRange(((string)command!["description"]!).Length, 1, 128));
    }

    [Fact]
    public void WithoutAnAppIdOrAPublicAddress_ItSaysWhatIsMissing()
    {
        Assert.Contains("Teams__AppId", TeamsPackage.FaultIn(new TeamsOptions(), Hub), StringComparison.Ordinal);
        Assert.Contains("Hub__PublicBaseUrl", TeamsPackage.FaultIn(Teams, new HubOptions { PublicBaseUrl = "http://zaitaku.example.org" }), StringComparison.Ordinal);
        Assert.Null(TeamsPackage.FaultIn(Teams, Hub));
    }

    /// <summary>Width and height stand in a PNG's first chunk.</summary>
    private static (int, int) SizeOf(ZipArchive zip, string name)
    {
        using MemoryStream bytes = new();
        zip.GetEntry(name)!.Open().CopyTo(bytes);
        ReadOnlySpan<byte> header = bytes.ToArray().AsSpan(16, 8);
        return (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header[4..]));
    }
}
