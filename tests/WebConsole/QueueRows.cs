using Zaitaku.Storage;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Members;

namespace Zaitaku.Tests.WebConsole;

/// <summary>Consultations as they lie on a desk on a Monday morning.</summary>
internal static class QueueRows
{
    public const int Urgent = 412_907;
    public const int Soon = 530_118;
    public const int Claimed = 771_204;

    /// <summary>A try to run as script, in each field a person can write.</summary>
    public const string Hostile = "<script>document.title='hit'</script><img src=x onerror=\"document.title='hit'\">\"'><svg onload=document.title='hit'> {{7*7}} javascript:alert(1)";

    public static async Task FurnishAsync(ZaitakuDb db, DateTimeOffset now, Guid holder, bool isHostile = false)
    {
        Guid person = Guid.CreateVersion7(now);
        string area = isHostile ? Hostile[..60] : "みなと市";
        db.Members.Add(new Member
        {
            Id = person, Role = Role.CareManager, Organisation = isHostile ? Hostile[..80] : "みなと居宅介護支援事業所", Profession = isHostile ? Hostile[..80] : "介護支援専門員", CreatedAt = now.AddDays(-30), RoleGrantedAt = now.AddDays(-30),
            Links = { new ChannelLink { Channel = "line", ChannelUserId = "U1" } },
        });
        Consultation urgent = Add(db, Urgent, now.AddMinutes(-40), person, ConsultationUrgency.Today, ConsultationContent.Discharge, area, isHostile ? Hostile : "来週の木曜に退院が決まりました。たんの吸引が必要で、受けてくれる訪問看護を探しています。");
        urgent.TargetAt = now.AddMinutes(80);
        urgent.AskerName = isHostile ? Hostile[..100] : "";
        urgent.CallPhone = isHostile ? "\"><script>x" : "0000-22-0000";
        urgent.CallTimes = isHostile ? Hostile[..100] : "平日の夕方";
        urgent.WantsCall = true;
        Add(db, Soon, now.AddHours(-20), person, ConsultationUrgency.Soon, ConsultationContent.HomeVisitDoctor, area, "往診をしてくれる先生を知りたいです。").TargetAt = now.AddHours(-1);
        Consultation claimed = Add(db, Claimed, now.AddDays(-2), null, ConsultationUrgency.Normal, ConsultationContent.Respite, "", "短期入所の空きについて。");
        (claimed.State, claimed.StaffId, claimed.ClaimedAt, claimed.TargetAt) = (ConsultationState.Claimed, holder, now.AddDays(-1), now.AddDays(3));
        Consultation closed = Add(db, 204_555, now.AddDays(-9), person, ConsultationUrgency.Normal, ConsultationContent.Support, "", "前の相談。");
        (closed.State, closed.ClosedAt, closed.Outcome, closed.OutcomeNote) = (ConsultationState.Closed, now.AddDays(-8), ConsultationOutcome.Connected, isHostile ? Hostile : "みなと地域包括支援センター");
        await db.SaveChangesAsync();
    }

    public static Consultation Add(ZaitakuDb db, int number, DateTimeOffset at, Guid? person, ConsultationUrgency urgency, ConsultationContent content, string area, string words)
    {
        Consultation one = new()
        {
            Id = Guid.CreateVersion7(at), Number = number, State = ConsultationState.Waiting, Route = person is null ? ConsultationRoute.Phone : ConsultationRoute.Line, Channel = person is null ? "" : "line", MemberId = person,
            Urgency = urgency, Content = content, Origin = ConsultationOrigin.CareManagerOffice, Area = area, DeskId = "hub", CreatedAt = at, ReceivedAt = at,
        };
        ConsultationRules.Write(one, ConsultationEntryKind.Words, words, at, member: person);
        ConsultationRules.Write(one, ConsultationEntryKind.Received, "", at, member: person);
        db.Consultations.Add(one);
        return one;
    }
}
