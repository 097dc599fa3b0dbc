using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Desk;
using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.Desk;

/// <summary>Whether the hub takes a consultation from somebody.</summary>
public abstract record Reception
{
    private Reception()
    {
    }

    public sealed record Taken : Reception;

    /// <summary>A resident is looked after by the center of their area.</summary>
    /// <param name="Centers">The one of the area; all of them where the area is not known.</param>
    public sealed record GoesTo(IReadOnlyList<DeskCenter> Centers) : Reception;

    /// <summary>Professionals only; the person hears the hub's number.</summary>
    public sealed record ProfessionalsOnly : Reception;
}

/// <summary>Who may consult, and which desk takes it. No clock, no database.</summary>
public static class RoutingRules
{
    /// <summary>The one desk of a hub that names none.</summary>
    public const string OnlyDesk = "hub";

    public static Reception ReceptionOf(DeskOptions policy, Role role, string area)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return role.IsProfessional() ? new Reception.Taken()
            : policy.ResidentsGoTo == "community_support_center" ? new Reception.GoesTo(CentersOf(policy, area))
            : policy.WhoMayConsult == "professionals" ? new Reception.ProfessionalsOnly()
            : new Reception.Taken();
    }

    /// <summary>The desk that names area and content most closely; of two alike the first of the file.</summary>
    public static string DeskOf(DeskOptions policy, string area, ConsultationContent? content)
    {
        ArgumentNullException.ThrowIfNull(policy);
        string? id = content is { } known ? ConsultationTerms.Contents.Id(known) : null;
        return policy.Desks.Select(desk => (desk.Id, Fit: FitOf(desk, area, id))).Where(row => row.Fit >= 0).OrderByDescending(row => row.Fit).Select(row => row.Id).FirstOrDefault()
            ?? policy.Desks.FirstOrDefault()?.Id ?? OnlyDesk;
    }

    /// <summary>Who by training should have a consultation of this content first; none when the policy does not say.</summary>
    public static IReadOnlyCollection<string> ProfessionsFor(DeskOptions policy, ConsultationContent? content)
    {
        ArgumentNullException.ThrowIfNull(policy);
        string id = content is { } known ? ConsultationTerms.Contents.Id(known) : "";
        return [.. policy.Professions.Where(rule => rule.Contents.Contains(id)).SelectMany(rule => rule.Names).Distinct()];
    }

    public static string NameOf(DeskOptions policy, string deskId)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return policy.Desks.FirstOrDefault(desk => desk.Id == deskId)?.Name ?? "相談窓口";
    }

    /// <returns>-1 when the desk does not take it.</returns>
    private static int FitOf(DeskUnit desk, string area, string? content)
    {
        bool takesArea = desk.Areas.Count == 0 || desk.Areas.Any(named => AssignmentRules.Lies(area, named));
        bool takesContent = desk.Contents.Count == 0 || (content is not null && desk.Contents.Contains(content));
        return !takesArea || !takesContent ? -1 : (desk.Areas.Count > 0 ? 2 : 0) + (desk.Contents.Count > 0 ? 1 : 0);
    }

    private static IReadOnlyList<DeskCenter> CentersOf(DeskOptions policy, string area)
    {
        DeskCenter? own = policy.Centers.Where(center => AssignmentRules.Lies(area, center.Area)).MaxBy(center => center.Area.Length);
        return own is null ? [.. policy.Centers] : [own];
    }
}
