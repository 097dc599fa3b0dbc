using Microsoft.EntityFrameworkCore;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Scheduler.Duties;

/// <summary>Looks once more before something is said of one duty: is it theirs, at these hours, and still to be asked? Reminders are drawn here, as things stand.</summary>
public sealed class DutyTruth(DutyBook book, IDutyCards cards) : IMessageTruth
{
    /// <summary>Neighbours told at the start.</summary>
    private const int BesideMax = 6;

    /// <summary>Duties of one statement, which takes some hundred values.</summary>
    private const int GroupMax = 200;

    internal const string Changed = "the duty changed";
    internal const string Confirmed = "the duty was confirmed";
    internal const string Following = "the rota has just changed";

    internal static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(3);

    /// <summary>Should the change not be followed for so long, what is urgent is said as it was meant.</summary>
    internal static readonly TimeSpan LagMax = TimeSpan.FromMinutes(2);

    private static readonly Func<ZaitakuDb, long, Task<HeldDuty?>> DutyOf = EF.CompileAsyncQuery((ZaitakuDb db, long id) => db.HeldDuties.AsNoTracking().SingleOrDefault(one => one.Id == id));

    public string AboutPrefix => DutyMessages.DutyPrefix;

    public async Task<TruthAnswer> CheckAsync(ZaitakuDb db, OutboxMessage message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(message);
        DutyBook.Page page = await book.ReadAsync(db, now, cancellationToken);
        HeldDuty? duty = DutyMessages.DutyIn(message.About) is { } id ? await DutyOf(db, id) : null;
        TruthAnswer answer = AnswerOf(page, duty, message, now);
        return answer is TruthAnswer.StillTrue && message.Kind == DutyMessages.NoteKind && !await db.DutyHolders.AnyAsync(holder => holder.Id == duty!.HolderId && holder.MemberId == message.MemberId, cancellationToken)
            ? new TruthAnswer.NoLonger(Changed) : answer;
    }

    /// <summary>Hundreds of duties begin at one hour.</summary>
    public async Task<IReadOnlyDictionary<Guid, TruthAnswer>> CheckManyAsync(ZaitakuDb db, IReadOnlyList<OutboxMessage> messages, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(messages);
        DutyBook.Page page = await book.ReadAsync(db, now, cancellationToken);
        Dictionary<Guid, TruthAnswer> answers = [];
        foreach (OutboxMessage[] some in messages.Where(message => message.Kind != DutyMessages.NoteKind).Chunk(GroupMax))
        {
            long[] ids = [.. some.Select(message => DutyMessages.DutyIn(message.About)).OfType<long>()];
            Dictionary<long, HeldDuty> duties = await db.HeldDuties.AsNoTracking().Where(duty => ids.Contains(duty.Id)).ToDictionaryAsync(duty => duty.Id, cancellationToken);
            foreach (OutboxMessage message in some)
            {
                answers[message.Id] = AnswerOf(page, duties.GetValueOrDefault(DutyMessages.DutyIn(message.About) ?? 0), message, now);
            }
        }

        return answers;
    }

    private TruthAnswer AnswerOf(DutyBook.Page page, HeldDuty? duty, OutboxMessage message, DateTimeOffset now)
    {
        if (duty is null || page.View(duty.RotaId) is not { } view)
        {
            return new TruthAnswer.NoLonger(Changed);
        }

        if (page.Lagging.Contains(duty.RotaId) && now < message.DueAt + LagMax)
        {
            return new TruthAnswer.NotYet(now + LookAgainAfter, Following);
        }

        if (!duty.IsOpen)
        {
            return new TruthAnswer.NoLonger(Changed);
        }

        if (message.Kind == DutyMessages.NoteKind)
        {
            return duty.EndsAt > now && page.WithNotes.Contains(duty.RotaId) ? new TruthAnswer.StillTrue() : new TruthAnswer.NoLonger(Changed);
        }

        if (DutyMessages.ReminderIn(message.Kind) is not { } kind)
        {
            return duty.ConfirmedAt is null ? new TruthAnswer.StillTrue() : new TruthAnswer.NoLonger(Confirmed);
        }

        ToldDuty told = ToldDuty.Of(duty, view.Rota);
        bool isAtStart = kind == ReminderKind.Start;
        return new TruthAnswer.Otherwise(cards.Reminder(new DutyReminder(kind, told, isAtStart ? page.Beside(duty, BesideMax) : [], kind is ReminderKind.Start or ReminderKind.End ? page.After(duty) : null, isAtStart && page.WithNotes.Contains(duty.RotaId)), now));
    }
}

/// <summary>The same for news: told is what is not known yet when it goes out, to whom the holder is by then.</summary>
public sealed class DutyNewsTruth(DutyBook book, IDutyCards cards) : IMessageTruth
{
    public string AboutPrefix => DutyMessages.NewsPrefix;

    public async Task<TruthAnswer> CheckAsync(ZaitakuDb db, OutboxMessage message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(message);
        if (DutyMessages.NewsIn(message.About) is not { } about || await DutyTelling.NewsAsync(db, about.News, [], now, cancellationToken) is not { } news
            || !await db.DutyHolders.AnyAsync(holder => holder.Id == about.Holder && holder.MemberId == message.MemberId, cancellationToken))
        {
            return new TruthAnswer.NoLonger(DutyTruth.Changed);
        }

        DutyBook.Page page = await book.ReadAsync(db, now, cancellationToken);
        return news.New.Concat(news.Gone).Any(one => page.Lagging.Contains(one.Rota.Id)) && now < message.DueAt + DutyTruth.LagMax
            ? new TruthAnswer.NotYet(now + DutyTruth.LookAgainAfter, DutyTruth.Following)
            : new TruthAnswer.Otherwise(cards.News(news, now));
    }
}
