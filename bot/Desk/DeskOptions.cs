using System.ComponentModel.DataAnnotations;

namespace Zaitaku.Bot.Desk;

/// <summary>Section "Desk" of appsettings.json: the policy of the consultation desk, which differs by city. Checked at the start by <see cref="DeskOptionsCheck"/>.</summary>
public sealed class DeskOptions
{
    public const string Section = "Desk";

    /// <summary><c>everyone</c>, or <c>professionals</c>: then residents hear whom to call.</summary>
    public string WhoMayConsult { get; set; } = "everyone";

    /// <summary><c>hub</c>, or <c>community_support_center</c>: residents are given the name and number of the center of their area.</summary>
    public string ResidentsGoTo { get; set; } = "hub";

    /// <summary>A consultation handed to a center counts in the hub's report (as つないだ). False: it is only forgotten.</summary>
    public bool CountHandedOver { get; set; } = true;

    /// <summary>The 地域包括支援センター of the area; needed when residents go there.</summary>
    [MaxLength(100, ErrorMessage = "Desk:Centers は{1}か所までにしてください。")]
    public IList<DeskCenter> Centers { get; } = [];

    /// <summary>Desks by area or content. Empty: one desk, <c>hub</c>, that takes everything.</summary>
    [MaxLength(50, ErrorMessage = "Desk:Desks は{1}件までにしてください。")]
    public IList<DeskUnit> Desks { get; } = [];

    /// <summary>When the desk works, as of a place in the directory: 月-金 8:30-12:00,13:00-17:15; 土 9:00-12:00.</summary>
    public string Hours { get; set; } = "月-金 8:30-17:15";

    /// <summary>National holidays are no working days; hours named for 祝 still count.</summary>
    public bool ClosedOnHolidays { get; set; } = true;

    /// <summary>First and last day of the closure at the turn of the year; empty for none.</summary>
    public string YearEnd { get; set; } = "12-29/01-03";

    /// <summary>Said outside hours after when the desk opens next. Empty: the usual words (a doctor or visiting nurse for changes, 119 in danger).</summary>
    [StringLength(500, ErrorMessage = "Desk:OutsideHoursText は{1}文字までにしてください。")]
    public string OutsideHoursText { get; set; } = "";

    public DeskTargets Targets { get; set; } = new();

    /// <summary>Ids of contents that are always for today, whatever the person chose (<c>sudden_change</c>).</summary>
    public IList<string> TodayContents { get; } = [];

    /// <summary>Whoever has it is warned when so much of the time is used up.</summary>
    [Range(1, 99, ErrorMessage = "Desk:WarnAtPercent は{1}から{2}の数にしてください。")]
    public int WarnAtPercent { get; set; } = 75;

    /// <summary>Working minutes from telling the deputy that the time is over to telling everyone.</summary>
    [Range(1, 2_400, ErrorMessage = "Desk:EveryoneAfterMinutes は{1}から{2}の数にしてください。")]
    public int EveryoneAfterMinutes { get; set; } = 60;

    /// <summary>Somebody who was asked something and does not answer is reminded once after this (30分, 2時間, 2営業日), in the hub's hours.</summary>
    public string RemindAskedAfter { get; set; } = "2営業日";

    /// <summary>From that reminder until the coordinator is told that no answer came.</summary>
    public string TellUnansweredAfter { get; set; } = "2営業日";

    /// <summary>Answered, and nothing said or done for so long: whoever has it is asked once whether it can be closed.</summary>
    public string RemindOpenAfter { get; set; } = "10営業日";

    /// <summary><c>manual</c>: a coordinator takes it; <c>round_robin</c>: who waited longest gets it; <c>least_open</c>: who has fewest.</summary>
    public string Assignment { get; set; } = "manual";

    /// <summary>Who by training gets which contents first, where the program assigns. Empty: it does not matter.</summary>
    [MaxLength(30, ErrorMessage = "Desk:Professions は{1}件までにしてください。")]
    public IList<DeskProfession> Professions { get; } = [];

    /// <summary>Open consultations one coordinator carries, unless the account says otherwise.</summary>
    [Range(1, 1_000, ErrorMessage = "Desk:OpenMaxPerCoordinator は{1}から{2}の数にしてください。")]
    public int OpenMaxPerCoordinator { get; set; } = 20;

    /// <summary>The coordinators' channel in Teams: its conversation id (19:…@thread.tacv2), known once the bot was added there and somebody wrote to it. Empty: no cards.</summary>
    [StringLength(230, ErrorMessage = "Desk:TeamsChannel は{1}文字までにしてください。")]
    public string TeamsChannel { get; set; } = "";

    public WordsInChat WordsInChat { get; set; } = new();

    /// <summary>Answers written beforehand. Placeholders: {受付番号} {内容} {担当} {拠点} {電話} {電話の時間} {予定}.</summary>
    [MaxLength(30, ErrorMessage = "Desk:CannedAnswers は{1}件までにしてください。")]
    public IList<CannedAnswer> CannedAnswers { get; } = [];

    /// <summary>How long a link to write down a worry lives. Default a day.</summary>
    [Range(typeof(TimeSpan), "00:10:00", "7.00:00:00", ErrorMessage = "Desk:LinkLife は10分から7日の間にしてください。")]
    public TimeSpan LinkLife { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long a link to read an answer lives. Default seven days.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "30.00:00:00", ErrorMessage = "Desk:LinkReadLife は1時間から30日の間にしてください。")]
    public TimeSpan LinkReadLife { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Grows when the consent text changes in meaning: people are asked again.</summary>
    [Range(1, 10_000, ErrorMessage = "Desk:ConsentVersion は1以上の数にしてください。")]
    public int ConsentVersion { get; set; } = 1;
}

/// <summary>A 地域包括支援センター and the area it looks after.</summary>
public sealed class DeskCenter
{
    public string Area { get; set; } = "";

    public string Name { get; set; } = "";

    public string Phone { get; set; } = "";
}

/// <summary>An answer written beforehand.</summary>
public sealed class CannedAnswer
{
    /// <summary>On the button.</summary>
    public string Title { get; set; } = "";

    public string Text { get; set; } = "";
}

/// <summary>A desk of the hub: what it takes, by area and content. An empty list takes all.</summary>
public sealed class DeskUnit
{
    public string Id { get; set; } = "";

    public string Name { get; set; } = "";

    public IList<string> Areas { get; } = [];

    /// <summary>Ids of contents (<c>discharge</c>).</summary>
    public IList<string> Contents { get; } = [];

    /// <summary>Sign-in names of those who work at it: they hear of its consultations and are assigned them. Empty: everybody does.</summary>
    public IList<string> Staff { get; } = [];
}

/// <summary>Contents that belong to some professions first.</summary>
public sealed class DeskProfession
{
    /// <summary>As written in the accounts, such as 看護師.</summary>
    public IList<string> Names { get; } = [];

    /// <summary>Ids of contents (<c>sudden_change</c>).</summary>
    public IList<string> Contents { get; } = [];
}

/// <summary>By when an answer is owed, in the hub's hours: 30分, 2時間, 2営業日.</summary>
public sealed class DeskTargets
{
    public string Today { get; set; } = "2時間";

    public string Soon { get; set; } = "2営業日";

    public string Normal { get; set; } = "5営業日";
}

/// <summary>On which channels words of an answer travel. On the others comes a notice with a link to a page of ours.</summary>
public sealed class WordsInChat
{
    public bool Line { get; set; }

    public bool Teams { get; set; } = true;

    public bool Chat { get; set; } = true;

    public bool On(string channel) => channel switch { "line" => Line, "teams" => Teams, "chat" => Chat, _ => false };
}
