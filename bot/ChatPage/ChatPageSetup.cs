using Microsoft.Extensions.Options;
using Zaitaku.Bot.WebConsole;
using Zaitaku.Scheduler.Outbox;

namespace Zaitaku.Bot.ChatPage;

/// <summary>Wires the chat page. The host brings <see cref="IHubFacts"/>, the inbox, the database and a <see cref="TimeProvider"/>.</summary>
public static class ChatPageSetup
{
    public static IServiceCollection AddChatPage(this IServiceCollection services)
    {
        services.AddOptions<ChatPageOptions>().BindConfiguration(ChatPageOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ChatMailboxes>();
        services.AddSingleton<IChannelSender, ChatPageSender>();
        return services;
    }

    /// <summary>Maps /chat where it is enabled; elsewhere there is nothing to find.</summary>
    public static void MapChatPage(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        ChatPageOptions options = app.Services.GetRequiredService<IOptions<ChatPageOptions>>().Value;
        if (!options.IsOn(app.Environment))
        {
            return;
        }

        RouteGroupBuilder page = app.MapGroup("/chat");
        page.AddEndpointFilter((call, next) => GuardAsync(call, next, options.AllowRemote));
        page.MapGet("", (HttpContext context) => PageFiles.Serve(context, "chat/chat.html"));
        page.MapGet("assets/{name}", (HttpContext context, string name) =>
            PageFiles.Serve(context, name is "zaitaku.css" or "mark.svg" ? name : $"chat/{name}"));

        RouteGroupBuilder api = page.MapGroup("api");
        api.MapGet("hub", ChatEndpoints.HubAsync);
        api.MapGet("session", ChatEndpoints.Session);
        api.MapDelete("session", ChatEndpoints.Close);
        api.MapPost("sessions", ChatEndpoints.OpenAsync);
        api.MapPost("messages", ChatEndpoints.SayAsync);
        api.MapGet("events", ChatEventStream.Open);
    }

    private static async ValueTask<object?> GuardAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next, bool allowRemote)
    {
        HttpContext context = call.HttpContext;
        if (!allowRemote && !LocalDoor.IsLocal(context))
        {
            return TypedResults.NotFound();
        }

        bool changes = !HttpMethods.IsGet(context.Request.Method);
        if (changes && !ChatSession.IsOurPage(context.Request))
        {
            return ChatProblem.OtherSite;
        }

        context.Response.Headers.CacheControl = "no-store";
        return await next(call);
    }
}
