namespace Zaitaku.Storage.Rota;

/// <summary>For each duty how many holders could take it now, kept up to date while duties are given and taken back.</summary>
internal sealed class PlanOpenings
{
    private readonly PlanBoard _board;
    private readonly int[] _blocks;
    private readonly int[] _free;
    private readonly ILookup<int, int> _byMonth;

    /// <param name="board">With nothing given yet; what is fixed is given now, and must break no rule.</param>
    public PlanOpenings(PlanBoard board)
    {
        _board = board;
        int units = board.Duties.Length;
        _blocks = new int[board.People.Length * units];
        _free = new int[units];
        _byMonth = Enumerable.Range(0, units).ToLookup(board.MonthOf);
        for (int unit = 0; unit < units; unit++)
        {
            _free[unit] = Enumerable.Range(0, board.People.Length).Count(holder => board.StandingBar(holder, unit) is null);
        }

        for (int unit = 0; unit < units; unit++)
        {
            if (board.Fixed[unit] != PlanBoard.Nobody)
            {
                Put(unit, board.Fixed[unit]);
            }
        }
    }

    /// <summary>Holders who could take a duty that nobody has.</summary>
    public int Free(int unit) => _free[unit];

    public void Put(int unit, int holder)
    {
        _board.Put(unit, holder);
        Mark(unit, holder, 1);
        MarkMonth(unit, holder, _board.MonthMax(holder), 1);
    }

    public void Take(int unit)
    {
        int holder = _board.Holder[unit];
        MarkMonth(unit, holder, _board.MonthMax(holder), -1);
        Mark(unit, holder, -1);
        _board.Take(unit);
    }

    /// <summary>All duties the holder can no longer have beside this one.</summary>
    private void Mark(int unit, int holder, int by)
    {
        for (int other = unit; other < _free.Length && _board.Starts[other] < _board.Ends[unit] + _board.Rest; other++)
        {
            Block(other, holder, by);
        }

        for (int other = unit - 1; other >= 0 && _board.Starts[other] + _board.LongestDuty + _board.Rest > _board.Starts[unit]; other--)
        {
            if (_board.Excludes(unit, other))
            {
                Block(other, holder, by);
            }
        }
    }

    /// <summary>All duties of a month that is full with this one.</summary>
    private void MarkMonth(int unit, int holder, int max, int by)
    {
        if (_board.CountInMonth(holder, unit) == max)
        {
            foreach (int other in _byMonth[_board.MonthOf(unit)])
            {
                Block(other, holder, by);
            }
        }
    }

    private void Block(int unit, int holder, int by)
    {
        if (_board.StandingBar(holder, unit) is null)
        {
            ref int blocks = ref _blocks[(holder * _free.Length) + unit];
            blocks += by;
            _free[unit] -= by > 0 && blocks == 1 ? 1 : by < 0 && blocks == 0 ? -1 : 0;
        }
    }
}
