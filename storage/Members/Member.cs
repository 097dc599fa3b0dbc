namespace Zaitaku.Storage.Members;

/// <summary>Roles of the domain. Stored as the id written by <see cref="Roles.Id"/>.</summary>
public enum Role { Resident, CareManager, Doctor, Nurse, Dentist, Pharmacist, Facility, Staff, Coordinator, Admin }

/// <summary>Ids and Japanese names of <see cref="Role"/>.</summary>
public static class Roles
{
    private static readonly (Role Role, string Id, string Name)[] Table =
    [
        (Role.Resident, "resident", "住民・家族"),
        (Role.CareManager, "care_manager", "ケアマネジャー"),
        (Role.Doctor, "doctor", "医師"),
        (Role.Nurse, "nurse", "看護師"),
        (Role.Dentist, "dentist", "歯科医師"),
        (Role.Pharmacist, "pharmacist", "薬剤師"),
        (Role.Facility, "facility", "施設"),
        (Role.Staff, "staff", "専門職"),
        (Role.Coordinator, "coordinator", "コーディネーター"),
        (Role.Admin, "admin", "管理者"),
    ];

    public static IReadOnlyList<Role> All { get; } = [.. Table.Select(row => row.Role)];

    public static string Id(this Role role) => Table[(int)role].Id;

    public static string Name(this Role role) => Table[(int)role].Name;

    /// <summary>Everyone but a resident: may see facts published for professionals only.</summary>
    public static bool IsProfessional(this Role role) => role != Role.Resident;

    public static bool TryParse(string id, out Role role)
    {
        int found = Array.FindIndex(Table, row => row.Id == id);
        role = found < 0 ? Role.Resident : Table[found].Role;
        return found >= 0;
    }
}

/// <summary>A person who has written to us. A resident until an invitation code grants another role.</summary>
public sealed class Member
{
    public Guid Id { get; init; }

    public Role Role { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the current role was granted; null for a resident by default.</summary>
    public DateTimeOffset? RoleGrantedAt { get; set; }

    /// <summary>Wrong invitation codes typed since the last good one or the last pause.</summary>
    public int WrongCodeTries { get; set; }

    /// <summary>Until then no code is looked at.</summary>
    public DateTimeOffset? CodePausedUntil { get; set; }

    /// <summary>Where a coordinator calls when no channel reaches the person; empty where unknown. Personal data: never logged.</summary>
    public string Phone { get; set; } = "";

    /// <summary>Asked once, or given with the invitation (介護支援専門員); empty where not known.</summary>
    public string Profession { get; set; } = "";

    /// <summary>Where the person works; empty where not known. Personal data: never logged.</summary>
    public string Organisation { get; set; } = "";

    /// <summary>Set when the person was erased: the row stays so that what refers to it still holds.</summary>
    public DateTimeOffset? ErasedAt { get; set; }

    public List<ChannelLink> Links { get; } = [];
}

/// <summary>How one person is known on one channel. A member may have several: LINE, Teams, the local chat page.</summary>
public sealed class ChannelLink
{
    public int Id { get; init; }

    public Guid MemberId { get; set; }

    /// <summary><c>line</c>, <c>teams</c> or <c>chat</c>.</summary>
    public required string Channel { get; init; }

    /// <summary>The channel's id of the person. Personal data: never logged.</summary>
    public required string ChannelUserId { get; init; }

    /// <summary>Where a message to the person goes, where that is not <see cref="ChannelUserId"/> (Teams: the conversation of the two of us). Personal data.</summary>
    public string Address { get; set; } = "";

    /// <summary>Set while the person has blocked us (LINE unfollow): nothing is pushed.</summary>
    public DateTimeOffset? BlockedAt { get; set; }

    /// <summary>LINE: the rich menu last linked to this person, by LINE's id of it; null for none. Compared with what their role asks for.</summary>
    public string? MenuShown { get; set; }
}

/// <summary>A one-time code a coordinator reads out over the phone. Only its hash is kept.</summary>
public sealed class InvitationCode
{
    public int Id { get; init; }

    /// <summary>SHA-256 of the folded code, hex.</summary>
    public required string CodeHash { get; init; }

    public Role Role { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; set; }

    public Guid? UsedBy { get; set; }

    /// <summary>Of the person invited; moves to the member when the code is used.</summary>
    public string Profession { get; set; } = "";

    /// <summary>Where the person invited works. Personal data: never logged.</summary>
    public string Organisation { get; set; } = "";

    /// <summary>The account that made it; null for one made by command.</summary>
    public Guid? StaffId { get; init; }

    /// <summary>The holder of duties it was made for: whoever uses it is known as them from then on. Null for most.</summary>
    public int? HolderId { get; init; }

    /// <summary>Set when it was taken back.</summary>
    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>Work phone of the person invited, empty where none was given; moves to the member when the code is used. Personal data: never logged.</summary>
    public string Phone { get; set; } = "";
}
