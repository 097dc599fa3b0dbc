using System.Text.Json.Nodes;
using Zaitaku.Bot.Inbox;
using Zaitaku.Bot.WebConsole;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage;

namespace Zaitaku.Storm;

/// <summary>What goes wrong in the house itself: the database is held by another program, the disk is full, a turn fails whenever it is tried.</summary>
public sealed partial class StormRun
{
    private const int TroubleSalt = 0x5EED;
    private const int TroubleMarksFrom = 5_000;
    private const int PoisonedMax = 3;
    private const int RestSalt = 0x0FF;
    private const int RestMarksFrom = 8_000;

    /// <summary>What a channel does that leaves a doubt, or takes nothing from somebody any more.</summary>
    private static readonly FakeFailure[] BeforeTheRest =
        [FakeFailure.NoAnswerAfterAcceptance, FakeFailure.ServerErrorAfterAcceptance, FakeFailure.NoAnswerBeforeAcceptance, FakeFailure.Forbidden, FakeFailure.ConnectionRefused];

    /// <summary>Longer than a page of the database, so that it needs room on the disk.</summary>
    private const int LongUnits = 3_000;

    /// <summary>The program waits about a second for another's write.</summary>
    private static readonly TimeSpan HeldMax = TimeSpan.FromMilliseconds(2_500);

    private readonly Random _trouble;
    private readonly StormPeople _troubled;
    private readonly Random _rest;
    private readonly StormPlans _restful;
    private int _restAt;
    private int _heldAt;
    private int _fullAt;
    private int _poisonedAt;
    private int _mendedAt;
    private bool _isPoisoned;
    private bool _isMendedAtLast;

    private void DrawTroubles(int steps)
    {
        int OneIn(int share) => _trouble.Next(share) == 0 ? _trouble.Next(1, steps) : -1;
        _heldAt = OneIn(_isReal ? 3 : 10);
        _fullAt = OneIn(_isReal ? 3 : 5);
        _poisonedAt = OneIn(3);
        _mendedAt = _trouble.Next(3) == 0 ? _trouble.Next(1, steps) : -1;
        _isMendedAtLast = _trouble.Next(2) == 0;
        _restAt = !_isReal && _rest.Next(4) == 0 ? _rest.Next(1, steps) : -1;
    }

    private async Task TroubleAsync(int step)
    {
        if (step == _poisonedAt)
        {
            await PoisonAsync();
        }

        if (step == _mendedAt && _isPoisoned && _program.IsAlive)
        {
            await MendAsync();
        }

        if (step == _heldAt && _program.IsAlive)
        {
            await HeldAsync();
        }

        if (step == _fullAt && _program.IsAlive)
        {
            await FullAsync();
        }

        if (step == _restAt && _program.IsAlive)
        {
            await RestAsync();
        }
    }

    /// <summary>What is of use for days is tried in bad weather, and then nothing happens for about as long as LINE remembers a key: a weekend, a machine that was off.</summary>
    private async Task RestAsync()
    {
        Note("plan", new JsonObject { ["rows"] = await _restful.PlanForAsync(_program.DataDirectory, _line.Clock.GetUtcNow() + _program.ClockError, TimeSpan.FromHours(_rest.Next(20, 80))) });
        _program.Pass(TimeSpan.FromMinutes(1));
        _line.Fails(BeforeTheRest[_rest.Next(BeforeTheRest.Length)], _rest.Next(1, 4));
        await _program.WorkAsync();
        _program.Pass(TimeSpan.FromMinutes(_rest.Next(20 * 60, 30 * 60)));
        Note("rest", []);
    }

    /// <summary>An import holds the database while people write and the pumps run; sometimes the power goes in the middle of it.</summary>
    private async Task HeldAsync()
    {
        Note("held", []);
        TimeSpan within = TimeSpan.FromMilliseconds(_trouble.Next((int)HeldMax.TotalMilliseconds));
        bool isCut = _trouble.Next(3) == 0;
        Task working;
        using (_program.HoldDatabase())
        {
            working = Task.WhenAll(_program.WorkAsync(), PostQuestionsAsync(""), Task.Delay(within));
            await Task.WhenAny(working, Task.Delay(HeldMax));
            await CutIfAsync(isCut);
        }

        await working;
        Note("free", []);
        await PostQuestionsAsync(""); // What is said now must not overtake what was said meanwhile.
    }

    private async Task FullAsync()
    {
        Note("full", []);
        using (_program.FillDisk())
        {
            await PostQuestionsAsync(new string('あ', LongUnits));
            await _program.WorkAsync();
            await PostQuestionsAsync(new string('い', LongUnits));
            await CutIfAsync(_trouble.Next(3) == 0);
        }

        Note("free", []);
    }

    /// <summary>Ends the program without letting its work run on, which waits for what is held.</summary>
    private async Task CutIfAsync(bool isCut)
    {
        if (isCut && _deaths < DeathsMax && _program.IsAlive)
        {
            await _program.CutAsync();
            Died();
        }
    }

    /// <summary>Some questions whose turns will fail, among others whose turns will not.</summary>
    private async Task PoisonAsync()
    {
        for (int count = _trouble.Next(1, PoisonedMax + 1); count > 0; count--)
        {
            StormEvent struck = _troubled.Question();
            new Poison(_program.DataDirectory).Strike(struck.Mark);
            Note("poison", new JsonObject { ["mark"] = struck.Mark });
            await PostAsync([struck]);
            await PostQuestionsAsync("");
        }

        _isPoisoned = true;
    }

    /// <summary>Somebody mends the bug and has the parked events tried again, by what stands behind 「もう一度」 in the console.</summary>
    private async Task MendAsync()
    {
        new Poison(_program.DataDirectory).Mend();
        Note("mend", []);
        await using ZaitakuDb db = new(TornDisk.OptionsFor(_program.DataDirectory));
        ParkedRows console = new(db, new InboxSignal());
        List<long> rows = [];
        foreach (ParkedRow row in await console.ListAsync(CancellationToken.None))
        {
            // What is written to a disk whose power is gone does not count.
            if (await console.RetryAsync(row.Id, Guid.Empty, _line.Clock.GetUtcNow(), CancellationToken.None) && (_isReal || _program.IsAlive))
            {
                rows.Add(row.Id);
            }
        }

        Note("retry", new JsonObject { ["rows"] = new JsonArray([.. rows.Select(row => (JsonNode)row)]) });
    }

    private async Task MendAtLastAsync()
    {
        if (_isPoisoned && _isMendedAtLast)
        {
            if (!_program.IsAlive)
            {
                await LiveAsync(null);
            }

            await MendAsync();
            await ComeToRestAsync();
        }
    }

    private async Task PostQuestionsAsync(string more)
    {
        for (int count = _trouble.Next(1, PlacesAtOnceMax); count > 0; count--)
        {
            await PostAsync([_trouble.Next(8) == 0 ? _troubled.Next() : _troubled.Question(more)]);
        }
    }
}
