using System.Text;

namespace Zaitaku.Bot.Commands;

/// <summary>Lines of a reader with a limit on their length: a line without end fills no memory.</summary>
internal sealed class LineSource(TextReader input, int lengthMax)
{
    private readonly char[] _block = new char[1 << 15];
    private readonly StringBuilder _line = new();
    private int _at;
    private int _length;

    public string Line { get; private set; } = "";

    public bool IsTooLong { get; private set; }

    /// <summary>True while another line is likely here already, so that answers may wait in the buffer.</summary>
    public bool HasMoreAtHand => _at < _length;

    public async Task<bool> NextAsync(CancellationToken cancellationToken)
    {
        _line.Clear();
        IsTooLong = false;
        bool hasAny = false;
        while (HasMoreAtHand || await FillAsync(cancellationToken))
        {
            hasAny = true;
            int end = _block.AsSpan(_at, _length - _at).IndexOf('\n');
            Keep(end < 0 ? _length - _at : end);
            _at = end < 0 ? _length : _at + end + 1;
            if (end >= 0)
            {
                break;
            }
        }

        Line = _line.ToString().TrimEnd('\r');
        return hasAny;
    }

    private void Keep(int count)
    {
        IsTooLong |= _line.Length + count > lengthMax;
        if (!IsTooLong)
        {
            _line.Append(_block, _at, count);
        }
    }

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        (_at, _length) = (0, await input.ReadAsync(_block, cancellationToken));
        return _length > 0;
    }
}
