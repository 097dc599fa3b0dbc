using Xunit;
using Zaitaku.Bot.Meetings;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Fakes.Teams;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Members;
using static Zaitaku.Tests.Meetings.MeetingChat;
using static Zaitaku.Tests.Meetings.MeetingTown;
using MeetingChat = Zaitaku.Tests.Meetings.MeetingChat;
using MeetingTown = Zaitaku.Tests.Meetings.MeetingTown;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Meetings;

/// <summary>The meetings of a week are one message as people see it, on LINE and in Teams; each is answered by itself.</summary>
public sealed class MeetingDigestStory
{
    private const string Tanaka = "田中";

    [Fact]
    public async Task AWeeksInvitations_AreOneCarousel_AndOneCardInTeams_EachWithItsOwnButtons()
    {
        await using StoryWorld world = await MeetingChat.StartAsync(FakeClock.InTokyo(2026, 6, 1, 9));
        await InTeamsAsync(world);
        int[] ids = [await HeldAsync(world, "2026-06-15", Named("症例検討会")), await HeldAsync(world, "2026-06-17", Named("口腔ケア研修")), await HeldAsync(world, "2026-06-19", Named("看取り研修"))];
        await LookAsync(world);
        await LookAtAsync(world, "2026-06-01", 10);
        HeardMessage card = Assert.Single(world.Hears(Mihara, "ご案内が3件あります", "6月15日(月) 19:00〜20:30", "症例検討会", "（2／3）", "口腔ケア研修", "6月19日(金)", "看取り研修"));
        Assert.Equal(3, card.Cards);
        Assert.Equal("ご案内が3件あります: 6月15日(月) 19:00〜20:30 症例検討会、6月17日(水) 19:00〜20:30 口腔ケア研修、6月19日(金) 19:00〜20:30 看取り研修", card.AltText);
        HeardActivity teams = Assert.Single(world.HearsInTeams(Tanaka, "ご案内が3件あります", "症例検討会", "口腔ケア研修", "看取り研修"));
        await world.PressesInTeamsAsync(Tanaka, teams, "欠席");
        Quiet(world);

        foreach ((int id, string answer) in ids.Zip(["y", "n", "y"]))
        {
            await world.DoesAsync(world.Line.Presses(Mihara, $"{MeetingLines.Verb}:{answer}:{id}"));
            world.Hears(Mihara, answer == "y" ? "「出席」でお受けしました" : "「欠席」でお受けしました");
        }

        Assert.Equal([MeetingAnswer.Yes, MeetingAnswer.No, MeetingAnswer.Yes], [await AnswerAsync(world, ids[0], Mihara), await AnswerAsync(world, ids[1], Mihara), await AnswerAsync(world, ids[2], Mihara)]);
        await LookAtAsync(world, "2026-06-10", 10);
        Assert.Equal(3, Assert.Single(world.Hears(Kato, "お返事をお待ちしています（1／3）")).Cards); // Silent: asked once more, together too.
        world.HearsNothing(Mihara);
        Quiet(world);
    }

    [Fact]
    public async Task WhatChangedSinceItWasPlanned_IsCorrectedOrLeftOut_AndTheRestIsSaid()
    {
        await using StoryWorld world = await MeetingChat.StartAsync(FakeClock.InTokyo(2026, 6, 1, 9));
        int moved = await HeldAsync(world, "2026-06-15", Named("症例検討会")), off = await HeldAsync(world, "2026-06-17", Named("口腔ケア研修"));
        await HeldAsync(world, "2026-06-19", Named("看取り研修"));
        await LookAsync(world);
        world.Clock.AdvanceTo(At("2026-06-01", 9, 59));
        await CancelAsync(world, off);
        await MeetingTown.EditAsync(world, moved, meeting => (meeting.Place, meeting.StartsAt, meeting.EndsAt) = ("公民館", At("2026-06-16", 18), At("2026-06-16", 19)));
        await LookAtAsync(world, "2026-06-02", 10); // The first of the week is on Tuesday now.
        HeardMessage card = Assert.Single(world.Hears(Mihara, "ご案内が2件あります", "6月16日(火) 18:00〜19:00", "会場 公民館", "看取り研修"));
        Assert.Equal(2, card.Cards);
        Assert.DoesNotContain("口腔ケア研修", card.Words + card.AltText, StringComparison.Ordinal);
        Quiet(world);
    }

    [Fact]
    public async Task OneThatIsLeft_IsSaidAsEver()
    {
        await using StoryWorld world = await MeetingChat.StartAsync(FakeClock.InTokyo(2026, 6, 1, 9));
        int off = await HeldAsync(world, "2026-06-15", Named("症例検討会"));
        await HeldAsync(world, "2026-06-19", Named("看取り研修"));
        await LookAsync(world);
        await CancelAsync(world, off);
        await LookAtAsync(world, "2026-06-05", 10);
        HeardMessage card = Assert.Single(world.Hears(Mihara, "看取り研修"));
        Assert.DoesNotContain("件", card.Words, StringComparison.Ordinal);
        Quiet(world);
    }

    private static Action<Meeting> Named(string title) => meeting => meeting.Title = title;

    private static async Task InTeamsAsync(StoryWorld world)
    {
        await world.SaysInTeamsAsync(Tanaka, "使い方");
        world.HearsInTeams(Tanaka);
        string user = FakeTeams.IdOf(Tanaka);
        await world.AskAsync(async db =>
        {
            Member member = db.Members.Single(one => one.Links.Any(link => link.ChannelUserId == user));
            (member.Role, member.RoleGrantedAt) = (Role.Nurse, world.Clock.GetUtcNow());
            return await db.SaveChangesAsync();
        });
    }

    private static void Quiet(StoryWorld world)
    {
        foreach (string name in (string[])[Mihara, Eiko, Kato])
        {
            world.Line.Heard(name);
        }

        world.Teams.Heard(Tanaka);
    }
}
