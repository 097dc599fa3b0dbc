using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Time;
using static Zaitaku.Tests.Meetings.MeetingTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Meetings;

/// <summary>A season of edits, moves, cancellations and answers in random order: nobody hears what is not so, nobody is forgotten, no seat is given twice, nobody passes the queue.</summary>
public sealed class MeetingStormTests
{
    private static readonly FakeFailure[] Failures =
    [
        FakeFailure.ServerErrorBeforeAcceptance, FakeFailure.ServerErrorAfterAcceptance, FakeFailure.NoAnswerBeforeAcceptance, FakeFailure.NoAnswerAfterAcceptance, FakeFailure.HungUpAfterAcceptance, FakeFailure.RateLimited,
    ];

    [Theory]
    [InlineData(20260601, true)]
    [InlineData(31, true)]
    [InlineData(7070, false)]
    [InlineData(120, true)] // A reminder and a correction due together: told twice.
    [InlineData(101, false)]
    public Task ASeason(int seed, bool isCalm) => RunAsync(seed, isCalm, new Season(Steps: 170, MeetingsMax: 4, Days: 30, OffersMin: 2));

    /// <summary>Several meetings in every week: most of what is heard travels with something else.</summary>
    [Theory]
    [InlineData(20260615, true)]
    [InlineData(12, false)]
    public Task ACrowdedSeason(int seed, bool isCalm) => RunAsync(seed, isCalm, new Season(Steps: 90, MeetingsMax: 12, Days: 21, OffersMin: 1));

    /// <param name="Days">So many days ahead meetings are held.</param>
    private sealed record Season(int Steps, int MeetingsMax, int Days, int OffersMin);

    private static async Task RunAsync(int seed, bool isCalm, Season size)
    {
        Random random = new(seed);
        await using StoryWorld world = await StartAsync(FakeClock.InTokyo(2026, 6, 1, 9));
        MeetingSeason season = new(world, isCalm);
        try
        {
            await RunAsync(world, season, random, isCalm, seed, size);
        }
        finally
        {
            Array.ForEach(Everybody, name => world.Line.Heard(name)); // What failed is said, not what nobody read after it.
        }

        Assert.True(season is { Heard: > 120, Corrections: > 40, Checked: > 200 } && season.Offers >= size.OffersMin, $"Too little for a storm: {season.Heard} heard, {season.Corrections} corrections, {season.Offers} offers, {season.Checked} held.");
    }

    private static async Task RunAsync(StoryWorld world, MeetingSeason season, Random random, bool isCalm, int seed, Season size)
    {
        for (int step = 0; step < size.Steps; step++)
        {
            string where = $"seed {seed}, step {step}";
            for (int acts = random.Next(1, 4); acts > 0; acts--)
            {
                world.Clock.Advance(TimeSpan.FromSeconds(random.Next(1, 200)));
                await ActAsync(world, season, random, isCalm, size);
                await season.RememberAsync(where);
                if (random.Next(3) == 0)
                {
                    await world.SettleAsync(); // Before anybody looked.
                    await season.HearAsync(where);
                }
            }

            for (int looks = random.Next(1, 4); looks > 0; looks--)
            {
                world.Clock.Advance(TimeSpan.FromMinutes(random.Next(1, 500)));
                await season.LookAsync(where);
                world.Clock.Advance(TimeSpan.FromSeconds(30));
                await season.LookAsync(where);
            }

            await season.HoldAsync(where);
            if (season.IsBadWeather)
            {
                world.Line.ClearsUp();
                (season.IsBadWeather, season.FailedAt) = (false, world.Clock.GetUtcNow());
            }
        }

        await EndAsync(world, season, $"seed {seed}, end");
    }

    /// <summary>All is well again, and two days pass.</summary>
    private static async Task EndAsync(StoryWorld world, MeetingSeason season, string where)
    {
        world.Line.ClearsUp();
        foreach (string name in season.Blocked.ToArray())
        {
            await UnblockAsync(world, season, name);
        }

        for (int hour = 0; hour < 72; hour++)
        {
            world.Clock.Advance(TimeSpan.FromHours(1));
            await season.LookAsync(where);
            await season.HoldAsync(where);
        }
    }

    private static async Task ActAsync(StoryWorld world, MeetingSeason season, Random random, bool isCalm, Season size)
    {
        DateTimeOffset now = world.Clock.GetUtcNow();
        DateOnly today = OfficeTime.DayOf(now);
        List<Meeting> coming = await world.AskAsync(db => db.Meetings.AsNoTracking().Where(meeting => meeting.StartsAt > now).OrderBy(meeting => meeting.Id).ToListAsync());
        if (coming.Count == 0 || (coming.Count < size.MeetingsMax && random.Next(4) == 0))
        {
            await HeldAsync(world, Day(today.AddDays(random.Next(1, size.Days))), meeting => (meeting.Capacity, meeting.OfferHours, meeting.Place) = (random.Next(3) > 0 ? random.Next(1, 3) : null, random.Next(1, 30), $"会場{random.Next(3)}"));
            return;
        }

        Meeting one = coming[random.Next(coming.Count)];
        string name = Everybody[random.Next(Everybody.Length)];
        Guid member = await MemberAsync(world, name);
        MeetingInvitee? row = await world.AskAsync(db => db.MeetingInvitees.AsNoTracking().SingleOrDefaultAsync(who => who.MeetingId == one.Id && who.MemberId == member));
        switch (random.Next(isCalm ? 14 : 16))
        {
            case 0 or 1:
                DateTimeOffset start = OfficeTime.At(today.AddDays(random.Next(0, 25)), random.Next(9, 21) * 60);
                await EditAsync(world, one.Id, meeting => (meeting.StartsAt, meeting.EndsAt) = (start > now ? start : one.StartsAt, null));
                break;
            case 2:
                await EditAsync(world, one.Id, meeting => meeting.Place = $"会場{random.Next(3)}");
                break;
            case 3:
                await (one.IsCancelled ? RestoreAsync(world, one.Id) : CancelAsync(world, one.Id));
                break;
            case 4 when one.IsCancelled:
                await RestoreAsync(world, one.Id);
                break;
            case 4:
                await EditAsync(world, one.Id, meeting => meeting.Capacity = random.Next(4) == 0 ? null : random.Next(1, 4));
                break;
            case 5 when row is { IsOpen: true } && random.Next(2) == 0:
                await RemovesAsync(world, name, one.Id);
                break;
            case 5 or 6 when row is not { IsOpen: true }:
                await AddsAsync(world, name, one.Id);
                break;
            case 7 when season.Blocked.Contains(name):
                await UnblockAsync(world, season, name);
                break;
            case 7 when random.Next(3) == 0:
                season.Blocked.Add(name);
                await world.DoesAsync(world.Line.Unfollows(name));
                break;
            case 14 or 15:
                world.Line.Fails(Failures[random.Next(Failures.Length)], random.Next(1, 4), "/message/");
                season.IsBadWeather = true;
                break;
            default:
                if (row is not null)
                {
                    await AnswersAsync(world, name, one.Id, random.Next(4) == 0 ? WantedAnswer.No : WantedAnswer.Yes);
                }

                break;
        }
    }

    private static async Task UnblockAsync(StoryWorld world, MeetingSeason season, string name)
    {
        season.Blocked.Remove(name);
        season.BackSince[name] = world.Clock.GetUtcNow();
        await world.DoesAsync(world.Line.Follows(name));
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
