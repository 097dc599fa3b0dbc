using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.WebEncoders;
using Zaitaku.Bot.Inbox;

namespace Zaitaku.Bot.WebConsole;

/// <summary>Wires the console. Until there is a sign-in it opens on this machine only.</summary>
public static class ConsoleSetup
{
    public static IServiceCollection AddConsole(this IServiceCollection services)
    {
        services.AddRazorPages(options =>
            {
                options.RootDirectory = "/WebConsole/Pages";
                options.Conventions.AddFolderApplicationModelConvention("/", Guard);
            })
            .AddApplicationPart(typeof(ConsoleSetup).Assembly); // Tests and other hosts have an entry assembly of their own.
        services.AddAntiforgery(options => options.Cookie.Name = "zaitaku_form");
        services.AddScoped<ConsoleFigures>().AddScoped<TrafficReads>().AddScoped<LatenessReads>().AddScoped<ParkedRows>();
        services.TryAddSingleton<InboxSignal>(); // A host of pages only has no pump.

        // Japanese stays readable in the page's source; what HTML needs escaped is escaped all the same.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        return services;
    }

    public static void MapConsole(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapRazorPages();
        app.MapGet("/console/assets/{name}", (HttpContext context, string name) =>
            LocalDoor.IsLocal(context) && name is "zaitaku.css" or "notes.css" or "traffic.css" or "refresh.js" or "mark.svg" ? PageFiles.Serve(context, name) : TypedResults.NotFound());
    }

    private static void Guard(PageApplicationModel page) => page.Filters.Add(new LocalOnly());

    /// <summary>Elsewhere there is no console, rather than a closed one.</summary>
    private sealed class LocalOnly : IResourceFilter, IOrderedFilter
    {
        /// <summary>Before antiforgery, which would answer 400 and so say that there is something.</summary>
        public int Order => int.MinValue;

        public void OnResourceExecuting(ResourceExecutingContext context)
        {
            if (!LocalDoor.IsLocal(context.HttpContext))
            {
                context.Result = new Microsoft.AspNetCore.Mvc.NotFoundResult();
                return;
            }

            PageFiles.AddSafetyHeaders(context.HttpContext.Response.Headers);
            context.HttpContext.Response.Headers.CacheControl = "no-store";
        }

        public void OnResourceExecuted(ResourceExecutedContext context)
        {
        }
    }
}
