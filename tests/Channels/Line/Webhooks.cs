using System.Text;
using Xunit;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Channels.Line;

namespace Zaitaku.Tests.Channels.Line;

/// <summary>Whole webhook bodies from tests/Fixtures/Line: <c>contract</c> fits LINE's description, <c>additive</c> is what LINE may send tomorrow.</summary>
internal static class Webhooks
{
    public static readonly DateTimeOffset ReceivedAt = DateTimeOffset.FromUnixTimeMilliseconds(1_775_048_401_000);

    public const string UserId = "U11111111111111111111111111111111";
    public const string GroupId = "C22222222222222222222222222222222";

    public static string[] Names(string kind) =>
        [.. Directory.GetFiles(Folder(kind), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    public static byte[] Body(string kind, string name) => File.ReadAllBytes(Path.Combine(Folder(kind), name + ".json"));

    public static ChannelEvent Only(string kind, string name) => Assert.Single(Read(Body(kind, name)).Events);

    public static LineDelivery Read(string json) => Read(Encoding.UTF8.GetBytes(json));

    public static LineDelivery Read(byte[] body) => LineEvents.Read(body, ReceivedAt) ?? throw new InvalidOperationException("No webhook.");

    private static string Folder(string kind) => Path.Combine(AppContext.BaseDirectory, "Fixtures", "Line", kind);
}
