using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Members;
using Zaitaku.Storage;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.Rota;

/// <summary>Who a holder of duties is in chat, as the page of holders shows it.</summary>
/// <param name="Person">The member with their channels; null while known to no chat.</param>
/// <param name="Offered">The role a code for them offers first.</param>
/// <param name="Candidates">Members who may be it: those of the same institution or number first.</param>
/// <param name="Waiting">A code that was made and not used yet; null for none.</param>
/// <param name="NewCode">The code just made, shown this once; empty for none.</param>
public sealed record HolderLinkView(DutyHolder Holder, Member? Person, Role Offered, IReadOnlyList<Member> Candidates, InvitationCode? Waiting, string NewCode)
{
    /// <summary>Members offered; others are linked from their own page.</summary>
    public const int CandidatesMax = 300;

    /// <summary>What the page says of a member whose name we do not keep.</summary>
    public static string LabelOf(Member member)
    {
        ArgumentNullException.ThrowIfNull(member);
        return string.Join("・", ((string[])[member.Role.Name(), member.Organisation, member.Phone]).Where(part => part.Length > 0));
    }

    /// <summary>「LINE・Teams（止められています）」.</summary>
    public static string ChannelsOf(Member member)
    {
        ArgumentNullException.ThrowIfNull(member);
        return member.Links.Count == 0 ? "なし" : string.Join("・", member.Links.OrderBy(link => link.Channel, StringComparer.Ordinal).Select(link => WebConsole.EntryWords.Channel(link.Channel) + (link.BlockedAt is null ? "" : "（止められています）")).Distinct());
    }

    public static async Task<HolderLinkView> ReadAsync(ZaitakuDb db, DutyHolder holder, string newCode, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(holder);
        Member? person = holder.MemberId is { } id ? await db.Members.AsNoTracking().Include(member => member.Links).SingleOrDefaultAsync(member => member.Id == id, cancellationToken) : null;
        string institution = holder.Institution.Length > 0 ? holder.Institution : holder.Name, phone = holder.Phone;
        List<Member> candidates = holder.MemberId is not null || holder.ClosedAt is not null ? [] : await db.Members.AsNoTracking().Where(member => member.ErasedAt == null && member.Role != Role.Resident)
            .OrderBy(member => member.Organisation != institution && (phone == "" || member.Phone != phone)).ThenBy(member => member.Organisation).ThenBy(member => member.CreatedAt).Take(CandidatesMax).ToListAsync(cancellationToken);
        InvitationCode? waiting = await db.InvitationCodes.AsNoTracking().Where(code => code.HolderId == holder.Id && code.UsedAt == null && code.RevokedAt == null && code.ExpiresAt > now).OrderByDescending(code => code.Id).FirstOrDefaultAsync(cancellationToken);
        return new HolderLinkView(holder, person, HolderLinkRules.RoleFor(await HolderLinks.PurposesAsync(db, holder.Id, now, cancellationToken)), candidates, waiting, newCode);
    }

    /// <summary>What a code says of whoever uses it: the table's number and institution, and the work the role tells.</summary>
    public static Invitation InvitationFor(DutyHolder holder, Role role, Guid staff)
    {
        ArgumentNullException.ThrowIfNull(holder);
        return new Invitation(role, MemberRules.FoldPhone(holder.Phone) ?? "", holder.Institution, WorkplaceReplies.JobOf(role) ?? "", staff, holder.Id);
    }
}
