using Zaitaku.Bot.Rota;
using Zaitaku.Storage.Meetings;

namespace Zaitaku.Bot.Meetings.Page;

/// <summary>What somebody sent from the page of their invitation.</summary>
public sealed record MeetingForm
{
    public const string Yes = "yes", No = "no", Add = "add", Drop = "drop", Link = "link";

    /// <summary>Letters of a button's value, of a choice and of a mark.</summary>
    private const int DoMax = 40;

    /// <summary><c>yes</c>, <c>no</c>, <c>add</c>, <c>drop:ID</c> or <c>link:ID</c>.</summary>
    public string Do { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>One of <see cref="MeetingTerms.Professions"/>; empty where not chosen.</summary>
    public string Profession { get; init; } = "";

    public string Workplace { get; init; } = "";

    /// <summary>Id of the delegate in whose place they come; empty for one more. A deputy always takes the earlier one's place.</summary>
    public string Instead { get; init; } = "";

    /// <summary>The mark of the date and place the page showed (<see cref="MeetingMark"/>); empty from a page without one.</summary>
    public string Seen { get; init; } = "";

    public static MeetingForm Read(IFormCollection form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return new MeetingForm { Do = Short(form["do"]), Name = FormText.Line(form["name"]), Profession = FormText.Line(form["profession"]), Workplace = FormText.Line(form["workplace"]), Instead = Short(form["instead"]), Seen = Short(form["seen"]) };
    }

    private static string Short(string? value) => value is { Length: <= DoMax } ? value : "";

    public IEnumerable<string> Problems()
    {
        if (Name.Length is 0 or > Meeting.NameLengthMax)
        {
            yield return Name.Length == 0 ? "お名前を書いてください。" : $"お名前は{Meeting.NameLengthMax}字までです。";
        }

        if (!MeetingTerms.Professions.Contains(Profession))
        {
            yield return "職種を選んでください。";
        }

        if (Workplace.Length > Meeting.NameLengthMax)
        {
            yield return $"勤め先は{Meeting.NameLengthMax}字までです。";
        }
    }
}
