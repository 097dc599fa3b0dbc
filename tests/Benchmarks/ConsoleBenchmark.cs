using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Zaitaku.Bot;
using Zaitaku.Bot.Hosting;
using Zaitaku.Bot.Staff;
using Zaitaku.Storage;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Staff;

namespace Zaitaku.Benchmarks;

/// <summary>Fifty coordinators, each with the queue open and live, over 1,000 open and 20,000 closed consultations: how long every page takes, while they look and while all of them work.</summary>
public static class ConsoleBenchmark
{
    private const int Coordinators = 50;
    private const int Open = 1_000;
    private const int Closed = 20_000;
    private const int People = 5_000;
    private const int Batch = 1_000;
    private const int RoundsWarm = 2;
    private const int Rounds = 60;
    private static readonly TimeSpan WorkFor = TimeSpan.FromSeconds(60);

    /// <summary>Between two looks of the one who measures.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    private const double MillisecondsMax = 100;

    /// <summary>Whose pages are opened.</summary>
    private static Guid _member, _account;

    /// <summary>Every page and file there is, by the list of doors, and some of them narrowed.</summary>
    private static readonly string[] Pages =
    [
        .. ConsoleDoors.All.Where(door => door is { Method: "GET", Handler: "" } && !IsNoPage(door.Route)).Select(door => door.Route),
        "/console/consultations?view=board", "/console/consultations?state=closed", "/console/consultations?state=closed&p=300", "/console/consultations?urgency=today&content=discharge", "/console/consultations?who=me",
        "/console/consultations?state=closed&content=respite&area=みなと市", "/console/directory?service=visiting_nurse", "/console/members?q=事業所7", "/console/audit?what=consultation.&p=200", "/console/notes?p=90",
    ];

    /// <summary>The live lines and the doors without a session; files of people and of an import are only read from the disk.</summary>
    private static bool IsNoPage(string route) => route.EndsWith("/live", StringComparison.Ordinal) || route.Contains("/assets/", StringComparison.Ordinal) || route.Contains("/files/", StringComparison.Ordinal) || route.EndsWith("rejects.csv", StringComparison.Ordinal)
        || route.StartsWith("/console/sign-in", StringComparison.Ordinal) || route.StartsWith("/console/set-up", StringComparison.Ordinal);

    public static async Task<BenchmarkFigures> RunAsync()
    {
        string folder = Directory.CreateTempSubdirectory("zaitaku-console-").FullName;
        try
        {
            List<string> cookies = await FurnishAsync(folder);
            string address = ChatPageClient.FreeAddress();
            await using BuiltProgram bot = BuiltProgram.Start(folder, "--urls", address, "--Logs:Level", "Error"); // As it is shipped: what it does with memory shows in the slowest pages.
            _ = bot.Output.ReadToEndAsync();
            await StartBenchmark.ListensAsync(address, bot);
            HttpClient[] browsers = [.. cookies.Select(secret => BrowserOf(address, secret))];
            Stream[] live = await Task.WhenAll(browsers.Select(browser => browser.GetStreamAsync("/console/live")));
            Dictionary<string, double> figures = new() { ["coordinators"] = browsers.Length, ["open"] = Open, ["closed"] = Closed };
            double worst = 0;
            foreach (string page in Pages)
            {
                double p95 = await P95Async(browsers[0], page);
                worst = Math.Max(worst, p95);
                figures[$"p95Ms {page}"] = p95;
            }

            figures["worstP95Ms"] = worst;
            figures["allAtOnceP95Ms"] = await AllAtOnceAsync(browsers);
            await AtWorkAsync(browsers, live, figures);
            Array.ForEach(browsers, browser => browser.Dispose());
            return new BenchmarkFigures("console", $"p95 of every page {MillisecondsMax} ms or less, with {Coordinators} coordinators watching, and while they all work; nothing fails", figures,
                all => all["worstP95Ms"] <= MillisecondsMax && all["worstAtWorkP95Ms"] <= MillisecondsMax && all["failed"] == 0);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <returns>The session of each coordinator.</returns>
    private static async Task<List<string>> FurnishAsync(string folder)
    {
        await using WebApplication app = BotApp.Build([], builder =>
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Storage:DataDirectory"] = folder, ["Logs:Level"] = "Error" }));
        await app.Services.GetRequiredService<Opening>().OpenAsync(CancellationToken.None);
        (List<string> cookies, Guid member, Guid account) = await FurnishAsync(app.Services.GetRequiredService<IDbContextFactory<ZaitakuDb>>());
        (_member, _account) = (member, account);
        SqliteConnection.ClearAllPools();
        return cookies;
    }

    /// <summary>The same pages, one after the other, for a minute in which everybody works.</summary>
    private static async Task AtWorkAsync(HttpClient[] browsers, Stream[] live, Dictionary<string, double> figures)
    {
        Dictionary<string, List<double>> milliseconds = Pages.ToDictionary(page => page, _ => new List<double>());
        ConsoleAtWork work = new(browsers, live);
        Stopwatch watch = Stopwatch.StartNew();
        await work.WhileAsync(async () =>
        {
            for (int round = 0; watch.Elapsed < WorkFor; round++)
            {
                string page = Pages[round % Pages.Length];
                milliseconds[page].Add(await OnceAsync(browsers[0], page, round));
                await Task.Delay(Pause);
            }
        });
        foreach ((string page, List<double> times) in milliseconds)
        {
            figures[$"atWorkP95Ms {page}"] = At(times, 0.95);
        }

        double seconds = watch.Elapsed.TotalSeconds;
        figures["worstAtWorkP95Ms"] = milliseconds.Values.Max(times => At(times, 0.95));
        (figures["atWorkSeconds"], figures["changesPerSecond"], figures["reloadsPerSecond"], figures["cameSecond"], figures["failed"]) = (seconds, work.Changes / seconds, work.Reloads / seconds, work.Refused, work.Failed);
    }

    private static async Task<double> P95Async(HttpClient browser, string page)
    {
        List<double> milliseconds = [];
        for (int round = 0; round < Rounds + RoundsWarm; round++)
        {
            milliseconds.Add(await OnceAsync(browser, page, round));
        }

        return At([.. milliseconds.Skip(RoundsWarm)], 0.95);
    }

    private static async Task<double> OnceAsync(HttpClient browser, string page, int round)
    {
        long from = Stopwatch.GetTimestamp();
        string address = page.Replace("{number:int}", (100_000 + round * 7 % Open).ToString()).Replace("{id:int}", "1") // The demo town has it.
            .Replace("{id:guid}", (page.Contains("/members/", StringComparison.Ordinal) ? _member : _account).ToString());
        using HttpResponseMessage answer = await browser.GetAsync(address);
        string html = await answer.Content.ReadAsStringAsync();
        bool isPage = answer.Content.Headers.ContentType?.MediaType == "text/html";
        return answer.IsSuccessStatusCode && (!isPage || html.Contains("サインアウト", StringComparison.Ordinal))
            ? Stopwatch.GetElapsedTime(from).TotalMilliseconds : throw new BenchmarkException($"{page} answered {(int)answer.StatusCode}.");
    }

    /// <summary>All press at the same moment: what the last but few wait.</summary>
    private static async Task<double> AllAtOnceAsync(HttpClient[] browsers)
    {
        double[] all = await Task.WhenAll(browsers.Select(async browser =>
        {
            long from = Stopwatch.GetTimestamp();
            await browser.GetStringAsync("/console/consultations");
            return Stopwatch.GetElapsedTime(from).TotalMilliseconds;
        }));
        return At([.. all], 0.95);
    }

    private static double At(List<double> values, double share) => values.Order().ElementAt((int)Math.Min(values.Count - 1, Math.Ceiling(values.Count * share) - 1));

    private static HttpClient BrowserOf(string url, string secret)
    {
        HttpClient browser = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri(url) };
        browser.DefaultRequestHeaders.Add("Cookie", $"{ConsoleCookie.LoopbackName}={secret}");
        return browser;
    }

    private static async Task<(List<string> Cookies, Guid Member, Guid Account)> FurnishAsync(IDbContextFactory<ZaitakuDb> databases)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        List<Guid> people = [], staff = [];
        List<string> cookies = [];
        await using (ZaitakuDb db = await databases.CreateDbContextAsync())
        {
            for (int at = 0; at < People; at++)
            {
                Member member = new() { Id = Guid.CreateVersion7(now), Role = Role.CareManager, Organisation = $"事業所{at % 300}", CreatedAt = now };
                people.Add(member.Id);
                db.Members.Add(member);
            }

            for (int at = 0; at < Coordinators; at++)
            {
                StaffAccount account = StaffLinks.Newcomer($"staff{at}", $"担当{at}", Role.Admin, now);
                account.PasswordHash = "-";
                staff.Add(account.Id);
                db.StaffAccounts.Add(account);
                cookies.Add(new StaffSessions(db).Begin(account.Id, "", now));
            }

            await db.SaveChangesAsync();
        }

        for (int from = 0; from < Open + Closed; from += Batch)
        {
            await using ZaitakuDb db = await databases.CreateDbContextAsync();
            for (int at = from; at < from + Batch; at++)
            {
                db.Consultations.Add(One(at, people, staff, now));
            }

            await db.SaveChangesAsync();
        }

        await ConsoleRows.FurnishAsync(() => databases.CreateDbContextAsync(), people, staff, now);
        return (cookies, people[0], staff[0]);
    }

    private static Consultation One(int at, List<Guid> people, List<Guid> staff, DateTimeOffset now)
    {
        bool isOpen = at < Open;
        DateTimeOffset received = now.AddMinutes(isOpen ? -at * 3 : -at * 20);
        Consultation one = new()
        {
            Id = Guid.CreateVersion7(received), Number = 100_000 + at, Route = ConsultationRoute.Line, MemberId = people[at % people.Count], Channel = "line", DeskId = "hub", Area = at % 3 == 0 ? "みなと市" : "北区",
            Urgency = (ConsultationUrgency)(at % 3), Content = (ConsultationContent)(at % 12), Origin = (ConsultationOrigin)(at % 9), CreatedAt = received, ReceivedAt = received,
            State = !isOpen ? ConsultationState.Closed : at % 4 == 0 ? ConsultationState.Waiting : at % 4 == 1 ? ConsultationState.AskedBack : ConsultationState.Claimed,
            TargetAt = isOpen && at % 4 != 1 ? now.AddMinutes(at * 7 - 2_000) : null, ClosedAt = isOpen ? null : received.AddHours(5), Outcome = isOpen ? null : ConsultationOutcome.Informed, FirstAnswerAt = isOpen ? null : received.AddMinutes(at % 5_000),
            Phase = (ConsultationPhase)(at % 4),
        };
        one.StaffId = one.State == ConsultationState.Waiting ? null : staff[at % staff.Count];
        ConsultationRules.Write(one, ConsultationEntryKind.Words, "退院後の生活について相談したい。夜に来てくれる訪問看護を探しています。", received, member: one.MemberId);
        ConsultationRules.Write(one, ConsultationEntryKind.Received, "", received);
        ConsultationRules.Write(one, ConsultationEntryKind.Answered, "三か所をご案内しました。", received.AddHours(1), staff: staff[0]);
        return one;
    }
}
