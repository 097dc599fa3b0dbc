using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Channels;
using Zaitaku.Storage;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Storm;

/// <summary>What jobs would plan: notices, pages and digests as rows of the outbox, some of them planned anew later.</summary>
public sealed class StormPlans(StormPeople people, Random random)
{
    private const int RowsMax = 6;
    private static readonly Urgency[] Kinds = [Urgency.Notice, Urgency.Notice, Urgency.Notice, Urgency.Digest, Urgency.Page, Urgency.Emergency];

    /// <summary>Plans some; returns what the judge must know of each.</summary>
    public Task<JsonArray> PlanAsync(string data, DateTimeOffset now, bool isPatient) => PlanAsync(data, now, isPatient, null);

    /// <summary>The same, of use for so long.</summary>
    public Task<JsonArray> PlanForAsync(string data, DateTimeOffset now, TimeSpan life) => PlanAsync(data, now, isPatient: true, life);

    private async Task<JsonArray> PlanAsync(string data, DateTimeOffset now, bool isPatient, TimeSpan? given)
    {
        await using ZaitakuDb db = new(TornDisk.OptionsFor(data));
        List<Member> members = await db.Members.AsNoTracking().Include(member => member.Links).ToListAsync();
        members = [.. members.Where(member => member.Links.Exists(link => link.Channel == "line" && link.ChannelUserId.StartsWith('U'))).OrderBy(member => member.Links[0].ChannelUserId)];
        if (members.Count == 0)
        {
            return [];
        }

        JsonArray facts = [];
        Urgency urgency = Kinds[random.Next(Kinds.Length)];
        TimeSpan life = given ?? Life(isPatient);
        bool isEqual = random.Next(2) == 0;
        string? bundle = !isEqual && random.Next(2) == 0 ? "storm" : null;
        string mark = people.NextMark();
        foreach (Member member in members.Take(random.Next(1, RowsMax)))
        {
            mark = isEqual ? mark : people.NextMark();
            OutboxMessage message = new()
            {
                Id = Guid.CreateVersion7(now), MemberId = member.Id, Kind = "storm", Urgency = urgency, CreatedAt = now, UselessAfter = now + life, Bundle = bundle,
                Body = BodyOf(mark),
            };
            message.PlanFor(now + TimeSpan.FromSeconds(random.Next(isPatient ? 60 : 3)));
            db.Outbox.Add(message);
            facts.Add(new JsonObject { ["id"] = message.Id.ToString(), ["mark"] = mark });
        }

        try
        {
            await db.SaveChangesAsync();
            return facts;
        }
        catch (Exception problem) when (Sqlite.IsBusy(problem))
        {
            return []; // A slow disk: nothing was planned, and a job would try again.
        }
    }

    /// <summary>Says one that was not tried yet in other words, or takes it back. Whoever is quicker wins: the pass or this.</summary>
    public async Task<JsonArray> PlanAnewAsync(string data, DateTimeOffset now)
    {
        await using ZaitakuDb db = new(TornDisk.OptionsFor(data));
        List<OutboxMessage> planned = await db.Outbox.Where(message => message.State == OutboxState.Waiting && message.Kind == "storm" && message.Attempts == 0).ToListAsync();
        if (planned.Count == 0)
        {
            return [];
        }

        OutboxMessage message = planned.OrderBy(message => message.Id).ElementAt(random.Next(planned.Count));
        string mark = people.NextMark();
        bool isTakenBack = random.Next(2) == 0;
        try
        {
            if (isTakenBack)
            {
                message.Cancel("no longer true", now);
            }
            else
            {
                message.Replan(BodyOf(mark), now, message.UselessAfter);
            }

            await db.SaveChangesAsync();
            return [new JsonObject { ["id"] = message.Id.ToString(), ["mark"] = isTakenBack ? "" : mark }];
        }
        catch (DbUpdateConcurrencyException)
        {
            return []; // It was on its way already.
        }
        catch (Exception problem) when (Sqlite.IsBusy(problem))
        {
            return [];
        }
    }

    private static string BodyOf(string mark) => ReplyContent.ToJson([new TextReply($"お知らせ（{mark}）")]);

    private TimeSpan Life(bool isPatient) => isPatient && random.Next(3) > 0 ? TimeSpan.FromHours(random.Next(1, 20)) : TimeSpan.FromSeconds(random.Next(1, 20));
}
