using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Storage.Members;

/// <summary>Makes and takes the codes by which a person joins their accounts on two channels.</summary>
public static class Links
{
    /// <summary>A new code; an earlier one of the same person is void. The code is returned once and kept nowhere; what is stored is its hash. The caller saves.</summary>
    public static async Task<string> CreateAsync(ZaitakuDb db, Guid member, DateTimeOffset now, CancellationToken cancellationToken)
    {
        db.LinkCodes.RemoveRange(await db.LinkCodes.Where(code => code.MemberId == member).ToListAsync(cancellationToken));
        string code = MemberRules.NewCode();
        db.LinkCodes.Add(new LinkCode { CodeHash = MemberRules.HashOf(code), MemberId = member, CreatedAt = now, ExpiresAt = now + LinkRules.CodeLife });
        return MemberRules.Shown(code);
    }

    /// <summary>Tries a code that was found. Good: the two are one, and <paramref name="typed"/> is who stays. The caller saves.</summary>
    public static async Task<LinkAnswer> TryAsync(ZaitakuDb db, Member typed, LinkCode code, DateTimeOffset now, CancellationToken cancellationToken)
    {
        LinkAnswer answer = LinkRules.Try(typed, code, await ChannelsOfAsync(db, typed.Id, cancellationToken), await ChannelsOfAsync(db, code.MemberId, cancellationToken), now);
        Member? asked = answer == LinkAnswer.Good ? await db.Members.FindAsync([code.MemberId], cancellationToken) : null;
        if (asked is null)
        {
            return answer == LinkAnswer.Good ? LinkAnswer.Bad : answer;
        }

        if (typed.ErasedAt is not null || asked.ErasedAt is not null)
        {
            return LinkAnswer.Bad; // One of them said that they leave: joined, the wish would be lost, or take the other along.
        }

        Role role = LinkRules.RoleOf(asked, typed);
        typed.RoleGrantedAt = role == asked.Role ? asked.RoleGrantedAt : typed.RoleGrantedAt;
        typed.Role = role;
        typed.WrongCodeTries = 0;
        typed.Phone = typed.Phone.Length > 0 ? typed.Phone : asked.Phone;
        typed.Profession = typed.Profession.Length > 0 ? typed.Profession : asked.Profession;
        typed.Organisation = typed.Organisation.Length > 0 ? typed.Organisation : asked.Organisation;
        code.UsedAt = now;
        int[] holders = [.. (await HolderLinks.OfMemberAsync(db, asked.Id, cancellationToken)).Concat(await HolderLinks.OfMemberAsync(db, typed.Id, cancellationToken)).Select(holder => holder.Id)];
        await HolderLinks.LookAgainAsync(db, holders, now, cancellationToken); // Who could not be told of their duties here perhaps can there.
        await MemberMerge.ApplyAsync(db, typed, asked, cancellationToken);
        db.AuditTrail.Add(new AuditEntry { At = now, MemberId = typed.Id, Action = "member.link", Subject = $"member:{asked.Id:N}" }); // Who is no more: a restored copy may know them yet.
        return LinkAnswer.Good;
    }

    private static async Task<List<string>> ChannelsOfAsync(ZaitakuDb db, Guid member, CancellationToken cancellationToken) =>
        await db.ChannelLinks.Where(link => link.MemberId == member).Select(link => link.Channel).Distinct().ToListAsync(cancellationToken);
}
