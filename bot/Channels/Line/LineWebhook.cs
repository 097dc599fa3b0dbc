namespace Zaitaku.Bot.Channels.Line;

/// <summary>POST /line/webhook: signature over the raw bytes, keep each event once, 200. Nothing is answered here; the inbox is worked off at its own pace.</summary>
public static class LineWebhook
{
    public const string Path = "/line/webhook";

    /// <summary>LINE's own bodies are a few kilobytes.</summary>
    public const int BodyBytesMax = 1024 * 1024;

    /// <summary>A burst comes through here, so the request meets nothing between the server and <see cref="LineDoor"/>: no binding, no scope, no results.</summary>
    public static IEndpointConventionBuilder MapLineWebhook(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        LineDoor door = ActivatorUtilities.CreateInstance<LineDoor>(routes.ServiceProvider);
        return routes.MapPost(Path, door.HandleAsync).ShortCircuit().ExcludeFromDescription();
    }
}
