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
        return new MeetingView(token, meeting, who, named, SeatRules.Free(meeting, list), before, directory.Current().Holidays, now) { Papers = (await MeetingPapers.OfAsync(db, meeting.Id, cancellationToken)).FindAll(paper => MeetingView.IsReader(who) && (!paper.IsRecord || meeting.MinutesSentAt is not null)) };
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

    private static async Task<MeetingFormResult> ApplyAsync(ZaitakuDb db, Meeting meeting, MeetingInvitee who, MeetingForm form, DateTimeOffset now, CancellationToken cancellationToken)
    {
        string[] parts = form.Do.Split(':');
        if (!MeetingLines.MayAnswer(meeting, who, now))
        {
            return new MeetingFormResult("", [MeetingPage.Closed]);
        }

        return parts switch
        {
            [MeetingForm.Yes] when who.Kind != InviteeKind.Contact => MeetingPage.Of(await OwnAnswers.AnswerAsync(db, meeting, who, isYes: true, AnswerVia.Page, now, cancellationToken)),
            [MeetingForm.No] => MeetingPage.Of(await OwnAnswers.AnswerAsync(db, meeting, who, isYes: false, AnswerVia.Page, now, cancellationToken)),
            [MeetingForm.Add] => await AddAsync(db, meeting, who, form, now, cancellationToken),
            [MeetingForm.Drop or MeetingForm.Link, var id] when (await NamedAsync(db, who, cancellationToken)).Find(one => one.Id.ToString(CultureInfo.InvariantCulture) == id) is { } named => OfNamed(meeting, who, named, parts[0], now),
            _ => new MeetingFormResult("", ["受け取れませんでした。もう一度押してください。"]),
        };
    }

    private static MeetingFormResult OfNamed(Meeting meeting, MeetingInvitee who, MeetingInvitee named, string what, DateTimeOffset now)
    {
        if (what == MeetingForm.Link)
        {
            return new MeetingFormResult($"{named.Name}さんに渡すリンクを作りました。", [], named);
        }

        OwnAnswers.Remove(meeting, named, now);
        if (named.Kind == InviteeKind.Deputy && who.Answer == MeetingAnswer.SendsDeputy)
        {
            MeetingAnswering.Write(meeting, who, MeetingAnswer.None, AnswerVia.Page, null, now);
            return new MeetingFormResult($"代理の{named.Name}さんを取り消しました。あなたのお返事は、まだいただいていないことになりました。", []);
        }

        return new MeetingFormResult($"{named.Name}さんを取り消しました。", []);
    }

    /// <summary>A deputy takes the place, and the seat, of whom they come for; delegates are as many as are named.</summary>
    private static async Task<MeetingFormResult> AddAsync(ZaitakuDb db, Meeting meeting, MeetingInvitee who, MeetingForm form, DateTimeOffset now, CancellationToken cancellationToken)
    {
        bool isContact = who.Kind == InviteeKind.Contact;
        List<MeetingInvitee> named = await NamedAsync(db, who, cancellationToken);
        string[] problems = [.. form.Problems()];
        if (problems.Length > 0 || who.Kind is InviteeKind.Delegate or InviteeKind.Deputy || named.Count >= (isContact ? OwnAnswers.NamedMax : 1))
        {
            return new MeetingFormResult("", problems.Length > 0 ? problems : [isContact ? $"お知らせいただける方は{OwnAnswers.NamedMax}人までです。" : "代理の方は1人です。変えるときは、先に取り消してください。"]);
        }

        if (named.Exists(one => one.Name == form.Name && one.Organisation == form.Workplace))
        {
            return new MeetingFormResult("", ["同じお名前の方を、もうお知らせいただいています。"]);
        }

        MeetingInvitee one = new()
        {
            MeetingId = meeting.Id, ForId = who.Id, AssociationId = who.AssociationId, Kind = isContact ? InviteeKind.Delegate : InviteeKind.Deputy, Name = form.Name, Profession = form.Profession, Organisation = form.Workplace, AddedAt = now,
            WaitingSince = isContact ? null : who.WaitingSince,
        };
        bool hadSeat = who.HoldsSeat;
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
        return new MeetingFormResult(one.Answer == MeetingAnswer.Waiting ? $"{one.Name}さんをお受けしました。満席のため、席が空くのを待つ順番になります。" : $"{one.Name}さんの出席をお受けしました。", [], one);
    }

    private static Task<List<MeetingInvitee>> NamedAsync(ZaitakuDb db, MeetingInvitee who, CancellationToken cancellationToken) =>
        db.MeetingInvitees.Where(one => one.ForId == who.Id && one.RemovedAt == null && (one.Kind == InviteeKind.Deputy || one.Kind == InviteeKind.Delegate)).OrderBy(one => one.Id).Take(OwnAnswers.NamedMax).ToListAsync(cancellationToken);

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
        return await db.MeetingLinks.AsNoTracking().SingleOrDefaultAsync(link => link.TokenHash == hash && link.ExpiresAt > now, cancellationToken) is { } link
            && await db.MeetingInvitees.SingleOrDefaultAsync(one => one.Id == link.InviteeId, cancellationToken) is { } who
            && await db.Meetings.SingleOrDefaultAsync(one => one.Id == who.MeetingId, cancellationToken) is { } meeting ? (meeting, who) : null;
    }
}
