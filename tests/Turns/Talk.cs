using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Zaitaku.Bot;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Desk;
using Zaitaku.Bot.Turns;
using Zaitaku.Bot.Understanding;
using Zaitaku.Fakes;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Unanswered;
using Zaitaku.Tests.DirectorySearch;

namespace Zaitaku.Tests.Turns;

/// <summary>One person talking with the handlers, already understood: no channel, no reader of Japanese, a database of its own and a still clock.</summary>
public sealed class Talk : IDisposable
{
    private readonly SmallDirectory _directory = new();
    private readonly ServiceProvider _services;

    public Talk(Role role = Role.CareManager, HubOptions? hub = null)
    {
        Hub = hub ?? MinatoHub();
        _services = new ServiceCollection()
            .AddSingleton(_directory.Live).AddSingleton(_directory.Search).AddSingleton(_directory.Names).AddSingleton<PlaceDetailReads>()
            .AddScoped(_ => _directory.Open()).AddSingleton<IDbContextFactory<ZaitakuDb>>(new Databases(_directory))
            .AddSingleton(Options.Create(Hub)).AddSingleton(Options.Create(new OutboxOptions()))
            .AddTurns().AddDesk()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()).AddSingleton<UtteranceReader>().AddSingleton<OutboxSignal>().AddSingleton<TimeProvider>(Clock)
            .AddSingleton(Options.Create(new StorageOptions())).AddLogging()
            .BuildServiceProvider();
        Me = new Member { Id = Guid.CreateVersion7(Clock.GetUtcNow()), Role = role, CreatedAt = Clock.GetUtcNow() };
        _directory.Change(db => db.Members.Add(Me));
    }

    /// <summary>Wednesday 2026-04-01, 10:00 in Tokyo.</summary>
    public FakeClock Clock { get; } = FakeClock.InTokyo(2026, 4, 1, 10);

    public HubOptions Hub { get; }

    public Member Me { get; }

    public bool IsInGroup { get; set; }

    public Dialogue Dialogue { get; set; } = Dialogue.Empty;

    /// <summary>What was said last, as it would be rendered.</summary>
    public IReadOnlyList<ReplyContent> Replies { get; private set; } = [];

    public IReadOnlyList<Card> Cards => [.. Replies.OfType<CardReply>().SelectMany(reply => reply.Cards)];

    public string[] Titles => [.. Cards.Select(card => card.Title)];

    public string[] QuickLabels => [.. Replies.SelectMany(reply => reply.QuickReplies).Select(quick => quick.Label)];

    public static HubOptions MinatoHub() => new() { Name = "みなと市連携拠点", Phone = "0000-11-0000", PhoneHours = "平日 8:30〜17:15", Prefecture = "架空県", Area = { "みなと市" } };

    public Talk Given(params PlaceFacts[] places)
    {
        _directory.With(places);
        return this;
    }

    public Talk Change(Action<ZaitakuDb> change)
    {
        _directory.Change(change);
        return this;
    }

    /// <returns>The whole answer as plain words.</returns>
    public Task<string> SaysAsync(string text, Understood understood) => RunAsync(new Turn
    {
        Understood = understood, Text = text, MemberId = Me.Id, Role = RoleNow(), Dialogue = Dialogue, Now = Clock.GetUtcNow(), MessageId = "M1", IsGroup = IsInGroup,
    });

    public Task<string> SaysAsync(string text, string intent) => SaysAsync(text, new Understood { Intent = intent });

    public Task<string> PressesAsync(string data) => RunAsync(new Turn
    {
        Understood = new Understood { Intent = Intents.Help }, Text = "", MemberId = Me.Id, Role = RoleNow(), Dialogue = Dialogue, Now = Clock.GetUtcNow(), Press = ButtonPress.Parse(data), IsGroup = IsInGroup,
    });

    /// <summary>Presses the button or quick reply with this label among what was said last.</summary>
    public Task<string> PressesButtonAsync(string label)
    {
        ReplyAction action = Cards.SelectMany(card => card.Buttons).Where(button => button.Label == label).Select(button => button.Action)
            .Concat(Replies.SelectMany(reply => reply.QuickReplies).Where(quick => quick.Label == label).Select(quick => quick.Action)).First();
        return PressesAsync(((ReplyAction.Press)action).Data);
    }

    public Task<string> SharesLocationAsync(double latitude, double longitude) => RunAsync(new Turn
    {
        Understood = new Understood { Intent = Intents.FindResource }, Text = "", MemberId = Me.Id, Role = RoleNow(), Dialogue = Dialogue, Now = Clock.GetUtcNow(), Location = (latitude, longitude), IsGroup = IsInGroup,
    });

    public T Ask<T>(Func<ZaitakuDb, T> question)
    {
        using ZaitakuDb db = _directory.Open();
        return question(db);
    }

    public TurnRouter Router() => new(_services.CreateScope().ServiceProvider.GetServices<ITurnHandler>());

    public KeptNote[] Notes() => Ask(db => db.KeptNotes.AsNoTracking().OrderBy(note => note.Id).ToArray());

    public void Dispose()
    {
        _services.Dispose();
        _directory.Dispose();
    }

    private Role RoleNow() => Ask(db => db.Members.Single(member => member.Id == Me.Id).Role);

    private async Task<string> RunAsync(Turn turn)
    {
        await using AsyncServiceScope scope = _services.CreateAsyncScope();
        TurnRouter router = new(scope.ServiceProvider.GetServices<ITurnHandler>());
        TurnOutcome outcome = await router.HandlerOf(turn).HandleAsync(turn, CancellationToken.None);
        await scope.ServiceProvider.GetRequiredService<ZaitakuDb>().SaveChangesAsync();
        Dialogue = Dialogue.FromJson((outcome.Dialogue ?? turn.Dialogue).ToJson()); // As it comes back from the database.
        Replies = ReplyContent.FromJson(ReplyContent.ToJson(outcome.Replies)); // As it comes out of the outbox.
        return PlainText.Of(Replies);
    }

    private sealed class Databases(SmallDirectory directory) : IDbContextFactory<ZaitakuDb>
    {
        public ZaitakuDb CreateDbContext() => directory.Open();
    }
}
