using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Hosting;
using Zaitaku.Bot.WebConsole;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Desk;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Bot.Desk;

/// <summary>What is wrong with the desk's policy, in words for whoever runs the hub.</summary>
/// <param name="settings">Where the policy was read from, to find keys that nothing reads; null for options made by hand.</param>
internal sealed class DeskOptionsCheck(IConfiguration? settings = null) : IValidateOptions<DeskOptions>
{
    private static readonly string[] Askers = ["everyone", "professionals"];
    private static readonly string[] Ways = ["hub", "community_support_center"];
    private static readonly string[] Assignments = ["manual", "round_robin", "least_open"];

    public ValidateOptionsResult Validate(string? name, DeskOptions options)
    {
        List<ValidationResult> wrong = [];
        Validator.TryValidateObject(options, new ValidationContext(options), wrong, validateAllProperties: true);
        List<string> problems = [.. wrong.Select(result => result.ErrorMessage).OfType<string>()];
        problems.AddRange(settings is null ? [] : SettingsSpelling.Faults(settings.GetSection(DeskOptions.Section), typeof(DeskOptions)));
        problems.AddRange(OneOf("WhoMayConsult", options.WhoMayConsult, Askers));
        problems.AddRange(OneOf("ResidentsGoTo", options.ResidentsGoTo, Ways));
        problems.AddRange(OneOf("Assignment", options.Assignment, Assignments));
        problems.AddRange(TimeProblems(options));
        problems.AddRange(CenterProblems(options));
        problems.AddRange(DeskProblems(options));
        problems.AddRange(AnswerProblems(options));
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> OneOf(string key, string value, string[] known) =>
        known.Contains(value) ? [] : [$"Desk:{key} は {string.Join("、", known)} のどれかにしてください。"];

    private static IEnumerable<string> TimeProblems(DeskOptions options)
    {
        if (!WeeklyHours.TryParse(options.Hours, out WeeklyHours hours, out string problem))
        {
            yield return $"Desk:Hours: {problem}（例: 月-金 8:30-17:15）";
        }
        else if (!hours.Spans.Any(span => span is { Kind: HoursKind.Open, Weeks: 0 } && (span.Days & DayMask.Everyday) != 0))
        {
            yield return "Desk:Hours に、毎週の受付時間がありません（例: 月-金 8:30-17:15）。";
        }

        if (options.YearEnd.Length > 0 && !YearEndClosure.TryParse(options.YearEnd, out _))
        {
            yield return "Desk:YearEnd は 12-29/01-03 のように、始まりと終わりの月日で書いてください。";
        }

        foreach ((string key, string text) in new[]
        {
            ("Targets:Today", options.Targets.Today), ("Targets:Soon", options.Targets.Soon), ("Targets:Normal", options.Targets.Normal),
            ("RemindAskedAfter", options.RemindAskedAfter), ("TellUnansweredAfter", options.TellUnansweredAfter),
            ("RemindOpenAfter", options.RemindOpenAfter),
        })
        {
            if (!TimeTarget.TryParse(text, out _))
            {
                yield return $"Desk:{key} は 30分、2時間、2営業日 のように書いてください。";
            }
        }
    }

    private static IEnumerable<string> CenterProblems(DeskOptions options)
    {
        if (options.ResidentsGoTo == "community_support_center" && options.Centers.Count == 0)
        {
            yield return "Desk:Centers がありません。住民の相談を地域包括支援センターへ案内するときは、地域・名前・電話番号を書いてください。";
        }

        if (options.Centers.Count > 1)
        {
            foreach (DeskCenter center in options.Centers.Where(center => center.Area.Length == 0))
            {
                yield return $"Desk:Centers の「{center.Name}」に、担当する地域（Area）がありません。センターがいくつもあるときは、どの地域の人を案内するかを書いてください。";
            }
        }

        foreach (DeskCenter center in options.Centers.Where(center => center.Name.Length == 0 || center.Phone.Length == 0))
        {
            yield return $"Desk:Centers の「{center.Name}{center.Area}」に、名前か電話番号がありません。";
        }
    }

    private static IEnumerable<string> DeskProblems(DeskOptions options)
    {
        foreach (DeskUnit desk in options.Desks)
        {
            if (desk.Id.Length is 0 or > 40 || desk.Name.Length == 0)
            {
                yield return $"Desk:Desks の「{desk.Id}{desk.Name}」には、Id（40文字まで）と Name が必要です。";
            }

            foreach (string content in desk.Contents.Where(IsUnknown))
            {
                yield return $"Desk:Desks:{desk.Id} の内容「{content}」が分かりません。{string.Join("、", ConsultationTerms.Contents.All.Select(ConsultationTerms.Contents.Id))} のどれかにしてください。";
            }
        }

        foreach (DeskProfession rule in options.Professions.Where(rule => rule.Names.Count == 0 || rule.Contents.Count == 0 || rule.Contents.Any(IsUnknown)))
        {
            yield return $"Desk:Professions の「{string.Join("、", rule.Names)}」には、職種（Names）と、相談の内容（Contents）が必要です。";
        }

        foreach (string content in options.TodayContents.Where(IsUnknown))
        {
            yield return $"Desk:TodayContents の内容「{content}」が分かりません。";
        }

        foreach (IGrouping<string, DeskUnit> twice in options.Desks.GroupBy(desk => desk.Id).Where(group => group.Count() > 1))
        {
            yield return $"Desk:Desks の Id「{twice.Key}」が重なっています。";
        }
    }

    /// <summary>A placeholder nobody fills would reach the person as it stands.</summary>
    private static IEnumerable<string> AnswerProblems(DeskOptions options)
    {
        foreach (CannedAnswer answer in options.CannedAnswers)
        {
            if (answer.Title.Length == 0 || answer.Text.Length == 0)
            {
                yield return $"Desk:CannedAnswers の「{answer.Title}」には、Title と Text が必要です。";
            }

            foreach (string unknown in CannedAnswers.UnknownIn(answer.Text))
            {
                yield return $"Desk:CannedAnswers の「{answer.Title}」にある {unknown} が分かりません。{string.Join("、", CannedAnswers.Placeholders)} のどれかにしてください。";
            }
        }
    }

    private static bool IsUnknown(string content) => !ConsultationTerms.Contents.TryParse(content, out _);
}
