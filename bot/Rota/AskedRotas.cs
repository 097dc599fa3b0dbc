using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.Rota;

/// <summary>Which of the hub's rotas somebody asks about.</summary>
public abstract record AskedRotas
{
    private AskedRotas()
    {
    }

    /// <param name="Group">The kind of seat they named (小児科); empty for all.</param>
    /// <param name="IsForWholeHub">They named an area, and what is found serves the hub's whole area.</param>
    public sealed record Found(IReadOnlyList<DutyRota> Rotas, string Group, bool IsForWholeHub) : AskedRotas;

    /// <summary>The hub keeps no rota of that purpose here, which does not mean that nobody is on duty.</summary>
    /// <param name="Asked">The purposes they named.</param>
    public sealed record NotKept(IReadOnlyList<RotaPurpose> Asked, IReadOnlyList<DutyRota> Others) : AskedRotas;

    /// <summary>What fits serves other areas.</summary>
    public sealed record OtherArea(string Said, IReadOnlyList<DutyRota> Others) : AskedRotas;

    /// <summary>The hub keeps no rota here at all.</summary>
    public sealed record NoneAtAll : AskedRotas;
}
