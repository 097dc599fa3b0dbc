using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Zaitaku.Fakes;

/// <summary>A fake as a server on loopback.</summary>
public class FakeServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    protected FakeServer(WebApplication app) => _app = app;

    /// <summary>Such as <c>http://127.0.0.1:4020</c>.</summary>
    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <param name="port">0 takes a free one.</param>
    protected static async Task<WebApplication> ListenAsync(FakePlatform platform, int port)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Limits.MaxRequestBodySize = 4 * 1024 * 1024).UseUrls($"http://127.0.0.1:{port}");
        WebApplication app = builder.Build();
        app.Run(context => AnswerAsync(platform, context));
        await app.StartAsync();
        return app;
    }

    private static async Task AnswerAsync(FakePlatform platform, HttpContext context)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        Dictionary<string, string> headers = context.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString());
        // As it was written, percent signs and all: ids of conversations hold colons and semicolons.
        string path = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        FakeAnswer answer = await platform.AnswerAsync(new FakeCall(context.Request.Method, path, headers, body.ToArray()), context.RequestAborted);
        if (answer.Fate != FakeFate.Answered)
        {
            await HangUpAsync(answer.Fate, context);
            return;
        }

        context.Response.StatusCode = answer.Status;
        foreach ((string name, string value) in FakeHandler.HeadersOf(answer, platform))
        {
            context.Response.Headers[name] = value;
        }

        if (answer.Picture is { } picture)
        {
            context.Response.ContentType = "image/png";
            await context.Response.Body.WriteAsync(picture, context.RequestAborted);
            return;
        }

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.Body?.ToJsonString() ?? "", context.RequestAborted);
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
