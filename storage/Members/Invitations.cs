using System.Security.Cryptography;

namespace Zaitaku.Storage.Members;

/// <summary>Makes invitation codes.</summary>
public static class Invitations
{
    /// <summary>Adds a one-time code for a role and saves. The code is returned once and kept nowhere; what is stored is its hash.</summary>
    public static Task<string> CreateAsync(ZaitakuDb db, Role role, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        CreateAsync(db, role, "", now, cancellationToken);

    /// <param name="phone">Work phone as <see cref="MemberRules.FoldPhone"/> gives it, or empty; the member gets it with the role.</param>
    public static async Task<string> CreateAsync(ZaitakuDb db, Role role, string phone, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        if (role == Role.Resident)
        {
            throw new ArgumentOutOfRangeException(nameof(role), role, "Nobody is invited to be a resident; everybody is one.");
        }

        string code = RandomNumberGenerator.GetString(MemberRules.CodeAlphabet, MemberRules.CodeLength);
        db.InvitationCodes.Add(new InvitationCode
        {
            CodeHash = MemberRules.HashOf(code), Role = role, Phone = phone, CreatedAt = now, ExpiresAt = now + MemberRules.CodeLife,
        });
        await db.SaveChangesAsync(cancellationToken);
        return MemberRules.Shown(code);
    }
}
