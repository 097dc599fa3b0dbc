using System.Globalization;
using Zaitaku.Bot.Rota;
using Zaitaku.Bot.WebConsole;
using Zaitaku.Storage.HandRaising;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.HandRaising;

/// <summary>A case as a coordinator writes it. What would tell who the patient is, is refused by its kind and never repeated elsewhere.</summary>
public sealed class HandForm
{
    private const int DeadlineDaysUsual = 3;
    private const int DeadlineHour = 17;

    public string? Area { get; set; }

    public string? CareLevel { get; set; }

    /// <summary>Ids of capabilities.</summary>
    public string[]? Procedures { get; set; }

    /// <summary>yyyy-MM-dd; empty where it is not settled.</summary>
    public string? StartsOn { get; set; }

    /// <summary>"true": a deputy is wanted.</summary>
    public string? WantsDeputy { get; set; }

    public string? Rule { get; set; }

    public string? DeadlineDay { get; set; }

    public string? DeadlineTime { get; set; }

    public string? Remark { get; set; }

    /// <summary>The case's revision when the page was opened.</summary>
    public int Seen { get; set; }

    public bool Needs(string procedure) => Procedures?.Contains(procedure) == true;

    public static HandForm New(DateTimeOffset now) => new()
    {
        WantsDeputy = "true", Rule = HandTerms.Rules.Id(HandRule.Coordinator), CareLevel = HandTerms.CareLevels.Id(Storage.HandRaising.CareLevel.Unknown),
        DeadlineDay = OfficeTime.DayOf(now).AddDays(DeadlineDaysUsual).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), DeadlineTime = $"{DeadlineHour}:00",
    };

    public static HandForm Of(HandCase one)
    {
        ArgumentNullException.ThrowIfNull(one);
        return new HandForm
        {
            Area = one.Area, CareLevel = HandTerms.CareLevels.Id(one.CareLevel), Procedures = one.Procedures.Split(' '), StartsOn = one.StartsOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), WantsDeputy = one.WantsDeputy ? "true" : "",
            Rule = HandTerms.Rules.Id(one.Rule), DeadlineDay = TokyoInput.Day(one.Deadline), DeadlineTime = TokyoInput.Time(one.Deadline), Remark = one.Remark, Seen = one.Revision,
        };
    }

    /// <summary>Why it cannot be taken, in words; empty when it can.</summary>
    public string Problem(DateTimeOffset now)
    {
        string area = FormText.Line(Area), remark = FormText.Line(Remark);
        DateOnly today = OfficeTime.DayOf(now);
        return area.Length is 0 or > HandCase.AreaLengthMax ? $"地域を、市区町村か町の名前で{HandCase.AreaLengthMax}文字までで書いてください。"
            : !HandTerms.CareLevels.TryParse(CareLevel, out _) ? "介護度を選んでください。分からないときは「未確認」にします。"
            : !HandTerms.Rules.TryParse(Rule, out _) ? "決め方を選んでください。"
            : !string.IsNullOrWhiteSpace(StartsOn) && Day(today) is null ? "いつからかを、日付で書いてください（1年前から2年先まで）。決まっていないときは空けておきます。"
            : remark.Length > HandCase.RemarkLengthMax ? $"備考は{HandCase.RemarkLengthMax}文字までにしてください。"
            : DeadlineProblem(now) is { Length: > 0 } problem ? problem : Identifying(area, remark, today);
    }

    /// <summary>Why the deadline cannot be taken; empty when it can.</summary>
    public string DeadlineProblem(DateTimeOffset now) =>
        !TokyoInput.TryRead(DeadlineDay, DeadlineTime, out DateTimeOffset deadline) ? "締切の日付と時刻を書いてください。"
        : deadline < now.AddHours(1) ? "締切は、いまから1時間より後にしてください。"
        : deadline > now.AddDays(HandCase.DeadlineDaysMax) ? $"締切は、いまから{HandCase.DeadlineDaysMax}日以内にしてください。" : "";

    public DateTimeOffset Deadline() => TokyoInput.TryRead(DeadlineDay, DeadlineTime, out DateTimeOffset deadline) ? deadline : default;

    /// <summary>Takes what <see cref="Problem"/> found nothing against.</summary>
    public void ApplyTo(HandCase one, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(one);
        _ = HandTerms.CareLevels.TryParse(CareLevel, out CareLevel level);
        _ = HandTerms.Rules.TryParse(Rule, out HandRule rule);
        (one.Area, one.CareLevel, one.Procedures, one.WantsDeputy, one.Rule) = (FormText.Line(Area), level, HandTerms.Ids(Procedures), WantsDeputy == "true", rule);
        (one.StartsOn, one.Deadline, one.Remark) = (Day(OfficeTime.DayOf(now)), Deadline(), FormText.Line(Remark));
        one.Revision++;
    }

    private static string Identifying(string area, string remark, DateOnly today)
    {
        string[] inArea = [.. CaseWordsRules.Found(area, today).Select(CaseWordsRules.Of)], inRemark = [.. CaseWordsRules.Found(remark, today).Select(CaseWordsRules.Of)];
        string[] found = [.. inArea.Length > 0 ? [$"地域に{string.Join("・", inArea)}"] : Array.Empty<string>(), .. inRemark.Length > 0 ? [$"備考に{string.Join("・", inRemark)}"] : Array.Empty<string>()];
        return found.Length == 0 ? "" : $"{string.Join("、", found)}が書かれているようです。どなたか分からないように書き直してください。まだ、だれにも送っていません。";
    }

    private DateOnly? Day(DateOnly today) =>
        DateOnly.TryParseExact(StartsOn, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) && day >= today.AddYears(-1) && day <= today.AddYears(2) ? day : null;
}
