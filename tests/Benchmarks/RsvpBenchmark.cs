using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zaitaku.Bot.Commands;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Members;

namespace Zaitaku.Benchmarks;

/// <summary>500 people are invited to a meeting of 400 seats and all press 出席 at once: each is answered, nobody gets a seat that is not there, nobody is lost.</summary>
public static class RsvpBenchmark
{
    private const int People = 500, Seats = 400, Phones = 64;
    private const double SecondsMax = 60;

    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(120);

    public static async Task<BenchmarkFigures> RunAsync()
    {
        await using OwedDirectory owed = await OwedDirectory.MakeAsync(People, [], FillAsync);
        await using LineProcess line = await LineProcess.StartAsync(owed.Path);
        string address = ChatPageClient.FreeAddress();
        double seconds;
        int heard;
        double[] took = new double[People];
        BuiltProgram bot = BuiltProgram.Start(owed.Path, new Dictionary<string, string>(line.Settings), "--urls", address);
        await using (bot)
        {
            _ = bot.Output.ReadToEndAsync();
            await StartBenchmark.ListensAsync(address, bot);
            using HttpClient web = new(new SocketsHttpHandler { MaxConnectionsPerServer = Phones });
            Stopwatch watch = Stopwatch.StartNew();
            await Parallel.ForEachAsync(Enumerable.Range(0, People), new ParallelOptions { MaxDegreeOfParallelism = Phones }, async (person, cancellationToken) =>
            {
                long begun = Stopwatch.GetTimestamp();
                using HttpRequestMessage request = line.Model.Presses(OwedDirectory.NameOf(person), "meet:y:1").ToRequest(address + "/line/webhook");
                using HttpResponseMessage answer = await web.SendAsync(request, cancellationToken);
                took[person] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
            });
            heard = (await line.HeardAsync(People, WaitMax)).SelectMany(call => call.To).Distinct().Count();
            seconds = watch.Elapsed.TotalSeconds;
        }

        (int yes, int waiting) = await AnswersAsync(owed.Path);
        Array.Sort(took);
        return new BenchmarkFigures(
            "rsvp",
            $"{People} people press 出席 at once for {Seats} seats: all answered within {SecondsMax} s, {Seats} with a seat, the others waiting",
            new Dictionary<string, double> { ["people"] = People, ["heard"] = heard, ["seconds"] = heard == People ? seconds : double.PositiveInfinity, ["webhookP99Milliseconds"] = took[(int)(People * 0.99)], ["yes"] = yes, ["waiting"] = waiting },
            figures => figures["seconds"] <= SecondsMax && figures["heard"] == People && figures["yes"] == Seats && figures["waiting"] == People - Seats);
    }

    /// <summary>Invited, and told so: nothing but their answers is due.</summary>
    private static async Task FillAsync(ZaitakuDb db, Member[] people)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        Meeting meeting = new() { Id = 1, Title = "多職種連携会議", Organiser = "拠点", Place = "市民会館", StartsAt = now.AddDays(10), EndsAt = now.AddDays(10).AddHours(2), Capacity = Seats, Inviting = MeetingInviting.ByHand, DayBeforeMinute = -1, SoonMinutes = 0, CreatedAt = now, ChangedAt = now };
        db.Meetings.Add(meeting);
        db.MeetingInvitees.AddRange(people.Select(person => new MeetingInvitee { MeetingId = 1, MemberId = person.Id, Profession = "介護支援専門員", AddedAt = now, PlannedAt = now }));
        await db.SaveChangesAsync();
    }

    private static async Task<(int Yes, int Waiting)> AnswersAsync(string data)
    {
        Environment.SetEnvironmentVariable("Storage__DataDirectory", data);
        await using ServiceProvider services = CommandHost.Build();
        await using ZaitakuDb db = await services.GetRequiredService<IDbContextFactory<ZaitakuDb>>().CreateDbContextAsync();
        return (await db.MeetingInvitees.CountAsync(one => one.Answer == MeetingAnswer.Yes), await db.MeetingInvitees.CountAsync(one => one.Answer == MeetingAnswer.Waiting));
    }
}
