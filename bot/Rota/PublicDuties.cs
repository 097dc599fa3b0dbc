using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Hosting;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.Rota;

/// <summary>What anybody may see of the rotas, as of an instant.</summary>
/// <param name="ReadAt">When the database said so.</param>
public sealed record PublicBoard(IReadOnlyList<RotaView> Rotas, HolidayCalendar Holidays, DateTimeOffset ReadAt) : IReadAt;

/// <summary>The rotas a hub publishes, for the public page and the wall screen. While the database is away they go on from what they last knew, which reaches five weeks ahead, and say as of when.</summary>
public sealed class PublicDuties
{
    private readonly LastKnown<PublicBoard> _known;

    public PublicDuties(IDbContextFactory<ZaitakuDb> databases, LiveDirectory directory, TimeProvider clock, ILogger<PublicDuties> logger) =>
        _known = new LastKnown<PublicBoard>(() => FromDatabaseAsync(databases, directory, clock.GetUtcNow()), clock, logger.DutiesCannotBeRead);

    /// <returns>Null when nothing was ever read.</returns>
    public Task<(PublicBoard? Board, bool IsOld)> ReadAsync(CancellationToken cancellationToken) => _known.ReadAsync(cancellationToken);

    private static async Task<PublicBoard> FromDatabaseAsync(IDbContextFactory<ZaitakuDb> databases, LiveDirectory directory, DateTimeOffset now)
    {
        await using ZaitakuDb db = await databases.CreateDbContextAsync();
        IReadOnlyList<RotaView> views = await RotaReads.OpenAsync(db, now - RotaRules.ShiftLengthMax, now + RotaRules.NextWithin, CancellationToken.None, onlyPublic: true);
        return new PublicBoard(views, directory.Current().Holidays, now);
    }
}
