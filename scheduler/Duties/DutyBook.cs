using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Scheduler.Duties;

/// <summary>The rotas around an instant as they stand, read once for many messages: whether they still stand so is asked each time, in one cheap question.</summary>
public sealed class DutyBook
{
    private static readonly TimeSpan Back = RotaRules.ShiftLengthMax * 2;

    /// <summary>A change is followed within seconds of being seen.</summary>
    private static readonly TimeSpan LagMax = TimeSpan.FromMinutes(2);

    private Page? _page;

    /// <param name="Views">Rotas that run, with their duties around the instant.</param>
    /// <param name="WithNotes">Rotas for which words of those before are there to read.</param>
    /// <param name="Lagging">Rotas in which something was written that their holders' duties do not follow yet, and when that was seen first.</param>
    public sealed record Page(BookKey Key, IReadOnlyList<RotaView> Views, IReadOnlySet<int> WithNotes, IReadOnlyDictionary<int, DateTimeOffset> Lagging)
    {
        private readonly Dictionary<int, DutyHolder> _holders = Views.SelectMany(view => view.Shifts).Select(shift => shift.Holder).OfType<DutyHolder>().GroupBy(holder => holder.Id).ToDictionary(same => same.Key, same => same.First());

        private readonly Dictionary<int, IReadOnlyList<DutyStretch>> _stretches = Views.ToDictionary(view => view.Rota.Id, view => DutyStretch.Of(view, Key.Hour - RotaRules.ShiftLengthMax, Key.Hour + RotaRules.NextWithin));

        public IReadOnlyList<DutyStretch> Of(int rota) => _stretches.GetValueOrDefault(rota) ?? [];

        public RotaView? View(int rota) => Views.FirstOrDefault(view => view.Rota.Id == rota);

        /// <summary>Who else is on while a duty runs: on its own rota first.</summary>
        public IReadOnlyList<DutyNeighbour> Beside(HeldDuty duty, int most) =>
            [.. Views.OrderBy(view => view.Rota.Id != duty.RotaId).SelectMany(view => Of(view.Rota.Id).Where(one => one.HolderId != duty.HolderId && one.Overlaps(duty.StartsAt, duty.EndsAt) && (one.SeatId != duty.SeatId))).Take(most).Select(Neighbour)];

        /// <summary>Who takes over on the same seat.</summary>
        public DutyNeighbour? After(HeldDuty duty) => Of(duty.RotaId).FirstOrDefault(one => one.SeatId == duty.SeatId && one.StartsAt >= duty.EndsAt && one.HolderId != duty.HolderId) is { } next ? Neighbour(next) : null;

        /// <summary>Who is asked where a holder does not confirm, as they are named and as they are known in chat.</summary>
        /// <param name="holder">Whose duty it is.</param>
        public (DutyNeighbour Named, Guid? Member)? NextInLine(HeldDuty duty, DutyHolder holder) =>
            HeldDutyRules.NextInLine(duty, Of(duty.RotaId), id => _holders.GetValueOrDefault(id) is { ClosedAt: null } other && (other.MemberId is null || other.MemberId != holder.MemberId)) is { } next
                ? (Neighbour(next), _holders[next.HolderId].MemberId) : null;

        /// <summary>Still waited for: what was written is followed within seconds, and should it not be, what is urgent is said as it was meant.</summary>
        public bool IsBehind(int rota, DateTimeOffset now) => Lagging.TryGetValue(rota, out DateTimeOffset since) && now < since + LagMax;

        public DutyNeighbour Neighbour(DutyStretch one)
        {
            RotaView view = View(one.RotaId)!;
            DutyShift? shift = RotaRules.OnDutyAt(view.Shifts, one.SeatId, one.StartsAt);
            return new DutyNeighbour(view.Rota.Name, view.Rota.GroupOf(one.SeatId), DutyWords.Name(shift?.Holder), shift is null ? "" : DutyWords.Phone(shift), one.StartsAt, one.EndsAt);
        }
    }

    /// <summary>What the page was read from: another of these, another page.</summary>
    public readonly record struct BookKey(DateTimeOffset Hour, long Rotas, long Followed, long Holders, long Notes, long NotesShown);

    public async Task<Page> ReadAsync(ZaitakuDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        BookKey key = await KeyAsync(db, now);
        if (_page is { } page && page.Key == key)
        {
            return page;
        }

        IReadOnlyList<RotaView> views = await RotaReads.OpenAsync(db, now - Back, now + RotaRules.NextWithin + RotaRules.ShiftLengthMax, cancellationToken);
        HashSet<int> notes = [.. await db.HandoverNotes.Where(note => note.ShownUntil > now && note.Text != "").Select(note => note.RotaId).Distinct().ToListAsync(cancellationToken)];
        Dictionary<int, DateTimeOffset> lagging = views.Where(view => view.Rota.Revision != view.Rota.FollowedRevision).ToDictionary(view => view.Rota.Id, view => _page?.Lagging.GetValueOrDefault(view.Rota.Id, now) ?? now);
        return _page = new Page(key, views, notes, lagging);
    }

    private sealed record Sums(int Rotas, int Followed, int Holders, int Notes, int NotesShown);

    /// <summary>One statement, compiled once: it is asked before every message. Revisions only grow, so a sum of all of them is another one after every change; that of those shown alone would not be.</summary>
    private static readonly Func<ZaitakuDb, DateTimeOffset, Task<Sums?>> SumsOf = EF.CompileAsyncQuery((ZaitakuDb db, DateTimeOffset now) => db.DutyRotas.OrderBy(rota => rota.Id).Take(1).Select(_ => new Sums(
        db.DutyRotas.Sum(rota => (2 * rota.Revision) + (rota.ClosedAt == null ? 0 : 1) + 1), db.DutyRotas.Sum(rota => rota.FollowedRevision),
        db.DutyHolders.Sum(holder => holder.Revision + 1), db.HandoverNotes.Sum(note => note.Revision + 1), db.HandoverNotes.Count(note => note.ShownUntil > now))).FirstOrDefault());

    private static async Task<BookKey> KeyAsync(ZaitakuDb db, DateTimeOffset now)
    {
        DateTimeOffset hour = new(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
        Sums? sums = await SumsOf(db, now);
        return new BookKey(hour, sums?.Rotas ?? 0, sums?.Followed ?? 0, sums?.Holders ?? 0, sums?.Notes ?? 0, sums?.NotesShown ?? 0);
    }
}
