using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Meetings;
using Zaitaku.Bot.Meetings.Surveys;
using Zaitaku.Bot.Reports;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Meetings;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>A question as it is typed.</summary>
public sealed class QuestionForm
{
    public string? Text { get; set; }

    public SurveyQuestionKind Kind { get; set; }

    public string? Choices { get; set; }
}

/// <summary>The survey of one meeting: its questions, its sending, answers on paper, what came back.</summary>
public sealed class MeetingSurveyPageModel(ZaitakuDb db, SurveyActions actions, TimeProvider clock) : ConsolePage
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["kept"] = "書きました。", ["sent"] = "参加した方に送りました。", ["closed"] = "締め切りました。", ["paper"] = "紙の回答を1枚書きました。",
    };

    [BindProperty]
    public List<QuestionForm> Questions { get; set; } = [];

    [BindProperty]
    public bool IsAnonymous { get; set; }

    /// <summary>It does not go by itself after the meeting.</summary>
    [BindProperty]
    public bool IsByHand { get; set; }

    [BindProperty]
    public int Seen { get; set; }

    public Meeting Meeting { get; private set; } = null!;

    public MeetingSurvey? Survey { get; private set; }

    public IReadOnlyList<SurveyQuestionResult> Results { get; private set; } = [];

    /// <summary>Who came and can be asked by chat, who came in all, and how many of those asked have answered.</summary>
    public (int ByChat, int Came, int Answered) People { get; private set; }

    public DateTimeOffset Now { get; private set; }

    /// <summary>When it goes by itself, in words; empty where it does not.</summary>
    public string GoesBySelf => Survey is not { SentAt: null, IsByHand: false } || Meeting.IsCancelled || SurveyRules.GoesAt(Meeting) + SurveyRules.LateMax <= Now ? ""
        : SurveyRules.GoesAt(Meeting) > Now ? $"{ConsoleWords.Of(SurveyRules.GoesAt(Meeting))}に、来た方へ自動で送ります。来た方があとで分かったときは、分かってから送ります。" : "来た方を名簿に書くと、自動で送ります（9時から21時の間）。";

    /// <summary>Who answered is forgotten some time after its end.</summary>
    public bool KnowsAnswered => Survey?.ClosesAt is { } closes && Now < closes.AddDays(SurveyRules.TicketDays);

    public Task<IActionResult> OnGetAsync(int id, string? done, CancellationToken cancellationToken)
    {
        Done = Words.GetValueOrDefault(done ?? "", "");
        return ShowAsync(id, keepsForm: false, cancellationToken);
    }

    public async Task<IActionResult> OnPostKeepAsync(int id, CancellationToken cancellationToken)
    {
        if (!await db.Meetings.AnyAsync(one => one.Id == id, cancellationToken))
        {
            return Missing();
        }

        MeetingSurvey survey = await ReadAsync(id, cancellationToken) ?? new MeetingSurvey { MeetingId = id };
        SurveyQuestion[] typed = [.. Questions.Take(MeetingSurvey.QuestionsMax + 1).Where(one => !string.IsNullOrWhiteSpace(one.Text)).Select((one, at) => new SurveyQuestion { Order = at + 1, Text = one.Text!.Trim(), Kind = Enum.IsDefined(one.Kind) ? one.Kind : SurveyQuestionKind.Words, Choices = (one.Choices ?? "").Trim() })];
        Problem = survey.SentAt is not null ? "もう送ったので、質問は変えられません。" : survey.Revision != Seen ? ListActions.SomebodyElse : SurveyRules.Problem(typed);
        if (Problem.Length > 0)
        {
            return await ShowAsync(id, keepsForm: survey.SentAt is null && survey.Revision == Seen, cancellationToken);
        }

        db.RemoveRange(survey.Questions);
        survey.Questions.Clear();
        survey.Questions.AddRange(typed);
        survey.IsAnonymous = IsAnonymous;
        survey.KeepBack(IsByHand, clock.GetUtcNow());
        survey.Revision++;
        if (survey.Id == 0)
        {
            db.MeetingSurveys.Add(survey);
        }

        return await SaveAsync(id, "kept", cancellationToken);
    }

    public async Task<IActionResult> OnPostSendAsync(int id, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        if (await ReadAsync(id, cancellationToken) is not { } survey || await db.Meetings.SingleOrDefaultAsync(one => one.Id == id, cancellationToken) is not { } meeting)
        {
            return Missing();
        }

        Problem = survey.SentAt is not null ? "もう送りました。" : survey.Revision != Seen ? ListActions.SomebodyElse : !AttendanceRules.WasHeld(meeting, now) ? "会議が終わってから送ってください。" : "";
        if (Problem.Length > 0)
        {
            return await ShowAsync(id, keepsForm: false, cancellationToken);
        }

        await SurveySending.SendAsync(db, survey, now, cancellationToken);
        return await SaveAsync(id, "sent", cancellationToken);
    }

    public async Task<IActionResult> OnPostCloseAsync(int id, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        if (await ReadAsync(id, cancellationToken) is not { } survey)
        {
            return Missing();
        }

        if (SurveyRules.IsOpen(survey, now))
        {
            survey.ClosesAt = now;
            survey.Revision++;
        }

        return await SaveAsync(id, "closed", cancellationToken);
    }

    /// <summary>One sheet of paper.</summary>
    public async Task<IActionResult> OnPostPaperAsync(int id, CancellationToken cancellationToken)
    {
        switch (await actions.TakePaperAsync(id, questions => SurveySheet.Read(Request.Form, questions), Staff.Id, cancellationToken))
        {
            case null:
                return Missing();
            case "":
                return LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"/console/meetings/{id}/survey?done=paper"));
            case { } problem:
                Problem = problem;
                return await ShowAsync(id, keepsForm: false, cancellationToken);
        }
    }

    internal static ReportTable TableOf(SurveyQuestionResult result)
    {
        string title = $"{result.Question.Order}. {result.Question.Text}（{result.Answers}件）";
        string id = string.Create(CultureInfo.InvariantCulture, $"q{result.Question.Order}");
        return result.IsTooFew ? new ReportTable(id, title, [""], [new ReportRow(result.Answers < MeetingSurvey.AnswersMin ? $"{MeetingSurvey.AnswersMin}件に満たないので、内訳は出しません。" : $"紙を除くと{MeetingSurvey.AnswersMin}件に満たないので、内訳は出しません。", [])])
            : result.Question.Kind == SurveyQuestionKind.Words ? new ReportTable(id, title, [""], [.. result.Words.Select(words => new ReportRow(words, []))])
            : new ReportTable(id, title, ["", "件数"], [.. result.Counts.Select(count => new ReportRow(count.Name, [count.Count])), .. result.Average is { } average ? [new ReportRow("平均（5点満点）", [string.Create(CultureInfo.InvariantCulture, $"{average:0.0}")])] : Array.Empty<ReportRow>()]);
    }

    private Task<MeetingSurvey?> ReadAsync(int id, CancellationToken cancellationToken) => db.MeetingSurveys.Include(one => one.Questions).SingleOrDefaultAsync(one => one.MeetingId == id, cancellationToken);

    private async Task<IActionResult> SaveAsync(int id, string done, CancellationToken cancellationToken)
    {
        db.AuditTrail.Add(AuditEntry.By(Staff.Id, "meetings.survey", string.Create(CultureInfo.InvariantCulture, $"meetings:{id}"), clock.GetUtcNow(), done));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"/console/meetings/{id}/survey?done={done}"));
        }
        catch (DbUpdateException problem) when (SaveTries.IsOvertaken(problem))
        {
            db.ChangeTracker.Clear();
            Problem = ListActions.SomebodyElse;
            return await ShowAsync(id, keepsForm: false, cancellationToken);
        }
    }

    private async Task<IActionResult> ShowAsync(int id, bool keepsForm, CancellationToken cancellationToken)
    {
        if (await db.Meetings.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancellationToken) is not { } meeting)
        {
            return Missing();
        }

        (Meeting, Now, Survey) = (meeting, clock.GetUtcNow(), await db.MeetingSurveys.AsNoTracking().Include(one => one.Questions).SingleOrDefaultAsync(one => one.MeetingId == id, cancellationToken));
        if (!keepsForm)
        {
            ModelState.Clear(); // Else the fields show what was posted.
            Questions = [.. (Survey?.Questions.OrderBy(one => one.Order) ?? Enumerable.Empty<SurveyQuestion>()).Select(one => new QuestionForm { Text = one.Text, Kind = one.Kind, Choices = one.Choices })];
            (IsAnonymous, IsByHand, Seen) = (Survey?.IsAnonymous ?? true, Survey?.IsByHand == true, Survey?.Revision ?? 0);
        }

        int survey = Survey?.Id ?? 0;
        List<MeetingInvitee> came = await db.MeetingInvitees.AsNoTracking().Where(one => one.MeetingId == id && one.AttendedAt != null).ToListAsync(cancellationToken);
        People = (came.Count(one => one.MemberId is not null), came.Count, await db.SurveyTickets.CountAsync(one => one.SurveyId == survey && one.IsUsed, cancellationToken));
        if (Survey is not null && SurveyRules.MayShow(Survey, Now))
        {
            int[] ids = [.. Survey.Questions.Select(one => one.Id)];
            ILookup<int, SurveyAnswer> answers = (await db.SurveyAnswers.AsNoTracking().Where(one => ids.Contains(one.QuestionId)).ToListAsync(cancellationToken)).ToLookup(one => one.QuestionId);
            Results = [.. Survey.Questions.OrderBy(one => one.Order).Select(one => SurveyRules.ResultOf(one, [.. answers[one.Id]]))];
        }

        return Page();
    }
}

/// <summary>What came back, as a file; nothing while answers still come.</summary>
public sealed class MeetingSurveyCsvModel(ZaitakuDb db, TimeProvider clock) : ConsolePage
{
    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancellationToken)
    {
        if (await db.Meetings.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancellationToken) is not { } meeting
            || await db.MeetingSurveys.AsNoTracking().Include(one => one.Questions).SingleOrDefaultAsync(one => one.MeetingId == id, cancellationToken) is not { } survey || !SurveyRules.MayShow(survey, clock.GetUtcNow()))
        {
            return Missing();
        }

        int[] ids = [.. survey.Questions.Select(one => one.Id)];
        ILookup<int, SurveyAnswer> answers = (await db.SurveyAnswers.AsNoTracking().Where(one => ids.Contains(one.QuestionId)).ToListAsync(cancellationToken)).ToLookup(one => one.QuestionId);
        ReportTable[] tables = [.. survey.Questions.OrderBy(one => one.Order).Select(one => MeetingSurveyPageModel.TableOf(SurveyRules.ResultOf(one, [.. answers[one.Id]])))];
        return File(ReportCsv.Write($"{meeting.Title} アンケート", tables), "text/csv; charset=utf-8", string.Create(CultureInfo.InvariantCulture, $"anketo-{id}.csv"));
    }
}
