namespace Zaitaku.Bot.Inbox;

/// <summary>An event that waits for its turn.</summary>
public sealed record WaitingEvent(long Id, string Conversation);

/// <summary>Who is next: one conversation in order, conversations side by side, each once before any comes a second time. A slow one holds up nobody but itself.</summary>
public sealed class InboxLines(int atOnceMax)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue<long>> _lines = [];
    private readonly Queue<string> _ready = [];
    private readonly HashSet<long> _inHand = [];
    private readonly List<TaskCompletionSource> _resting = [];
    private int _running;
    private bool _isClosed;

    /// <summary>Events taken and not finished.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _inHand.Count;
            }
        }
    }

    /// <returns>False when it is in hand already.</returns>
    public bool Add(WaitingEvent one)
    {
        ArgumentNullException.ThrowIfNull(one);
        lock (_gate)
        {
            if (_isClosed || !_inHand.Add(one.Id))
            {
                return false;
            }

            if (_lines.TryGetValue(one.Conversation, out Queue<long>? line))
            {
                line.Enqueue(one.Id);
            }
            else
            {
                _lines[one.Conversation] = new Queue<long>([one.Id]);
                _ready.Enqueue(one.Conversation);
            }

            return true;
        }
    }

    /// <summary>The next event that may be handled now; it must be given to <see cref="Finish"/>. Null when none may.</summary>
    public WaitingEvent? TryStart()
    {
        lock (_gate)
        {
            if (_isClosed || _running >= atOnceMax || !_ready.TryDequeue(out string? conversation))
            {
                return null;
            }

            _running++;
            return new WaitingEvent(_lines[conversation].Peek(), conversation);
        }
    }

    /// <param name="isOver">False leaves it, and those behind it in its conversation, to a later look at the database.</param>
    public void Finish(WaitingEvent one, bool isOver)
    {
        ArgumentNullException.ThrowIfNull(one);
        lock (_gate)
        {
            _running--;
            Queue<long> line = _lines[one.Conversation];
            do
            {
                _inHand.Remove(line.Dequeue());
            }
            while (!isOver && line.Count > 0);
            if (line.Count > 0)
            {
                _ready.Enqueue(one.Conversation);
            }
            else
            {
                _lines.Remove(one.Conversation);
            }

            TellResting();
        }
    }

    /// <summary>Nothing starts any more; what runs is finished.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            TellResting();
        }
    }

    /// <summary>Ends when nothing runs and nothing may start.</summary>
    public Task WhenRestingAsync()
    {
        TaskCompletionSource rest = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _resting.Add(rest);
            TellResting();
        }

        return rest.Task;
    }

    private void TellResting()
    {
        if (_running == 0 && (_isClosed || _ready.Count == 0))
        {
            _resting.ForEach(rest => rest.TrySetResult());
            _resting.Clear();
        }
    }
}
