using System.ComponentModel.DataAnnotations;
using Zaitaku.Storage.Substitutes;

namespace Zaitaku.Scheduler.Substitutes;

/// <summary>Section "Substitutes" of appsettings.json: how doctors of a network stand in for each other on duty days (代診). The rules are those of a real network, each to be switched.</summary>
public sealed class SubstituteOptions
{
    public const string Section = "Substitutes";

    /// <summary>Papers where none are named.</summary>
    private static readonly string[] UsualPapers = ["代診依頼書", "患者情報", "参考死亡診断書"];

    /// <summary>Requests are taken in chat and console. Default false: a network has to agree on its rules first.</summary>
    public bool Enabled { get; set; }

    /// <summary>Until when on the day before a day of duty a request must be complete (Tokyo). Default 12:00.</summary>
    public TimeOnly Cutoff { get; set; } = new(12, 0);

    /// <summary>Days before the day of duty on which the cutoff lies. Default 1; 0 for the day itself.</summary>
    [Range(0, 14, ErrorMessage = "Substitutes:CutoffDaysBefore は{1}から{2}の数にしてください。")]
    public int CutoffDaysBefore { get; set; } = 1;

    /// <summary>Papers must be ready. Default true.</summary>
    public bool NeedsPapers { get; set; } = true;

    /// <summary>Names of the papers that must be ready, as a doctor ticks them. Empty: 代診依頼書, 患者情報, 参考死亡診断書.</summary>
    [MaxLength(6, ErrorMessage = "Substitutes:Papers は{1}件までにしてください。")]
    public IList<string> Papers { get; } = [];

    /// <summary>The family must have agreed. Default true.</summary>
    public bool NeedsFamilyConsent { get; set; } = true;

    /// <summary>A visiting nurse who answers day and night must be informed. Default true.</summary>
    public bool NeedsNurseInformed { get; set; } = true;

    /// <summary>Names of the rotas whose doctors stand in. Empty: every rota of doctors and for the dying.</summary>
    [MaxLength(50, ErrorMessage = "Substitutes:Rotas は{1}件までにしてください。")]
    public IList<string> Rotas { get; } = [];

    public SubstitutePolicy Policy() => new(
        (Cutoff.Hour * 60) + Cutoff.Minute, CutoffDaysBefore, !NeedsPapers ? [] : Papers.Count > 0 ? [.. Papers.Select(paper => paper.Trim())] : UsualPapers, NeedsFamilyConsent, NeedsNurseInformed);
}
