using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.ChatPage;

/// <summary>All open conversations of the chat page.</summary>
public sealed class ChatMailboxes
{
    /// <summary>Conversations at once; the one unused longest makes room.</summary>
    public const int MailboxesMax = 100;

    /// <summary>New conversations a minute, all callers together: each makes a member.</summary>
    public const int OpenedPerMinuteMax = 60;

    private const int SecretBytes = 32;

    private readonly ConcurrentDictionary<string, ChatMailbox> _byAddress = new(StringComparer.Ordinal);
    private readonly Queue<DateTimeOffset> _openedAt = new();
    private readonly Lock _opening = new();

    /// <summary>What the browser keeps in its cookie.</summary>
    public static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>The address in inbox, outbox and channel link. A digest, so that who reads the database cannot take over an open page.</summary>
    public static string AddressOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)))[..40];

    /// <summary>Opens a conversation, or null when too many were opened this minute.</summary>
    public ChatMailbox? TryOpen(string address, Role role, DateTimeOffset now)
    {
        lock (_opening)
        {
            while (_openedAt.TryPeek(out DateTimeOffset first) && now - first >= TimeSpan.FromMinutes(1))
            {
                _openedAt.Dequeue();
            }

            if (_openedAt.Count >= OpenedPerMinuteMax)
            {
                return null;
            }

            _openedAt.Enqueue(now);
            while (_byAddress.Count >= MailboxesMax && _byAddress.Values.MinBy(mailbox => mailbox.LastUsedAt) is { } idle)
            {
                Close(idle.Address);
            }

            return _byAddress[address] = new ChatMailbox(address, role, now);
        }
    }

    public ChatMailbox? Find(string address) => _byAddress.GetValueOrDefault(address);

    public void Close(string address)
    {
        if (_byAddress.TryRemove(address, out ChatMailbox? mailbox))
        {
            mailbox.Close();
        }
    }
}
