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

    /// <summary>Conversations whose line was left to a later look: what comes after it must not overtake it.</summary>
    private readonly HashSet<string> _left = [];
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

    /// <summary>A look from the beginning follows, which finds what was left in its order.</summary>
    public void BeginAgain()
    {
        lock (_gate)
        {
            _left.Clear();
        }
    }

    /// <returns>False when it is in hand already, or its conversation was left to a look from the beginning.</returns>
    public bool Add(WaitingEvent one)
    {
        ArgumentNullException.ThrowIfNull(one);
        lock (_gate)
        {
            if (_isClosed || _left.Contains(one.Conversation) || !_inHand.Add(one.Id))
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

    /// <param name="isOver">False leaves it, and all of its conversation, to the next look from the beginning (<see cref="BeginAgain"/>).</param>
    public void Finish(WaitingEvent one, bool isOver)
    {
        ArgumentNullException.ThrowIfNull(one);
        lock (_gate)
        {
            _running--;
            if (!isOver)
            {
                _left.Add(one.Conversation);
            }

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
