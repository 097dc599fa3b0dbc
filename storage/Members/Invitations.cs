using Zaitaku.Storage.Rota;

namespace Zaitaku.Storage.Members;

/// <summary>Whom a code is for. What is known of the person goes to the member when the code is used.</summary>
/// <param name="Phone">Work phone as <see cref="MemberRules.FoldPhone"/> gives it, or empty.</param>
/// <param name="StaffId">The account that makes it; null by command.</param>
/// <param name="HolderId">The holder of duties who uses it will be; null for nobody's. Its earlier codes are void then.</param>
public sealed record Invitation(Role Role, string Phone = "", string Organisation = "", string Profession = "", Guid? StaffId = null, int? HolderId = null);

/// <summary>Makes invitation codes.</summary>
public static class Invitations
{
    /// <summary>Adds a one-time code for a role and saves. The code is returned once and kept nowhere; what is stored is its hash.</summary>
    public static Task<string> CreateAsync(ZaitakuDb db, Role role, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        CreateAsync(db, role, "", now, cancellationToken);

    /// <param name="phone">Work phone as <see cref="MemberRules.FoldPhone"/> gives it, or empty; the member gets it with the role.</param>
    public static Task<string> CreateAsync(ZaitakuDb db, Role role, string phone, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        CreateAsync(db, new Invitation(role, phone), now, cancellationToken);

    public static async Task<string> CreateAsync(ZaitakuDb db, Invitation wanted, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(wanted);
        if (wanted.Role == Role.Resident)
        {
            throw new ArgumentOutOfRangeException(nameof(wanted), wanted.Role, "Nobody is invited to be a resident; everybody is one.");
        }

        if (wanted.HolderId is { } holder)
        {
            await HolderLinks.RevokeCodesAsync(db, holder, now, cancellationToken);
        }

        string code = MemberRules.NewCode();
        db.InvitationCodes.Add(new InvitationCode
        {
            CodeHash = MemberRules.HashOf(code), Role = wanted.Role, Phone = wanted.Phone, Organisation = wanted.Organisation, Profession = wanted.Profession, StaffId = wanted.StaffId,
            HolderId = wanted.HolderId,
            CreatedAt = now, ExpiresAt = now + MemberRules.CodeLife,
        });
        await db.SaveChangesAsync(cancellationToken);
        return MemberRules.Shown(code);
    }
}
