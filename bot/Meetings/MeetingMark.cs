using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Meetings;

namespace Zaitaku.Bot.Meetings;

/// <summary>Date and place as a card or a page named them, in a few letters that travel with its buttons: whoever answers by an old one meant another day or another room.</summary>
internal static class MeetingMark
{
    /// <summary>Enough to tell the dates and places of one meeting apart.</summary>
    private const int Letters = 8;

    /// <summary>Edits of one meeting that are looked through.</summary>
    private const int ChangesMax = 100;

    public static string Of(MeetingFacts facts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{facts.StartsAt.UtcTicks} {facts.Place}"))))[..Letters];

    /// <param name="seen">The mark an answer came with; empty from before there were marks: then nobody knows, and it counts.</param>
    public static bool IsOther(Meeting meeting, string seen) => seen.Length > 0 && seen != Of(meeting.Facts);

    /// <summary>What held when the mark was made; null where nobody knows any more.</summary>
    public static async Task<MeetingFacts?> SeenAsync(ZaitakuDb db, int meeting, string seen, CancellationToken cancellationToken) =>
        (await db.MeetingChanges.AsNoTracking().Where(change => change.MeetingId == meeting).OrderByDescending(change => change.Until).ThenByDescending(change => change.Id).Take(ChangesMax).ToListAsync(cancellationToken)).Find(change => Of(change.Facts) == seen)?.Facts;
}
