using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Turns;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage;
using Zaitaku.Storage.Covers;

namespace Zaitaku.Bot.Covers;

/// <summary>Words of somebody who has duties, in the light of what is open for them: 「引き受けます」 answers the request that waits, 「今日むり」 is of the duty they have today. Of everybody else such words mean what they mean.</summary>
public sealed class CoverTyped(ZaitakuDb db, CoverNotices notices) : ITurnReading
{
    /// <summary>Open requests put to one person.</summary>
    private const int OpenMax = 10;

    /// <summary>Of a request that ended before, 「取り消し」 is said no more: it means something else.</summary>
    internal static readonly TimeSpan RecentWithin = TimeSpan.FromDays(1);

    /// <summary>Letters; what is longer is a story and read as one.</summary>
    private const int TextMax = 120;

    public async Task<Turn> ReadAsync(Turn turn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        bool isYes = CoverWords.SaysYes(turn.Text), isNo = CoverWords.SaysNo(turn.Text), isBack = CoverWords.TakesBack(turn.Text);
        bool mayGiveAway = turn.Text.Length <= TextMax && turn.Understood.Intent is not Intents.RequestCover && CoverWords.MayGiveAway(turn.Text);
        if (turn.IsGroup || !(isYes || isNo || isBack || mayGiveAway))
        {
            return turn;
        }

        int[] own = [.. await db.DutyHolders.Where(holder => holder.MemberId == turn.MemberId).Select(holder => holder.Id).ToListAsync(cancellationToken)];
        if (own.Length == 0)
        {
            return turn;
        }

        DateTimeOffset since = turn.Now - RecentWithin;
        if (isBack && await db.CoverRequests.AnyAsync(one => own.Contains(one.HolderId) && (one.State == CoverState.Open || one.State == CoverState.Taken || one.EndedAt > since), cancellationToken))
        {
            return turn with { Press = new ButtonPress(CoverPick.Verb, ["back"]) };
        }

        if ((isYes || isNo) && await OpenForAsync(db, own, cancellationToken) is { Count: > 0 } open)
        {
            return turn with { Press = new ButtonPress(isYes ? CoverNewsReplies.TakeVerb : CoverNewsReplies.NoVerb, open is [var one] ? [one.Id.ToString("N")] : []) };
        }

        return mayGiveAway && await IsOnDutyThenAsync(turn, cancellationToken) ? turn with { Understood = turn.Understood with { Intent = Intents.RequestCover, IsUnsure = false } } : turn;
    }

    /// <summary>Requests put to some holders that are open and that they have not answered.</summary>
    internal static async Task<List<CoverRequest>> OpenForAsync(ZaitakuDb db, int[] holders, CancellationToken cancellationToken) =>
        await db.CoverRequests.Include(one => one.Asks).Where(one => one.State == CoverState.Open && one.Asks.Any(ask => holders.Contains(ask.HolderId) && ask.Answer == CoverAnswer.None))
            .OrderBy(one => one.StartsAt).Take(OpenMax).ToListAsync(cancellationToken);

    private async Task<bool> IsOnDutyThenAsync(Turn turn, CancellationToken cancellationToken)
    {
        IReadOnlyList<AskedTime> asked = JapaneseDates.Read(turn.Text, turn.Now, notices.Holidays);
        DutiesToGive own = asked.Count == 0 ? new DutiesToGive([], []) : await DutiesToGive.ReadAsync(db, turn.MemberId, turn.Now, cancellationToken);
        return AskedCoverRules.Matching([.. own.All.Select(one => one.Duty)], asked, turn.Now).Count > 0;
    }
}
