using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage.Meetings;

namespace Zaitaku.Bot.Meetings;

/// <summary>What the look at a list says of whom its rows would invite.</summary>
public static class ImportWords
{
    /// <summary>Whom a row would invite, or why nobody; empty where that is no question.</summary>
    /// <param name="inviting">As chosen for what is new.</param>
    public static string Invited(ImportedMeeting row, MeetingInviting inviting, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row switch
        {
            { Change: RowChange.New } when inviting == MeetingInviting.Audience => New(row.Row, now),
            { Known: { Inviting: MeetingInviting.Audience } known } when row.Row.AudienceWords is { } words && words != known.AudienceWords => $"案内する方は変わりません（いま: {CalendarLines.People(known)}）。変えるときは、その会議・研修を開いて対象を選び直してください",
            _ => "",
        };
    }

    private static string New(MeetingRow row, DateTimeOffset now)
    {
        if (MeetingImportRules.IsLate(row, now))
        {
            return "案内: 返事の締切を過ぎているので、だれにも案内しません。取り込んだあとに締切を直すか、名簿で選んでください";
        }

        Meeting made = MeetingImportRules.New(row, MeetingInviting.Audience, null, row.StartsAt);
        string said = row.AudienceWords is { } words ? $"対象「{words}」" : "対象";
        return made.Inviting == MeetingInviting.Audience ? $"案内する方: {CalendarLines.People(made)}{(row.AudienceWords is null ? "" : $"（{said}）")}" : $"案内: {said}からは、案内する専門職が分かりません。だれにも案内しないので、取り込んだあとに名簿で選んでください";
    }
}
