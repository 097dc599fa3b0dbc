using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Tests.Rota;

/// <summary>Rotas of an invented city.</summary>
public static class RotaTown
{
    /// <summary>An instant on a clock in Tokyo; hours past 24 run into the next day.</summary>
    public static DateTimeOffset At(string day, int hour, int minute = 0) => OfficeTime.At(DateOnly.ParseExact(day, "yyyy-MM-dd"), hour * 60 + minute);

    public static DraftShift Duty(string holder, DateTimeOffset startsAt, DateTimeOffset endsAt, string group = "", string phone = "", string note = "") => new(group, holder, startsAt, endsAt, phone, note);

    /// <summary>A night on call: 17:30 to 8:30.</summary>
    public static DraftShift Night(string holder, string day, string group = "", string phone = "") => Duty(holder, At(day, 17, 30), At(day, 32, 30), group, phone);

    /// <summary>A shift as rules meet it, without a database.</summary>
    public static DutyShift Shift(int holder, DateTimeOffset startsAt, DateTimeOffset endsAt, DutyLayer layer = DutyLayer.Plan, int seat = 1, long id = 0, DateTimeOffset? knownFrom = null) => new()
    {
        Id = id, SeatId = seat, HolderId = holder == 0 ? null : holder, Holder = holder == 0 ? null : Holder($"医師{holder}", $"0000-00-{holder:0000}"),
        StartsAt = startsAt, EndsAt = endsAt, Layer = layer, KnownFrom = knownFrom ?? DateTimeOffset.UnixEpoch,
    };

    public static DutyHolder Holder(string name, string phone = "", string institution = "") => new() { Name = name, NameKey = NameRules.KeyOf(name), Phone = phone, Institution = institution };

    /// <summary>A rota whose plan is published, with holders whose numbers are known.</summary>
    /// <returns>Its id.</returns>
    public static async Task<int> GivenAsync(ZaitakuDb db, DateTimeOffset now, DutyRota rota, params DraftShift[] duties)
    {
        db.DutyRotas.Add(rota);
        await db.SaveChangesAsync();
        await PublishAsync(db, rota.Id, now, duties);
        return rota.Id;
    }

    public static async Task PublishAsync(ZaitakuDb db, int rota, DateTimeOffset now, params DraftShift[] duties)
    {
        if (duties.Length == 0)
        {
            return;
        }

        RotaDraft draft = new() { Id = Guid.CreateVersion7(now), RotaId = rota, Body = RotaDraft.BodyOf(duties), CreatedAt = now };
        db.RotaDrafts.Add(draft);
        await db.SaveChangesAsync();
        int seen = (await db.DutyRotas.FindAsync(rota))!.Revision;
        Xunit.Assert.IsType<PublishAnswer.Published>(await RotaPublishing.PublishAsync(db, rota, draft.Id, seen, Guid.Empty, now, CancellationToken.None));
    }

    public static DutyRota Doctors(ResidentView view = ResidentView.HubNumber, string area = "") => new() { Name = "在宅当番医", Purpose = RotaPurpose.Doctor, ResidentView = view, Area = area };

    public static DutyRota Nurses(ResidentView view = ResidentView.FirstCallNumber) => new() { Name = "夜間の訪問看護", Purpose = RotaPurpose.VisitingNurse, ResidentView = view, ResidentPhone = "0000-77-0000" };
}
