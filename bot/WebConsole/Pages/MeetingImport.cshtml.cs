using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Meetings;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Reports;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>A list of meetings from a file: what it would change is shown before it is taken.</summary>
[RequestSizeLimit(BodyMax)]
[RequestFormLimits(MultipartBodyLengthLimit = BodyMax, ValueLengthLimit = BodyMax)]
public sealed class MeetingImportModel(ZaitakuDb db, CalendarImports imports, LiveDirectory directory, TimeProvider clock) : ConsolePage
{
    /// <summary>Bytes of a list with its form, and of what the page carries of it to the button.</summary>
    public const int BodyMax = 24 << 20;

    public ImportPlan? Plan { get; private set; }

    /// <summary>The list as it goes on to the button.</summary>
    public string Body { get; private set; } = "";

    public string FileName { get; private set; } = "";

    /// <summary>Id of how those of the list are invited that are new.</summary>
    public string Inviting { get; private set; } = MeetingTerms.Invitings.Id(MeetingInviting.Nobody);

    public MeetingInviting Way => MeetingTerms.Invitings.TryParse(Inviting, out MeetingInviting way) ? way : MeetingInviting.Nobody;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Lines that are not taken as another date of a meeting.</summary>
    public IReadOnlyCollection<int> AsNew { get; private set; } = [];

    public IReadOnlyList<FiscalYear> Years { get; private set; } = [];

    public int? Year { get; private set; }

    public HolidayCalendar Holidays { get; private set; } = HolidayCalendar.ByRule;

    public void OnGet() => Show();

    public async Task<IActionResult> OnPostLookAsync(IFormFile? table, string? year, string? inviting, CancellationToken cancellationToken)
    {
        Year = int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is > 2000 and < 2100 ? number : null;
        Inviting = MeetingTerms.Invitings.TryParse(inviting, out _) ? inviting! : Inviting;
        if (table is null || table.Length == 0)
        {
            Problem = "ファイルを選んでください。";
        }
        else
        {
            (MeetingTable? read, Problem) = await imports.ReadAsync(table, Year, clock.GetUtcNow(), cancellationToken);
            if (read is not null)
            {
                (Plan, Body, FileName) = (await imports.PlanAsync(read, clock.GetUtcNow(), cancellationToken), CalendarImports.BodyOf(read), Zaitaku.Bot.Imports.ImportUpload.NameOf(table.FileName));
            }
        }

        Show();
        return Page();
    }

    /// <param name="mark">Of the differences that were shown.</param>
    /// <param name="asNew">Lines that look like another date and are meetings of their own.</param>
    public async Task<IActionResult> OnPostTakeAsync(string? body, string? mark, string? inviting, int[]? asNew, CancellationToken cancellationToken)
    {
        Inviting = MeetingTerms.Invitings.TryParse(inviting, out _) ? inviting! : Inviting;
        AsNew = asNew ?? [];
        if (CalendarImports.TableIn(body) is not { } table)
        {
            Problem = "表を読み取れませんでした。もう一度ファイルを選んでください。";
            Show();
            return Page();
        }

        DateTimeOffset now = clock.GetUtcNow();
        ImportPlan plan;
        await using (var whole = await db.Database.BeginTransactionAsync(cancellationToken)) // Writes wait for it: of two who take one list at once, the second sees what the first entered.
        {
            plan = await imports.PlanAsync(table, now, cancellationToken);
            if (plan.Mark == mark)
            {
                try
                {
                    await imports.TakeAsync(plan, Way, AsNew, Staff.Id, now, cancellationToken);
                    await whole.CommitAsync(cancellationToken);
                    return LocalRedirect("/console/meetings?done=imported");
                }
                catch (DbUpdateConcurrencyException)
                {
                    db.ChangeTracker.Clear();
                    plan = await imports.PlanAsync(table, now, cancellationToken);
                }
            }
        }

        (Plan, Body, Problem) = (plan, body!, "この画面を開いてから、ほかの人が会議・研修を変えました。違いをもう一度見てから、取り込んでください。");
        Show();
        return Page();
    }

    private void Show()
    {
        Holidays = directory.Current().Holidays;
        FiscalYear present = FiscalYear.Of(OfficeTime.DayOf(clock.GetUtcNow()));
        Years = [.. Enumerable.Range(present.Year - 1, 4).Select(year => new FiscalYear(year))];
    }
}
