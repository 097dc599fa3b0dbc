namespace Zaitaku.Bot.Understanding;

/// <summary>Intent ids of the domain, as written there.</summary>
public static class Intents
{
    public const string FindResource = "find_resource";
    public const string RefineSearch = "refine_search";
    public const string ResourceDetail = "resource_detail";
    public const string AskVacancy = "ask_vacancy";
    public const string ReportVacancy = "report_vacancy";
    public const string AskOncall = "ask_oncall";
    public const string RequestCover = "request_cover";
    public const string AskEvent = "ask_event";
    public const string RsvpYes = "rsvp_yes";
    public const string RsvpNo = "rsvp_no";
    public const string Acknowledge = "acknowledge";
    public const string Consult = "consult";
    public const string TalkToHuman = "talk_to_human";
    public const string ConsultStatus = "consult_status";
    public const string Faq = "faq";
    public const string Observation = "observation";
    public const string ReportSafety = "report_safety";
    public const string Emergency = "emergency";
    public const string Register = "register";
    public const string Help = "help";
    public const string Greeting = "greeting";
    public const string Thanks = "thanks";
    public const string Cancel = "cancel";
    public const string OutOfScope = "out_of_scope";

    /// <summary>All of them, in the order of the domain's table.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        FindResource, RefineSearch, ResourceDetail, AskVacancy, ReportVacancy, AskOncall, RequestCover, AskEvent, RsvpYes, RsvpNo,
        Acknowledge, Consult, TalkToHuman, ConsultStatus, Faq, Observation, ReportSafety, Emergency, Register, Help, Greeting,
        Thanks, Cancel, OutOfScope,
    ];
}
