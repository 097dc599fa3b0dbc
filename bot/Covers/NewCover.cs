using Zaitaku.Storage.Covers;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.Covers;

/// <summary>A request before it is made.</summary>
/// <param name="Asker">Whose duty it is; tracked.</param>
/// <param name="Other">Who is asked alone; null for everybody.</param>
/// <param name="Return">The other's duty that the asker takes for it; null for none.</param>
/// <param name="Member">Who asks, in chat; null where a coordinator does it for them.</param>
/// <param name="Staff">The coordinator.</param>
public sealed record NewCover(DutyHolder Asker, CoverSpan Span, DutyHolder? Other, CoverSpan? Return, Guid? Member, Guid? Staff)
{
    public CoverKind Kind => Return is not null ? CoverKind.Swap : Other is not null ? CoverKind.Gift : CoverKind.Cover;
}
