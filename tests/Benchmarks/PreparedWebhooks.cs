using System.Globalization;
using System.Text;
using Zaitaku.Fakes.Line;

namespace Zaitaku.Benchmarks;

/// <summary>Requests made before the clock starts.</summary>
public interface IPreparedPosts
{
    /// <summary>The next so many requests, as bytes for this target; none is made twice.</summary>
    IReadOnlyList<byte[]> Take(int count, Uri target, DateTimeOffset now);
}

/// <summary>Webhooks of LINE made before the clock starts: each with an event id, a reply token and a signature of its own. Somebody writes in a group without calling the bot,
/// so that no answers are in the figures; each is read for emergencies and kept all the same.</summary>
public sealed class PreparedWebhooks(string secret) : IPreparedPosts
{
    private const int Groups = 500;
    private const string BotUserId = "Ubbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

    // As LINE writes it, 650 bytes or so.
    private static readonly CompositeFormat Body = CompositeFormat.Parse(
        """{{"destination":"{0}","events":[{{"type":"message","message":{{"type":"text","id":"{1}","quoteToken":"q3Plxr4AgKd...{1}","text":"明日の午後の訪問は二時からになりました。玄関の鍵は開けておきますので、そのまま入ってください。"}},"webhookEventId":"{2}","deliveryContext":{{"isRedelivery":false}},"timestamp":{3},"source":{{"type":"group","groupId":"C{4:x32}","userId":"U{5:x32}"}},"replyToken":"{6:x32}","mode":"active"}}]}}""");

    private long _count;

    public IReadOnlyList<byte[]> Take(int count, Uri target, DateTimeOffset now) => [.. Enumerable.Range(0, count).Select(_ => Next(target, now))];

    private byte[] Next(Uri target, DateTimeOffset now)
    {
        long number = ++_count;
        byte[] body = Encoding.UTF8.GetBytes(string.Format(
            CultureInfo.InvariantCulture, Body, BotUserId, 500_000_000_000_000_000 + number, "01" + number.ToString("D24", CultureInfo.InvariantCulture),
            now.ToUnixTimeMilliseconds(), number % Groups, number % (Groups * 7), number));
        string head = $"POST /line/webhook HTTP/1.1\r\nHost: {target.Authority}\r\nContent-Type: application/json; charset=utf-8\r\n"
            + $"User-Agent: LineBotWebhook/2.0\r\nx-line-signature: {SignedWebhook.Of(body, secret).Signature}\r\nContent-Length: {body.Length}\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }
}
