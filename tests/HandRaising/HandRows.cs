using Zaitaku.Storage;
using Zaitaku.Storage.HandRaising;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Substitutes;

namespace Zaitaku.Tests.HandRaising;

/// <summary>Cases and requests in every state, so that each form of their pages is found.</summary>
public static class HandRows
{
    private const int EachState = 6;

    /// <param name="duty">With its seat; its holder is asked, and stands in.</param>
    /// <param name="words">Written wherever words are kept.</param>
    public static void Furnish(ZaitakuDb db, DateTimeOffset now, Guid staff, DutyShift duty, string words)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(duty);
        ArgumentNullException.ThrowIfNull(words);
        foreach (HandCaseState state in Enumerable.Range(0, EachState).SelectMany(_ => (HandCaseState[])[HandCaseState.Draft, HandCaseState.Open, HandCaseState.Settled]))
        {
            HandCase one = new() { State = state, Area = words[..40], Remark = words, WantsDeputy = true, StaffId = staff, CreatedAt = now, Deadline = now.AddDays(2), SentAt = state == HandCaseState.Draft ? null : now, AskedCount = 1 };
            if (state != HandCaseState.Draft)
            {
                one.Asks.Add(new HandAsk { HolderId = duty.HolderId!.Value, AskedAt = now, Answer = HandAnswer.Main, AnsweredAt = now });
                one.Steps.Add(new HandStep { At = now, Kind = HandStepKind.Raised, HolderId = duty.HolderId, Seat = HandAnswer.Main });
            }

            if (state == HandCaseState.Settled)
            {
                one.Seats.Add(new HandSeat { Kind = HandSeatKind.Main, HolderId = duty.HolderId!.Value, At = now });
            }

            db.HandCases.Add(one);
        }

        db.SubstituteRequests.AddRange(Enumerable.Range(0, EachState).SelectMany(at => (SubstituteRequest[])[RequestOf(duty, SubstituteState.Collecting, now.AddMilliseconds(at * 2)), RequestOf(duty, SubstituteState.Sent, now.AddMilliseconds(at * 2 + 1))]));
    }

    private static SubstituteRequest RequestOf(DutyShift duty, SubstituteState state, DateTimeOffset now)
    {
        SubstituteRequest one = new()
        {
            Id = Guid.CreateVersion7(now), State = state, RequesterId = duty.HolderId!.Value, RotaId = duty.Seat!.RotaId, SeatId = duty.SeatId, UnitStartsAt = duty.StartsAt, UnitEndsAt = duty.EndsAt,
            AbsentFrom = duty.StartsAt, AbsentUntil = duty.EndsAt, Cutoff = now.AddHours(1), CreatedAt = now,
        };
        if (state == SubstituteState.Sent)
        {
            one.Given.Add(new SubstituteGiven { HolderId = duty.HolderId.Value, StartsAt = duty.StartsAt, EndsAt = duty.EndsAt, GivenAt = now });
        }

        return one;
    }
}
