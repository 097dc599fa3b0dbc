namespace Zaitaku.Storage.Rota;

/// <summary>A plan in the making: who has which duty, and what the hard rules say to one more. Duties and holders are numbered from 0, in order of start and of id.</summary>
internal sealed class PlanBoard
{
    public const int Nobody = -1;

    /// <summary>Column of <see cref="Count"/> for all kinds together; the columns before it are <see cref="DutyCount"/>s.</summary>
    public const int Total = 5;
    public const int Columns = 6;

    private readonly long _rest;
    private readonly PlanRule?[] _bars;
    private readonly int[] _monthMax;
    private readonly int[] _months;
    private readonly int[] _monthCounts;
    private readonly int[] _counts;
    private readonly int[][] _own;
    private readonly int[] _ownCount;
    private readonly int _monthCount;

    public PlanBoard(PlanRequest request)
    {
        Request = request;
        Source = [.. Enumerable.Range(0, request.Units.Count).OrderBy(unit => request.Units[unit].Duty.StartsAt).ThenBy(unit => request.Units[unit].Duty.EndsAt)
            .ThenBy(unit => request.Units[unit].Duty.Seat).ThenBy(unit => unit)];
        Duties = [.. Source.Select(unit => request.Units[unit].Duty)];
        People = [.. request.Holders.OrderBy(holder => holder.Id)];
        Starts = [.. Duties.Select(duty => duty.StartsAt.UtcTicks)];
        Ends = [.. Duties.Select(duty => duty.EndsAt.UtcTicks)];
        Kinds = [.. Duties.Select(duty => (int)duty.Kind)];
        Fixed = [.. Source.Select(unit => request.Units[unit].FixedHolder is { } id ? Array.FindIndex(People, one => one.Id == id) : Nobody)];
        Holder = [.. Enumerable.Repeat(Nobody, Duties.Length)];
        LongestDuty = Duties.Length == 0 ? 0 : Enumerable.Range(0, Duties.Length).Max(unit => Ends[unit] - Starts[unit]);
        _rest = request.RestMin.Ticks;
        int[] months = [.. Duties.Select(MonthOf).Distinct().Order()];
        _monthCount = months.Length;
        _months = [.. Duties.Select(duty => Array.BinarySearch(months, MonthOf(duty)))];
        _monthMax = [.. People.Select(one => one.MonthMax ?? int.MaxValue)];
        _monthCounts = [.. People.SelectMany(one => months.Select(month => Math.Min(one.HeldInMonth?.GetValueOrDefault(month) ?? 0, one.MonthMax ?? int.MaxValue)))];
        _counts = new int[People.Length * Columns];
        _own = [.. People.Select(_ => new int[8])];
        _ownCount = new int[People.Length];
        _bars = new PlanRule?[People.Length * Duties.Length];
        for (int holder = 0; holder < People.Length; holder++)
        {
            Bar(holder);
        }
    }

    public PlanRequest Request { get; }

    /// <summary>Place of each duty in the request.</summary>
    public int[] Source { get; }

    public DutyUnit[] Duties { get; }

    public PlanHolder[] People { get; }

    /// <summary>Ticks in UTC.</summary>
    public long[] Starts { get; }

    /// <summary>Ticks in UTC.</summary>
    public long[] Ends { get; }

    public int[] Kinds { get; }

    /// <summary>The holder each duty is fixed to, or <see cref="Nobody"/>; also where the request names one who is not among the holders.</summary>
    public int[] Fixed { get; }

    /// <summary>Who has each duty, or <see cref="Nobody"/>. Changed by <see cref="Put"/> and <see cref="Take"/> only.</summary>
    public int[] Holder { get; }

    /// <summary>Ticks.</summary>
    public long LongestDuty { get; }

    public long Rest => _rest;

    public int MonthOf(int unit) => _months[unit];

    public int MonthMax(int holder) => _monthMax[holder];

    public int CountInMonth(int holder, int unit) => _monthCounts[(holder * _monthCount) + _months[unit]];

    /// <summary>Duties of a holder by kind, or all with <see cref="Total"/>.</summary>
    public int Count(int holder, int column) => _counts[(holder * Columns) + column];

    /// <summary>A holder's duties in order of start.</summary>
    public ReadOnlySpan<int> Own(int holder) => _own[holder].AsSpan(0, _ownCount[holder]);

    /// <summary>The rule that keeps a duty from a holder whatever the plan, or null.</summary>
    public PlanRule? StandingBar(int holder, int unit) => _bars[(holder * Duties.Length) + unit];

    /// <summary>True when one holder cannot have both: with the rest added to each end, the two overlap.</summary>
    public bool Excludes(int one, int other) => Starts[one] < Ends[other] + _rest && Starts[other] < Ends[one] + _rest;

    public bool Overlaps(int one, int other) => Starts[one] < Ends[other] && Starts[other] < Ends[one];

    /// <summary>The first rule that keeps a duty from a holder in the plan as it stands, or null when it fits.</summary>
    public PlanRule? BarOf(int holder, int unit)
    {
        if (StandingBar(holder, unit) is { } bar)
        {
            return bar;
        }

        PlanRule? found = CountInMonth(holder, unit) >= _monthMax[holder] ? PlanRule.MonthMax : null;
        foreach (int own in Own(holder))
        {
            if (own != unit && Excludes(own, unit))
            {
                PlanRule rule = Overlaps(own, unit) ? PlanRule.Overlap : PlanRule.Rest;
                found = found is { } other && other < rule ? other : rule;
            }
        }

        return found;
    }

    /// <summary>True when a holder may take a duty besides all they have.</summary>
    /// <param name="except">A duty of theirs they would give away for it.</param>
    public bool Fits(int holder, int unit, int except = Nobody)
    {
        if (StandingBar(holder, unit) is not null)
        {
            return false;
        }

        int given = except != Nobody && _months[except] == _months[unit] ? 1 : 0;
        if (CountInMonth(holder, unit) - given >= _monthMax[holder])
        {
            return false;
        }

        // Duties of one holder never exclude each other, so only the nearest on either side can be in the way.
        ReadOnlySpan<int> own = Own(holder);
        int after = Place(own, unit);
        int before = after - 1;
        before -= before >= 0 && own[before] == except ? 1 : 0;
        after += after < own.Length && own[after] == except ? 1 : 0;
        return !(before >= 0 && Excludes(own[before], unit)) && !(after < own.Length && Excludes(own[after], unit));
    }

    /// <summary>The one duty of a holder that excludes a duty, or null when none or several do.</summary>
    public int? OnlyBlocker(int holder, int unit)
    {
        int? only = null;
        foreach (int own in Own(holder))
        {
            if (Excludes(own, unit))
            {
                if (only is not null)
                {
                    return null;
                }

                only = own;
            }
        }

        return only;
    }

    /// <summary>A holder's duties that exclude a duty, in order.</summary>
    public void Blockers(int holder, int unit, List<int> blockers)
    {
        blockers.Clear();
        foreach (int own in Own(holder))
        {
            if (Excludes(own, unit))
            {
                blockers.Add(own);
            }
        }
    }

    public void Put(int unit, int holder)
    {
        int count = _ownCount[holder];
        if (count == _own[holder].Length)
        {
            Array.Resize(ref _own[holder], count * 2);
        }

        int place = Place(Own(holder), unit);
        int[] own = _own[holder];
        Array.Copy(own, place, own, place + 1, count - place);
        own[place] = unit;
        _ownCount[holder]++;
        Holder[unit] = holder;
        Tally(unit, holder, 1);
    }

    public void Take(int unit)
    {
        int holder = Holder[unit];
        int[] own = _own[holder];
        int place = Array.BinarySearch(own, 0, _ownCount[holder], unit);
        Array.Copy(own, place + 1, own, place, _ownCount[holder] - place - 1);
        _ownCount[holder]--;
        Holder[unit] = Nobody;
        Tally(unit, holder, -1);
    }

    private void Tally(int unit, int holder, int by)
    {
        _counts[(holder * Columns) + Kinds[unit]] += by;
        _counts[(holder * Columns) + Total] += by;
        _monthCounts[(holder * _monthCount) + _months[unit]] += by;
    }

    /// <summary>Duties are numbered by their start, so a holder's are in order of their numbers.</summary>
    private static int Place(ReadOnlySpan<int> own, int unit)
    {
        int found = own.BinarySearch(unit);
        return found < 0 ? ~found : found;
    }

    private void Bar(int holder)
    {
        PlanHolder one = People[holder];
        HashSet<int>? seats = one.Seats is null ? null : [.. one.Seats];
        List<PlanSpan> away = PlanSpanRules.Merge(one.Away);
        List<PlanSpan> busy = PlanSpanRules.Merge(one.Busy);
        TimeSpan rest = Request.RestMin;
        for (int unit = 0; unit < Duties.Length; unit++)
        {
            (DateTimeOffset from, DateTimeOffset until) = (Duties[unit].StartsAt, Duties[unit].EndsAt);
            _bars[(holder * Duties.Length) + unit] =
                seats?.Contains(Duties[unit].Seat) == false ? PlanRule.Seat
                : PlanSpanRules.Touches(away, from, until) ? PlanRule.Away
                : PlanSpanRules.Touches(busy, from, until) ? PlanRule.Busy
                : PlanSpanRules.Touches(busy, from - rest, until + rest) ? PlanRule.Rest
                : one.MonthMax <= 0 ? PlanRule.MonthMax
                : null;
        }
    }

    private static int MonthOf(DutyUnit duty) => (duty.Day.Year * 12) + duty.Day.Month;
}
