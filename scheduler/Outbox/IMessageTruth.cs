using Zaitaku.Storage;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Scheduler.Outbox;

/// <summary>What became of the thing a message tells of.</summary>
public abstract record TruthAnswer
{
    private TruthAnswer()
    {
    }

    public sealed record StillTrue : TruthAnswer;

    /// <param name="Body">The same told as it is now (list of <c>ReplyContent</c> as JSON).</param>
    /// <param name="Drawn">Of which revision of the thing; null where it has none.</param>
    public sealed record Otherwise(string Body, int? Drawn = null) : TruthAnswer;

    /// <summary>Looked at again then: something must happen before.</summary>
    /// <param name="Reason">For the record; never words of a person.</param>
    public sealed record NotYet(DateTimeOffset Until, string Reason) : TruthAnswer;

    /// <param name="Reason">For the record; never words of a person.</param>
    public sealed record NoLonger(string Reason) : TruthAnswer;
}

/// <summary>Looks once more before a message goes out for the first time, or for the first time that anybody could hear it: is what it tells still so? One per kind of thing.</summary>
public interface IMessageTruth
{
    /// <summary>What <see cref="OutboxMessage.About"/> begins with: <c>quota:</c>.</summary>
    string AboutPrefix { get; }

    /// <summary>True while those it tells are at work: the hub's own quiet hours are not meant for them then. A person's hours are.</summary>
    bool IsAtWork(DateTimeOffset now) => false;

    /// <summary>True where such a message is drawn anew whenever it is looked at. One that is not keeps what it was joined with.</summary>
    bool Redraws(string kind) => true;

    Task<TruthAnswer> CheckAsync(ZaitakuDb db, OutboxMessage message, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The same for what is due at once, where one look tells of many.</summary>
    /// <returns>Answers by id of the message; who is not in it is asked for alone.</returns>
    Task<IReadOnlyDictionary<Guid, TruthAnswer>> CheckManyAsync(ZaitakuDb db, IReadOnlyList<OutboxMessage> messages, DateTimeOffset now, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<Guid, TruthAnswer>>(new Dictionary<Guid, TruthAnswer>());
}
