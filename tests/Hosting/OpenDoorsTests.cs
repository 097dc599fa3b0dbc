using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Tests.Intake;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Hosting;

/// <summary>Every address outside the console: who may, how it is guarded, and what a stranger without the proof hears.</summary>
public sealed class OpenDoorsTests
{
    private const string ForeignToken = "0123456789012345678901234567890123456789012";

    /// <param name="Who">In words, for whoever adds a row.</param>
    /// <param name="Guard">What proves it.</param>
    /// <param name="ToAStranger">What comes back without that proof; 200 where anybody may, 503 from a program whose pumps stand still.</param>
    private sealed record Door(string Method, string Route, string Who, string Guard, int ToAStranger)
    {
        public override string ToString() => $"{Method} {Route}";
    }

    private static readonly Door[] Doors =
    [
        new("GET", "/healthz", "anybody", "says that the program runs, and nothing else", 200),
        new("GET", "/readyz", "anybody", "says whether the program is ready, and nothing else", 503),
        new("POST", "/line/webhook", "LINE", "x-line-signature over the body", 401),
        new("POST", "/api/messages", "Teams", "a token of the Bot Framework for this bot", 401),
        new("GET", "/privacy", "anybody", "the same for everybody", 200),
        new("GET", "/duty", "anybody", "only rotas the hub publishes; institutions, hours and numbers that stand in the city's paper", 200),
        new("GET", "/duty/screen", "anybody", "the same in large letters", 200),
        new("GET", "/meetings", "anybody", "only meetings residents may attend; no link, no names of people", 200),
        new("GET", "/meetings.ics", "anybody", "the same for calendar programs", 200),
        new("GET", "/feeds/{token}.ics", "whoever has the address", "the token, of which only a hash is kept; wrong ones are counted", 404),
        new("GET", "/c/assets/{name}", "anybody", "style and script of ours, by name", 200),
        new("GET", "/c/{token}", "whoever has the link", "the token; a GET changes nothing", 404),
        new("POST", "/c/{token}/open", "whoever has the link", "the token, a cookie and a form token; binds the link to this browser", 404),
        new("POST", "/c/{token}", "the browser that opened the link", "the token, the browser's cookie and a form token", 404),
        new("GET", "/s/{token}", "whoever has the link", "the token, of which only a hash is kept; wrong ones are counted; a GET changes nothing", 404),
        new("POST", "/s/{token}", "whoever has the link", "the token, once, and a form token", 404),
        new("GET", "/handover/{token}", "whoever has the link", "the token; a GET changes nothing", 404),
        new("POST", "/handover/{token}/open", "whoever has the link", "the token, a cookie and a form token; binds the link to this browser", 404),
        new("POST", "/handover/{token}", "the browser that opened the link", "the token, the browser's cookie and a form token; the duty is still its holder's", 404),
        new("GET", "/m/{token}", "whoever has the link", "the token, of which only a hash is kept; wrong ones are counted; a GET changes nothing", 404),
        new("POST", "/m/{token}", "whoever has the link", "the token and a form token", 404),
        new("GET", "/m/{token}/files/{file:guid}", "whoever has the link", "the token, and that the page shows this file", 404),
        new("GET", "/m/{token}/meeting.ics", "whoever has the link", "the token", 404),
        new("GET", "/chat", "this machine", "LocalDoor", 404),
        new("GET", "/chat/assets/{name}", "this machine", "LocalDoor", 404),
        new("GET", "/chat/api/hub", "this machine", "LocalDoor", 404),
        new("GET", "/chat/api/session", "this machine", "LocalDoor; the session's cookie", 404),
        new("DELETE", "/chat/api/session", "this machine", "LocalDoor; our own page; the session's cookie", 404),
        new("POST", "/chat/api/sessions", "this machine", "LocalDoor; our own page", 404),
        new("POST", "/chat/api/messages", "this machine", "LocalDoor; our own page; the session's cookie", 404),
        new("GET", "/chat/api/events", "this machine", "LocalDoor; the session's cookie", 404),
    ];

    [Fact]
    public async Task EveryAddressOutsideTheConsole_HasItsRow_AndEveryRowItsAddress()
    {
        await using StoryWorld world = await StartAsync();
        string[] registered = [.. Registered(world)], listed = [.. Doors.Select(door => door.ToString())];
        Assert.True(!registered.Except(listed).Any(), $"Say in a row of OpenDoorsTests who may, and how each is guarded: {string.Join(", ", registered.Except(listed))}");
        Assert.True(!listed.Except(registered).Any(), $"Nothing is behind these rows: {string.Join(", ", listed.Except(registered))}");
    }

    [Fact]
    public async Task AStrangerWithoutTheProof_HearsWhatTheRowSays()
    {
        await using StoryWorld world = await StartAsync();
        List<string> wrong = [];
        foreach (Door door in Doors)
        {
            using HttpRequestMessage request = new(new HttpMethod(door.Method), door.Route.Replace("{token}", ForeignToken, StringComparison.Ordinal).Replace("{name}", "base.css", StringComparison.Ordinal).Replace("{file:guid}", "0197a000-0000-7000-8000-000000000000", StringComparison.Ordinal));
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", "203.0.113.5"); // From elsewhere.
            request.Content = door.Method != "POST" ? null
                : door.Route.StartsWith("/c/", StringComparison.Ordinal) || door.Route.StartsWith("/handover/", StringComparison.Ordinal) || door.Route.StartsWith("/s/", StringComparison.Ordinal) || door.Route.StartsWith("/m/", StringComparison.Ordinal) ? new FormUrlEncodedContent([new("words", "x"), new("do", "send")])
                : new StringContent("""{"events":[{"type":"message"}],"type":"message"}""", Encoding.UTF8, "application/json");
            using HttpResponseMessage answer = await world.Web.SendAsync(request);
            if ((int)answer.StatusCode != door.ToAStranger)
            {
                wrong.Add($"{door}: {(int)answer.StatusCode}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.Equal(0, await world.AskAsync(db => Task.FromResult(db.Inbox.Count() + db.Members.Count() + db.Consultations.Count()))); // And nothing of it was kept.
    }

    private static Task<StoryWorld> StartAsync()
    {
        Dictionary<string, string?> settings = StoryWorld.WithTeams();
        settings["ChatPage:Enabled"] = "true";
        return IntakeWorld.StartAsync(settings: settings);
    }

    private static IEnumerable<string> Registered(StoryWorld world) => world.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Select(endpoint => (Route: $"/{endpoint.RoutePattern.RawText!.Trim('/')}", Methods: endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"]))
        .Where(endpoint => endpoint.Route != "/console" && !endpoint.Route.StartsWith("/console/", StringComparison.Ordinal))
        .SelectMany(endpoint => endpoint.Methods.Select(method => $"{method} {endpoint.Route}")).Distinct();
}
