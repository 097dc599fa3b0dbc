using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Xunit.Abstractions;
using Zaitaku.Bot.Desk;
using Zaitaku.Bot.Staff;
using Zaitaku.Storage.Consultations;

namespace Zaitaku.Tests.WebConsole;

/// <summary>Fifty coordinators over a thousand open consultations, all at work at once with the queue open before them.</summary>
public sealed class FiftyCoordinatorsStory(ITestOutputHelper output)
{
    private const int Coordinators = 50;
    private const int Open = 1_000;
    private const int NumberFrom = 200_000;
    private static readonly TimeSpan WorkFor = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan ReloadEvery = TimeSpan.FromSeconds(2);
    private const string List = "/console/consultations";
    private static readonly TimeSpan HearMax = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task AllAtWorkAtOnce_NothingIsLostOrDoubled_AndEverybodyHears()
    {
        await using ConsoleWorld world = await ConsoleWorld.StartAsync();
        await world.WithDbAsync(async db =>
        {
            DateTimeOffset now = world.Clock.GetUtcNow();
            for (int at = 0; at < Open; at++)
            {
                QueueRows.Add(db, NumberFrom + at, now.AddMinutes(-at), null, (ConsultationUrgency)(at % 3), (ConsultationContent)(at % 12), "みなと市", $"{at}番目の相談").TargetAt = now.AddHours(1 + at);
            }

            await db.SaveChangesAsync();
        });
        Desk[] desks = new Desk[Coordinators];
        for (int at = 0; at < Coordinators; at++)
        {
            TestStaff staff = await world.GivenAsync($"staff{at}", $"担当{at}");
            desks[at] = await Desk.OpenAsync(await world.BrowserOfAsync(staff), staff, at);
        }

        using CancellationTokenSource over = new(WorkFor);
        Stopwatch watch = Stopwatch.StartNew();
        await Task.WhenAll(desks.Select(desk => desk.WorkAsync(over.Token)));
        double seconds = watch.Elapsed.TotalSeconds;
        Done[] done = [.. desks.SelectMany(desk => desk.Worked)];
        output.WriteLine($"{done.Length} changes in {seconds:F1} s ({done.Length / seconds:F0} a second), {desks.Sum(desk => desk.TooLate)} came second, {desks.Sum(desk => desk.Conflicts)} had to look anew");

        long version = world.Services.GetRequiredService<DeskSignal>().Version;
        Assert.All(await Task.WhenAll(desks.Select(desk => desk.HeardAsync(version, HearMax))), Assert.True);
        Assert.Empty(desks.SelectMany(desk => desk.Strange));
        Assert.All(desks, desk => Assert.True(desk.Reloads > 1, "Somebody's list stood still while everybody worked."));
        await Task.WhenAll(desks.Select(desk => desk.ShowsTheTruthAsync(done.Count(act => act.Kind == ConsultationEntryKind.Closed))));
        Assert.True(done.Length > Coordinators * 4, $"Only {done.Length} changes were made.");
        Assert.True(desks.Sum(desk => desk.TooLate) > 0, "Nobody was in anybody's way.");
        await ComparedAsync(world, done);
        Array.ForEach(desks, desk => desk.Dispose());
    }

    /// <summary>What each was told is what the timelines and the audit trail hold, and nothing else.</summary>
    private static async Task ComparedAsync(ConsoleWorld world, Done[] done)
    {
        List<Consultation> all = await world.AskAsync(db => db.Consultations.AsNoTracking().Include(one => one.Entries).AsSplitQuery().ToListAsync());
        Assert.Equal(Open, all.Count);
        ILookup<int, Done> byNumber = done.ToLookup(one => one.Number);
        foreach (Consultation one in all)
        {
            string[] kept = [.. one.Entries.Where(entry => entry.StaffId is not null).Select(entry => $"{entry.Kind} {entry.StaffId} {entry.Text}").Order(StringComparer.Ordinal)];
            string[] told = [.. byNumber[one.Number].Select(act => $"{act.Kind} {act.Staff} {act.Text}").Order(StringComparer.Ordinal)];
            Assert.Equal(told, kept);
            Assert.True(one.Entries.Count(entry => entry.Kind == ConsultationEntryKind.Claimed) <= 1);
            Assert.Equal(byNumber[one.Number].Any(act => act.Kind == ConsultationEntryKind.Closed), one.State == ConsultationState.Closed);
        }

        string[] actions = ["consultation.claim", "consultation.note", "consultation.answer", "consultation.close"];
        Assert.Equal(done.Length, await world.AskAsync(db => db.AuditTrail.CountAsync(entry => actions.Contains(entry.Action))));
    }

    private sealed record Done(int Number, ConsultationEntryKind Kind, Guid Staff, string Text);

    /// <summary>One coordinator: a browser with the queue open, and what they did.</summary>
    private sealed class Desk : IDisposable
    {
        private readonly HttpClient _browser;
        private readonly TestStaff _staff;
        private readonly Random _random;
        private readonly string _token;
        private readonly StreamReader _live;
        private readonly ConcurrentQueue<long> _heard = new();

        private Desk(HttpClient browser, TestStaff staff, int seed, string token, StreamReader live) => (_browser, _staff, _random, _token, _live) = (browser, staff, new Random(seed), token, live);

        public List<Done> Worked { get; } = [];

        public ConcurrentQueue<string> Strange { get; } = [];

        public int TooLate { get; private set; }

        public int Conflicts { get; private set; }

        /// <summary>How often the list was asked for anew, as its script does when it hears of a change.</summary>
        public int Reloads { get; private set; }

        public static async Task<Desk> OpenAsync(HttpClient browser, TestStaff staff, int seed)
        {
            string token = ConsoleWorld.TokenIn(await browser.GetStringAsync("/console/account"));
            Desk desk = new(browser, staff, seed, token, new StreamReader(await browser.GetStreamAsync("/console/live")));
            _ = desk.ListenAsync();
            return desk;
        }

        public Task WorkAsync(CancellationToken over) => Task.WhenAll(PressAsync(over), WatchAsync(over));

        /// <summary>The list as it is in the end, tab by tab.</summary>
        public async Task ShowsTheTruthAsync(int closed)
        {
            string list = WebUtility.HtmlDecode(await _browser.GetStringAsync(List));
            Assert.Contains($">終了 {closed:N0}</a>", list, StringComparison.Ordinal);
            Assert.Contains($">すべて {Open - closed:N0}</a>", list, StringComparison.Ordinal);
        }

        /// <summary>What the queue's script does: hears, waits a moment, asks for the list.</summary>
        private async Task WatchAsync(CancellationToken over)
        {
            for (long shown = -1; !over.IsCancellationRequested;)
            {
                await Task.Delay(ReloadEvery, CancellationToken.None);
                long heard = _heard.LastOrDefault(shown);
                if (heard == shown)
                {
                    continue;
                }

                using HttpRequestMessage request = new(HttpMethod.Get, List);
                request.Headers.Add(ReadMarks.ByItselfHeader, "yes");
                using HttpResponseMessage answer = await _browser.SendAsync(request, CancellationToken.None);
                (shown, Reloads) = (heard, Reloads + 1);
                if (answer.StatusCode != HttpStatusCode.OK || !(await answer.Content.ReadAsStringAsync(CancellationToken.None)).Contains("id=\"queue\"", StringComparison.Ordinal))
                {
                    Strange.Enqueue($"The list: {(int)answer.StatusCode}");
                }
            }
        }

        private async Task PressAsync(CancellationToken over)
        {
            while (!over.IsCancellationRequested)
            {
                int number = NumberFrom + (int)(Math.Pow(_random.NextDouble(), 2) * Open); // The first rows of the list are the ones everybody takes.
                if (!await DoesAsync(number, "Claim", ConsultationEntryKind.Claimed, "", []))
                {
                    continue;
                }

                string said = $"{_staff.Name} {number} {Worked.Count}";
                await DoesAsync(number, "Note", ConsultationEntryKind.Note, $"メモ {said}", [new("Form.Text", $"メモ {said}")]);
                await DoesAsync(number, "Answer", ConsultationEntryKind.Answered, $"答え {said}", [new("Form.Text", $"答え {said}")]);
                await DoesAsync(number, "Close", ConsultationEntryKind.Closed, "情報提供", [new("Form.Outcome", "informed")]);
            }
        }

        /// <summary>True once the live line has told of this version or a later one.</summary>
        public async Task<bool> HeardAsync(long version, TimeSpan atMost)
        {
            Stopwatch watch = Stopwatch.StartNew();
            while (!_heard.Any(heard => heard >= version) && watch.Elapsed < atMost)
            {
                await Task.Delay(50);
            }

            return _heard.Any(heard => heard >= version);
        }

        public void Dispose()
        {
            _live.Dispose();
            _browser.Dispose();
        }

        /// <returns>True when it was done by this press.</returns>
        private async Task<bool> DoesAsync(int number, string handler, ConsultationEntryKind kind, string text, KeyValuePair<string, string>[] fields)
        {
            using FormUrlEncodedContent form = new([new("__RequestVerificationToken", _token), .. fields]);
            using HttpResponseMessage answer = await _browser.PostAsync($"/console/consultations/{number}?handler={handler}", form);
            string html = await answer.Content.ReadAsStringAsync();
            if (answer.StatusCode == HttpStatusCode.Redirect)
            {
                bool isMineAlready = kind == ConsultationEntryKind.Claimed && Worked.Exists(act => act.Number == number);
                if (!isMineAlready)
                {
                    Worked.Add(new Done(number, kind, _staff.Id, text));
                }

                return !isMineAlready;
            }

            bool isTold = html.Contains("さんが先に引き受けています", StringComparison.Ordinal) || html.Contains("終了しています", StringComparison.Ordinal);
            TooLate += isTold ? 1 : 0;
            Conflicts += html.Contains("ほかの人が同時に変えました", StringComparison.Ordinal) ? 1 : 0;
            if (answer.StatusCode != HttpStatusCode.OK || (kind != ConsultationEntryKind.Claimed) || (!isTold && !html.Contains("ほかの人が同時に変えました", StringComparison.Ordinal)))
            {
                Strange.Enqueue($"{handler} of {number}: {(int)answer.StatusCode}");
            }

            return false;
        }

        private async Task ListenAsync()
        {
            try
            {
                while (await _live.ReadLineAsync() is { } line)
                {
                    if (line.StartsWith("data: ", StringComparison.Ordinal) && long.TryParse(line["data: ".Length..], out long version))
                    {
                        _heard.Enqueue(version);
                    }
                }
            }
            catch (Exception problem) when (problem is IOException or ObjectDisposedException or OperationCanceledException)
            {
                // The browser was closed.
            }
        }
    }
}
