using Zaitaku.Storage.Members;

namespace Zaitaku.Storage.Rota;

/// <summary>Who a holder of duties may be in chat. No clock, no database.</summary>
public static class HolderLinkRules
{
    /// <summary>The role offered to whoever holds duties of these rotas: of the purpose most of them have. A professional of no certain kind where they have none, or another.</summary>
    public static Role RoleFor(IEnumerable<RotaPurpose> purposes)
    {
        ArgumentNullException.ThrowIfNull(purposes);
        return purposes.Select(RoleFor).Where(role => role != Role.Staff).GroupBy(role => role).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).FirstOrDefault()?.Key ?? Role.Staff;
    }

    /// <summary>True while nobody else is the holder, and they take duties.</summary>
    /// <param name="holder">Null where it is gone.</param>
    public static bool MayBe(DutyHolder? holder, Guid member) => holder is { ClosedAt: null } && (holder.MemberId is null || holder.MemberId == member);

    private static Role RoleFor(RotaPurpose purpose) => purpose switch
    {
        RotaPurpose.Doctor or RotaPurpose.EndOfLife or RotaPurpose.Hospital => Role.Doctor,
        RotaPurpose.VisitingNurse => Role.Nurse,
        RotaPurpose.Pharmacy => Role.Pharmacist,
        RotaPurpose.Dentist => Role.Dentist,
        _ => Role.Staff,
    };
}
