using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Zaitaku.Fakes.Line;

/// <summary>The fake as a server on loopback.</summary>
public sealed class FakeLineServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeLineServer(WebApplication app) => _app = app;

    /// <summary>Such as <c>http://127.0.0.1:4020</c>.</summary>
    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <param name="port">0 takes a free one.</param>
    public static async Task<FakeLineServer> StartAsync(FakeLine line, int port)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Limits.MaxRequestBodySize = 4 * 1024 * 1024).UseUrls($"http://127.0.0.1:{port}");
        WebApplication app = builder.Build();
        app.Run(context => AnswerAsync(line, context));
        await app.StartAsync();
        return new FakeLineServer(app);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static async Task AnswerAsync(FakeLine line, HttpContext context)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        Dictionary<string, string> headers = context.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString());
        await Task.Delay(line.Latency, context.RequestAborted);
        FakeAnswer answer = line.Take(new FakeCall(context.Request.Method, context.Request.Path + context.Request.QueryString, headers, body.ToArray()));
        if (answer.Fate != FakeFate.Answered)
        {
            await HangUpAsync(answer.Fate, context);
            return;
        }

        context.Response.StatusCode = answer.Status;
        context.Response.Headers["x-line-request-id"] = answer.RequestId;
        if (answer.AcceptedRequestId.Length > 0)
        {
            context.Response.Headers["x-line-accepted-request-id"] = answer.AcceptedRequestId;
        }

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.Body.ToJsonString(), context.RequestAborted);
    }

    /// <summary>No answer: silence until the caller gives up. Refused: as near to it as an accepted connection comes.</summary>
    private static async Task HangUpAsync(FakeFate fate, HttpContext context)
    {
        if (fate == FakeFate.NoAnswer)
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        }

        context.Abort();
    }
}
