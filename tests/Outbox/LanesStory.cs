using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Bot.Inbox;
using Zaitaku.Fakes.Line;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Outbox;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Outbox;

/// <summary>Nobody waits for another lane: neither for a channel that hangs, nor for a flood of answers on a slow one.</summary>
public sealed class LanesStory : OwedWorld
{
    private const int FloodSize = 300;
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task OneChannelHangsUnderAFloodOfAnswers_OthersHearTheirs_AndAPageGetsThrough()
    {
        await using StoryWorld world = await StartAsync(atHour: 10);
        TaskCompletionSource mayAnswer = new();
        Other.OnSend = () => mayAnswer.Task;
        await FloodAsync(world);
        OutboxPump pump = ActivatorUtilities.CreateInstance<OutboxPump>(world.Services);
        await pump.StartAsync(CancellationToken.None); // As the program runs it, without end.
        await UntilAsync(() => Task.FromResult(Other.Sent.Count == Other.Limits.AtOnceMax));

        using HttpResponseMessage asked = await world.PostAsync(world.Line.Says("U1", "使い方おしえて"));
        await world.Services.GetRequiredService<InboxPump>().RunAsync(CancellationToken.None);
        await OweAsync(world, await PeopleAsync(world, 1), Urgency.Page, "当番の呼び出し");
        world.Services.GetRequiredService<OutboxSignal>().Wake();
        await UntilAsync(async () => await world.AskAsync(db => db.Outbox.CountAsync(message => message.Channel == "line" && message.State == OutboxState.Sent)) == 2);
        Assert.Equal(Other.Limits.AtOnceMax, Other.Sent.Count);
        world.Hears("p0", "当番の呼び出し");
        world.Hears("U1");

        mayAnswer.SetResult();
        await UntilAsync(async () => await world.AskAsync(db => db.Outbox.CountAsync(message => message.State == OutboxState.Sent)) == FloodSize + 2);
        await pump.StopAsync(CancellationToken.None);
        Assert.Equal(FloodSize, Other.Sent.Select(sent => sent.Key).Distinct().Count());
    }

    [Fact]
    public async Task PlanIsUsedUpAfterTheChannelWasFound_PageGoesByAnother()
    {
        await using StoryWorld world = await StartAsync(atHour: 10);
        await OweAsync(world, [await PersonOnBothAsync(world)], Urgency.Page, "当番の呼び出し");
        OutboxPass pass = world.Services.GetRequiredService<OutboxPass>();
        Assert.Equal(1, await pass.RunAsync(world.Services.GetRequiredService<OutboxLanes>().All[0], CancellationToken.None));
        Assert.Equal(("line", OutboxState.Waiting, 0), await world.AskAsync(async db => (await db.Outbox.SingleAsync()) is var found ? (found.Channel, found.State, found.Attempts) : default));

        (world.Line.MonthlyLimit, world.Line.MonthlyUsed) = (200, 200);
        await RunQuotaJobAsync(world);
        await world.SettleAsync();

        Assert.Single(Other.Sent);
        world.HearsNothing("both");
    }

    [Fact]
    public async Task FoundChannelBlockedBeforeTheTry_PageGoesByAnother()
    {
        await using StoryWorld world = await StartAsync(atHour: 10);
        await OweAsync(world, [await PersonOnBothAsync(world)], Urgency.Page, "当番の呼び出し");
        await world.Services.GetRequiredService<OutboxPass>().RunAsync(world.Services.GetRequiredService<OutboxLanes>().All[0], CancellationToken.None);
        await ChangeAsync(world, async db => (await db.ChannelLinks.SingleAsync(link => link.Channel == "line")).BlockedAt = world.Clock.GetUtcNow());

        await world.SettleAsync();

        Assert.Single(Other.Sent);
        world.HearsNothing("both");
    }

    [Fact]
    public async Task AnswerOnAChannelThatIsNoLongerOurs_WaitsUntilItIsUseless_AndEndsWithAReason()
    {
        await using StoryWorld world = await StartAsync(atHour: 10);
        await ChangeAsync(world, db => Add(db, Answer("channel-of-old", "somebody", world.Clock.GetUtcNow())));
        await world.SettleAsync();
        Assert.Equal((1, 0), await CountAsync(world, OutboxState.Waiting, OutboxState.Cancelled));

        world.Clock.Advance(TimeSpan.FromHours(1));
        await world.SettleAsync();

        Assert.Equal((0, 1), await CountAsync(world, OutboxState.Waiting, OutboxState.Cancelled));
    }

    /// <summary>Asked at every signal: a scan of all that waits would cost more than the sending.</summary>
    [Fact]
    public async Task WhatIsDue_IsFoundByIndex()
    {
        await using StoryWorld world = await StartAsync(atHour: 10);
        string[] plans = await world.AskAsync(async db =>
        {
            DateTimeOffset now = world.Clock.GetUtcNow();
            string answers = db.Outbox.Where(message => message.State == OutboxState.Waiting && message.Urgency == Urgency.Reply && message.NotBefore <= now && message.Channel == "line")
                .OrderBy(message => message.CreatedAt).Take(9).ToQueryString();
            string next = """SELECT MIN("NotBefore") FROM "outbox_message" WHERE "State" = 'Waiting' AND "Urgency" = 'Reply' AND "Channel" = 'line'""";
            return new[] { await PlanOfAsync(db, answers), await PlanOfAsync(db, next) };
        });

        Assert.All(plans, plan => Assert.Contains("USING INDEX ix_outbox_message_lane", plan.Replace("COVERING ", "")));
    }

    private static async Task<string> PlanOfAsync(ZaitakuDb db, string sql)
    {
        await db.Database.OpenConnectionAsync();
        await using DbCommand command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + string.Join('\n', sql.Split('\n').Where(line => !line.StartsWith('.'))); // Without the shell's lines for parameters.
        foreach (Match name in Regex.Matches(sql, "@\\w+").DistinctBy(name => name.Value))
        {
            DbParameter parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name.Value, 1);
            command.Parameters.Add(parameter);
        }

        await using DbDataReader rows = await command.ExecuteReaderAsync();
        List<string> plan = [];
        while (await rows.ReadAsync())
        {
            plan.Add(rows.GetString(3));
        }

        return string.Join('\n', plan);
    }

    private static async Task FloodAsync(StoryWorld world) => await ChangeAsync(world, db =>
    {
        for (int number = 0; number < FloodSize; number++)
        {
            Add(db, Answer("other", $"teams-of-{number}", world.Clock.GetUtcNow()));
        }

        return Task.CompletedTask;
    });

    private static OutboxMessage Answer(string channel, string address, DateTimeOffset now)
    {
        OutboxMessage answer = new()
        {
            Id = Guid.CreateVersion7(now), Channel = channel, Address = address, Urgency = Urgency.Reply, Body = OutboxBody.Text("答え"), CreatedAt = now, UselessAfter = now.AddMinutes(30),
        };
        answer.PlanFor(now);
        return answer;
    }

    private static Task Add(ZaitakuDb db, OutboxMessage message)
    {
        db.Outbox.Add(message);
        return Task.CompletedTask;
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using CancellationTokenSource limit = new(AtMost);
        while (!await isSo())
        {
            await Task.Delay(10, limit.Token);
        }
    }
}
