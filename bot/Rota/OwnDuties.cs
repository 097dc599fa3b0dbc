using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.Rota;

/// <summary>A duty of the person who asks.</summary>
/// <param name="Holder">Who they are in that table.</param>
/// <param name="Group">The kind of seat; empty where the rota has but one.</param>
/// <param name="Others">Who else is on in that rota meanwhile.</param>
/// <param name="IsConfirmed">Null where nobody was asked to confirm it.</param>
public sealed record OwnDuty(DutyStretch Stretch, DutyHolder Holder, string Rota, string Group, IReadOnlyList<string> Others, bool? IsConfirmed);

/// <summary>Reads the duties of somebody in chat, in every rota that runs.</summary>
public sealed class OwnDuties(ZaitakuDb db)
{
    /// <summary>How far "the next ones" are looked for: a doctor of a large network has five a year.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromDays(400);

    /// <summary>Names of others told of one duty.</summary>
    private const int OthersMax = 20;

    /// <summary>Holders the person is and who take duties, in order of name.</summary>
    public Task<List<DutyHolder>> HoldersAsync(Guid member, CancellationToken cancellationToken) =>
        db.DutyHolders.AsNoTracking().Where(holder => holder.MemberId == member && holder.ClosedAt == null).OrderBy(holder => holder.Name).Take(HolderLinks.OfMemberMax).ToListAsync(cancellationToken);

    /// <summary>Duties that touch a span, without those beside them; for looking whether there is one at all.</summary>
    public async Task<IReadOnlyList<DutyStretch>> StretchesAsync(IReadOnlyCollection<DutyHolder> holders, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(holders);
        List<DutyStretch> found = [];
        foreach (DutyHolder holder in holders)
        {
            found.AddRange(await StretchReads.OfHolderAsync(db, holder.Id, from, until, cancellationToken));
        }

        return [.. found.OrderBy(stretch => stretch.StartsAt).ThenBy(stretch => stretch.SeatId)];
    }

    /// <returns>The first ones of the span in order, with who else is on, and how many there are in all.</returns>
    public async Task<(IReadOnlyList<OwnDuty> Duties, int Total)> ReadAsync(IReadOnlyCollection<DutyHolder> holders, DateTimeOffset from, DateTimeOffset until, int max, CancellationToken cancellationToken)
    {
        IReadOnlyList<DutyStretch> all = await StretchesAsync(holders, from, until, cancellationToken);
        DutyStretch[] shown = [.. all.Take(max)];
        Dictionary<int, RotaView> views = [];
        foreach (IGrouping<int, DutyStretch> rota in shown.GroupBy(stretch => stretch.RotaId))
        {
            views[rota.Key] = (await RotaReads.OneAsync(db, rota.Key, rota.Min(stretch => stretch.StartsAt), rota.Max(stretch => stretch.EndsAt), cancellationToken))!;
        }

        int[] ids = [.. holders.Select(holder => holder.Id)];
        List<HeldDuty> held = await db.HeldDuties.AsNoTracking().Where(duty => ids.Contains(duty.HolderId) && duty.EndedAt == null && duty.EndsAt > from && duty.StartsAt < until).ToListAsync(cancellationToken);
        return ([.. shown.Select(stretch => new OwnDuty(
            stretch, holders.First(holder => holder.Id == stretch.HolderId), views[stretch.RotaId].Rota.Name, DutyWords.KindOf(views[stretch.RotaId].Rota.GroupOf(stretch.SeatId)), OthersOf(views[stretch.RotaId], stretch),
            held.Find(duty => duty.RotaId == stretch.RotaId && duty.IsAsOf(stretch)) is { } row ? row.ConfirmedAt is not null : null))], all.Count);
    }

    private static IReadOnlyList<string> OthersOf(RotaView view, DutyStretch stretch) =>
        [.. view.Timelines(stretch.StartsAt, stretch.EndsAt).Where(one => one.Seat.Id != stretch.SeatId).SelectMany(one => one.Spans).Where(span => span.Shift is not null && span.Shift.HolderId != stretch.HolderId)
            .Select(span => DutyWords.Name(span.Shift!.Holder)).Distinct().Take(OthersMax)];
}
