namespace Zaitaku.Storage.Rota;

/// <summary>
/// What an unequal plan costs. Whole numbers only, so that every machine finds the same plan. Fairness goes first: duties by share as sums of squares, each
/// kind by itself and, at half the weight, all together; their least is reached exactly where duties are as equal as whole duties can be. Calls received
/// and evenness over the span decide only between plans that are equally fair.
/// </summary>
internal sealed class PlanCost
{
    /// <summary>The square of one duty of a full share.</summary>
    public const long Duty = 100_000_000;

    /// <summary>The most that a holder's duties in one heap can cost.</summary>
    public const long HeapMax = Duty / 40;

    /// <summary>Carried duties count up to this many, which keeps all sums far from overflow.</summary>
    private const double CarriedMax = 1_000;

    private const int Milli = 1_000;

    /// <summary>Of a duty of the one with the most calls by share, against one with the mean; less than the least step of fairness, more than most of evenness.</summary>
    private const long CallsWeight = Duty / 20;

    private readonly PlanBoard _board;
    private readonly long[] _carried;
    private readonly long[] _shares;
    private readonly long[] _calls;
    private readonly long[] _hours;
    private readonly long _spanHours;
    private readonly long[] _heaps;

    public PlanCost(PlanBoard board)
    {
        _board = board;
        PlanHolder[] people = board.People;
        double shareMax = people.Length == 0 ? 1 : people.Max(one => one.Share);
        _shares = [.. people.Select(one => Math.Max(1, (long)Math.Round(Milli * one.Share / shareMax)))];
        _carried = [.. people.SelectMany(one => CarriedOf(one.Carried))];
        _calls = CallsOf(people);
        long from = board.Starts.Length == 0 ? 0 : board.Starts[0];
        long until = board.Ends.Length == 0 ? 0 : board.Ends.Max();
        _spanHours = Math.Max(1, (until - from) / TimeSpan.TicksPerHour);
        _hours = [.. Enumerable.Range(0, board.Starts.Length).Select(unit => ((board.Starts[unit] / 2) + (board.Ends[unit] / 2) - from) / TimeSpan.TicksPerHour)];
        _heaps = [.. Enumerable.Range(0, people.Length).Select(holder => HeapOf(holder))];
    }

    /// <summary>What becomes dearer or cheaper in fairness when a duty of one kind goes from a holder to another.</summary>
    public long MoveCost(int from, int to, int kind) => StepCost(from, kind, -1) + StepCost(to, kind, 1)
        + StepCost(from, PlanBoard.Total, -1) + StepCost(to, PlanBoard.Total, 1);

    /// <summary>The same when two exchange duties of different kinds; their totals stay.</summary>
    public long SwapCost(int one, int kind, int other, int otherKind) => kind == otherKind ? 0
        : StepCost(one, kind, -1) + StepCost(other, kind, 1) + StepCost(one, otherKind, 1) + StepCost(other, otherKind, -1);

    /// <summary>What becomes dearer or cheaper in fairness when a holder gives a duty away.</summary>
    public long TakeCost(int holder, int unit) => StepCost(holder, _board.Kinds[unit], -1) + StepCost(holder, PlanBoard.Total, -1);

    /// <summary>What it costs in all to give a holder one duty more.</summary>
    public long PutCost(int holder, int unit) =>
        StepCost(holder, _board.Kinds[unit], 1) + StepCost(holder, PlanBoard.Total, 1) + HeapOf(holder, unit) - _heaps[holder];

    /// <summary>Works out again how evenly a holder's duties lie.</summary>
    /// <returns>By how much it became dearer.</returns>
    public long Refresh(int holder)
    {
        long before = _heaps[holder];
        _heaps[holder] = HeapOf(holder);
        return _heaps[holder] - before;
    }

    private long StepCost(int holder, int column, int by)
    {
        int count = _board.Count(holder, column);
        return CostOf(holder, column, count + by) - CostOf(holder, column, count);
    }

    private long CostOf(int holder, int column, int count)
    {
        long at = ((long)Milli * count) + _carried[(holder * PlanBoard.Columns) + column];
        long cost = at * at * (Duty / Milli) / _shares[holder];
        return column == PlanBoard.Total ? (cost / 2) + (_calls[holder] * count) : cost;
    }

    /// <summary>The sum of the squared gaps between duties, with the span bent to a ring: least when all gaps are equal.</summary>
    /// <param name="with">A duty more than they have.</param>
    private long HeapOf(int holder, int with = PlanBoard.Nobody)
    {
        (long first, long last, long squares) = (-1, -1, 0);
        foreach (int unit in _board.Own(holder))
        {
            if (with != PlanBoard.Nobody && with < unit)
            {
                Step(_hours[with]);
                with = PlanBoard.Nobody;
            }

            Step(_hours[unit]);
        }

        if (with != PlanBoard.Nobody)
        {
            Step(_hours[with]);
        }

        long around = first < 0 ? _spanHours : _spanHours - (last - first);
        return (squares + (around * around)) * HeapMax / (_spanHours * _spanHours);

        void Step(long hour)
        {
            squares += last < 0 ? 0 : (hour - last) * (hour - last);
            first = first < 0 ? hour : first;
            last = hour;
        }
    }

    private static long[] CarriedOf(DutyTally carried)
    {
        long[] kinds = [.. Enum.GetValues<DutyCount>().Select(kind => (long)Math.Round(Milli * Math.Clamp(carried.Of(kind), -CarriedMax, CarriedMax)))];
        return [.. kinds, kinds.Sum()];
    }

    /// <summary>From −<see cref="CallsWeight"/> to +<see cref="CallsWeight"/> a duty, by how far calls by share lie from their mean.</summary>
    private static long[] CallsOf(PlanHolder[] people)
    {
        double[] calls = [.. people.Select(one => one.CallsCarried / one.Share)];
        double mean = calls.Length == 0 ? 0 : calls.Sum() / calls.Length;
        double farthest = calls.Length == 0 ? 0 : calls.Max(one => Math.Abs(one - mean));
        return [.. calls.Select(one => farthest <= 1e-9 ? 0 : (long)Math.Round(CallsWeight * ((one - mean) / farthest)))];
    }
}
