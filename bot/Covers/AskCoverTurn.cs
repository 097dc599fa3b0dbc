using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Turns;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage;
using Zaitaku.Storage.Covers;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.Covers;

/// <summary>「土曜の当番代わってほしい」: which duty, asked where it is unclear; a card to check; then it is asked of everybody who could, or of one alone. Only of one's own duties.</summary>
public sealed class AskCoverTurn(ZaitakuDb db, CoverBook book, CoverNotices notices, CoverStrangers strangers) : ITurnHandler
{
    /// <summary>Letters of an answer to "which duty"; what is longer is another matter.</summary>
    private const int AnswerMax = 24;

    public IReadOnlyList<string> Intents => [Understanding.Intents.RequestCover];

    public IReadOnlyList<string> Verbs => [CoverPick.Verb];

    /// <summary>The answer to "which duty": a day alone, or words of a duty; whatever means something else goes its way.</summary>
    public bool Awaits(Turn turn)
    {
        ArgumentNullException.ThrowIfNull(turn);
        return turn is { Dialogue.AsksDuty: true, IsGroup: false, Text.Length: <= AnswerMax } && (CoverWords.IsBareDay(turn.Text) || turn.Understood.Intent == Understanding.Intents.RequestCover) && Asked(turn).Count > 0;
    }

    public async Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        turn = turn is { Press.Arguments: [CoverPick.Said], Text.Length: > 0 } ? turn with { Press = null } : turn;
        bool isOfPatients = turn.Press is null && CoverWords.IsOfPatients(turn.Text);
        if (turn.IsGroup)
        {
            return TurnOutcome.Say([isOfPatients ? CoverReplies.OfPatients(notices.Hub) : CoverReplies.InGroup]);
        }

        DutiesToGive own = await DutiesToGive.ReadAsync(db, turn.MemberId, turn.Now, cancellationToken);
        TurnOutcome outcome = turn.Press is { Arguments: [CoverPick.Waits] } ? new TurnOutcome([CoverReplies.NotSentYet], turn.Dialogue with { ChecksDuty = true })
            : turn.Press is { } press ? TurnOutcome.Say([await PressedAsync(turn, own, press.Arguments, cancellationToken)])
            : isOfPatients && !(CoverWords.CannotCome(turn.Text) && Matching(own, turn).Length > 0) ? TurnOutcome.Say([CoverReplies.OfPatients(notices.Hub)])
            : own.Holders.Count == 0 ? TurnOutcome.Say([CoverReplies.NotLinked(notices.Hub, await strangers.KeepAsync(turn, notices.Holidays, isHolder: false, cancellationToken))])
            : await SaidAsync(turn, own, cancellationToken);
        return _isToCheck ? outcome with { Dialogue = turn.Dialogue with { ChecksDuty = true } } : outcome;
    }

    /// <summary>Set where what is said is a card to check; one handler is one turn.</summary>
    private bool _isToCheck;

    private IReadOnlyList<AskedTime> Asked(Turn turn) => turn.Text.Length == 0 ? [] : JapaneseDates.Read(turn.Text, turn.Now, notices.Holidays);

    private CoverChoice[] Matching(DutiesToGive own, Turn turn) => own.Of(AskedCoverRules.Matching([.. own.All.Select(one => one.Duty)], Asked(turn), turn.Now));

    private async Task<TurnOutcome> SaidAsync(Turn turn, DutiesToGive own, CancellationToken cancellationToken)
    {
        IReadOnlyList<AskedTime> asked = Asked(turn);
        CoverChoice[] meant = Matching(own, turn);
        if (asked.Count == 0 && meant.Length > 1 && (CoverWords.CannotCome(turn.Text) || CoverSaying.IsBare(turn.Text)) && await CoverWaiting.NearAsync(db, own, turn.Now, cancellationToken) is { Length: > 0 } near)
        {
            meant = near;
        }

        CoverSpan? span = meant is [var only] ? AskedCoverRules.SpanOf(only.Duty, asked, CoverWords.HoursIn(turn.Text), turn.Now) : null;
        if (span is not null && GoesAtOnce(turn, span))
        {
            return TurnOutcome.Say([await SendAsync(own, span, null, null, turn, cancellationToken)]);
        }

        if (meant.Length > 0 && await NamedAsync(turn, own, cancellationToken) is { } other)
        {
            return TurnOutcome.Say([await WithOtherAsync(own, meant, other, asked, turn, cancellationToken)]);
        }

        return meant.Length switch
        {
            0 => new TurnOutcome([await NoDutyAsync(turn, own, cancellationToken)], turn.Dialogue with { AsksDuty = own.All.Count > 0 }),
            1 => TurnOutcome.Say([await CheckAsync(own, span!, null, null, turn, cancellationToken)]),
            _ => new TurnOutcome([CoverReplies.Which(meant, notices.Holidays)], turn.Dialogue with { AsksDuty = true }),
        };
    }

    /// <summary>Who says for sure that they cannot come tonight may not look at the phone again: it is asked at once of all, and one tap takes it back. A name beside it (「佐藤先生に伝えて」) is nobody who is asked alone.</summary>
    private static bool GoesAtOnce(Turn turn, CoverSpan span) =>
        CoverRules.IsSudden(CoverRules.RestOf(span, turn.Now), turn.Now) && CoverSaying.Of(turn.Text, turn.Understood) == CoverSaid.Sure && !CoverWords.HasLooseClock(turn.Text) && !CoverWords.AsksOne(turn.Text);

    /// <summary>A swap by phone that nobody typed in, perhaps: whoever cannot come soon is heard all the same.</summary>
    private async Task<ReplyContent> NoDutyAsync(Turn turn, DutiesToGive own, CancellationToken cancellationToken)
    {
        bool isRung = CoverStrangers.IsSoon(turn, notices.Holidays) && await strangers.KeepAsync(turn, notices.Holidays, isHolder: true, cancellationToken);
        return CoverReplies.NoDuty(own.All, isRung, notices.Hub, notices.Holidays);
    }

    /// <summary>「土曜の当番を佐藤先生の10日と」: a swap where the other has a duty at a time that was named too, else asked of them alone.</summary>
    private async Task<ReplyContent> WithOtherAsync(DutiesToGive own, CoverChoice[] meant, DutyHolder other, IReadOnlyList<AskedTime> asked, Turn turn, CancellationToken cancellationToken)
    {
        IReadOnlyList<CoverChoice> theirs = await DutiesToGive.OfAsync(db, other.Id, turn.Now, cancellationToken);
        CoverChoice[] first = asked.Count < 2 ? meant : own.Of(AskedCoverRules.Matching([.. own.All.Select(one => one.Duty)], [asked[0]], turn.Now));
        CoverChoice mine = first.Length > 0 ? first[0] : meant[0];
        CoverSpan span = AskedCoverRules.SpanOf(mine.Duty, [.. asked.Take(1)], CoverWords.HoursIn(turn.Text), turn.Now);
        CoverChoice[] gives = asked.Count < 2 ? [] : [.. theirs.Where(one => one.Duty.RotaId == mine.Duty.RotaId && AskedCoverRules.Matching([one.Duty], [.. asked.Skip(1)], turn.Now).Count > 0)];
        return first.Length > 1 || meant.Length > asked.Count + 1 ? CoverReplies.Which(first.Length > 1 ? first : meant, notices.Holidays)
            : gives.Length > 1 ? CoverReplies.WhichInReturn(span, other, gives, notices.Holidays)
            : await CheckAsync(own, span, other, gives.Length == 1 ? CoverSpan.Of(gives[0].Duty) : null, turn, cancellationToken);
    }

    private async Task<ReplyContent> PressedAsync(Turn turn, DutiesToGive own, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        string step = arguments.ElementAtOrDefault(0) ?? "";
        if (step == "back")
        {
            return await TakeBackAsync(turn, own, CoverPick.Parse(arguments.ElementAtOrDefault(1)), cancellationToken);
        }

        CoverPick? pick = CoverPick.Parse(arguments.ElementAtOrDefault(1));
        DutyHolder? other = await OtherAsync(arguments.ElementAtOrDefault(2), cancellationToken);
        if (pick is null || own.SpanOf(pick) is not { } span || (arguments.Count > 2 && other is null))
        {
            return CoverReplies.Gone;
        }

        CoverSpan? gives = null;
        if (arguments.Count > 3 && (gives = await ReturnAsync(other!, CoverPick.Parse(arguments[3]), turn.Now, cancellationToken)) is null)
        {
            return CoverReplies.Gone;
        }

        return step switch
        {
            "ask" => await CheckAsync(own, span, null, null, turn, cancellationToken),
            "gift" or "swap" => await CheckAsync(own, span, other, gives, turn, cancellationToken),
            "whom" => CoverReplies.Whom(span, own.RotaOf(span), [.. (await CoverReads.CandidatesAsync(db, span, own.HolderOf(span).Id, turn.Now, cancellationToken)).Where(one => one.CanBeAsked).Select(one => one.Holder)], notices.Holidays),
            "return" when other is not null => CoverReplies.WhichInReturn(span, other, [.. (await DutiesToGive.OfAsync(db, other.Id, turn.Now, cancellationToken)).Where(one => one.Duty.RotaId == span.RotaId && one.Duty.StartsAt > turn.Now)], notices.Holidays),
            "send" => await SendAsync(own, span, other, gives, turn, cancellationToken),
            _ => CoverReplies.Gone,
        };
    }

    private async Task<ReplyContent> CheckAsync(DutiesToGive own, CoverSpan span, DutyHolder? other, CoverSpan? gives, Turn turn, CancellationToken cancellationToken)
    {
        NewCover wanted = new(own.HolderOf(span), CoverRules.RestOf(span, turn.Now), other, gives, turn.MemberId, null);
        if (await book.InTheWayAsync(wanted, turn.Now, cancellationToken) is { } running)
        {
            return CoverReplies.Running(await FactsAsync(running, cancellationToken));
        }

        if (await book.ProblemAsync(wanted, turn.Now, cancellationToken) is { Length: > 0 } problem)
        {
            return CoverReplies.NotAllowed(problem);
        }

        _isToCheck = true;
        return CoverReplies.Check(await CheckOfAsync(own, wanted, turn.Now, cancellationToken), notices.Hub);
    }

    private async Task<ReplyContent> SendAsync(DutiesToGive own, CoverSpan span, DutyHolder? other, CoverSpan? gives, Turn turn, CancellationToken cancellationToken)
    {
        NewCover wanted = new(own.HolderOf(span), CoverRules.RestOf(span, turn.Now), other, gives, turn.MemberId, null);
        return await book.OpenAsync(wanted, turn.Now, cancellationToken) switch
        {
            CoverOutcome.Done done => CoverReplies.Sent(await CheckOfAsync(own, wanted, turn.Now, cancellationToken) with { Asked = done.Request.Asks.Count, IsHubInChat = await Coordinators.AreInChatAsync(db, cancellationToken) }, notices.Hub),
            CoverOutcome.Already already => CoverReplies.Running(await FactsAsync(already.Request, cancellationToken)),
            CoverOutcome.NotAllowed no => CoverReplies.NotAllowed(no.Reason),
            _ => CoverReplies.Gone,
        };
    }

    private async Task<ReplyContent> TakeBackAsync(Turn turn, DutiesToGive own, CoverPick? pick, CancellationToken cancellationToken)
    {
        List<CoverRequest> running = await book.RunningOfAsync([.. own.Holders.Select(holder => holder.Id)], cancellationToken);
        CoverRequest? request = pick is not null || running.Count == 0 ? await LastOfAsync(own, pick, turn.Now, cancellationToken) : running.Count == 1 ? running[0] : null;
        if (request is null)
        {
            return CoverReplies.WhichBack(running, notices.Holidays);
        }

        CoverOutcome outcome = await book.TakeBackAsync(request, turn.MemberId, null, turn.Now, cancellationToken);
        CoverFacts facts = await FactsAsync(request, cancellationToken);
        return outcome is CoverOutcome.TooLate ? CoverReplies.TooLateToTakeBack(facts, notices.Hub) : CoverReplies.TakenBack(facts);
    }

    /// <summary>The last request for hours of a button, also one that is over; typed words mean one of a day ago at most.</summary>
    private async Task<CoverRequest?> LastOfAsync(DutiesToGive own, CoverPick? pick, DateTimeOffset now, CancellationToken cancellationToken)
    {
        int[] holders = [.. own.Holders.Select(holder => holder.Id)];
        IQueryable<CoverRequest> asked = db.CoverRequests.Include(one => one.Asks).Where(one => holders.Contains(one.HolderId));
        DateTimeOffset since = now - CoverTyped.RecentWithin;
        return await (pick is null ? asked.Where(one => one.EndedAt > since) : asked.Where(one => one.SeatId == pick.SeatId && one.StartsAt < pick.EndsAt && one.EndsAt > pick.StartsAt))
            .OrderByDescending(one => one.CreatedAt).FirstOrDefaultAsync(cancellationToken);
    }

    private async Task<CoverCheck> CheckOfAsync(DutiesToGive own, NewCover wanted, DateTimeOffset now, CancellationToken cancellationToken)
    {
        IReadOnlyList<CoverCandidate> candidates = wanted.Other is null ? await CoverReads.CandidatesAsync(db, wanted.Span, wanted.Asker.Id, now, cancellationToken) : [];
        CoverSpan whole = CoverRules.RestOf(own.WholeOf(wanted.Span), now);
        bool isSudden = CoverRules.IsSudden(wanted.Span, now);
        bool needsApproval = !isSudden && await db.DutyRotas.AnyAsync(rota => rota.Id == wanted.Span.RotaId && rota.CoverNeedsApproval, cancellationToken);
        return new CoverCheck(wanted, own.RotaOf(wanted.Span), needsApproval, whole == wanted.Span ? null : whole, wanted.Other is null ? candidates.Count(one => one.CanBeAsked) : 1,
            candidates.Count(one => one.Breach is null && !one.IsReachable), isSudden, notices.Holidays);
    }

    private async Task<DutyHolder?> NamedAsync(Turn turn, DutiesToGive own, CancellationToken cancellationToken)
    {
        int[] mine = [.. own.Holders.Select(holder => holder.Id)];
        List<DutyHolder> holders = await db.DutyHolders.Where(holder => holder.ClosedAt == null && !mine.Contains(holder.Id)).OrderBy(holder => holder.Name).Take(RotaReads.HoldersMax).ToListAsync(cancellationToken);
        return AskedCoverRules.Named(holders, turn.Text) is [var one] ? one : null;
    }

    private async Task<DutyHolder?> OtherAsync(string? id, CancellationToken cancellationToken) =>
        int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out int holder) ? await db.DutyHolders.SingleOrDefaultAsync(one => one.Id == holder && one.ClosedAt == null, cancellationToken) : null;

    private async Task<CoverSpan?> ReturnAsync(DutyHolder other, CoverPick? pick, DateTimeOffset now, CancellationToken cancellationToken) =>
        pick is null ? null : (await CoverReads.DutiesOfAsync(db, other.Id, now, cancellationToken)).Where(duty => duty.SeatId == pick.SeatId && duty.StartsAt == pick.StartsAt && duty.EndsAt == pick.EndsAt).Select(CoverSpan.Of).FirstOrDefault();

    private Task<CoverFacts> FactsAsync(CoverRequest request, CancellationToken cancellationToken) => CoverFacts.ReadAsync(db, request, notices.Holidays, cancellationToken);
}
