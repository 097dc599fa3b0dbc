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

    internal const string Changed = "the duty changed";
    internal const string Confirmed = "the duty was confirmed";
    internal const string Following = "the rota has just changed";

    internal static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(3);

    public string AboutPrefix => DutyMessages.DutyPrefix;

    public async Task<TruthAnswer> CheckAsync(ZaitakuDb db, OutboxMessage message, DateTimeOffset now, CancellationToken cancellationToken) =>
        (await CheckManyAsync(db, [message], now, cancellationToken))[message.Id];

    /// <summary>Hundreds of duties begin at one hour.</summary>
    public async Task<IReadOnlyDictionary<Guid, TruthAnswer>> CheckManyAsync(ZaitakuDb db, IReadOnlyList<OutboxMessage> messages, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(messages);
        DutyBook.Page page = await book.ReadAsync(db, now, cancellationToken);
        Dictionary<Guid, TruthAnswer> answers = [];
        foreach (OutboxMessage[] some in messages.Chunk(DutyMessages.GroupMax))
        {
            long[] ids = [.. some.Select(message => DutyMessages.DutyIn(message.About)).OfType<long>()];
            IQueryable<HeldDuty> asked = db.HeldDuties.AsNoTracking().Where(duty => ids.Contains(duty.Id));
            Dictionary<long, HeldDuty> duties = await (Array.Exists(some, message => message.Kind == DutyMessages.UnconfirmedKind) ? asked.Include(duty => duty.Steps) : asked).ToDictionaryAsync(duty => duty.Id, cancellationToken);
            int[] holding = [.. duties.Values.Select(duty => duty.HolderId).Distinct()];
            Dictionary<int, DutyHolder> holders = await db.DutyHolders.AsNoTracking().Where(holder => holding.Contains(holder.Id)).ToDictionaryAsync(holder => holder.Id, cancellationToken);
            foreach (OutboxMessage message in some)
            {
                HeldDuty? duty = duties.GetValueOrDefault(DutyMessages.DutyIn(message.About) ?? 0);
                answers[message.Id] = AnswerOf(page, duty, duty is null ? null : holders[duty.HolderId], message, now);
            }
        }

        return answers;
    }

    private TruthAnswer AnswerOf(DutyBook.Page page, HeldDuty? duty, DutyHolder? holder, OutboxMessage message, DateTimeOffset now)
    {
        if (duty is null || holder is null || page.View(duty.RotaId) is not { } view)
        {
            return new TruthAnswer.NoLonger(Changed);
        }

        if (page.IsBehind(duty.RotaId, now))
        {
            return new TruthAnswer.NotYet(now + LookAgainAfter, Following);
        }

        bool isToHolder = message.Kind is not (DutyMessages.UnconfirmedKind or DutyMessages.NextKind);
        if (!duty.IsOpen || (isToHolder && message.MemberId != holder.MemberId))
        {
            return new TruthAnswer.NoLonger(Changed);
        }

        if (message.Kind == DutyMessages.NoteKind)
        {
            return duty.EndsAt > now && page.WithNotes.Contains(duty.RotaId) ? new TruthAnswer.StillTrue() : new TruthAnswer.NoLonger(Changed);
        }

        if (DutyMessages.ReminderIn(message.Kind) is not { } kind)
        {
            return AlarmOf(page, view, duty, holder, message, now);
        }

        bool isAtStart = kind == ReminderKind.Start;
        return new TruthAnswer.Otherwise(cards.Reminder(new DutyReminder(kind, ToldDuty.Of(duty, view.Rota), isAtStart ? page.Beside(duty, BesideMax) : [], kind is ReminderKind.Start or ReminderKind.End ? page.After(duty) : null, isAtStart && page.WithNotes.Contains(duty.RotaId)), now));
    }

    /// <summary>Who comes next, and how to call them, may be another by the time it is heard.</summary>
    private TruthAnswer AlarmOf(DutyBook.Page page, RotaView view, HeldDuty duty, DutyHolder holder, OutboxMessage message, DateTimeOffset now)
    {
        if (duty.ConfirmedAt is not null)
        {
            return new TruthAnswer.NoLonger(Confirmed);
        }

        switch (message.Kind)
        {
            case DutyMessages.AgainKind:
                return new TruthAnswer.Otherwise(cards.Again(DutyAlarms.Of(page, view, duty, holder, DutyStepKind.SecondTry, now), now));
            case DutyMessages.NextKind:
                return page.NextInLine(duty, holder)?.Member == message.MemberId ? new TruthAnswer.Otherwise(cards.ToNext(DutyAlarms.Of(page, view, duty, holder, DutyStepKind.NextInLine, now), now)) : new TruthAnswer.NoLonger(Changed);
            case DutyMessages.UnconfirmedKind:
                DutyStepKind step = duty.Steps.Exists(one => one.Kind == DutyStepKind.Everyone && one.At <= message.CreatedAt) ? DutyStepKind.Everyone : DutyStepKind.NextInLine;
                return new TruthAnswer.Otherwise(cards.ToCoordinators(DutyAlarms.Of(page, view, duty, holder, step, now), now));
            default:
                return new TruthAnswer.StillTrue();
        }
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
        return news.New.Concat(news.Gone).Any(one => page.IsBehind(one.Rota.Id, now))
            ? new TruthAnswer.NotYet(now + DutyTruth.LookAgainAfter, DutyTruth.Following)
            : new TruthAnswer.Otherwise(cards.News(news, now));
    }
}
