using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zaitaku.Storage.Members;

internal sealed class InvitationCodeTable : IEntityTypeConfiguration<InvitationCode>
{
    public void Configure(EntityTypeBuilder<InvitationCode> table)
    {
        table.ToTable("invitation_code");
        table.HasKey(code => code.Id);
        table.Property(code => code.CodeHash).HasMaxLength(64);
        table.Property(code => code.Phone).HasMaxLength(MemberRules.PhoneLengthMax);
        table.Property(code => code.Profession).HasMaxLength(MemberRules.NameLengthMax);
        table.Property(code => code.Organisation).HasMaxLength(MemberRules.NameLengthMax);
        table.Property(code => code.Role).HasConversion(role => role.Id(), id => MemberTable.ReadRole(id)).HasMaxLength(16);
        table.Property(code => code.UsedAt).IsConcurrencyToken(); // Two people with one code: one wins.
        table.HasIndex(code => code.CodeHash).IsUnique().HasDatabaseName("ux_invitation_code_hash");
    }
}
