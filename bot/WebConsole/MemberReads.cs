using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.WebConsole;

/// <summary>A person in the list of members.</summary>
public sealed record MemberRow(Guid Id, Role Role, string Organisation, string Profession, string Phone, DateTimeOffset CreatedAt, DateTimeOffset? RoleGrantedAt, IReadOnlyList<MemberChannel> Channels);

/// <param name="IsBlocked">The person does not want to hear from us there.</param>
public sealed record MemberChannel(string Channel, bool IsBlocked);

/// <summary>Looks up members by what is known of them.</summary>
public sealed class MemberReads(ZaitakuDb db)
{
    public const int RowsMax = 50;

    /// <summary>Farther pages are reached by searching.</summary>
    public const int PageMax = 200;

    private const int WordsMax = 60;

    /// <param name="role">Null for all with a role; residents are listed only when asked for, since everybody who ever wrote is one.</param>
    public async Task<(int Total, int Page, IReadOnlyList<MemberRow> Rows)> ReadAsync(string words, Role? role, int page, CancellationToken cancellationToken)
    {
        string sought = words.Length <= WordsMax ? words : words[..WordsMax];
        IQueryable<Member> found = db.Members.AsNoTracking().Where(member => member.ErasedAt == null);
        found = role is { } known ? found.Where(member => member.Role == known) : found.Where(member => member.Role != Role.Resident);
        found = sought.Length == 0 ? found
            : found.Where(member => member.Organisation.Contains(sought) || member.Profession.Contains(sought) || member.Phone.Replace("-", "").Contains(sought.Replace("-", "")));
        int total = await found.CountAsync(cancellationToken);
        int last = Math.Clamp((total + RowsMax - 1) / RowsMax, 1, PageMax);
        page = Math.Clamp(page, 1, last);
        List<Member> rows = await found.OrderBy(member => member.Organisation == "").ThenBy(member => member.Organisation).ThenBy(member => member.CreatedAt)
            .Skip((page - 1) * RowsMax).Take(RowsMax).Include(member => member.Links).AsSplitQuery().ToListAsync(cancellationToken);
        return (total, page,
        [
            .. rows.Select(member => new MemberRow(member.Id, member.Role, member.Organisation, member.Profession, member.Phone, member.CreatedAt, member.RoleGrantedAt,
                [.. member.Links.Select(link => new MemberChannel(link.Channel, link.BlockedAt is not null)).Distinct()])),
        ]);
    }
}
