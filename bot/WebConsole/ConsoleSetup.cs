using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.WebEncoders;
using Zaitaku.Bot.Corrections;
using Zaitaku.Bot.Covers;
using Zaitaku.Bot.Imports;
using Zaitaku.Bot.Inbox;
using Zaitaku.Bot.Knowledge;
using Zaitaku.Bot.Meetings;
using Zaitaku.Bot.Rota;
using Zaitaku.Bot.Staff;
using Zaitaku.Bot.Unanswered;

namespace Zaitaku.Bot.WebConsole;

/// <summary>Wires the console: its pages, and the guard in front of them.</summary>
public static class ConsoleSetup
{
    /// <summary>Files of wwwroot the console hands out; the folders there belong to other pages.</summary>
    private static readonly string[] Assets = ["zaitaku.css", "mark.svg", "refresh.js", "live.js", "queue.js", "consultation.js", "import.js", "once.js"];

    public static IServiceCollection AddConsole(this IServiceCollection services)
    {
        services.AddRazorPages(options => options.RootDirectory = "/WebConsole/Pages")
            .AddMvcOptions(options =>
            {
                options.Filters.Add<StaleFormFilter>();
                options.Filters.Add<ReadAgainFilter>();
                options.Filters.Add<DemoMeetingFilter>();
            })
            .AddApplicationPart(typeof(ConsoleSetup).Assembly); // Tests and other hosts have an entry assembly of their own.
        services.AddAntiforgery(options =>
        {
            options.Cookie = new FormCookie();
            options.SuppressXFrameOptionsHeader = true; // The guard says DENY.
        });
        services.AddStaff();
        services.AddScoped<ConsoleFigures>().AddScoped<TrafficReads>().AddScoped<LatenessReads>().AddScoped<ParkedRows>();
        services.AddScoped<QueueReads>().AddScoped<ConsultationReads>().AddScoped<MemberReads>().AddScoped<AuditReads>().AddScoped<NamedPlaces>().AddScoped<PlaceFinder>();
        services.AddCorrections().AddImports().AddRotaPages().AddCoverPages().AddCalendarPages().AddKnowledgePages().AddUnansweredPages();
        services.TryAddSingleton<InboxSignal>(); // A host of pages only has no pump.

        // Japanese stays readable in the page's source; what HTML needs escaped is escaped all the same.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        return services;
    }

    public static void MapConsole(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseMiddleware<ConsoleGuard>();
        app.MapRazorPages();
        app.MapGet("/console/live", LiveQueue.Open);
        app.MapGet("/console/consultations/{number:int}/files/{id:guid}", ConsultationFiles.OpenAsync);
        app.MapGet("/console/meetings/{id:int}/files/{file:guid}", (HttpContext context, int id, Guid file, Meetings.MeetingPapers papers, CancellationToken cancellationToken) => papers.OpenAsync(context, id, file, cancellationToken));
        app.MapGet("/console/meetings/{id:int}/meeting.ics", Meetings.MeetingFile.OpenAsync);
        app.MapImports();
        app.MapGet("/console/assets/{name}", (HttpContext context, string name) => Assets.Contains(name) ? PageFiles.Serve(context, name) : TypedResults.NotFound());
    }
}
