using Microsoft.Extensions.Options;
using Zaitaku.Bot.Desk;
using Zaitaku.Bot.DirectorySearch;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Gazetteer;

namespace Zaitaku.Bot.Intake;

/// <summary>Areas as the hub's policy names them, out of what people write.</summary>
public sealed class IntakeAreas(PlaceNames names, IOptions<HubOptions> hub, IOptions<DeskOptions> desk)
{
    /// <summary>Letters a consultation keeps.</summary>
    private const int UnitsMax = 60;

    /// <summary>LINE shows thirteen quick replies; some are other buttons.</summary>
    private const int OfferedMax = 9;

    /// <summary>The hub's own, nearest first.</summary>
    public IReadOnlyList<string> Own => [.. hub.Value.Area];

    /// <summary>What is offered to choose from: the hub's own, then the parts the policy names.</summary>
    public IReadOnlyList<string> Offered => [.. Own.Concat(Districts.Select(district => Whole(district, OnlyOwn))).Distinct().Take(OfferedMax)];

    /// <summary>Parts of a municipality that the policy names, for a center or a desk of their own; the longest first.</summary>
    private IEnumerable<string> Districts => desk.Value.Centers.Select(center => center.Area).Concat(desk.Value.Desks.SelectMany(unit => unit.Areas))
        .Where(area => area.Length > 0 && !Own.Contains(area)).Distinct().OrderByDescending(area => area.Length);

    /// <summary>The municipality a place lies in; null where no place was said or it is not known.</summary>
    public string? Municipality(string? place) => place is { Length: > 0 } said && Find(said) is { } found ? found : null;

    /// <summary>What is kept of a typed answer: the municipality where it is known, with the part of it that the policy names; else null.</summary>
    public string? Find(string typed)
    {
        string said = IntakeWords.Fold(typed);
        if (said.Length is 0 or > UnitsMax)
        {
            return null;
        }

        return DistrictAmong(said)
            ?? OwnIn(said)
            ?? names.Resolve(WithoutEnding(said), AreaFinder.HubAreaOf(hub.Value, forProfessional: false)) switch
            {
                PlaceNameAnswer.Found { Area: var area } => NameOf(area),
                PlaceNameAnswer.Ambiguous many => NameOf(many.Choices[0]), // The nearest; the summary shows it and the person corrects it.
                _ => null,
            };
    }

    /// <summary>The part of a municipality that the policy names and the words hold; null for none.</summary>
    public string? DistrictIn(string words) => DistrictAmong(IntakeWords.Fold(words));

    private string? DistrictAmong(string said) =>
        Districts.FirstOrDefault(area => Holds(said, area)) is { } district ? Whole(district, OwnIn(said) ?? OnlyOwn) : null;

    private string? OwnIn(string said) => Own.FirstOrDefault(area => Holds(said, area));

    /// <summary>Of a hub of one municipality, that one.</summary>
    private string OnlyOwn => Own.Count == 1 ? Own[0] : "";

    private static bool Holds(string said, string area) => said.Contains(IntakeWords.Fold(area), StringComparison.Ordinal);

    private static string Whole(string district, string municipality) => district.Contains(municipality, StringComparison.Ordinal) ? district : municipality + district;

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
