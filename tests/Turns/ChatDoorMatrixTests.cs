using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Bot.Turns;
using Zaitaku.Bot.Understanding;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Members;
using Zaitaku.Tests.Intake;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Turns;

/// <summary>Role × what may be asked in chat, generated from the handlers the program registers; each cell a signed webhook through the real turn.</summary>
public sealed class ChatDoorMatrixTests
{
    private const string AnswerNobodyAsked = "父の名は山田です";

    [Fact]
    public async Task EveryVerbAndIntent_HasItsRow_AndEveryRowItsHandler()
    {
        await using StoryWorld world = await IntakeWorld.StartAsync();
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        ITurnHandler[] handlers = [.. scope.ServiceProvider.GetServices<ITurnHandler>()];
        Same(handlers.SelectMany(handler => handler.Verbs), ChatDoors.Verbs, "verb");
        Same(handlers.SelectMany(handler => handler.Intents), ChatDoors.ByIntent, "intent");
        Assert.All(ChatDoors.Verbs, door => Assert.Equal(door.Name, ButtonPress.Parse(door.Says).Verb));
        UtteranceReader reader = world.Services.GetRequiredService<UtteranceReader>();
        Assert.All(ChatDoors.ByIntent, door => Assert.Equal(door.Name, reader.Read(door.Says, door.Before).Intent));
    }

    [Fact]
    public async Task EveryDoor_AdmitsWhomItSays_AndNobodyElse()
    {
        await using StoryWorld world = await IntakeWorld.StartAsync(settings: new() { ["Desk:WhoMayConsult"] = "professionals" });
        await world.GivenAsync(StoryWorld.Town("みなと訪問看護", ServiceKind.VisitingNurse));
        ChatCaller[] callers =
        [
            .. Roles.All.Select(role => new ChatCaller($"p-{role.Id()}", role)), new ChatCaller("owner", Role.Resident, Owns: true), new ChatCaller("desk", Role.Coordinator, WorksHere: true),
        ];
        foreach (ChatCaller caller in callers)
        {
            await world.IsAsync(caller.Name, caller.Role);
        }

        await world.ChangeAsync(db => FurnishAsync(db, world.Clock.GetUtcNow()));
        List<string> wrong = [];
        foreach (ChatDoor door in ChatDoors.Verbs.Concat(ChatDoors.ByIntent))
        {
            foreach (ChatCaller caller in callers.OrderBy(caller => caller.WorksHere)) // Who may claim comes last: nobody before has.
            {
                string before = await StateAsync(world);
                string heard = await KnockAsync(world, door, caller);
                bool isIn = door.May(caller);
                bool isRight = isIn ? heard.Contains(door.Yes, StringComparison.Ordinal) : heard.Contains(door.No, StringComparison.Ordinal) && !heard.Contains(door.Yes, StringComparison.Ordinal);
                if (!isRight || heard.Length == 0 || (!isIn && before != await StateAsync(world)))
                {
                    wrong.Add($"{door.Name} as {caller}: {heard.ReplaceLineEndings(" ")}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    /// <summary>Words that an open question waits for are one's own to answer: another's open question takes nothing.</summary>
    [Fact]
    public async Task AnOpenQuestion_TakesTheWordsOfTheOneItWasAsked()
    {
        await using StoryWorld world = await IntakeWorld.StartAsync();
        await world.TapsAsync("Mihara", await world.TypesAsync("Mihara", "相談したい"), "同意して相談する");
        await world.SaysAsync("Eiko", AnswerNobodyAsked);
        world.HearsText("Eiko");
        await world.SaysAsync("Eiko", "家族です");
        world.HearsText("Eiko");
        Assert.Null((await world.OnlyOneAsync()).Origin);
        await world.TypesAsync("Mihara", "家族です");
        Assert.Equal(ConsultationOrigin.Resident, (await world.OnlyOneAsync()).Origin);
    }

    /// <summary>A number is spoken over the phone and can be guessed: whoever presses for another's finds nothing and changes nothing.</summary>
    [Theory]
    [InlineData("consult:resume")]
    [InlineData("consult:add")]
    [InlineData("consult:link")]
    public async Task APressThatNamesAConsultation_IsItsOwnersAlone(string press)
    {
        await using StoryWorld world = await IntakeWorld.StartAsync();
        ChatCaller[] strangers = [.. Roles.All.Select(role => new ChatCaller($"p-{role.Id()}", role)), new ChatCaller("desk", Role.Coordinator, WorksHere: true)];
        ChatCaller owner = new("owner", Role.Resident, Owns: true);
        foreach (ChatCaller caller in strangers.Append(owner))
        {
            await world.IsAsync(caller.Name, caller.Role);
        }

        await world.ChangeAsync(db => FurnishAsync(db, world.Clock.GetUtcNow()));
        foreach (int number in (int[])[ChatDoors.OpenNumber, ChatDoors.ClosedNumber])
        {
            ChatDoor door = new("consult", $"{press}:{number}", caller => caller.Owns, "");
            foreach (ChatCaller stranger in strangers)
            {
                string before = await StateAsync(world);
                string heard = await KnockAsync(world, door, stranger);
                Assert.Contains("書きかけのご相談はありません", heard, StringComparison.Ordinal);
                Assert.DoesNotContain("退院", heard, StringComparison.Ordinal);
                Assert.Equal(before, await StateAsync(world));
            }

            Assert.DoesNotContain("書きかけのご相談はありません", await KnockAsync(world, door, owner), StringComparison.Ordinal);
        }
    }

    private static void Same(IEnumerable<string> registered, IReadOnlyList<ChatDoor> rows, string what)
    {
        string[] all = [.. registered], listed = [.. rows.Select(row => row.Name)];
        Assert.True(!all.Except(listed).Any(), $"Give each {what} a row in ChatDoors, saying who may: {string.Join(", ", all.Except(listed))}");
        Assert.True(!listed.Except(all).Any(), $"Nothing is behind these rows of ChatDoors: {string.Join(", ", listed.Except(all))}");
        Assert.True(all.Length > 15, $"The walk over the handlers finds too few of {what}.");
    }

    private static async Task<string> KnockAsync(StoryWorld world, ChatDoor door, ChatCaller caller)
    {
        await world.ChangeAsync(async db => db.Dialogues.RemoveRange(await db.Dialogues.ToListAsync())); // Each cell begins a conversation.
        if (door.Before is { } before)
        {
            await world.SaysAsync(caller.Name, before);
            world.HearsText(caller.Name);
        }

        bool isVerb = !ChatDoors.ByIntent.Contains(door);
        await world.DoesAsync(isVerb ? world.Line.Presses(caller.Name, door.Says) : world.Line.Says(caller.Name, door.Says));
        return string.Join('\n', world.Line.Heard(caller.Name).Select(message => message.Words));
    }

    /// <summary>What somebody who is turned away must not change.</summary>
    private static Task<string> StateAsync(StoryWorld world) => world.AskAsync(async db => string.Join('|', (await db.Consultations.AsNoTracking().OrderBy(one => one.Number).ToListAsync())
        .Select(one => $"{one.Number} {one.State} {one.StaffId} {one.Helpfulness} {one.Revision}").Append($"{await db.Consents.CountAsync()} {await db.AuditTrail.CountAsync()} {await db.OneTimeLinks.CountAsync()}")));

    private static async Task FurnishAsync(Storage.ZaitakuDb db, DateTimeOffset now)
    {
        async Task<Guid> MemberAsync(string name)
        {
            string id = FakeLine.IdOf(name);
            return await db.ChannelLinks.Where(link => link.ChannelUserId == id).Select(link => link.MemberId).SingleAsync();
        }

        Guid owner = await MemberAsync("owner");
        db.StaffAccounts.Add(new Storage.Staff.StaffAccount { Id = Guid.CreateVersion7(now), SignInName = "desk", DisplayName = "佐藤", Role = Role.Coordinator, CreatedAt = now, MemberId = await MemberAsync("desk") });
        foreach ((int number, ConsultationState state) in new[] { (ChatDoors.OpenNumber, ConsultationState.Waiting), (ChatDoors.ClosedNumber, ConsultationState.Closed) })
        {
            db.Consultations.Add(new Consultation
            {
                Id = Guid.CreateVersion7(now.AddMilliseconds(number)), Number = number, State = state, Route = ConsultationRoute.Line, Origin = ConsultationOrigin.Resident, Content = ConsultationContent.Discharge, MemberId = owner, Channel = "line",
                CreatedAt = now, ReceivedAt = now, TargetAt = now.AddDays(2), ClosedAt = state == ConsultationState.Closed ? now : null,
            });
        }
    }
}
