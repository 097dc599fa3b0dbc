using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Intake;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Feeds;

/// <summary>Secret addresses of calendars: made, shown once, taken back, read.</summary>
public sealed class RotaFeeds(ZaitakuDb db)
{
    /// <summary>Past duties a calendar keeps showing, and how far ahead it goes.</summary>
    private const int DaysBefore = 62, DaysAhead = 400;

    /// <summary>Duties of one feed: a rota with four seats for fifteen months.</summary>
    private const int ShiftsMax = 4_000;

    /// <param name="rota">Of this rota, or null for a holder's.</param>
    /// <returns>The secret part of the address; null when too many are open.</returns>
    public async Task<string?> CreateAsync(int? rota, int? holder, string label, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await db.RotaFeeds.CountAsync(feed => feed.RotaId == rota && feed.HolderId == holder && feed.RevokedAt == null, cancellationToken) >= RotaFeed.OpenMax)
        {
            return null;
        }

        string token = LinkToken.New();
        db.RotaFeeds.Add(new RotaFeed { RotaId = rota, HolderId = holder, TokenHash = LinkToken.HashOf(token), Label = label, StaffId = staff, CreatedAt = now });
        db.AuditTrail.Add(AuditEntry.By(staff, "rota.feed", rota is { } id ? $"rota:{id}" : $"holder:{holder}", now));
        await db.SaveChangesAsync(cancellationToken);
        return token;
    }

    public async Task RevokeAsync(RotaFeed feed, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(feed);
        if (feed.RevokedAt is null)
        {
            feed.RevokedAt = now;
            db.AuditTrail.Add(AuditEntry.By(staff, "rota.feed_revoke", feed.RotaId is { } rota ? $"rota:{rota}" : $"holder:{feed.HolderId}", now));
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    /// <returns>Null for an address that never was, was taken back, or whose rota is closed: all look alike.</returns>
    public async Task<string?> ReadAsync(string token, HubContact hub, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!LinkToken.IsWellFormed(token))
        {
            return null;
        }

        string hash = LinkToken.HashOf(token);
        RotaFeed? feed = await db.RotaFeeds.AsNoTracking().SingleOrDefaultAsync(one => one.TokenHash == hash && one.RevokedAt == null, cancellationToken);
        DateOnly today = OfficeTime.DayOf(now);
        (DateTimeOffset from, DateTimeOffset until) = (OfficeTime.At(today.AddDays(-DaysBefore), 0), OfficeTime.At(today.AddDays(DaysAhead), 0)); // Whole days: the bytes change once a day and with the rota.
        if (feed?.RotaId is { } rota)
        {
            RotaView? view = await RotaReads.OneAsync(db, rota, from, until + RotaRules.ShiftLengthMax, cancellationToken);
            return view is null || view.Rota.ClosedAt is not null ? null
                : CalendarText.Of(new CalendarFeed(view.Rota.Name, hub.Name, [.. EventsOf(view, from, until).Take(ShiftsMax)]));
        }

        if (feed?.HolderId is not { } holder || await db.DutyHolders.AsNoTracking().SingleOrDefaultAsync(one => one.Id == holder, cancellationToken) is not { } known)
        {
            return null;
        }

        IReadOnlyList<RotaView> all = await RotaReads.OfHolderAsync(db, holder, from, until + RotaRules.ShiftLengthMax, cancellationToken);
        return CalendarText.Of(new CalendarFeed($"{known.Name}の当番", hub.Name, [.. all.SelectMany(view => EventsOf(view, from, until, holder)).Take(ShiftsMax)]));
    }

    /// <summary>Duties that begin within a span, as they hold now, layers settled. No numbers and no notes: a calendar lies on servers of others.</summary>
    /// <param name="holder">Only this one's; null for all, with their names.</param>
    private static IEnumerable<CalendarEvent> EventsOf(RotaView view, DateTimeOffset from, DateTimeOffset until, int? holder = null)
    {
        // Looked at with room on both sides, so that what begins within is never cut: equal duties give equal bytes, whenever they are read.
        foreach ((DutySeat seat, IReadOnlyList<DutySpan> spans) in view.Timelines(from - RotaRules.ShiftLengthMax, until + RotaRules.ShiftLengthMax))
        {
            string name = DutyWords.RotaName(view.Rota.Name, seat.Group);
            foreach (DutySpan span in spans.Where(span => from <= span.StartsAt && span.StartsAt < until && span.Shift is not null && (holder is null || span.Shift.HolderId == holder)))
            {
                yield return new CalendarEvent
                {
                    Uid = UidOf(view.Rota, span),
                    StartsAt = span.StartsAt,
                    EndsAt = span.EndsAt,
                    Summary = holder is null ? $"{name}: {DutyWords.Name(span.Shift!.Holder)}" : name,
                    Description = "最新の当番は、チャットで「いまの当番は？」と尋ねてください。カレンダーには、変更が遅れて届くことがあります。",
                    ChangedAt = span.Shift!.KnownFrom,
                };
            }
        }
    }

    /// <summary>The same for as long as the hours stand: some readers keep an old end under a known name. Two hubs that one person reads have rotas made at different instants.</summary>
    private static string UidOf(DutyRota rota, DutySpan span) =>
        string.Create(CultureInfo.InvariantCulture, $"duty-{rota.CreatedAt.UtcTicks:x}-{span.Shift!.Id}-{(int)(span.StartsAt - span.Shift.StartsAt).TotalMinutes}-{(int)(span.Shift.EndsAt - span.EndsAt).TotalMinutes}");
}
