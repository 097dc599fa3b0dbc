namespace Zaitaku.Bot.Hosting;

/// <summary><c>/healthz</c>: the process answers. <c>/readyz</c>: it can do its work, part by part.</summary>
public static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/healthz", () => Results.Text("ok"));
        endpoints.MapGet("/readyz", async (ReadyCheck check, CancellationToken cancellationToken) =>
        {
            IReadOnlyList<ReadyPart> parts = await check.LookAsync(cancellationToken);
            bool ready = parts.All(part => part.IsReady);
            return Results.Json(
                new { ready, parts = parts.ToDictionary(part => part.Name, part => new { ready = part.IsReady, detail = part.Detail }) },
                statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        });
    }
}
