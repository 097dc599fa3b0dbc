using Zaitaku.Storage.Desk;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Storage.Rota;

/// <summary>What a rota is for: the words people ask for it with. Stored as the id written by <see cref="RotaPurposes.Id"/>.</summary>
public enum RotaPurpose { Doctor, VisitingNurse, EndOfLife, Hospital, Pharmacy, Dentist, Other }

/// <summary>Ids and Japanese names of <see cref="RotaPurpose"/>.</summary>
public static class RotaPurposes
{
    private static readonly (RotaPurpose Purpose, string Id, string Name)[] Table =
    [
        (RotaPurpose.Doctor, "doctor", "当番医"),
        (RotaPurpose.VisitingNurse, "visiting_nurse", "当番訪問看護"),
        (RotaPurpose.EndOfLife, "end_of_life", "看取り当番"),
        (RotaPurpose.Hospital, "hospital", "病院輪番・救急当番"),
        (RotaPurpose.Pharmacy, "pharmacy", "当番薬局"),
        (RotaPurpose.Dentist, "dentist", "当番歯科"),
        (RotaPurpose.Other, "other", "そのほかの当番"),
    ];

    public static IReadOnlyList<RotaPurpose> All { get; } = [.. Table.Select(row => row.Purpose)];

    public static string Id(this RotaPurpose purpose) => Table[(int)purpose].Id;

    public static string Name(this RotaPurpose purpose) => Table[(int)purpose].Name;

    public static bool TryParse(string id, out RotaPurpose purpose)
    {
        int found = Array.FindIndex(Table, row => row.Id == id);
        purpose = found < 0 ? RotaPurpose.Other : Table[found].Purpose;
        return found >= 0;
    }
}

/// <summary>What a resident is told who asks who is on duty. Professionals are told everything.</summary>
public enum ResidentView
{
    /// <summary>The hub's number; neither name nor institution.</summary>
    HubNumber,

    /// <summary>The rota's own number for first calls (<see cref="DutyRota.ResidentPhone"/>); neither name nor institution.</summary>
    FirstCallNumber,

    /// <summary>Institution, hours and phone, as a city prints them for everyone (休日当番医).</summary>
    Published,
}

/// <summary>A rota of the hub: 当番医, 当番訪問看護, 看取り当番, 病院輪番. It has one seat or several; who sits on one is a <see cref="DutyShift"/>.</summary>
public sealed class DutyRota
{
    public const int NameLengthMax = 60;
    public const int AreaLengthMax = 200;
    public const int YearEndLengthMax = 11;

    /// <summary>29 December to 3 January.</summary>
    public const string YearEndDefault = "12-29/01-03";

    public int Id { get; init; }

    public required string Name { get; set; }

    public RotaPurpose Purpose { get; set; }

    /// <summary>Areas it serves, as people name them, separated by spaces; empty for the hub's whole area.</summary>
    public string Area { get; set; } = "";

    public ResidentView ResidentView { get; set; }

    /// <summary>The number residents call first, for <see cref="ResidentView.FirstCallNumber"/>.</summary>
    public string ResidentPhone { get; set; } = "";

    /// <summary>Shown on the public page and on the wall screen. Off unless the hub turns it on.</summary>
    public bool IsPublic { get; set; }

    /// <summary>Of the demo hub: seen only while its places are there.</summary>
    public bool IsDemo { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Set when the hub no longer runs it: what was stays, nothing is asked of it any more.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>Grows with everything that is published or written in it: of two who save at once one is told to look again.</summary>
    public int Revision { get; set; }

    /// <summary>The <see cref="Revision"/> up to which holders' duties were followed: while it lags, somebody may not know yet.</summary>
    public int FollowedRevision { get; set; }

    /// <summary>Holders hear of their duties from us. Off: the rota is only asked.</summary>
    public bool TellsHolders { get; set; } = true;

    /// <summary>Days before a duty at which its holder is reminded, at <see cref="DayBeforeMinute"/>; 0 for not at all, at most <see cref="DutyTimes.WeekBeforeDaysMax"/>.</summary>
    public int WeekBeforeDays { get; set; } = DutyTimes.WeekBeforeDaysDefault;

    /// <summary>When on the day before a duty its holder is reminded, in minutes from midnight in Tokyo; -1 for not at all.</summary>
    public int DayBeforeMinute { get; set; } = DutyTimes.DayBeforeMinuteDefault;

    /// <summary>A message at the start.</summary>
    public bool AtStart { get; set; } = true;

    /// <summary>Until when on the day before a duty must be confirmed, in minutes from midnight in Tokyo; -1 where nobody is asked.</summary>
    public int ConfirmByMinute { get; set; } = DutyTimes.ConfirmByMinuteDefault;

    /// <summary>From the second try until the next in line and the coordinators know; at most <see cref="DutyTimes.WaitMinutesMax"/>.</summary>
    public int NextInLineAfterMinutes { get; set; } = DutyTimes.NextInLineAfterMinutesDefault;

    /// <summary>From there until all coordinators are rung; at most <see cref="DutyTimes.WaitMinutesMax"/>.</summary>
    public int EveryoneAfterMinutes { get; set; } = DutyTimes.EveryoneAfterMinutesDefault;

    /// <summary>Least time between two duties of one holder, in minutes.</summary>
    public int RestMinMinutes { get; set; }

    /// <summary>年末年始 of this rota as <see cref="YearEndClosure"/> reads it; null for <see cref="YearEndDefault"/>, empty where those days are like any others.</summary>
    public string? YearEnd { get; set; }

    /// <summary><see cref="DutyDayEdges.SaturdayJoinsRun"/>.</summary>
    public bool SaturdayJoinsRun { get; set; }

    /// <summary>The opposite of <see cref="DutyDayEdges.HolidayWinsOnWeekend"/>.</summary>
    public bool WeekendKeepsHolidays { get; set; }

    /// <summary>What two agree on holds once a coordinator has approved it.</summary>
    public bool CoverNeedsApproval { get; set; }

    public List<DutySeat> Seats { get; } = [];

    /// <summary>What days are to this rota.</summary>
    public DutyCalendar CalendarOf(HolidayCalendar holidays) =>
        new(holidays, YearEndClosure.TryParse(YearEnd ?? YearEndDefault, out YearEndClosure yearEnd) ? yearEnd : null, new DutyDayEdges(!WeekendKeepsHolidays, SaturdayJoinsRun));

    /// <summary>Of a seat, where the seats were read; empty for one it does not have.</summary>
    public string GroupOf(int seat) => Seats.Find(one => one.Id == seat)?.Group ?? "";

    /// <summary>The rota, with the kind of seat where it has several; the seats must have been read.</summary>
    public string NameOf(int seat) => DutyWords.RotaName(Name, GroupOf(seat));

    /// <summary>One seat more, behind the others.</summary>
    public DutySeat AddSeat(string group)
    {
        DutySeat seat = new() { Group = group, Position = Seats.Count == 0 ? 0 : Seats.Max(one => one.Position) + 1 };
        Seats.Add(seat);
        return seat;
    }
}

/// <summary>One place of a rota that at most one holder fills at an instant: 主当番, 副当番, 小児科.</summary>
public sealed class DutySeat
{
    public const int GroupLengthMax = 40;

    public int Id { get; init; }

    public int RotaId { get; init; }

    /// <summary>What is asked of whoever sits there, as the table says it (小児科, 主, 指定なし); empty where the rota has but one kind. Two who are on at once in one group have a seat each.</summary>
    public required string Group { get; init; }

    /// <summary>Place in lists, from 0; of two seats of a group the first is filled first.</summary>
    public int Position { get; set; }
}

/// <summary>Who can be on duty: a person, or an institution that answers as one (a station, a clinic of the 輪番). Known to chat only where <see cref="MemberId"/> is set.</summary>
public sealed class DutyHolder
{
    public const int NameLengthMax = 80;
    public const int ProceduresLengthMax = 400;

    public int Id { get; init; }

    /// <summary>As the table of duties names them. Personal data: never logged.</summary>
    public required string Name { get; set; }

    /// <summary><see cref="NameRules.KeyOf"/> of the name, by which a table names them again.</summary>
    public required string NameKey { get; set; }

    /// <summary>Where the person works; empty for an institution or where not known.</summary>
    public string Institution { get; set; } = "";

    /// <summary>How to call while on duty; empty where not known. Personal data: never logged.</summary>
    public string Phone { get; set; } = "";

    /// <summary>The hub may tell the number to residents too, where the rota is published: an institution's, not a doctor's own.</summary>
    public bool IsPhonePublic { get; set; }

    /// <summary>Grows with every change: of two who save at once one is told to look again.</summary>
    public int Revision { get; set; }

    /// <summary>Days before a duty at which they are reminded; null as the rota has it, 0 for not at all.</summary>
    public int? WeekBeforeDays { get; set; }

    /// <summary>When on the day before, in minutes from midnight in Tokyo; null as the rota has it, -1 for not at all.</summary>
    public int? DayBeforeMinute { get; set; }

    /// <summary>A message at the start; null as the rota has it.</summary>
    public bool? AtStart { get; set; }

    /// <summary>Areas they visit, as people name them, separated by spaces; empty where not known.</summary>
    public string Areas { get; set; } = "";

    /// <summary>Ids of capabilities they can do at home (<c>ventilator</c>), separated by spaces; empty where not known.</summary>
    public string Procedures { get; set; } = "";

    /// <summary>The person in chat; null for an institution, and for a person who does not use it.</summary>
    public Guid? MemberId { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Set when they take no more duties.</summary>
    public DateTimeOffset? ClosedAt { get; set; }
}
