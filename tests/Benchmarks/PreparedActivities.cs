using System.Text;
using Zaitaku.Fakes.Teams;

namespace Zaitaku.Benchmarks;

/// <summary>Activities of Teams made before the clock starts: each with an id of its own, all with the token Teams would send for some minutes. People write to the bot alone.</summary>
public sealed class PreparedActivities(FakeTeams teams) : IPreparedPosts
{
    private const int People = 500;
    private int _count;

    public IReadOnlyList<byte[]> Take(int count, Uri target, DateTimeOffset now) => [.. Enumerable.Range(0, count).Select(_ => Next(target))];

    private byte[] Next(Uri target)
    {
        int number = ++_count;
        TeamsRequest request = teams.Says($"person{number % People}", "明日の午後の訪問は二時からになりました。玄関の鍵は開けておきますので、そのまま入ってください。", id: $"1f{number:D20}");
        byte[] body = request.Body;
        string head = $"POST /api/messages HTTP/1.1\r\nHost: {target.Authority}\r\nContent-Type: application/json; charset=utf-8\r\nAuthorization: {request.Authorization}\r\n"
            + $"User-Agent: Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)\r\nContent-Length: {body.Length}\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }
}
