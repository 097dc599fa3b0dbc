using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Rota;
using Zaitaku.Bot.Turns;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage;
using Zaitaku.Storage.Covers;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.Covers;

/// <summary>Words of somebody who has duties, in the light of what is open for them: 「引き受けます」 answers the request that waits, 「今日むり」 is of the duty they have today. Of everybody else such words mean what they mean.</summary>
public sealed class CoverTyped(ZaitakuDb db, CoverNotices notices) : ITurnReading
{
    /// <summary>Of a request that ended before, 「取り消し」 is said no more: it means something else.</summary>
    internal static readonly TimeSpan RecentWithin = TimeSpan.FromDays(1);

    public async Task<Turn> ReadAsync(Turn turn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        CoverAnswered answer = CoverWords.AnswerIn(turn.Text);
        bool isNod = turn.Understood.Intent == Intents.Acknowledge && CoverWords.IsShort(turn.Text);
        if (turn.IsGroup)
        {
            return turn;
        }

        if (isNod && answer == CoverAnswered.None && turn.Dialogue.ChecksDuty)
        {
            return turn with { Press = new ButtonPress(CoverPick.Verb, [CoverPick.Waits]) }; // 「はい」 sends nothing, and confirms no duty they would be rid of.
        }

        CoverSaid said = CoverSaying.Of(turn.Text, turn.Understood);
        AwaySaid away = AwayWords.Of(turn.Text, turn.Understood.Intent);
        bool isAway = away == AwaySaid.Away || (away == AwaySaid.PerhapsCover && said != CoverSaid.Else);
        if (answer == CoverAnswered.None && !isNod && said == CoverSaid.Else && !isAway)
        {
            return turn;
        }

        int[] own = [.. await db.DutyHolders.Where(holder => holder.MemberId == turn.MemberId).Select(holder => holder.Id).ToListAsync(cancellationToken)];
        return own.Length == 0 ? isAway && turn.Role.IsProfessional() && CoverStrangers.IsSoon(turn, notices.Holidays) ? Said(turn) : turn
            : await AnswerAsync(turn, own, answer, isNod, cancellationToken) is { } press ? turn with { Press = press }
            : await OwnAsync(turn, said, isAway, cancellationToken);
    }

    /// <summary>What the words answer, of what has reached them; null where they answer nothing.</summary>
    private async Task<ButtonPress?> AnswerAsync(Turn turn, int[] own, CoverAnswered answer, bool isNod, CancellationToken cancellationToken)
    {
        DateTimeOffset since = turn.Now - RecentWithin;
        if (answer == CoverAnswered.Back)
        {
            return await db.CoverRequests.AnyAsync(one => own.Contains(one.HolderId) && (one.State == CoverState.Open || one.State == CoverState.Taken || one.EndedAt > since), cancellationToken) ? new ButtonPress(CoverPick.Verb, ["back"]) : null;
        }

        if ((answer == CoverAnswered.None && !isNod) || await CoverWaiting.AsksAsync(db, own, turn.MemberId, cancellationToken) is not { Count: > 0 } open)
        {
            return null;
        }

        IReadOnlyList<AskedTime> asked = JapaneseDates.Read(turn.Text, turn.Now, notices.Holidays);
        CoverRequest[] meant = [.. open.Where(one => asked.Count == 0 || AskedCoverRules.Matching([new DutyStretch(one.RotaId, one.SeatId, one.HolderId, one.StartsAt, one.EndsAt)], asked, turn.Now).Count > 0)];
        DutiesToGive duties = await DutiesToGive.ReadAsync(db, turn.MemberId, turn.Now, cancellationToken);
        bool isOfOwn = asked.Count > 0 && AskedCoverRules.Matching([.. duties.All.Select(one => one.Duty)], asked, turn.Now).Count > 0;
        if (answer is CoverAnswered.No or CoverAnswered.Refuses)
        {
            bool isClear = !isOfOwn && (answer == CoverAnswered.Refuses || (await CoverWaiting.NearAsync(db, duties, turn.Now, cancellationToken)).Length == 0);
            return meant.Length == 0 || (isOfOwn && answer == CoverAnswered.No) ? null : isClear && meant is [var only] ? Press(CoverNewsReplies.NoVerb, only) : Press(CoverNewsReplies.NoVerb, null);
        }

        bool isAlone = answer == CoverAnswered.Takes && open.Count == 1 && !turn.Dialogue.ChecksDuty && (await CoverWaiting.UnconfirmedAsync(db, own, turn.Now, cancellationToken)).Count == 0
            && !await CoverWaiting.IsAskedToSubstituteAsync(db, own, turn.Now, cancellationToken);
        return Press(CoverNewsReplies.TakeVerb, isAlone && meant is [var one] ? one : null);
    }

    /// <summary>Words of one of their own duties; of what is sudden also where they sound like a plan.</summary>
    private async Task<Turn> OwnAsync(Turn turn, CoverSaid said, bool isAway, CancellationToken cancellationToken)
    {
        if (said == CoverSaid.Else && !isAway)
        {
            return turn;
        }

        DutiesToGive own = await DutiesToGive.ReadAsync(db, turn.MemberId, turn.Now, cancellationToken);
        IReadOnlyList<AskedTime> asked = JapaneseDates.Read(turn.Text, turn.Now, notices.Holidays);
        IReadOnlyList<DutyStretch> named = asked.Count == 0 ? [] : AskedCoverRules.Matching([.. own.All.Select(one => one.Duty)], asked, turn.Now);
        bool isTheirs = asked.Count > 0 ? named.Count > 0 && said != CoverSaid.Bare
            : said == CoverSaid.Sure || (said == CoverSaid.Bare && (CoverWords.CannotCome(turn.Text) ? (await CoverWaiting.NearAsync(db, own, turn.Now, cancellationToken)).Length > 0 : own.All.Count > 0));
        IEnumerable<DutyStretch> meant = asked.Count > 0 ? named : own.All.Select(one => one.Duty);
        return isAway ? meant.Any(duty => CoverRules.IsSudden(CoverSpan.Of(duty), turn.Now)) ? Said(turn) : turn
            : isTheirs && turn.Understood.Intent != Intents.RequestCover ? turn with { Understood = turn.Understood with { Intent = Intents.RequestCover, IsUnsure = said != CoverSaid.Sure } } : turn;
    }

    private static Turn Said(Turn turn) => turn with { Press = new ButtonPress(CoverPick.Verb, [CoverPick.Said]) };

    /// <param name="request">Null where it must be asked which is meant.</param>
    private static ButtonPress Press(string verb, CoverRequest? request) => new(verb, request is null ? [] : [request.Id.ToString("N")]);
}
