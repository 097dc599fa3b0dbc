using System.Text.Json;
using System.Text.Json.Nodes;

namespace Zaitaku.Storage.Outbox;

/// <summary>A message whose words travel in another. Both are written in one unit, or a crash between them would say it twice.</summary>
public sealed record Bundled(OutboxMessage Carrier, OutboxMessage Message);

/// <summary>Messages of one bundle that are drawn together as one content: a week's invitations. Each stays a message of its own in the outbox, with its own end.</summary>
public interface IBundleList
{
    bool Lists(OutboxMessage message);

    /// <param name="bodies">Of messages that it lists, in order, at most <see cref="BundleRules.ListedMax"/>.</param>
    /// <returns>One content that says them all, as JSON.</returns>
    string Draw(IReadOnlyList<string> bodies);
}

/// <summary>Three notices to one person in one minute are one message.</summary>
public static class BundleRules
{
    /// <summary>Contents of one message; LINE takes five objects a call, and they count as one of the month's plan.</summary>
    public const int ContentsMax = 5;

    /// <summary>How the end of a message begins whose words travel in another.</summary>
    public const string Carried = "bundled into";

    /// <summary>Messages of a list that one content shows; LINE takes twelve cards beside each other.</summary>
    public const int ListedMax = 10;

    /// <summary>The end of a message whose words travel in this one.</summary>
    public static string EndOf(Guid carrier) => $"{Carried} {carrier}";

    /// <summary>Moves messages of one bundle, to one address, into the first of them; the others end as cancelled, saying where their words went.</summary>
    /// <param name="lists">Draw some of them together as one content.</param>
    public static IReadOnlyList<OutboxMessage> Bundle(IReadOnlyList<OutboxMessage> ready, IReadOnlyCollection<IBundleList> lists, ICollection<Bundled> merged, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(ready);
        ArgumentNullException.ThrowIfNull(lists);
        ArgumentNullException.ThrowIfNull(merged);
        List<OutboxMessage> carriers = [];
        List<Open> all = [];
        Dictionary<(string, string, string), Open> open = [];
        foreach (OutboxMessage message in ready)
        {
            if (message is not { Bundle: { } bundle } || message is { Attempts: > 0, IsRedrawn: false } || ContentsOf(message) is not { } contents)
            {
                carriers.Add(message);
                continue;
            }

            Part part = new(message, contents, lists.FirstOrDefault(list => list.Lists(message)));
            (string, string, string) key = (message.Channel, message.Address, bundle);
            if (open.TryGetValue(key, out Open? found) && found.Takes(part, now))
            {
                found.Parts.Add(part);
                message.Cancel(EndOf(found.Carrier.Id), now);
                merged.Add(new Bundled(found.Carrier, message));
                continue;
            }

            all.Add(open[key] = new Open(part));
            carriers.Add(message);
        }

        all.Where(one => one.Parts.Count > 1).ToList().ForEach(one => one.Carrier.Body = one.Body());
        return carriers;
    }

    private sealed record Part(OutboxMessage Message, JsonArray Contents, IBundleList? List);

    private sealed record Open(OutboxMessage Carrier, List<Part> Parts)
    {
        public Open(Part first)
            : this(first.Message, [first])
        {
        }

        /// <summary>The carrier may be tried for as long as its key lives: nothing that would be useless before then travels in it, unless both end together.</summary>
        public bool Takes(Part part, DateTimeOffset now)
        {
            DateTimeOffset lastTry = now + OutboxRules.RetryKeyLife;
            Part[] listed = [.. Parts.Where(one => part.List is not null && one.List == part.List)];
            int added = listed.Length > 0 ? 0 : part.List is not null ? 1 : part.Contents.Count;
            return listed.Length < ListedMax && Parts.Where(one => one.List is null).Sum(one => one.Contents.Count) + Parts.Select(one => one.List).OfType<IBundleList>().Distinct().Count() + added <= ContentsMax
                && (Carrier.UselessAfter == part.Message.UselessAfter || (Carrier.UselessAfter >= lastTry && part.Message.UselessAfter >= lastTry));
        }

        /// <summary>A list stands where its first one stood; in it, what must be answered soonest is first.</summary>
        public string Body()
        {
            JsonArray body = [];
            foreach (Part part in Parts)
            {
                Part[] listed = [.. Parts.Where(one => part.List is not null && one.List == part.List).OrderBy(one => one.Message.UselessAfter).ThenBy(one => one.Message.CreatedAt).ThenBy(one => one.Message.About, StringComparer.Ordinal)];
                bool isFirst = listed.Length < 2 || Parts.Find(one => one.List == part.List) == part;
                foreach (JsonNode? content in !isFirst ? [] : listed.Length < 2 ? part.Contents : JsonNode.Parse(part.List!.Draw([.. listed.Select(one => one.Message.Body)]))!.AsArray())
                {
                    body.Add(content?.DeepClone());
                }
            }

            return body.ToJsonString();
        }
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
