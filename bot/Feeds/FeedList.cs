using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Rota;
using Zaitaku.Storage;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.Feeds;

/// <summary>Calendars of one rota or one holder, as a page lists them.</summary>
/// <param name="Action">Where its forms go, up to the handler.</param>
/// <param name="NewAddress">The address just made, shown this once; empty for none.</param>
public sealed record FeedList(string Action, IReadOnlyList<RotaFeed> Open, string NewAddress)
{
    public const string TooMany = "アドレスが多すぎます。使っていないものを取り消してから作ってください。";
    public const string Revoked = "取り消しました。そのアドレスでは、もう読めません。";
    public static readonly FeedList None = new("", [], "");

    private const int LabelMax = 80;

    public static string LabelOf(string? typed)
    {
        string label = FormText.Line(typed);
        return label.Length <= LabelMax ? label : label[..LabelMax];
    }

    public static async Task<FeedList> ReadAsync(ZaitakuDb db, int? rota, int? holder, string newAddress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        List<RotaFeed> open = await db.RotaFeeds.AsNoTracking().Where(feed => feed.RotaId == rota && feed.HolderId == holder && feed.RevokedAt == null).OrderBy(feed => feed.Id).ToListAsync(cancellationToken);
        return new FeedList(rota is { } id ? $"/console/rota/{id}?" : $"/console/rota/holders?holder={holder}&", open, newAddress);
    }
}
