using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Consultations;

namespace Zaitaku.Bot.Desk;

/// <summary>Does one thing with one consultation and saves it, from outside a chat turn.</summary>
public sealed class DeskActions(SaveTries tries, TimeProvider clock)
{
    /// <param name="act">Runs once a try, on a context of its own.</param>
    /// <returns>What came of it; <see cref="DeskAnswer.NotAllowed"/> for a number nobody has.</returns>
    public Task<DeskAnswer> RunAsync(int number, Func<ConsultationDesk, Consultation, DateTimeOffset, Task<DeskAnswer>> act, CancellationToken cancellationToken) =>
        TryAsync(async (desk, db, now) => await FindAsync(db, number, cancellationToken) is { } one ? await act(desk, one, now) : NotFound, cancellationToken);

    public Task<DeskAnswer> ClaimAsync(int number, Guid staff, CancellationToken cancellationToken) =>
        RunAsync(number, (desk, one, now) => desk.ClaimAsync(one, staff, now, cancellationToken), cancellationToken);

    public Task<DeskAnswer> MergeAsync(int number, int into, Guid staff, CancellationToken cancellationToken) =>
        TryAsync(async (desk, db, now) => await FindAsync(db, number, cancellationToken) is { } one && await FindAsync(db, into, cancellationToken) is { } other
            ? await desk.MergeIntoAsync(one, staff, other, now, cancellationToken) : NotFound, cancellationToken);

    /// <summary>A consultation by phone, fax, mail or visit.</summary>
    /// <returns>Its number.</returns>
    public async Task<int> TakeDownAsync(NewConsultation wanted, Guid staff, CancellationToken cancellationToken)
    {
        int number = 0;
        await TryAsync(async (desk, _, now) =>
        {
            number = (await desk.TakeDownAsync(wanted, staff, now, cancellationToken)).Number;
            return new DeskAnswer.Done();
        }, cancellationToken);
        return number;
    }

    private static readonly DeskAnswer NotFound = new DeskAnswer.NotAllowed("その受付番号の相談はありません。");

    /// <summary>With its timeline, so that what is written orders itself behind.</summary>
    private static Task<Consultation?> FindAsync(ZaitakuDb db, int number, CancellationToken cancellationToken) =>
        db.Consultations.Include(one => one.Entries).Include(one => one.Files).AsSplitQuery().SingleOrDefaultAsync(one => one.Number == number, cancellationToken);

    private Task<DeskAnswer> TryAsync(Func<ConsultationDesk, ZaitakuDb, DateTimeOffset, Task<DeskAnswer>> act, CancellationToken cancellationToken) =>
        tries.RunAsync((services, db) => act(services.GetRequiredService<ConsultationDesk>(), db, clock.GetUtcNow()), answer => answer is DeskAnswer.Done, new DeskAnswer.Conflict(), cancellationToken);
}
