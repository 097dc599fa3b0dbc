using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Bot.Inbox;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage.Inbox;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Members;
using Zaitaku.Tests.Desk;
using static Zaitaku.Tests.Meetings.MeetingChat;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Meetings;

/// <summary>Seats that are few: nobody gets one twice, nobody passes those who wait, and each is told where they stand.</summary>
public sealed class LastSeatStory
{
    private const int Wanting = 100;

    private readonly FakeClock _clock = Clock();

    [Fact]
    public async Task AHundredWantTheLastSeat_InTwoPrograms_OneHasIt_AndTheOthersWait()
    {
        await using StoryWorld one = await DeskWorld.StartAsync(_clock);
        Meeting meeting = Training();
        meeting.Capacity = 1;
        int id = await GivenAsync(one, meeting);
        string[] names = [.. Enumerable.Range(0, Wanting).Select(at => $"専門職{at}")];
        await one.AskAsync(async db =>
        {
            foreach (string name in names)
            {
                Member member = new() { Id = Guid.CreateVersion7(_clock.GetUtcNow()), Role = Role.Nurse, CreatedAt = _clock.GetUtcNow() };
                member.Links.Add(new ChannelLink { Channel = "line", ChannelUserId = FakeLine.IdOf(name), MemberId = member.Id });
                db.Members.Add(member);
                db.MeetingInvitees.Add(new MeetingInvitee { MeetingId = id, MemberId = member.Id, AddedAt = _clock.GetUtcNow() });
            }

            return await db.SaveChangesAsync();
        });
        await using StoryWorld two = await DeskWorld.StartAsync(_clock, new() { ["Storage:DataDirectory"] = one.DataDirectory });
        await Task.WhenAll(names.Select((name, at) => Task.Run(async () => Assert.Equal(200, (int)(await (at % 2 == 0 ? one : two).PostAsync(one.Line.Presses(name, $"meet:y:{id}"))).StatusCode))));
        for (int look = 0; look < 200 && await one.AskAsync(db => db.Inbox.AnyAsync(message => message.State == InboxState.Waiting)); look++)
        {
            await Task.WhenAll(new[] { one, two }.Select(world => Task.Run(() => world.Services.GetRequiredService<InboxPump>().RunAsync(CancellationToken.None))));
        }

        await one.SettleAsync();
        string[] answers = [.. names.Select(name => string.Join('\n', one.Line.Heard(name).Select(heard => heard.Words)))];
        Assert.Equal(1, answers.Count(words => words.Contains("「出席」でお受けしました", StringComparison.Ordinal)));
        Assert.Equal(Wanting - 1, answers.Count(words => words.Contains("番目にお待ちいただきます", StringComparison.Ordinal)));
        List<MeetingInvitee> list = await one.AskAsync(db => db.MeetingInvitees.ToListAsync());
        Assert.Equal((1, Wanting - 1), (list.Count(who => who.Answer == MeetingAnswer.Yes), list.Count(who => who.Answer == MeetingAnswer.Waiting)));
        Assert.All(await one.AskAsync(db => db.Inbox.ToListAsync()), message => Assert.Equal((InboxState.Handled, 0), (message.State, message.Attempts)));
    }

    [Fact]
    public async Task AnOfferedSeat_IsTakenOrPassedOn_ByTapAndByWord()
    {
        await using StoryWorld world = await StartAsync(_clock);
        Meeting meeting = Training();
        meeting.Capacity = 2;
        int id = await GivenAsync(world, meeting);
        await InviteAsync(world, id, [Mihara, Kato]);
        HeardMessage card = world.Hears(Mihara, "看取りを支える")[^1];
        world.Hears(Kato, "看取りを支える");
        await world.AskAsync(async db =>
        {
            foreach (MeetingInvitee who in await db.MeetingInvitees.ToListAsync())
            {
                (who.Answer, who.OfferUntil, who.WaitingSince) = (MeetingAnswer.Offered, _clock.GetUtcNow().AddHours(24), _clock.GetUtcNow());
            }

            return await db.SaveChangesAsync();
        });
        await world.DoesAsync(world.Line.Taps(Mihara, card, "出席"));
        world.Hears(Mihara, "「出席」でお受けしました");
        await world.SaysAsync(Kato, "今回は見送ります");
        world.Hears(Kato, "「欠席」でお受けしました");
        MeetingInvitee kato = await RowAsync(world, id, Kato);
        Assert.Equal((MeetingAnswer.No, null, null), (kato.Answer, kato.OfferUntil, kato.WaitingSince));
    }

    [Fact]
    public async Task WhoWasNotInvited_ChoosesAndComes_OrWaits_AndAResidentIsToldThePhone()
    {
        await using StoryWorld world = await StartAsync(_clock);
        Meeting training = Training(), cases = CaseStudy();
        (training.Capacity, cases.AudienceProfessions, cases.Inviting) = (1, "薬剤師", MeetingInviting.Audience);
        int id = await GivenAsync(world, training);
        await GivenAsync(world, cases);
        await world.SaysAsync(Mihara, "研修に申し込みたい");
        HeardMessage list = world.Hears(Mihara, "どれに申し込みますか", "まだ申し込んでいません", "空き 1人（定員1人）")[^1];
        Assert.Equal(1, list.Cards); // The other is for pharmacists.
        Assert.Empty(await world.AskAsync(db => db.MeetingInvitees.ToListAsync()));
        await world.DoesAsync(world.Line.Taps(Mihara, list, "申し込む"));
        world.Hears(Mihara, "「出席」でお受けしました");
        MeetingInvitee row = await RowAsync(world, id, Mihara);
        Assert.Equal((InviteeKind.Applicant, "介護支援専門員"), (row.Kind, row.Profession));
        await world.DoesAsync(world.Line.Presses(Kato, $"meet:a:{id}"));
        world.Hears(Kato, "満席です。1番目にお待ちいただきます");
        await world.DoesAsync(world.Line.Presses(Kato, $"meet:a:{id}"));
        world.Hears(Kato, "1番目にお待ちいただきます");
        await world.SaysAsync("栄太", "出席します");
        world.Hears("栄太", "届いていません", "0000-11-0000");
        Assert.Equal(2, await world.AskAsync(db => db.MeetingInvitees.CountAsync()));
    }
}
