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

    /// <summary>Should the change not be followed for so long, what is urgent is said as it was meant.</summary>
    internal static readonly TimeSpan LagMax = TimeSpan.FromMinutes(2);

    private static readonly Func<ZaitakuDb, long, Task<HeldDuty?>> DutyOf = EF.CompileAsyncQuery((ZaitakuDb db, long id) => db.HeldDuties.AsNoTracking().SingleOrDefault(one => one.Id == id));

    public string AboutPrefix => DutyMessages.DutyPrefix;

    public async Task<TruthAnswer> CheckAsync(ZaitakuDb db, OutboxMessage message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(message);
        DutyBook.Page page = await book.ReadAsync(db, now, cancellationToken);
        if (DutyMessages.DutyIn(message.About) is not { } id || await DutyOf(db, id) is not { } duty || page.View(duty.RotaId) is not { } view)
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
            bool isTheirs = duty.EndsAt > now && page.WithNotes.Contains(duty.RotaId) && await db.DutyHolders.AnyAsync(holder => holder.Id == duty.HolderId && holder.MemberId == message.MemberId, cancellationToken);
            return isTheirs ? new TruthAnswer.StillTrue() : new TruthAnswer.NoLonger(Changed);
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
