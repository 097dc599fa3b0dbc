using System.Text;
using Xunit;
using Zaitaku.Fakes.Line;

namespace Zaitaku.Tests.Channels.Line;

/// <summary>Strangers and broken machines, drawn from a seed: never a crash, never a 200 to a forgery, and the next person is heard.</summary>
public sealed class LineHostileTests
{
    private const int Rounds = 1_500;

    [Theory]
    [InlineData(20260401)]
    public async Task MutatedWebhooks_DoNoHarm(int seed)
    {
        await using WebhookServer server = await WebhookServer.StartAsync();
        byte[][] originals = [.. new[] { "contract", "additive" }.SelectMany(kind => Webhooks.Names(kind).Select(name => Webhooks.Body(kind, name)))];
        Random random = new(seed);
        for (int round = 0; round < Rounds; round++)
        {
            byte[] original = originals[random.Next(originals.Length)];
            byte[] mutant = Mutate(original, random);
            bool isForged = random.Next(2) == 0 && !mutant.AsSpan().SequenceEqual(original);
            SignedWebhook webhook = isForged ? server.Line.Sign(original) with { Body = mutant } : server.Line.Sign(mutant);
            int status = await server.PostAsync(webhook);
            Assert.True(status == (isForged ? 401 : 200), $"Round {round} of seed {seed}: {status} for {(isForged ? "a forgery" : "a signed body")}.");
        }

        SignedWebhook next = server.Line.Says("U1", "近くの薬局");
        Assert.Equal(200, await server.PostAsync(next));
        Assert.Contains(server.Inbox.Kept, kept => kept.EventId == next.EventIds[0]);
        Assert.DoesNotContain(server.Said.Lines, line => line.StartsWith("Error", StringComparison.Ordinal) || line.StartsWith("Critical", StringComparison.Ordinal));
    }

    [Fact]
    public async Task GiantsAndDeepNests_AreTakenOrRefused_NeverACrash()
    {
        await using WebhookServer server = await WebhookServer.StartAsync();
        string deep = new string('[', 400_000) + new string(']', 400_000);
        string wide = "{\"destination\":\"U\",\"events\":[" + string.Join(',', Enumerable.Repeat("{\"type\":\"x\"}", 70_000)) + "]}";
        foreach (string body in new[] { deep, "{\"events\":" + deep + "}", wide, "{\"events\":[" + new string('{', 100_000) })
        {
            Assert.Equal(200, await server.PostAsync(server.Line.Sign(Encoding.UTF8.GetBytes(body))));
        }
    }

    private static byte[] Mutate(byte[] original, Random random)
    {
        List<byte> bytes = [.. original];
        int changes = random.Next(1, 6);
        for (int i = 0; i < changes && bytes.Count > 0; i++)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(7))
            {
                case 0: // truncated
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 1: // a bit
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2: // bad UTF-8
                    bytes.InsertRange(at, [0xC0, 0xAF, 0xED, 0xA0, 0x80, 0xFF]);
                    break;
                case 3: // nested
                    bytes.InsertRange(at, Enumerable.Repeat((byte)'[', random.Next(2_000)));
                    break;
                case 4: // a piece twice
                    bytes.InsertRange(at, bytes.GetRange(0, Math.Min(bytes.Count, random.Next(300))));
                    break;
                case 5: // another type
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(new[] { "null", "1e999", "\"\"", "{}", "true", "\"\\ud800\"" }[random.Next(6)]));
                    break;
                default: // a piece missing
                    bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(40)));
                    break;
            }
        }

        return [.. bytes];
    }
}
