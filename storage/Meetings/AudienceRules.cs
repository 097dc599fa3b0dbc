using Zaitaku.Storage.Members;

namespace Zaitaku.Storage.Meetings;

/// <summary>Whom a meeting is for. No clock, no database.</summary>
public static class AudienceRules
{
    /// <summary>True where its audience names this member.</summary>
    /// <param name="area">Where they work, as the directory has it; null where nobody knows. Unknown is not "elsewhere": they are invited.</param>
    public static bool IsFor(Meeting meeting, Member member, string? area)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        ArgumentNullException.ThrowIfNull(member);
        string[] roles = Words(meeting.AudienceRoles), professions = Words(meeting.AudienceProfessions), areas = Words(meeting.AudienceAreas);
        bool isOfRole = roles.Length == 0 ? professions.Length == 0 && member.Role.IsProfessional() : roles.Contains(member.Role.Id());
        bool isOfProfession = professions.Length > 0 && member.Role.IsProfessional() && professions.Contains(MeetingTerms.ProfessionOf(member.Profession, member.Role));
        return member.ErasedAt is null && (isOfRole || isOfProfession) && (areas.Length == 0 || area is not { Length: > 0 } || areas.Any(one => area.Contains(one, StringComparison.Ordinal)));
    }

    /// <summary>True where somebody who is on no list may see it and ask for a seat. Hand-picked people meet among themselves, whatever audience is written there.</summary>
    /// <inheritdoc cref="IsFor"/>
    public static bool IsOpenTo(Meeting meeting, Member member, string? area)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        return meeting.Inviting != MeetingInviting.ByHand && IsFor(meeting, member, area);
    }

    public static string[] Words(string kept)
    {
        ArgumentNullException.ThrowIfNull(kept);
        return kept.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
