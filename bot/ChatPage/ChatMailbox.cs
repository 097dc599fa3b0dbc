using Zaitaku.Bot.Channels;
using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.ChatPage;

/// <summary>One line of a conversation as the page receives it.</summary>
/// <param name="Number">Grows by one; the page resumes after the last it saw.</param>
/// <param name="Key">Makes the line unique, so that a repeated send or say adds nothing.</param>
/// <param name="Data">One line of JSON.</param>
public sealed record ChatLine(long Number, string Key, string Data);

/// <summary>The recent conversation of one open chat page. In memory only: it ends with the program.</summary>
public sealed class ChatMailbox(string address, Role role, DateTimeOffset openedAt)
{
    /// <summary>Lines kept for a reload.</summary>
    public const int LinesMax = 200;

    /// <summary>Characters kept for a reload; with <see cref="ChatMailboxes.MailboxesMax"/> at most 60 MB in all.</summary>
    public const int CharsMax = 300_000;

    /// <summary>A person does not type faster.</summary>
    public const int SaidPerMinuteMax = 30;

    /// <summary>Pages open on one conversation. A browser allows six connections to one host.</summary>
    public const int ReadersMax = 5;

    private readonly Lock _gate = new();
    private readonly Queue<ChatLine> _lines = new();
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly Queue<DateTimeOffset> _saidAt = new();
    private TaskCompletionSource _changed = NewSignal();
    private DateTimeOffset _lastUsedAt = openedAt;
    private long _lastNumber;
    private int _chars;
    private int _readers;

    public string Address { get; } = address;

    public Role Role { get; } = role;

    public DateTimeOffset LastUsedAt
    {
        get
        {
            lock (_gate)
            {
                return _lastUsedAt;
            }
        }
    }

    public bool IsClosed { get; private set; }

    /// <summary>Counts one more thing said; false when this minute has had enough.</summary>
    public bool TryCount(DateTimeOffset now)
    {
        lock (_gate)
        {
            while (_saidAt.TryPeek(out DateTimeOffset first) && now - first >= TimeSpan.FromMinutes(1))
            {
                _saidAt.Dequeue();
            }

            if (_saidAt.Count >= SaidPerMinuteMax)
            {
                return false;
            }

            _saidAt.Enqueue(now);
            return true;
        }
    }

    public void AddSaid(string id, string text, DateTimeOffset now) => Add($"said {id}", ChatLineJson.Said(id, text, now), now);

    public void AddReplies(Guid messageId, IReadOnlyList<ReplyContent> contents, DateTimeOffset now)
    {
        for (int i = 0; i < contents.Count; i++)
        {
            Add($"reply {messageId} {i}", ChatLineJson.Reply(contents[i], now), now);
        }
    }

    /// <summary>What came after a line, and a task that ends when there is more.</summary>
    public (IReadOnlyList<ChatLine> Lines, Task Changed) After(long number)
    {
        lock (_gate)
        {
            return ([.. _lines.Where(line => line.Number > number)], _changed.Task);
        }
    }

    /// <summary>Ends the conversation: open pages are told.</summary>
    public void Close()
    {
        lock (_gate)
        {
            IsClosed = true;
            _changed.TrySetResult();
        }
    }

    public bool TryEnter()
    {
        lock (_gate)
        {
            if (_readers >= ReadersMax)
            {
                return false;
            }

            _readers++;
            return true;
        }
    }

    public void Leave()
    {
        lock (_gate)
        {
            _readers--;
        }
    }

    private void Add(string key, string data, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (IsClosed || !_keys.Add(key))
            {
                return;
            }

            _lastUsedAt = now;
            _lines.Enqueue(new ChatLine(++_lastNumber, key, data));
            _chars += data.Length;
            while (_lines.Count > LinesMax || (_chars > CharsMax && _lines.Count > 1))
            {
                ChatLine oldest = _lines.Dequeue();
                _keys.Remove(oldest.Key);
                _chars -= oldest.Data.Length;
            }

            _changed.TrySetResult();
            _changed = NewSignal();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
