using System.Text.Json;
using System.Text.Json.Nodes;

namespace Zaitaku.Storage.Outbox;

/// <summary>A message whose words travel in another. Both are written in one unit, or a crash between them would say it twice.</summary>
public sealed record Bundled(OutboxMessage Carrier, OutboxMessage Message);

/// <summary>Three notices to one person in one minute are one message.</summary>
public static class BundleRules
{
    /// <summary>Contents of one message; LINE takes five objects a call, and they count as one of the month's plan.</summary>
    public const int ContentsMax = 5;

    /// <summary>How the end of a message begins whose words travel in another.</summary>
    public const string Carried = "bundled into";

    /// <summary>Moves messages of one bundle, to one address, into the first of them; the others end as cancelled, saying where their words went.</summary>
    public static IReadOnlyList<OutboxMessage> Bundle(IReadOnlyList<OutboxMessage> ready, ICollection<Bundled> merged, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(ready);
        ArgumentNullException.ThrowIfNull(merged);
        List<OutboxMessage> carriers = [];
        Dictionary<(string, string, string), (OutboxMessage Carrier, JsonArray Contents)> open = [];
        foreach (OutboxMessage message in ready)
        {
            if (message is not { Bundle: { } bundle, Attempts: 0 } || ContentsOf(message) is not { } contents)
            {
                carriers.Add(message);
                continue;
            }

            (string, string, string) key = (message.Channel, message.Address, bundle);
            if (open.TryGetValue(key, out (OutboxMessage Carrier, JsonArray Contents) found) && Fits(found.Carrier, found.Contents, message, contents, now))
            {
                foreach (JsonNode? content in contents)
                {
                    found.Contents.Add(content?.DeepClone());
                }

                found.Carrier.Body = found.Contents.ToJsonString();
                message.Cancel($"{Carried} {found.Carrier.Id}", now);
                merged.Add(new Bundled(found.Carrier, message));
                continue;
            }

            open[key] = (message, contents);
            carriers.Add(message);
        }

        return carriers;
    }

    /// <summary>The carrier may be tried for as long as its key lives: nothing that would be useless before then travels in it, unless both end together.</summary>
    private static bool Fits(OutboxMessage carrier, JsonArray carried, OutboxMessage message, JsonArray contents, DateTimeOffset now)
    {
        DateTimeOffset lastTry = now + OutboxRules.RetryKeyLife;
        return carried.Count + contents.Count <= ContentsMax
            && (carrier.UselessAfter == message.UselessAfter || (carrier.UselessAfter >= lastTry && message.UselessAfter >= lastTry));
    }

    private static JsonArray? ContentsOf(OutboxMessage message)
    {
        try
        {
            return JsonNode.Parse(message.Body) as JsonArray;
        }
        catch (JsonException)
        {
            return null; // The sender will say what is wrong with it.
        }
    }
}
