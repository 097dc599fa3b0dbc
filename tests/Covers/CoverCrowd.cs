using Zaitaku.Fakes.Line;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Tests.Covers;

/// <summary>Many doctors on LINE at once, without the greeting each of them had.</summary>
internal static class CoverCrowd
{
    public static DutyHolder Add(ZaitakuDb db, string name, DateTimeOffset now)
    {
        Member member = new() { Id = Guid.CreateVersion7(now), Role = Role.Doctor, CreatedAt = now };
        member.Links.Add(new ChannelLink { Channel = "line", ChannelUserId = FakeLine.IdOf(name), MemberId = member.Id });
        db.Members.Add(member);
        DutyHolder holder = new() { Name = name, NameKey = NameRules.KeyOf(name), MemberId = member.Id, CreatedAt = now };
        db.DutyHolders.Add(holder);
        return holder;
    }

    /// <summary>The holders are saved by then.</summary>
    public static void Belong(ZaitakuDb db, IEnumerable<DutyHolder> holders, int rota, DateTimeOffset now) =>
        db.RotaMembers.AddRange(holders.Select(holder => new RotaMember { RotaId = rota, HolderId = holder.Id, CreatedAt = now }));
}
