using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Intake;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Meetings;

namespace Zaitaku.Bot.Meetings.Page;

/// <summary>Reads what the page of an invitation shows, and writes down what was answered there; again from the beginning when somebody was faster.</summary>
public sealed class MeetingActions(IDbContextFactory<ZaitakuDb> databases, SaveTries tries, LiveDirectory directory, TimeProvider clock)
{
    private static readonly MeetingFormResult Busy = new("", ["ほかの方のお返事と重なり、受け取れませんでした。もう一度押してください。"]);

    /// <returns>Null for an address that never was, ran out, or whose meeting is gone: all look alike.</returns>
    public async Task<MeetingView?> ViewAsync(string token, CancellationToken cancellationToken)
    {
        await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
        DateTimeOffset now = clock.GetUtcNow();
        if (await FindAsync(db, token, now, cancellationToken) is not var (meeting, who))
        {
            return null;
        }

        List<MeetingInvitee> named = await NamedAsync(db, who, cancellationToken), list = meeting.Capacity is null ? [] : await MeetingAnswering.ListAsync(db, meeting.Id, cancellationToken);
        int? before = who.Answer == MeetingAnswer.Waiting ? SeatRules.Queue(list).TakeWhile(one => one.Id != who.Id).Count() : null;
        return new MeetingView(token, meeting, who, named, SeatRules.Free(meeting, list), before, directory.Current().Holidays, now) { IsWaitedFor = SeatRules.Queue(list).Count > 0, Papers = (await MeetingPapers.OfAsync(db, meeting.Id, cancellationToken)).FindAll(paper => MeetingView.IsReader(who) && (!paper.IsRecord || meeting.MinutesSentAt is not null)) };
    }

    /// <inheritdoc cref="ViewAsync"/>
    public Task<MeetingFormResult?> TakeAsync(string token, MeetingForm form, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(form);
        return tries.RunAsync(async (services, db) =>
        {
            DateTimeOffset now = clock.GetUtcNow();
            if (await MeetingOfAsync(db, token, cancellationToken) is { } id)
            {
                await services.GetRequiredService<SeatGate>().EnterAsync(db, id, cancellationToken);
            }

            return await FindAsync(db, token, now, cancellationToken) is var (meeting, who) ? await ApplyAsync(db, meeting, who, form, now, cancellationToken) : null;
        }, result => result is { Done.Length: > 0 }, Busy, cancellationToken);
    }

    /// <summary>A fresh address for somebody who was named.</summary>
    public Task<Uri?> LinkAsync(MeetingInvitee who, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(who);
        return tries.RunAsync(async (services, db) =>
            await db.Meetings.SingleAsync(one => one.Id == who.MeetingId, cancellationToken) is var meeting ? await services.GetRequiredService<MeetingLinks>().CreateAsync(db, meeting, who, clock.GetUtcNow(), cancellationToken) : null,
            address => address is not null, null, cancellationToken);
    }

    private async Task<MeetingFormResult> ApplyAsync(ZaitakuDb db, Meeting meeting, MeetingInvitee who, MeetingForm form, DateTimeOffset now, CancellationToken cancellationToken)
    {
        string[] parts = form.Do.Split(':');
        bool givesUp = MeetingLines.MayGiveUp(meeting, who, now) && (parts is [MeetingForm.No] || (parts is [MeetingForm.Add] && who.HoldsSeat));
        if (!MeetingLines.MayAnswer(meeting, who, now) && !givesUp)
        {
            return new MeetingFormResult("", [MeetingPage.Closed]);
        }

        if (parts[0] is MeetingForm.Yes or MeetingForm.No or MeetingForm.Add && MeetingMark.IsOther(meeting, form.Seen))
        {
            return new MeetingFormResult("", [MeetingPage.Moved(await MeetingMark.SeenAsync(db, meeting.Id, form.Seen, cancellationToken), directory.Current().Holidays, now)]);
        }

        return parts switch
        {
            [MeetingForm.Yes] when who.Kind != InviteeKind.Contact => MeetingPage.Of(await OwnAnswers.AnswerAsync(db, meeting, who, isYes: true, AnswerVia.Page, now, cancellationToken)),
            [MeetingForm.No] => MeetingPage.Of(await OwnAnswers.AnswerAsync(db, meeting, who, isYes: false, AnswerVia.Page, now, cancellationToken)),
            [MeetingForm.Add] => await AddAsync(db, meeting, who, form, now, cancellationToken),
            [MeetingForm.Drop or MeetingForm.Link, var id] when (await NamedAsync(db, who, cancellationToken)).Find(one => one.Id.ToString(CultureInfo.InvariantCulture) == id) is { } named => await OfNamedAsync(db, meeting, who, named, parts[0], now, cancellationToken),
            _ => new MeetingFormResult("", ["受け取れませんでした。もう一度押してください。"]),
        };
    }

    private static async Task<MeetingFormResult> OfNamedAsync(ZaitakuDb db, Meeting meeting, MeetingInvitee who, MeetingInvitee named, string what, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (what == MeetingForm.Link)
        {
            return new MeetingFormResult($"{named.Name}さんに渡すリンクを作りました。", [], named);
        }

        OwnAnswers.Remove(meeting, named, now);
        bool isAsked = MeetingNamed.AskAnew(meeting, who, await NamedAsync(db, who, cancellationToken), AnswerVia.Page, now);
        string then = !isAsked ? "" : who.Kind == InviteeKind.Contact ? "出る方がいなくなったため、お返事はまだいただいていないことになりました。" : "あなたのお返事は、まだいただいていないことになりました。";
        return new MeetingFormResult($"{(named.Kind == InviteeKind.Deputy ? "代理の" : "")}{named.Name}さんを取り消しました。{then}", []);
    }

    /// <summary>A deputy takes the place, and the seat, of whom they come for; delegates are as many as are named. Another in somebody's place gets what that one had: in one save, so that no seat goes on in between.</summary>
    private static async Task<MeetingFormResult> AddAsync(ZaitakuDb db, Meeting meeting, MeetingInvitee who, MeetingForm form, DateTimeOffset now, CancellationToken cancellationToken)
    {
        bool isContact = who.Kind == InviteeKind.Contact;
        List<MeetingInvitee> named = await NamedAsync(db, who, cancellationToken);
        MeetingInvitee? before = isContact ? named.Find(one => one.Id.ToString(CultureInfo.InvariantCulture) == form.Instead) : named.FirstOrDefault();
        string[] problems = who.Kind is InviteeKind.Delegate or InviteeKind.Deputy ? ["代理の方が、さらに代理の方を知らせることはできません。"] : [.. form.Problems(), .. Clashes(named, form, isContact, before)];
        if (problems.Length > 0)
        {
            return new MeetingFormResult("", problems);
        }

        bool hadSeat = who.HoldsSeat || before is { HoldsSeat: true };
        if (before is not null)
        {
            OwnAnswers.Remove(meeting, before, now);
        }

        MeetingInvitee one = new()
        {
            MeetingId = meeting.Id, ForId = who.Id, AssociationId = who.AssociationId, Kind = isContact ? InviteeKind.Delegate : InviteeKind.Deputy, Name = form.Name, Profession = form.Profession, Organisation = form.Workplace, AddedAt = now,
            WaitingSince = before?.WaitingSince ?? (isContact ? null : who.WaitingSince),
        };
        if (!isContact)
        {
            await MeetingAnswering.AnswerAsync(db, meeting, who, WantedAnswer.SendsDeputy, AnswerVia.Page, null, now, cancellationToken);
        }
        else if (who.Answer != MeetingAnswer.Yes)
        {
            MeetingAnswering.Write(meeting, who, MeetingAnswer.Yes, AnswerVia.Page, null, now);
        }

        List<MeetingInvitee> list = meeting.Capacity is null || hadSeat ? [] : await MeetingAnswering.ListAsync(db, meeting.Id, cancellationToken);
        MeetingAnswering.Write(meeting, one, hadSeat ? MeetingAnswer.Yes : SeatRules.YesOf(meeting, one, list), AnswerVia.Other, null, now);
        db.MeetingInvitees.Add(one);
        who.Revision++; // Sent twice at once, one of the two looks again and finds the name.
        string gone = before is null ? "" : $"{before.Name}さんは取り消しました。{before.Name}さんにもお伝えください。";
        return new MeetingFormResult($"{(one.Answer == MeetingAnswer.Waiting ? $"{one.Name}さんをお受けしました。満席のため、席が空くのを待つ順番になります。" : $"{one.Name}さんの出席をお受けしました。")}{gone}", [], one);
    }

    private static IEnumerable<string> Clashes(List<MeetingInvitee> named, MeetingForm form, bool isContact, MeetingInvitee? before)
    {
        if (isContact && form.Instead.Length > 0 && before is null)
        {
            yield return "代わりにする方が見つかりません。もう取り消されているかもしれません。";
        }

        if (named.Exists(one => one.Name == form.Name && one.Organisation == form.Workplace))
        {
            yield return "同じお名前の方を、もうお知らせいただいています。";
        }

        if (isContact && before is null && named.Count >= MeetingNamed.NamedMax)
        {
            yield return $"お知らせいただける方は{MeetingNamed.NamedMax}人までです。";
        }
    }

    private static async Task<List<MeetingInvitee>> NamedAsync(ZaitakuDb db, MeetingInvitee who, CancellationToken cancellationToken) =>
        (await db.MeetingInvitees.Where(one => one.ForId == who.Id && one.RemovedAt == null && (one.Kind == InviteeKind.Deputy || one.Kind == InviteeKind.Delegate)).OrderBy(one => one.Id).Take(MeetingNamed.NamedMax).ToListAsync(cancellationToken)).FindAll(one => one.IsOpen);

    private static Task<int?> MeetingOfAsync(ZaitakuDb db, string token, CancellationToken cancellationToken)
    {
        string hash = LinkToken.IsWellFormed(token) ? LinkToken.HashOf(token) : "";
        return db.MeetingLinks.Where(link => link.TokenHash == hash).Join(db.MeetingInvitees, link => link.InviteeId, one => one.Id, (_, one) => (int?)one.MeetingId).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Tracked. Also of somebody taken off the list: the page says so.</summary>
    private static async Task<(Meeting Meeting, MeetingInvitee Who)?> FindAsync(ZaitakuDb db, string token, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!LinkToken.IsWellFormed(token))
        {
            return null;
        }

        string hash = LinkToken.HashOf(token);
        return await db.MeetingLinks.AsNoTracking().SingleOrDefaultAsync(link => link.TokenHash == hash, cancellationToken) is { } link
            && await db.MeetingInvitees.SingleOrDefaultAsync(one => one.Id == link.InviteeId, cancellationToken) is { } who
            && await db.Meetings.SingleOrDefaultAsync(one => one.Id == who.MeetingId, cancellationToken) is { } meeting && MeetingLinks.Until(link, meeting) > now ? (meeting, who) : null;
    }
}
