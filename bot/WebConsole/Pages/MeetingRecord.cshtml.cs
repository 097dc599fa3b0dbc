using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Meetings;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>What was said and agreed at a meeting, its papers, and what it left to do.</summary>
[RequestSizeLimit(BodyMax)]
[RequestFormLimits(MultipartBodyLengthLimit = BodyMax)]
public sealed class MeetingRecordModel(ZaitakuDb db, MeetingPapers papers, TimeProvider clock) : ConsolePage
{
    /// <summary>A paper and the frame of its form.</summary>
    private const long BodyMax = MeetingPapers.BytesMax + (64 * 1024);

    /// <summary>Of one meeting.</summary>
    private const int IssuesMax = 200;

    private const string WrittenMeanwhile = "ほかの人が同時に変えました。いまの内容を、あなたが書いた内容の上に並べました。合わせてから、もう一度「書く」を押してください。";

    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal) { ["kept"] = "書きました。", ["sent"] = "名簿の方に、記録ができたことを知らせました。", ["added"] = "課題を足しました。", ["changed"] = "課題を直しました。", ["paper"] = "資料を入れました。", ["unpaper"] = "資料を外しました。" };

    public Meeting Meeting { get; private set; } = null!;

    public IReadOnlyList<MeetingPaper> Papers { get; private set; } = [];

    public IReadOnlyList<MeetingIssue> Issues { get; private set; } = [];

    /// <summary>Members who can be reminded, in words.</summary>
    public IReadOnlyList<(Guid Id, string Words)> Members { get; private set; } = [];

    public DateTimeOffset Now { get; private set; }

    /// <summary>As typed where it was refused, else as kept.</summary>
    public string Agenda { get; private set; } = "";

    /// <inheritdoc cref="Agenda"/>
    public string Minutes { get; private set; } = "";

    /// <summary>The revision that whoever types has seen.</summary>
    public int? Seen { get; private set; }

    /// <summary>Both texts are shown, so that neither is lost.</summary>
    public bool IsWrittenMeanwhile => Problem == WrittenMeanwhile;

    /// <summary>An issue as typed, where it was refused.</summary>
    public IssueForm Typed { get; private set; } = new();

    /// <summary>Which one; 0 for a new one.</summary>
    public int TypedOf { get; private set; }

    public Task<IActionResult> OnGetAsync(int id, string? done, CancellationToken cancellationToken)
    {
        Done = Words.GetValueOrDefault(done ?? "", "");
        return ShowAsync(id, cancellationToken);
    }

    public async Task<IActionResult> OnPostKeepAsync(int id, string? agenda, string? minutes, int seen, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        if (await db.Meetings.SingleOrDefaultAsync(one => one.Id == id, cancellationToken) is not { } meeting)
        {
            return Missing();
        }

        (Agenda, Minutes) = (agenda ?? "", minutes ?? "");
        Problem = Agenda.Length > Meeting.AgendaLengthMax ? $"議題は{Meeting.AgendaLengthMax}字までです。" : Minutes.Length > Meeting.MinutesLengthMax ? $"記録は{Meeting.MinutesLengthMax}字までです。"
            : meeting.Revision != seen ? WrittenMeanwhile : "";
        if (Problem.Length > 0)
        {
            Seen = seen;
            return await ShowAsync(id, cancellationToken);
        }

        (meeting.Agenda, meeting.Minutes) = (Agenda, Minutes);
        meeting.Touch(now);
        return await SaveAsync(id, "meetings.record", "kept", now, cancellationToken);
    }

    public async Task<IActionResult> OnPostPaperAsync(int id, IFormFile? file, string? isRecord, CancellationToken cancellationToken)
    {
        if (!await db.Meetings.AnyAsync(one => one.Id == id, cancellationToken))
        {
            return Missing();
        }

        Problem = await papers.AddAsync(id, file, isRecord == "true", Staff.Id, clock.GetUtcNow(), cancellationToken);
        return Problem.Length > 0 ? await ShowAsync(id, cancellationToken) : LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"/console/meetings/{id}/record?done=paper"));
    }

    public async Task<IActionResult> OnPostPaperRemoveAsync(int id, Guid file, CancellationToken cancellationToken) =>
        await papers.RemoveAsync(id, file, Staff.Id, clock.GetUtcNow(), cancellationToken) ? LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"/console/meetings/{id}/record?done=unpaper")) : Missing();

    /// <summary>Everybody on the list is told where the record is read.</summary>
    public async Task<IActionResult> OnPostSendAsync(int id, int seen, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        if (await db.Meetings.SingleOrDefaultAsync(one => one.Id == id, cancellationToken) is not { } meeting)
        {
            return Missing();
        }

        Problem = meeting.Revision != seen ? ListActions.SomebodyElse : meeting.Minutes.Length == 0 ? "記録を書いてから知らせてください。" : !AttendanceRules.WasHeld(meeting, now) ? "会議が始まってから知らせてください。" : "";
        if (Problem.Length > 0)
        {
            return await ShowAsync(id, cancellationToken);
        }

        await RecordSending.SendAsync(db, meeting, ReplyContent.ToJson(RecordReplies.Ready(meeting)), now, cancellationToken);
        return await SaveAsync(id, "meetings.record", "sent", now, cancellationToken);
    }

    public async Task<IActionResult> OnPostIssueAsync(int id, IssueForm form, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(form);
        DateTimeOffset now = clock.GetUtcNow();
        if (!await db.Meetings.AnyAsync(one => one.Id == id, cancellationToken))
        {
            return Missing();
        }

        Problem = await RefusalAsync(form, now, cancellationToken);
        if (Problem.Length == 0 && await db.MeetingIssues.CountAsync(one => one.MeetingId == id, cancellationToken) >= IssuesMax)
        {
            Problem = $"1つの会議の課題は{IssuesMax}件までです。";
        }

        if (Problem.Length > 0)
        {
            Typed = form;
            return await ShowAsync(id, cancellationToken);
        }

        MeetingIssue issue = new() { MeetingId = id, Problem = "", StaffId = Staff.Id, CreatedAt = now };
        form.ApplyTo(issue, now);
        db.MeetingIssues.Add(issue);
        return await SaveAsync(id, "meetings.issue", "added", now, cancellationToken);
    }

    public async Task<IActionResult> OnPostChangeAsync(int id, int issue, IssueForm form, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(form);
        DateTimeOffset now = clock.GetUtcNow();
        if (await db.MeetingIssues.SingleOrDefaultAsync(one => one.Id == issue && one.MeetingId == id, cancellationToken) is not { } found)
        {
            return Missing();
        }

        bool isStale = found.Revision != form.Seen;
        (Typed, TypedOf) = (form, issue); // Shown again where it is refused.
        Problem = isStale ? ListActions.SomebodyElse : await RefusalAsync(form, now, cancellationToken);
        if (Problem.Length > 0)
        {
            form.Seen = isStale ? found.Revision : form.Seen; // What stands there now is in the line above it.
            return await ShowAsync(id, cancellationToken);
        }

        form.ApplyTo(found, now);
        return await SaveAsync(id, "meetings.issue", "changed", now, cancellationToken);
    }

    private async Task<string> RefusalAsync(IssueForm form, DateTimeOffset now, CancellationToken cancellationToken) =>
        form.Refusal(now) is { Length: > 0 } refusal ? refusal
        : form.Member is { } member && !await db.Members.AnyAsync(one => one.Id == member && one.ErasedAt == null && one.Role != Role.Resident, cancellationToken) ? "担当の方をもう一度選んでください。" : "";

    private async Task<IActionResult> SaveAsync(int id, string action, string done, DateTimeOffset now, CancellationToken cancellationToken)
    {
        db.AuditTrail.Add(AuditEntry.By(Staff.Id, action, string.Create(CultureInfo.InvariantCulture, $"meetings:{id}"), now, done));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"/console/meetings/{id}/record?done={done}"));
        }
        catch (DbUpdateException problem) when (SaveTries.IsOvertaken(problem))
        {
            db.ChangeTracker.Clear();
            Problem = done == "kept" ? WrittenMeanwhile : ListActions.SomebodyElse;
            return await ShowAsync(id, cancellationToken);
        }
    }

    private async Task<IActionResult> ShowAsync(int id, CancellationToken cancellationToken)
    {
        if (await db.Meetings.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancellationToken) is not { } meeting)
        {
            return Missing();
        }

        (Meeting, Now, Seen) = (meeting, clock.GetUtcNow(), IsWrittenMeanwhile ? meeting.Revision : Seen ?? meeting.Revision);
        (Agenda, Minutes) = Problem.Length > 0 && (Agenda.Length > 0 || Minutes.Length > 0) ? (Agenda, Minutes) : (meeting.Agenda, meeting.Minutes);
        Issues = await db.MeetingIssues.AsNoTracking().Where(one => one.MeetingId == id).OrderBy(one => one.Id).Take(IssuesMax).ToListAsync(cancellationToken);
        Papers = await MeetingPapers.OfAsync(db, id, cancellationToken);
        Members = await ListReads.MembersAsync(db, cancellationToken);
        return Page();
    }
}

/// <summary>All that meetings left to do and is not done, what is late first.</summary>
public sealed class MeetingIssuesModel(ZaitakuDb db, TimeProvider clock) : ConsolePage
{
    public const int RowsMax = 300;

    public IReadOnlyList<(MeetingIssue Issue, Meeting Meeting)> Rows { get; private set; } = [];

    public DateTimeOffset Now { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Now = clock.GetUtcNow();
        IQueryable<Meeting> shown = MeetingReads.Shown(db);
        List<MeetingIssue> open = await db.MeetingIssues.AsNoTracking().Where(one => one.DoneAt == null && shown.Any(meeting => meeting.Id == one.MeetingId)).OrderBy(one => one.DueOn == null).ThenBy(one => one.DueOn).ThenBy(one => one.Id).Take(RowsMax).ToListAsync(cancellationToken);
        int[] ids = [.. open.Select(one => one.MeetingId).Distinct()];
        Dictionary<int, Meeting> meetings = await db.Meetings.AsNoTracking().Where(one => ids.Contains(one.Id)).ToDictionaryAsync(one => one.Id, cancellationToken);
        Rows = [.. open.Where(one => meetings.ContainsKey(one.MeetingId)).Select(one => (one, meetings[one.MeetingId]))];
    }
}
