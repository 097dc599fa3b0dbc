using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Channels;
using Zaitaku.Scheduler.Covers;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Covers;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.Covers;

/// <summary>Writes what people are told of cover requests into the outbox, beside the change that caused it; the caller saves. Who is linked to no chat is the coordinators' to call.</summary>
public sealed class CoverNotices(LiveDirectory directory, IOptions<HubOptions> hub) : ICoverNotices
{
    /// <summary>News of what is over are read within days, or in the console.</summary>
    private static readonly TimeSpan NewsLife = TimeSpan.FromDays(3);

    public HolidayCalendar Holidays => directory.Current().Holidays;

    public HubContact Hub => HubContact.Of(hub.Value);

    /// <summary>Asks those who have an open ask.</summary>
    public async Task AskAsync(ZaitakuDb db, CoverRequest request, IReadOnlyCollection<DutyHolder> holders, bool isAgain, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(holders);
        CoverFacts facts = await FactsAsync(db, request, cancellationToken);
        foreach (Guid member in holders.Select(holder => holder.MemberId).OfType<Guid>().Distinct())
        {
            Add(db, request, member, CoverMessages.Ask, UrgencyOf(request, CoverRules.UrgentWithin, now), CoverNewsReplies.Ask(facts, isAgain), CoverRules.LapsesAt(request), now);
        }
    }

    /// <summary>Whoever has not answered hears that it is over; whoever said no need not.</summary>
    public async Task OverAsync(ZaitakuDb db, CoverRequest request, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        int[] waiting = [.. request.Asks.Where(ask => ask.Answer == CoverAnswer.None).Select(ask => ask.HolderId)];
        CoverFacts facts = await FactsAsync(db, request, cancellationToken);
        TextReply text = request.State is CoverState.Taken or CoverState.Settled ? CoverNewsReplies.Settled(facts) : CoverNewsReplies.Ended(facts);
        foreach (Guid member in await MembersAsync(db, waiting, cancellationToken))
        {
            Add(db, request, member, CoverMessages.Over, Urgency.Notice, text, now + NewsLife, now);
        }
    }

    /// <summary>The two whom it concerns. Whoever caused it has their answer already.</summary>
    /// <param name="except">A holder who is not told.</param>
    public async Task AgreedAsync(ZaitakuDb db, CoverRequest request, int? except, DateTimeOffset now, CancellationToken cancellationToken)
    {
        CoverFacts facts = await FactsAsync(db, request, cancellationToken);
        foreach (DutyHolder holder in new[] { facts.Asker, facts.Taker! }.Where(one => one.Id != except && one.MemberId is not null))
        {
            Add(db, request, holder.MemberId!.Value, CoverMessages.News, UrgencyOf(request, CoverRules.UrgentWithin, now), CoverNewsReplies.Agreed(facts, holder), now + NewsLife, now);
        }
    }

    /// <summary>One of them alone.</summary>
    public async Task TellAsync(ZaitakuDb db, CoverRequest request, DutyHolder to, Func<CoverFacts, ReplyContent> say, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(say);
        if (to.MemberId is { } member)
        {
            Add(db, request, member, CoverMessages.News, UrgencyOf(request, CoverRules.UrgentWithin, now), say(await FactsAsync(db, request, cancellationToken)), now + NewsLife, now);
        }
    }

    /// <summary>Nobody has taken it: coordinators, of a sudden one as a page, with everybody's number.</summary>
    public async Task DeskOpenAsync(ZaitakuDb db, CoverRequest request, IReadOnlyList<CoverCandidate>? candidates, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        candidates ??= await CoverReads.CandidatesAsync(db, CoverRules.RestOf(CoverSpan.Of(request), now), request.HolderId, now, cancellationToken);
        CardReply card = CoverNewsReplies.StillOpen(await FactsAsync(db, request, cancellationToken), candidates, request.Asks.Count(ask => ask.Answer == CoverAnswer.No), ConsoleOf(request));
        await DeskAsync(db, request, CoverMessages.DeskOpen, UrgencyOf(request, CoverRules.DeskUrgentWithin, now), card, CoverRules.LapsesAt(request), now, cancellationToken);
    }

    public async Task DeskApproveAsync(ZaitakuDb db, CoverRequest request, DateTimeOffset now, CancellationToken cancellationToken) =>
        await DeskAsync(db, request, CoverMessages.DeskApprove, UrgencyOf(request, CoverRules.DeskUrgentWithin, now), CoverNewsReplies.ToApprove(await FactsAsync(db, request, cancellationToken), ConsoleOf(request)), CoverRules.LapsesAt(request), now, cancellationToken);

    /// <summary>How it ended, for coordinators who were told that it was open.</summary>
    /// <param name="isPage">Somebody must look at once: nobody knows who will be there.</param>
    public async Task DeskEndedAsync(ZaitakuDb db, CoverRequest request, bool isPage, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (isPage || CoverRules.TellsCoordinators(request, now))
        {
            CardReply card = CoverNewsReplies.EndedForDesk(await FactsAsync(db, request, cancellationToken), isPage, ConsoleOf(request));
            await DeskAsync(db, request, CoverMessages.DeskNews, isPage ? Urgency.Page : UrgencyOf(request, CoverRules.DeskUrgentWithin, now), card, now + NewsLife, now, cancellationToken);
        }
    }

    public async Task ChaseAsync(ZaitakuDb db, CoverRequest request, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(request);
        if (request.State == CoverState.Taken)
        {
            await DeskApproveAsync(db, request, now, cancellationToken);
            return;
        }

        IReadOnlyList<CoverCandidate> candidates = await CoverReads.CandidatesAsync(db, CoverRules.RestOf(CoverSpan.Of(request), now), request.HolderId, now, cancellationToken);
        if (CoverRules.AsksAgain(request))
        {
            await AskAgainAsync(db, request, candidates, now, cancellationToken);
        }

        if (CoverRules.TellsCoordinators(request, now))
        {
            await DeskOpenAsync(db, request, candidates, now, cancellationToken);
        }
    }

    public async Task LapsedAsync(ZaitakuDb db, CoverRequest request, bool isTooLate, bool wasTaken, DateTimeOffset now, CancellationToken cancellationToken)
    {
        CoverFacts facts = await FactsAsync(db, request, cancellationToken);
        foreach (DutyHolder holder in new[] { facts.Asker, wasTaken ? facts.Taker : null }.OfType<DutyHolder>())
        {
            await TellAsync(db, request, holder, _ => CoverNewsReplies.Lapsed(facts, isTooLate, wasTaken, Hub), now, cancellationToken);
        }

        await OverAsync(db, request, now, cancellationToken);
        await DeskEndedAsync(db, request, isTooLate, now, cancellationToken);
    }

    /// <summary>Those who did not answer and still could; of a request to everybody also who has become free since.</summary>
    private async Task AskAgainAsync(ZaitakuDb db, CoverRequest request, IReadOnlyList<CoverCandidate> candidates, DateTimeOffset now, CancellationToken cancellationToken)
    {
        DutyHolder[] free = [.. candidates.Where(one => one.CanBeAsked && (request.Kind == CoverKind.Cover || one.Holder.Id == request.OtherHolderId)).Select(one => one.Holder)];
        DutyHolder[] strangers = [.. free.Where(holder => request.Kind == CoverKind.Cover && !request.Asks.Exists(ask => ask.HolderId == holder.Id))];
        DutyHolder? swapping = request.Kind == CoverKind.Swap ? await db.DutyHolders.FindAsync([request.OtherHolderId], cancellationToken) : null; // On duty meanwhile, perhaps: what they give in return.
        DutyHolder[] again = [.. free.Append(swapping).OfType<DutyHolder>().Distinct().Where(holder => request.Asks.Exists(ask => ask.HolderId == holder.Id && ask.Answer == CoverAnswer.None))];
        request.Asks.AddRange(strangers.Select(holder => new CoverAsk { RequestId = request.Id, HolderId = holder.Id, AskedAt = now }));
        await AskAsync(db, request, again, isAgain: true, now, cancellationToken);
        await AskAsync(db, request, strangers, isAgain: false, now, cancellationToken);
    }

    private static async Task DeskAsync(ZaitakuDb db, CoverRequest request, string kind, Urgency urgency, ReplyContent content, DateTimeOffset uselessAfter, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (Guid member in await Coordinators.ToldAsync(db, cancellationToken))
        {
            Add(db, request, member, kind, urgency, content, uselessAfter, now);
        }
    }

    private Task<CoverFacts> FactsAsync(ZaitakuDb db, CoverRequest request, CancellationToken cancellationToken) => CoverFacts.ReadAsync(db, request, Holidays, cancellationToken);

    private static async Task<List<Guid>> MembersAsync(ZaitakuDb db, int[] holders, CancellationToken cancellationToken) =>
        await db.DutyHolders.Where(holder => holders.Contains(holder.Id) && holder.MemberId != null).Select(holder => holder.MemberId!.Value).Distinct().ToListAsync(cancellationToken);

    private static Urgency UrgencyOf(CoverRequest request, TimeSpan within, DateTimeOffset now) => CoverRules.IsUrgent(request, within, now) ? Urgency.Page : Urgency.Notice;

    private Uri? ConsoleOf(CoverRequest request) => Uri.TryCreate(hub.Value.PublicBaseUrl, UriKind.Absolute, out Uri? address) ? new Uri(address, $"/console/rota/covers/{request.Id}") : null;

    private static void Add(ZaitakuDb db, CoverRequest request, Guid member, string kind, Urgency urgency, ReplyContent content, DateTimeOffset uselessAfter, DateTimeOffset now) =>
        OutboxPlans.Add(db, CoverMessages.AboutOf(request.Id), new PlannedMessage(member, kind, urgency, ReplyContent.ToJson([content]), now, uselessAfter) { Bundle = urgency == Urgency.Notice ? CoverMessages.Bundle : null }, now);
}
