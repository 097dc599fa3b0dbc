namespace Zaitaku.Fakes.Teams;

/// <summary>Teams as a bot meets it: identity server and Bot Connector in one state machine, put behind <see cref="FakeTeamsHandler"/> or <see cref="FakeTeamsServer"/>.
/// It forgets nothing, forgives nothing, and its clock is the caller's. People are called by name ("佐藤"), group chats and channels too.</summary>
public sealed partial class FakeTeams : FakePlatform
{
    private readonly List<HeardActivity> _delivered = [];
    private readonly HashSet<HeardActivity> _listened = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, TeamsRoom> _rooms = [];
    private readonly Dictionary<string, TeamsStanding> _standings = [];
    private readonly FakeOrders<TeamsFailure> _weather = new();

    // Per app and tenant. Source: learn.microsoft.com, "Optimize your bot with rate limiting": 50 requests a second.
    private readonly SlidingWindows _tenantRate = new((50, TimeSpan.FromSeconds(1)));

    public FakeTeams(TimeProvider clock)
        : base(clock) => Identity = new FakeIdentity(this);

    public FakeIdentity Identity { get; }

    /// <summary>Invented, like all ids and secrets here; opens nothing.</summary>
    public string AppId { get; init; } = "00000000-1111-2222-3333-444444444444";

    public string AppPassword { get; set; } = "fake~app~password";

    public string TenantId { get; init; } = "00000000-aaaa-bbbb-cccc-dddddddddddd";

    /// <summary>True: tokens are also sold at <c>/botframework.com/…</c>.</summary>
    public bool IsMultiTenant { get; set; }

    /// <summary>Where the Connector is, as activities name it. A server sets it to its own address.</summary>
    public string ServiceUrl { get; set; } = "https://smba.trafficmanager.net/jp/";

    /// <summary>Where the channel's keys are said to be.</summary>
    public string IdentityUrl { get; set; } = "https://login.botframework.com";

    public string EntraUrl { get; set; } = "https://login.microsoftonline.com";

    public string BotName { get; init; } = "在宅ボット";

    public string BotId => "28:" + AppId;

    /// <summary>Teams' rates: 7 a second and 60 in half a minute to a conversation, 50 a second in all. False for stories on a clock that stands still.</summary>
    public bool HasRates { get; set; } = true;

    /// <summary>True: a write while another is on its way in the same conversation is 412, as Teams may answer. Needs <see cref="Latency"/>.</summary>
    public bool IsOneWriteAtATime { get; set; }

    /// <summary>Called for each thing that appears on a screen, under the lock: for printing.</summary>
    public Action<HeardActivity>? WhenHeard { get; set; }

    /// <summary>Names of rooms that saw 「入力中」, in order.</summary>
    public List<string> TypingShown { get; } = [];

    /// <summary>Hosts that are neither Teams nor the identity server and were called all the same: a token may have leaked.</summary>
    public List<string> StrangersCalled { get; } = [];

    /// <summary>Everything that appeared and nobody asked for by <see cref="Heard"/>. A test ends with this empty.</summary>
    public IReadOnlyList<HeardActivity> Unheard => Locked(() => _delivered.Where(heard => !_listened.Contains(heard)).ToList());

    /// <summary>Everything that appeared on a screen, listened to or not, updates included.</summary>
    public IReadOnlyList<HeardActivity> Delivered => Locked(() => _delivered.ToList());

    /// <summary>What appeared in this person's chat (or group, or channel) since it was last asked, and marks it as listened to. Answers to presses count for the presser.</summary>
    public IReadOnlyList<HeardActivity> Heard(string name) => Locked(() =>
    {
        List<HeardActivity> news = [.. _delivered.Where(heard => (heard.OnlyFor ?? heard.Room) == name && !_listened.Contains(heard))];
        _listened.UnionWith(news);
        return news;
    });

    /// <summary>What the bot's messages in this room say now, oldest first: updated ones in their newest form, deleted ones gone.</summary>
    public IReadOnlyList<HeardActivity> Screen(string name) => Locked(() => RoomOf(name, "personal").Messages.Values.OfType<HeardActivity>().ToList());

    /// <summary>The next calls (whose path contains <paramref name="pathPart"/>) fare so, in the order ordered.</summary>
    public void Fails(TeamsFailure failure, int times = 1, string pathPart = "/activities") => Locked(() => _weather.Add(failure, times, pathPart));

    /// <summary>The next calls take so much real time before Teams looks at them.</summary>
    public void IsSlow(TimeSpan takes, int times = 1, string pathPart = "/activities") => Locked(() => Slowness.Add(takes, times, pathPart));

    /// <summary>How the person's chat with the bot stands from now on.</summary>
    public void Stands(string name, TeamsStanding standing) => Locked(() => _standings[name] = standing);

    public void Block(string name) => Stands(name, TeamsStanding.Blocked);

    /// <summary>The id the bot knows this person by.</summary>
    public static string IdOf(string name) => new TeamsPerson(name).Id;

    /// <summary>The id of the conversation with this person, or of this group or channel.</summary>
    public string ConversationOf(string name) => Locked(() => RoomOf(name, "personal").Id);

    /// <summary>The user deletes nothing of the bot's; an owner of the room may. Updates of it are refused from now on.</summary>
    public void OwnerDeletes(HeardActivity message) => Locked(() => RoomOf(message.Room, "personal").Messages[message.Id] = null);

    public override string RequestIdHeader => "x-ms-correlation-id";

    protected override string Name => "teams";

    public override bool IsCalled(string host) => !host.EndsWith(".line.me", StringComparison.Ordinal);

    public override async Task<FakeAnswer> AnswerAsync(FakeCall call, CancellationToken cancellationToken)
    {
        TeamsRoom? room = call.Method == "GET" ? null : Locked(() => FakeConnector.RoomOf(this, call));
        bool isCrowded = room is not null && Locked(() => ++room.Busy > 1) && IsOneWriteAtATime;
        try
        {
            await DelayAsync(call, cancellationToken);
            return Take(call, isCrowded);
        }
        finally
        {
            Locked(() => room is null ? 0 : --room.Busy);
        }
    }

    /// <summary>Takes one call at once.</summary>
    public FakeAnswer Take(FakeCall call, bool isCrowded = false) =>
        Take(call, () => TeamsWeather.Under(isCrowded ? TeamsFailure.PreconditionFailed : _weather.Next(call.Path), () => Serve(call)));

    /// <summary>Message ids are milliseconds; each is used once.</summary>
    internal string NextMessageId() => (Now.ToUnixTimeMilliseconds() + NextNumber()).ToString();

    internal IEnumerable<TeamsRoom> Rooms => _rooms.Values;

    internal TeamsStanding StandingOf(string name) => _standings.GetValueOrDefault(name);

    internal bool IsWithinTenantRate(out TimeSpan wait)
    {
        wait = HasRates ? _tenantRate.TryTake(Now) ?? TimeSpan.Zero : TimeSpan.Zero;
        return wait == TimeSpan.Zero;
    }

    /// <summary>The room of this name; a person's chat is there from the first time somebody asks.</summary>
    internal TeamsRoom RoomOf(string name, string kind)
    {
        if (!_rooms.TryGetValue(name, out TeamsRoom? room))
        {
            room = _rooms[name] = new TeamsRoom(name, kind);
            if (kind == "personal")
            {
                room.People.Add(new TeamsPerson(name));
            }
        }

        return room;
    }

    internal void Appears(HeardActivity heard)
    {
        _delivered.Add(heard);
        WhenHeard?.Invoke(heard);
    }

    private FakeAnswer Serve(FakeCall call)
    {
        string[] own = [.. new[] { ServiceUrl, IdentityUrl, EntraUrl }.Select(address => new Uri(address).Host)];
        if (call.Host.Length > 0 && !own.Contains(call.Host))
        {
            StrangersCalled.Add(call.Host);
            return new FakeAnswer(0, null) { Fate = FakeFate.ConnectionRefused, Verdict = FakeVerdict.Lost };
        }

        return Identity.Serve(call, call.Path.Split('?')[0]) ?? FakeConnector.Serve(this, call);
    }
}
