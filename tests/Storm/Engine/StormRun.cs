using System.Text.Json.Nodes;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Scheduler.Outbox;

namespace Zaitaku.Storm;

/// <summary>A day of bad weather, drawn from a seed: what people do, what the network does, and when the power goes.</summary>
public sealed partial class StormRun
{
    private const int DeathsMax = 3;
    private const int PlacesAtOnceMax = 5;
    private const int RedeliveriesMax = 50;

    private static readonly FakeFailure[] InstantWeather =
    [
        FakeFailure.ServerErrorBeforeAcceptance, FakeFailure.ServerErrorAfterAcceptance, FakeFailure.ConnectionRefused, FakeFailure.HungUpBeforeAcceptance,
        FakeFailure.HungUpAfterAcceptance, FakeFailure.RateLimited, FakeFailure.TooManyToOneUser, FakeFailure.Unauthorized,
    ];

    private static readonly FakeFailure[] SlowWeather =
        [.. InstantWeather, FakeFailure.NoAnswerBeforeAcceptance, FakeFailure.NoAnswerAfterAcceptance, FakeFailure.MonthlyLimitReached, FakeFailure.AudienceBusy];

    private readonly Random _random;
    private readonly IStormProgram _program;
    private readonly FakeLine _line;
    private readonly FakeLog _log;
    private readonly StormPeople _people;
    private readonly StormPlans _plans;
    private readonly List<StormEvent[]> _unanswered = [];
    private readonly List<StormEvent[]> _posted = [];
    private readonly bool _isReal;
    private readonly bool _stepsClock;
    private readonly int _seed;
    private bool _isLiving;
    private int _deaths;
    private long _moment;

    public StormRun(int seed, IStormProgram program, FakeLine line, FakeLog log)
    {
        _random = new Random(_seed = seed);
        (_program, _line, _log) = (program, line, log);
        _isReal = program.Kind == "real";
        _people = new StormPeople(line, _random);
        _plans = new StormPlans(_people, _random);
        _stepsClock = _random.Next(4) == 0;
        _trouble = new Random(seed ^ TroubleSalt); // Of its own, so that a seed's days stay what they were when troubles are added.
        _troubled = new StormPeople(line, _trouble, TroubleMarksFrom);
        _rest = new Random(seed ^ RestSalt);
        _restful = new StormPlans(new StormPeople(line, _rest, RestMarksFrom), _rest);
    }

    public async Task RunAsync()
    {
        await BeginLifeAsync();
        int steps = _isReal ? _random.Next(10, 18) : _random.Next(12, 28);
        DrawTroubles(steps);
        for (int step = 0; step < steps; step++)
        {
            if (!_program.IsAlive)
            {
                await BeginLifeAsync();
            }

            await TroubleAsync(step);
            await StepAsync();
        }

        await ClearUpAsync();
    }

    private async Task BeginLifeAsync()
    {
        for (int lives = 0; lives <= DeathsMax; lives++)
        {
            Death? death = _deaths < DeathsMax && _random.Next(3) > 0
                ? new Death(KillPoints.Names[_random.Next(KillPoints.Names.Count)], _random.Next(1, 6)) : null;
            await LiveAsync(death is not null && lives + _deaths == 0 ? InTurn(death) : death);
            if (_program.IsAlive)
            {
                return;
            }
        }
    }

    /// <summary>The first death goes through the kill points seed by seed, so that a few seeds in a row draw every one of them.</summary>
    private Death InTurn(Death drawn) => new(KillPoints.Names[_seed % KillPoints.Names.Count], (drawn.Times + 1) / 2);

    private async Task LiveAsync(Death? death)
    {
        if (_isLiving)
        {
            Died(); // At its kill point, between two looks of ours.
        }

        await _program.StartAsync(death);
        _isLiving = true;
        Note("life", new JsonObject { ["kind"] = _program.Kind, ["point"] = death?.Point ?? "" });
    }

    private Task StepAsync() => _random.Next(20) switch
    {
        < 7 => PostAsync([_people.Next()]),
        < 9 => PostTogetherAsync(),
        < 11 => PostSideBySideAsync(),
        11 => PostAgainAsync(),
        12 => RedeliverAsync(),
        < 15 => PlanAsync(),
        15 => Weather(),
        16 => Time(),
        17 when _deaths < DeathsMax => KillAsync(),
        _ => WorkAsync(),
    };

    private async Task PostAsync(StormEvent[] events)
    {
        SignedWebhook webhook = events.Length == 1 ? events[0].Webhook : _line.Together([.. events.Select(one => one.Webhook)]);
        _posted.Add(events);
        await DeliverAsync(events, webhook);
    }

    private Task PostTogetherAsync() => PostAsync([.. Enumerable.Range(0, _random.Next(2, PlacesAtOnceMax)).Select(_ => _people.Next())]);

    /// <summary>Several at once, in any order, one of them twice.</summary>
    private async Task PostSideBySideAsync()
    {
        StormEvent[] events = [.. Enumerable.Range(0, _random.Next(2, PlacesAtOnceMax)).Select(_ => _people.Next())];
        StormEvent[] shuffled = [.. events, events[0]];
        _random.Shuffle(shuffled);
        _posted.AddRange(events.Select(one => new[] { one }));
        await Task.WhenAll(shuffled.Select(one => DeliverAsync([one], one.Webhook)));
    }

    /// <summary>The same bytes once more, as the network sometimes does.</summary>
    private async Task PostAgainAsync()
    {
        if (_posted.Count > 0)
        {
            StormEvent[] events = _posted[_random.Next(_posted.Count)];
            await DeliverAsync(events, events.Length == 1 ? events[0].Webhook : _line.Together([.. events.Select(one => one.Webhook)]));
        }
    }

    private async Task RedeliverAsync()
    {
        StormEvent[][] again = [.. _unanswered];
        _unanswered.Clear();
        foreach (StormEvent[] events in again)
        {
            await DeliverAsync(events, _line.Redelivers(_line.Together([.. events.Select(one => one.Webhook)])));
        }
    }

    private async Task DeliverAsync(StormEvent[] events, SignedWebhook webhook)
    {
        long began = Interlocked.Increment(ref _moment);
        int? status = await _program.PostAsync(webhook);
        long ended = Interlocked.Increment(ref _moment);
        Note("webhook", new JsonObject { ["status"] = status ?? 0, ["began"] = began, ["ended"] = ended, ["events"] = new JsonArray([.. events.Select(one => (JsonNode)one.Facts)]) });
        if (status != 200)
        {
            lock (_unanswered)
            {
                _unanswered.Add(events);
            }
        }
    }

    private async Task PlanAsync()
    {
        DateTimeOffset now = _line.Clock.GetUtcNow() + _program.ClockError;
        JsonArray facts = _random.Next(4) == 0
            ? await _plans.PlanAnewAsync(_program.DataDirectory, now) : await _plans.PlanAsync(_program.DataDirectory, now, isPatient: !_isReal);
        Note("plan", new JsonObject { ["rows"] = facts });
    }

    private Task Weather()
    {
        FakeFailure[] kinds = _isReal ? InstantWeather : SlowWeather;
        _line.Fails(kinds[_random.Next(kinds.Length)], _random.Next(1, _isReal ? 2 : 6));
        return Task.CompletedTask;
    }

    private Task Time()
    {
        if (_stepsClock && _random.Next(2) == 0)
        {
            _program.StepClock(TimeSpan.FromSeconds(_random.Next(-90, 91)));
            Note("clock", []);
        }

        _program.Pass(TimeSpan.FromSeconds(_random.Next(5) == 0 ? _random.Next(7_200) : _random.Next(90)));
        return Task.CompletedTask;
    }

    private async Task WorkAsync()
    {
        await _program.WorkAsync();
        _program.Pass(TimeSpan.FromSeconds(_random.Next(3)));
        Note("work", []);
    }

    private async Task KillAsync()
    {
        await _program.KillAsync(TimeSpan.FromMilliseconds(_random.Next(_isReal ? 150 : 8)));
        Died();
    }

    private void Died()
    {
        _isLiving = false;
        _deaths++;
        Note("kill", new JsonObject { ["kind"] = _program.Kind, ["point"] = _program.DiedAt });
    }

    /// <summary>The weather turns fair: LINE delivers again what was not answered, and everything that is owed gets out.</summary>
    private async Task ClearUpAsync()
    {
        _line.ClearsUp();
        await ComeToRestAsync();
        await MendAtLastAsync();
        Note("end", []);
    }

    private async Task ComeToRestAsync()
    {
        for (int tries = 0; tries < RedeliveriesMax; tries++)
        {
            if (!_program.IsAlive)
            {
                await LiveAsync(null);
            }

            await RedeliverAsync();
            await _program.RestAsync();
            if (_unanswered.Count == 0 && _program.IsAlive)
            {
                break;
            }
        }
    }

    private void Note(string what, JsonObject facts)
    {
        facts["what"] = what;
        facts["clockError"] = _program.ClockError.TotalSeconds;
        _log.Note("storm", _line.Clock.GetUtcNow(), facts);
    }
}
