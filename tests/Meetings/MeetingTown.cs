using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Time;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Meetings;

/// <summary>A town whose people are in chat, and meetings they are invited to.</summary>
internal static class MeetingTown
{
    public const string Kihara = "木原医師", Miki = "三木看護師", Hirose = "広瀬薬剤師", Sato = "佐藤ケアマネ";

    public static readonly string[] Everybody = [Kihara, Miki, Hirose, Sato];

    private static readonly Role[] Roles = [Role.Doctor, Role.Nurse, Role.Pharmacist, Role.CareManager];

    public static async Task<StoryWorld> StartAsync(FakeClock clock, Dictionary<string, string?>? settings = null, Action<IServiceCollection>? more = null)
    {
        StoryWorld world = await StoryWorld.StartAsync(clock, settings, more, instead: services => services.AddSingleton<IMeetingCards, FactCards>());
        for (int person = 0; person < Everybody.Length; person++)
        {
            await world.IsAsync(Everybody[person], Roles[person]);
        }

        return world;
    }

    /// <summary>A meeting in the evening (19:00 to 20:30) for all professionals.</summary>
    public static Task<int> HeldAsync(StoryWorld world, string day, Action<Meeting>? adjust = null) => world.AskAsync(async db =>
    {
        DateOnly on = DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        Meeting meeting = new()
        {
            Title = "多職種連携会議", Place = "市民会館", StartsAt = OfficeTime.At(on, 19 * 60), EndsAt = OfficeTime.At(on, (20 * 60) + 30), Inviting = MeetingInviting.Audience, CreatedAt = world.Clock.GetUtcNow(),
        };
        adjust?.Invoke(meeting);
        db.Meetings.Add(meeting);
        await db.SaveChangesAsync();
        return meeting.Id;
    });

    public static DateTimeOffset At(string day, int hour, int minute = 0) => OfficeTime.At(DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), (hour * 60) + minute);

    public static Task<bool> EditAsync(StoryWorld world, int id, Action<Meeting> edit) => world.AskAsync(async db =>
    {
        bool changed = MeetingEditing.Apply(db, await db.Meetings.SingleAsync(one => one.Id == id), world.Clock.GetUtcNow(), edit);
        await db.SaveChangesAsync();
        return changed;
    });

    public static Task<int> CancelAsync(StoryWorld world, int id) => world.AskAsync(async db =>
    {
        MeetingEditing.Cancel(db, await db.Meetings.SingleAsync(one => one.Id == id), "大雪のため", world.Clock.GetUtcNow());
        return await db.SaveChangesAsync();
    });

    public static Task<int> RestoreAsync(StoryWorld world, int id) => world.AskAsync(async db =>
    {
        MeetingEditing.Restore(db, await db.Meetings.SingleAsync(one => one.Id == id), world.Clock.GetUtcNow());
        return await db.SaveChangesAsync();
    });

    public static Task<AnsweredMeeting> AnswersAsync(StoryWorld world, string name, int id, WantedAnswer wanted) => world.AskAsync(async db =>
    {
        Meeting meeting = await db.Meetings.SingleAsync(one => one.Id == id);
        Guid member = await MemberAsync(world, name);
        MeetingInvitee who = await db.MeetingInvitees.SingleAsync(one => one.MeetingId == id && one.MemberId == member);
        AnsweredMeeting answered = await MeetingAnswering.AnswerAsync(db, meeting, who, wanted, AnswerVia.Chat, staff: null, world.Clock.GetUtcNow(), CancellationToken.None);
        await db.SaveChangesAsync();
        return answered;
    });

    public static Task<int> RemovesAsync(StoryWorld world, string name, int id) => world.AskAsync(async db =>
    {
        Guid member = await MemberAsync(world, name);
        MeetingEditing.Remove(await db.Meetings.SingleAsync(one => one.Id == id), await db.MeetingInvitees.SingleAsync(one => one.MeetingId == id && one.MemberId == member), world.Clock.GetUtcNow());
        return await db.SaveChangesAsync();
    });

    public static Task<int> AddsAsync(StoryWorld world, string name, int id) => world.AskAsync(async db =>
    {
        Member member = await db.Members.FindAsync(await MemberAsync(world, name)) ?? throw new InvalidOperationException("Nobody is called so.");
        MeetingEditing.AddMember(db, await db.Meetings.SingleAsync(one => one.Id == id), member, await MeetingAnswering.ListAsync(db, id, CancellationToken.None), world.Clock.GetUtcNow());
        return await db.SaveChangesAsync();
    });

    public static Task<Guid> MemberAsync(StoryWorld world, string name)
    {
        string user = FakeLine.IdOf(name);
        return world.AskAsync(db => db.ChannelLinks.Where(link => link.ChannelUserId == user).Select(link => link.MemberId).SingleAsync());
    }

    public static async Task<MeetingInvitee> RowAsync(StoryWorld world, string name, int id)
    {
        Guid member = await MemberAsync(world, name);
        return await world.AskAsync(db => db.MeetingInvitees.AsNoTracking().SingleAsync(one => one.MeetingId == id && one.MemberId == member));
    }

    /// <summary>The job looks once, and what is due goes out.</summary>
    public static async Task LookAsync(StoryWorld world)
    {
        await world.Services.GetRequiredService<MeetingPass>().RunAsync(CancellationToken.None);
        await world.SettleAsync();
    }

    public static async Task LookAtAsync(StoryWorld world, string day, int hour, int minute = 0)
    {
        world.Clock.AdvanceTo(At(day, hour, minute));
        await LookAsync(world);
    }

    /// <summary>What a phone heard of meetings since it was last asked.</summary>
    public static IReadOnlyList<ToldFacts> Told(StoryWorld world, string name) => [.. world.Line.Heard(name).SelectMany(message => FactCards.Read(message.Words))];

    /// <summary>The kinds of what each phone heard, all phones alike.</summary>
    public static string KindsTold(StoryWorld world, params string[] names)
    {
        string[] heard = [.. names.Select(name => string.Join(' ', Told(world, name).Select(told => told.Kind))).Distinct(StringComparer.Ordinal)];
        return heard.Length == 1 ? heard[0] : string.Join(" / ", heard.Prepend("not alike:"));
    }
}
