using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Zaitaku.Storage.Meetings;

namespace Zaitaku.Storage.Members;

/// <summary>Makes two members one: everything that names the one names the other from then on. The caller saves, so it happens whole or not at all.</summary>
public static class MemberMerge
{
    /// <summary>By this name every table of ours says whose a row is.</summary>
    private const string Owner = "MemberId";

    private static readonly MethodInfo MoveMethod = typeof(MemberMerge).GetMethod(nameof(MoveAsync), BindingFlags.Static | BindingFlags.NonPublic)!;

    /// <param name="into">Who stays.</param>
    /// <param name="gone">Who is no more. A turn of theirs that is under way fails at its save and runs again as the other.</param>
    public static async Task ApplyAsync(ZaitakuDb db, Member into, Member gone, CancellationToken cancellationToken)
    {
        foreach (IEntityType table in db.Model.GetEntityTypes().Where(table => table.FindProperty(Owner) is not null))
        {
            await (Task)MoveMethod.MakeGenericMethod(table.ClrType).Invoke(null, [db, into.Id, gone.Id, cancellationToken])!;
        }

        foreach (InvitationCode code in await db.InvitationCodes.Where(code => code.UsedBy == gone.Id).ToListAsync(cancellationToken))
        {
            code.UsedBy = into.Id;
        }

        db.ChangeTracker.DetectChanges(); // The accounts must be known as moved before their old owner goes, or they would go along.
        db.Members.Remove(gone);
    }

    private static async Task MoveAsync<T>(ZaitakuDb db, Guid into, Guid gone, CancellationToken cancellationToken)
        where T : class
    {
        List<T> rows = await db.Set<T>().Where(row => EF.Property<Guid?>(row, Owner) == gone).ToListAsync(cancellationToken);
        List<T> kept = rows.Count == 0 ? [] : await db.Set<T>().Where(row => EF.Property<Guid?>(row, Owner) == into).ToListAsync(cancellationToken);
        foreach (T row in rows)
        {
            EntityEntry<T> entry = db.Entry(row);
            if (kept.Find(other => IsSameSetting(entry, db.Entry(other))) is { } same)
            {
                if (same is MeetingInvitee stays && row is MeetingInvitee invitee)
                {
                    InviteeMerge.Join(stays, invitee);
                    await InviteeMerge.MoveAsync(db, stays, invitee, cancellationToken);
                }

                db.Remove(row); // Both had set the same thing; the one who stays keeps theirs.
                continue;
            }

            entry.Property(Owner).CurrentValue = into;
        }
    }

    /// <summary>True when a unique index over the owner and something else would hold only one of the two.</summary>
    private static bool IsSameSetting(EntityEntry one, EntityEntry other) =>
        one.Metadata.GetIndexes().Where(index => index.IsUnique && index.Properties.Any(property => property.Name == Owner))
            .Any(index => index.Properties.Where(property => property.Name != Owner)
                .All(property => Equals(one.Property(property.Name).CurrentValue, other.Property(property.Name).CurrentValue)));
}
