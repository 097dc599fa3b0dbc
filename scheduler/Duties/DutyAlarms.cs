using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Scheduler.Duties;

/// <summary>What is said because nobody confirmed a duty, as things stand: drawn when the step is taken, and again when the message goes out.</summary>
internal static class DutyAlarms
{
    public static DutyAlarm Of(DutyBook.Page page, RotaView view, HeldDuty duty, DutyHolder holder, DutyStepKind kind, DateTimeOffset now)
    {
        DutyShift? shift = RotaRules.OnDutyAt(view.Shifts, duty.SeatId, duty.StartsAt < now ? now : duty.StartsAt);
        string phone = shift is { } said && said.HolderId == duty.HolderId ? DutyWords.Phone(said) : holder.Phone;
        return new DutyAlarm(kind, ToldDuty.Of(duty, view.Rota), DutyWords.Name(holder), phone, page.NextInLine(duty, holder)?.Named);
    }
}
