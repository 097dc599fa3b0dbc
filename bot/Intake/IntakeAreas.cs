using Microsoft.Extensions.Options;
using Zaitaku.Bot.DirectorySearch;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Gazetteer;

namespace Zaitaku.Bot.Intake;

/// <summary>Areas as the hub's policy names them, out of what people write.</summary>
public sealed class IntakeAreas(PlaceNames names, IOptions<HubOptions> hub)
{
    /// <summary>Letters a consultation keeps.</summary>
    private const int UnitsMax = 60;

    /// <summary>The hub's own, nearest first.</summary>
    public IReadOnlyList<string> Own => [.. hub.Value.Area];

    /// <summary>The municipality a place lies in; null where no place was said or it is not known.</summary>
    public string? Municipality(string? place) => place is { Length: > 0 } said && Find(said) is { } found ? found : null;

    /// <summary>What is kept of a typed answer: the municipality where it is known, else null.</summary>
    public string? Find(string typed)
    {
        string said = IntakeWords.Fold(typed);
        if (said.Length is 0 or > UnitsMax)
        {
            return null;
        }

        return Own.FirstOrDefault(area => said.Contains(IntakeWords.Fold(area), StringComparison.Ordinal))
            ?? names.Resolve(WithoutEnding(said), AreaFinder.HubAreaOf(hub.Value, forProfessional: false)) switch
            {
                PlaceNameAnswer.Found { Area: var area } => NameOf(area),
                PlaceNameAnswer.Ambiguous many => NameOf(many.Choices[0]), // The nearest; the summary shows it and the person corrects it.
                _ => null,
            };
    }

    private static string? NameOf(SearchArea area) =>
        (area.Municipality ?? area.PointMunicipality ?? (area.Prefecture is null ? null : area.Label)) is { Length: > 0 } name ? (name.Length <= UnitsMax ? name : name[..UnitsMax]) : null;

    private static string WithoutEnding(string said)
    {
        foreach (string ending in (string[])["に住んでいます", "に住んでます", "在住です", "在住", "です", "になります", "のほう", "の方", "あたり", "周辺"])
        {
            if (said.Length > ending.Length && said.EndsWith(ending, StringComparison.Ordinal))
            {
                return said[..^ending.Length];
            }
        }

        return said;
    }
}
