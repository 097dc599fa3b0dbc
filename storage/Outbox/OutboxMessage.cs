namespace Zaitaku.Storage.Outbox;

/// <summary>Why a message is owed. Stored as text; the order is the order of sending.</summary>
public enum Urgency { Emergency, Page, Reply, Notice, Digest }

/// <summary>Where a message stands. Stored as text.</summary>
public enum OutboxState
{
    Waiting,

    /// <summary>A try is under way, or was when the program died. Address, body and key are frozen.</summary>
    Sending,

    Sent,
    GivenUp,

    /// <summary>It may have been heard, and no key would tell. Shown to the coordinators.</summary>
    Unknown,

    Cancelled,
}

/// <summary>
/// Something we owe somebody, written in the same save as the fact that caused it. Until its first try it may be planned anew or cancelled;
/// the try freezes channel, address, body and key, and from then on it is repeated as it is or given up. A correction is a new message.
/// </summary>
public sealed class OutboxMessage
{
    private const int AnswerUnitsMax = 200;

    /// <summary>Made by us and never changed.</summary>
    public Guid Id { get; init; }

    /// <summary>The person it is for; the address is looked up when it is sent. Null when it answers a conversation, which has its address already.</summary>
    public Guid? MemberId { get; init; }

    /// <summary>Empty until the first try of a message to a person.</summary>
    public string Channel { get; set; } = "";

    /// <summary>Where it goes on that channel: a user, group or room id. Personal data: never logged. Empty until the first try of a message to a person.</summary>
    public string Address { get; set; } = "";

    /// <summary>What kind of message it is (<c>reply</c>, <c>quota.warning</c>, …): quiet hours and counts go by it.</summary>
    public string Kind { get; init; } = "reply";

    public Urgency Urgency { get; init; }

    /// <summary>Channel-neutral contents as JSON (list of <c>ReplyContent</c> of the bot).</summary>
    public required string Body { get; set; }

    /// <summary>The revision of the thing it tells of, of which <see cref="Body"/> was drawn; null where the thing has none, or it was drawn before that was written down.</summary>
    public int? Drawn { get; set; }

    /// <summary>Drawn in this pass: no other's words are in it. Not kept.</summary>
    public bool IsRedrawn { get; set; }

    /// <summary>The thing it tells of (<c>meeting:12</c>). Planning that thing anew replaces what was not tried yet.</summary>
    public string? About { get; init; }

    /// <summary>Messages of one person with the same bundle, due together, travel as one.</summary>
    public string? Bundle { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was due by plan; lateness is counted from here.</summary>
    public DateTimeOffset DueAt { get; private set; }

    /// <summary>When it may be tried next: <see cref="DueAt"/>, put off by quiet hours and failed tries.</summary>
    public DateTimeOffset NotBefore { get; private set; }

    /// <summary>After this instant the text would mislead, so it is dropped, not sent late.</summary>
    public required DateTimeOffset UselessAfter { get; set; }

    /// <summary>LINE's reply token: free, single use, good for about a minute. Null once it was tried or ran out.</summary>
    public string? ReplyToken { get; private set; }

    public DateTimeOffset? ReplyTokenExpiresAt { get; private set; }

    /// <summary>Orders messages of one turn; several may share one instant.</summary>
    public int Sequence { get; init; }

    public OutboxState State { get; private set; }

    /// <summary>The key of the try (X-Line-Retry-Key); messages of one multicast share it. Null before the first try.</summary>
    public Guid? Key { get; private set; }

    public int Attempts { get; private set; }

    /// <summary>When <see cref="Key"/> was first used: a channel remembers it for a day.</summary>
    public DateTimeOffset? FirstTriedAt { get; private set; }

    /// <summary>An earlier try may have been heard: should there be no other, the end is <see cref="OutboxState.Unknown"/> and not "given up".</summary>
    public bool IsInDoubt { get; private set; }

    public DateTimeOffset? DoneAt { get; private set; }

    /// <summary>What the channel said last; a status and the channel's request id, never words of the message.</summary>
    public string LastAnswer { get; private set; } = "";

    /// <summary>The channel's id of what was sent, by which a card can be replaced later.</summary>
    public string SentId { get; private set; } = "";

    /// <summary>The channel's id of an earlier message whose place this one takes, where the channel can do that.</summary>
    public string? ReplacesSentId { get; set; }

    /// <summary>The message this one says again, because nobody knows whether that was heard.</summary>
    public Guid? ResendOf { get; init; }

    /// <summary>How many times its words went out before under other ids (sent again, or by another channel).</summary>
    public int Generation { get; init; }

    /// <summary>Channels that refused its words before, separated by commas; of a new message (<see cref="Generation"/> 0) those it avoids where another one does.</summary>
    public string TriedChannels { get; init; } = "";

    /// <summary>Grows when it is planned anew, so that a try under way and a new plan cannot both win.</summary>
    public int Revision { get; private set; }

    /// <summary>When a coordinator took note that nobody knows whether it arrived. Only for <see cref="OutboxState.Unknown"/>.</summary>
    public DateTimeOffset? SeenAt { get; set; }

    /// <summary>True after a multicast with it was refused: it goes alone from then on.</summary>
    public bool IsAlone { get; private set; }

    /// <summary>True while its reply token is good: it goes for nothing.</summary>
    public bool GoesByReply(DateTimeOffset now) => ReplyToken is not null && ReplyTokenExpiresAt > now;

    /// <summary>True before the first try, and after one that surely nobody heard and whose key is forgotten: it may still be planned anew or cancelled.</summary>
    public bool IsUntried => State == OutboxState.Waiting && Key is null;

    /// <summary>True once it was tried in one call with others: such a batch is repeated as a whole or not at all.</summary>
    public bool IsInBatch => Key is { } key && key != Id;

    public void OfferReplyToken(string token, DateTimeOffset expiresAt)
    {
        ReplyToken = token;
        ReplyTokenExpiresAt = expiresAt;
    }

    /// <summary>Sets when it is due.</summary>
    public void PlanFor(DateTimeOffset due) => NotBefore = DueAt = due;

    /// <summary>Waits longer without being tried: quiet hours, a channel that asked for a pause, an earlier answer to the same person.</summary>
    public void PutOff(DateTimeOffset until, string reason)
    {
        NotBefore = until;
        LastAnswer = Cut(reason);
    }

    /// <summary>Says it in other words, or at another time, because what it tells has changed.</summary>
    public void Replan(string body, DateTimeOffset due, DateTimeOffset uselessAfter)
    {
        if (!IsUntried)
        {
            throw new InvalidOperationException($"Outbox message {Id} was tried and is frozen; a correction is a new message.");
        }

        Body = body;
        UselessAfter = uselessAfter;
        Revision++;
        PlanFor(due);
    }

    /// <summary>Freezes it for a try.</summary>
    /// <param name="key">Own id, or the batch's; a second try keeps the first one's.</param>
    public void Freeze(Guid key, bool byReply, DateTimeOffset now)
    {
        if (State != OutboxState.Waiting)
        {
            throw new InvalidOperationException($"Outbox message {Id} is {State} and cannot be tried.");
        }

        if (!byReply)
        {
            // What is left of a token that ran out would make a push look like a reply after a crash.
            ReplyToken = null;
            ReplyTokenExpiresAt = null;
        }

        State = OutboxState.Sending;
        Key ??= key;
        FirstTriedAt ??= now;
        Attempts++;
    }

    /// <summary>Takes what <see cref="OutboxRules.After"/> decided of a try.</summary>
    public void Apply(OutboxStep step, DateTimeOffset now)
    {
        if (State != OutboxState.Sending)
        {
            throw new InvalidOperationException($"Outbox message {Id} is {State}: nothing was being tried.");
        }

        LastAnswer = Cut(step.Answer);
        State = step.State;
        IsInDoubt |= step.IsInDoubt;
        if (step.State == OutboxState.Waiting)
        {
            NotBefore = step.NotBefore ?? now;
        }
        else
        {
            DoneAt = now;
            SentId = step.SentId.Length <= AnswerUnitsMax ? step.SentId : "";
        }

        if (step.DropReplyToken)
        {
            ReplyToken = null;
            ReplyTokenExpiresAt = null;
        }

        if (step.GoesAlone)
        {
            IsAlone = true;
            ForgetKey();
        }
    }

    /// <summary>Surely nobody got it under its key: a new one is no second message.</summary>
    /// <exception cref="InvalidOperationException">Somebody may have: only the key would tell.</exception>
    public void ForgetKey()
    {
        if (IsInDoubt)
        {
            throw new InvalidOperationException($"Outbox message {Id} may have been heard and cannot do without its key.");
        }

        Key = null;
        FirstTriedAt = null;
    }

    /// <summary>Takes back what was never tried, or what is no longer worth another try.</summary>
    public void Cancel(string reason, DateTimeOffset now) => End(OutboxState.Cancelled, reason, now);

    /// <summary>Ends without a try, because no channel takes it.</summary>
    public void GiveUp(string reason, DateTimeOffset now) => End(OutboxState.GivenUp, reason, now);

    /// <summary>Goes out by itself after all: what its words travelled in (<see cref="BundleRules"/>) surely reached nobody, and goes on without them.</summary>
    public void GoesAfterAll(DateTimeOffset now)
    {
        if (State != OutboxState.Cancelled)
        {
            throw new InvalidOperationException($"Outbox message {Id} is {State}: its words travel in no other.");
        }

        (State, DoneAt, LastAnswer) = (OutboxState.Waiting, null, "");
        NotBefore = now;
        Revision++;
    }

    /// <summary>Its words travel on in another message, which takes the place of the one they travelled in.</summary>
    public void TravelsIn(Guid carrier) => LastAnswer = BundleRules.EndOf(carrier);

    private void End(OutboxState state, string reason, DateTimeOffset now)
    {
        if (State != OutboxState.Waiting)
        {
            throw new InvalidOperationException($"Outbox message {Id} is {State} and cannot be ended.");
        }

        State = IsInDoubt ? OutboxState.Unknown : state;
        LastAnswer = Cut(reason);
        DoneAt = now;
    }

    private static string Cut(string answer) => answer.Length <= AnswerUnitsMax ? answer : answer[..AnswerUnitsMax];
}
