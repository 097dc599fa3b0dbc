using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Consultations;

namespace Zaitaku.Bot.Desk;

/// <summary>Does one thing with one consultation and saves it, from outside a chat turn: load, apply, save, and again from the beginning when somebody else was faster.</summary>
public sealed class DeskActions(IServiceScopeFactory scopes, GroupCommit commits, TimeProvider clock)
{
    /// <summary>Each try reads anew; whoever loses five times is told so.</summary>
    private const int TriesMax = 5;

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

    private async Task<DeskAnswer> TryAsync(Func<ConsultationDesk, ZaitakuDb, DateTimeOffset, Task<DeskAnswer>> act, CancellationToken cancellationToken)
    {
        for (int tries = 0; tries < TriesMax; tries++)
        {
            await using AsyncServiceScope scope = scopes.CreateAsyncScope();
            ZaitakuDb db = scope.ServiceProvider.GetRequiredService<ZaitakuDb>();
            DeskAnswer answer = await act(scope.ServiceProvider.GetRequiredService<ConsultationDesk>(), db, clock.GetUtcNow());
            if (answer is not DeskAnswer.Done)
            {
                return answer;
            }

            try
            {
                await commits.SaveAsync(db, cancellationToken);
                return answer;
            }
            catch (DbUpdateConcurrencyException)
            {
                // Somebody was faster: look again, and perhaps say who.
            }
        }

        return new DeskAnswer.Conflict();
    }
}
