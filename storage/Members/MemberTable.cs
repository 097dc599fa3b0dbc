using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zaitaku.Storage.Members;

internal sealed class MemberTable : IEntityTypeConfiguration<Member>
{
    public void Configure(EntityTypeBuilder<Member> table)
    {
        table.ToTable("member");
        table.HasKey(member => member.Id);
        table.Property(member => member.Role).HasConversion(role => role.Id(), id => ReadRole(id)).HasMaxLength(16);
        table.Property(member => member.Phone).HasMaxLength(MemberRules.PhoneLengthMax);
        table.Property(member => member.Profession).HasMaxLength(MemberRules.NameLengthMax);
        table.Property(member => member.Organisation).HasMaxLength(MemberRules.NameLengthMax);
        table.HasMany(member => member.Links).WithOne().HasForeignKey(link => link.MemberId);
    }

    /// <summary>A role this version does not know is a resident: the least a person can see.</summary>
    internal static Role ReadRole(string id) => Roles.TryParse(id, out Role role) ? role : Role.Resident;
}
