using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Fakes.Line;
using Zaitaku.Fakes.Teams;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;
using Zaitaku.Tests.Intake;
using HomeCare = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Turns;

/// <summary>A message taken back takes every copy of its words with it, and nobody else's.</summary>
public sealed class UnsendStory
{
    private const string Worry = "独居の方です。夜の吸引をご家族だけでできるか、とても不安です。";

    [Fact]
    public async Task TwoPeopleInTeams_OneId_EachTakesBackTheirOwn()
    {
        await using HomeCare world = await IntakeWorld.StartAsync(settings: HomeCare.WithTeams());
        await world.DoesInTeamsAsync(world.Teams.Says("山田", "今朝から38度の熱、食事半分", id: "1711900000000"));
        TeamsRequest second = world.Teams.Says("鈴木", "ゆうべから咳がひどく、眠れていません", id: "1711900000000");
        await world.DoesInTeamsAsync(second);
        world.HearsInTeams("山田");
        world.HearsInTeams("鈴木");
        Assert.Equal(2, await world.AskAsync(db => db.KeptNotes.CountAsync(note => note.Text != "")));

        await world.DoesInTeamsAsync(world.Teams.Deletes("鈴木", second));
        Assert.Equal(["今朝から38度の熱、食事半分"], await world.AskAsync(db => db.KeptNotes.Where(note => note.Text != "").Select(note => note.Text).ToListAsync()));
        Assert.True(await HoldersAsync(world, "38度の熱") > 1); // The note, and the event as it came.
        Assert.Equal(0, await HoldersAsync(world, "眠れて"));
    }

    [Fact]
    public async Task TheSummaryCard_TheDetails_AndTheNumberToCall_GoToo()
    {
        await using HomeCare world = await IntakeWorld.StartAsync(settings: HomeCare.WithTeams());
        TeamsRequest words = await ConsultsAsync(world);
        TeamsRequest phone = world.Teams.Says("佐藤", "番号は 0000-77-0000 です");
        await world.DoesInTeamsAsync(phone);
        world.HearsInTeams("佐藤", "この内容で送りますか");
        Consultation one = await world.OnlyOneAsync();
        Assert.Equal("0000-77-0000", one.CallPhone);
        DateTimeOffset now = world.Clock.GetUtcNow();
        await world.ChangeAsync(db =>
        {
            db.Outbox.Add(Detail(one, $"相談 {one.Number}\n\n{Worry}", now, isSent: true));
            db.Outbox.Add(Detail(one, $"相談 {one.Number}\n\n{Worry}", now, isSent: false));
            db.Outbox.Add(Detail(one, "まだだれも書いていません", now, isSent: false));
            return Task.CompletedTask;
        });

        await world.DoesInTeamsAsync(world.Teams.Deletes("佐藤", words));
        Assert.Equal(0, await HoldersAsync(world, "夜の吸引"));
        Assert.Equal([("まだだれも書いていません", OutboxState.Waiting)], await world.AskAsync(async db => (await db.Outbox.Where(row => row.Kind == "desk.detail" && row.Body != "[]").ToListAsync())
            .Select(row => (Zaitaku.Bot.Channels.PlainText.Of(Zaitaku.Bot.Channels.ReplyContent.FromJson(row.Body)), row.State)).ToList()));
        Assert.Equal(1, await world.AskAsync(db => db.Outbox.CountAsync(row => row.State == OutboxState.Cancelled && row.Kind == "desk.detail")));
        Assert.Equal("0000-77-0000", (await world.OnlyOneAsync()).CallPhone); // Of another message.

        await world.DoesInTeamsAsync(world.Teams.Deletes("佐藤", phone));
        Consultation bare = await world.OnlyOneAsync();
        Assert.Equal("", bare.CallPhone);
        Assert.True(bare.Revision > one.Revision + 1);
        Assert.Equal(0, await HoldersAsync(world, "0000-77-0000"));
    }

    /// <summary>A reply bears no id of what it answers; what it puts into 「」 tells.</summary>
    [Fact]
    public async Task APlaceNobodyKnows_GoesOutOfOurReplyToo_AndNoOtherReplyDoes()
    {
        await using HomeCare world = await IntakeWorld.StartAsync();
        await world.GivenAsync(HomeCare.Town("みなと訪問看護", ServiceKind.VisitingNurse));
        await world.SaysAsync("U1", "夕霧が丘駅の近くの訪問看護");
        world.Hears("U1", "「夕霧が丘駅」という地名や駅名が見つかりませんでした");
        SignedWebhook said = world.Line.Says("U1", "朝凪台駅の近くの訪問看護");
        await world.DoesAsync(said);
        world.Hears("U1", "「朝凪台駅」という地名や駅名が見つかりませんでした");

        await world.DoesAsync(world.Line.Unsends("U1", said.Events[0]["message"]!["id"]!.GetValue<string>()));

        Assert.Equal(0, await HoldersAsync(world, "朝凪台"));
        Assert.Equal(3, await HoldersAsync(world, "夕霧が丘")); // The event, our reply to it, and the question for the coordinators.
    }

    [Fact]
    public async Task AWorkplace_IsNotKept_AndAnotherThatWasWrittenAnewIs()
    {
        await using HomeCare world = await IntakeWorld.StartAsync(settings: HomeCare.WithTeams());
        TeamsRequest told = await TellsWorkplaceAsync(world, "佐藤", "夕霧訪問看護ステーションです");
        await world.DoesInTeamsAsync(world.Teams.Deletes("佐藤", told));
        Assert.Equal("", await world.AskAsync(db => db.Members.Select(member => member.Organisation).SingleAsync()));
        Assert.Equal(0, await HoldersAsync(world, "夕霧"));

        TeamsRequest mistaken = await TellsWorkplaceAsync(world, "山田", "朝凪訪問看護ステーションです");
        await world.DoesInTeamsAsync(world.Teams.Edits("山田", mistaken, "白波訪問看護ステーションです"));
        world.HearsInTeams("山田", "「白波訪問看護ステーション」の方として登録しました");
        Assert.Equal(["", "白波訪問看護ステーション"], await world.AskAsync(db => db.Members.Select(member => member.Organisation).OrderBy(name => name).ToListAsync()));
        Assert.Equal(0, await HoldersAsync(world, "朝凪"));
    }

    /// <summary>The name came with an invitation; whoever searches for it and takes that back works there still.</summary>
    [Fact]
    public async Task AWorkplaceThatWasNotToldHere_Stays()
    {
        await using HomeCare world = await IntakeWorld.StartAsync(settings: HomeCare.WithTeams());
        TeamsRequest said = world.Teams.Says("佐藤", "夕霧訪問看護ステーション");
        await world.DoesInTeamsAsync(said);
        world.HearsInTeams("佐藤");
        await world.ChangeAsync(async db => (await db.Members.SingleAsync()).Organisation = "夕霧訪問看護ステーション");
        await world.DoesInTeamsAsync(world.Teams.Deletes("佐藤", said));
        Assert.Equal("夕霧訪問看護ステーション", await world.AskAsync(db => db.Members.Select(member => member.Organisation).SingleAsync()));
    }

    private static async Task<TeamsRequest> TellsWorkplaceAsync(HomeCare world, string name, string workplace)
    {
        await world.SaysInTeamsAsync(name, $"招待コード {await world.AskAsync(db => Invitations.CreateAsync(db, Role.Nurse, world.Clock.GetUtcNow()))}");
        world.HearsInTeams(name, "お勤め先の名前");
        TeamsRequest told = world.Teams.Says(name, workplace);
        await world.DoesInTeamsAsync(told);
        world.HearsInTeams(name, "の方として登録しました");
        return told;
    }

    /// <summary>Up to the words, by answers that leave a draft open.</summary>
    /// <returns>The message with the words.</returns>
    internal static async Task<TeamsRequest> ConsultsAsync(HomeCare world)
    {
        foreach (string said in (string[])["相談したい", "同意します", "居宅です", "相談支援", "みなと市", "今週中に", "電話、午前なら"])
        {
            await world.SaysInTeamsAsync("佐藤", said);
            world.HearsInTeams("佐藤");
        }

        TeamsRequest words = world.Teams.Says("佐藤", Worry);
        await world.DoesInTeamsAsync(words);
        world.HearsInTeams("佐藤", "この内容で送りますか");
        return words;
    }

    /// <summary>Rows of inbox, outbox, timeline and context that hold these words.</summary>
    internal static Task<int> HoldersAsync(HomeCare world, string words) => world.AskAsync(async db =>
    {
        string escaped = System.Text.Json.JsonSerializer.Serialize(words).Trim('"');
        string[] all =
        [
            .. await db.Inbox.Select(row => row.Event).ToListAsync(), .. await db.Outbox.Select(row => row.Body).ToListAsync(),
            .. await db.ConsultationEntries.Select(row => row.Text).ToListAsync(), .. await db.Dialogues.Select(row => row.State).ToListAsync(), .. await db.KeptNotes.Select(row => row.Text).ToListAsync(),
        ];
        return all.Count(text => text.Contains(words, StringComparison.Ordinal) || text.Contains(escaped, StringComparison.Ordinal));
    });

    private static OutboxMessage Detail(Consultation one, string text, DateTimeOffset now, bool isSent)
    {
        OutboxMessage message = new()
        {
            Id = Guid.CreateVersion7(now), Channel = "teams", Address = "a:1", Kind = "desk.detail", About = $"consultation:{one.Number}", Urgency = Urgency.Reply, Body = OutboxBody.Text(text), CreatedAt = now, UselessAfter = now.AddMinutes(30),
        };
        message.PlanFor(now.AddMinutes(20)); // Not before the take-back.
        if (isSent)
        {
            message.Freeze(message.Id, byReply: false, now);
            message.Apply(new OutboxStep(OutboxState.Sent, "200"), now);
        }

        return message;
    }
}
