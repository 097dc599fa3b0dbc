using Zaitaku.Bot.Intake.Page;
using Zaitaku.Scheduler.Meetings;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Meetings;

namespace Zaitaku.Bot.Meetings.Page;

/// <summary>Everything the page of one invitee shows.</summary>
/// <param name="Named">Who comes instead of them, or was named by them.</param>
/// <param name="Seats">Seats nobody holds; null where there is no limit.</param>
/// <param name="Before">How many wait before them; null where they do not wait.</param>
public sealed record MeetingView(string Token, Meeting Meeting, MeetingInvitee Who, IReadOnlyList<MeetingInvitee> Named, int? Seats, int? Before, HolidayCalendar Holidays, DateTimeOffset Now)
{
    /// <summary>Papers they may read by now.</summary>
    public IReadOnlyList<MeetingPaper> Papers { get; init; } = [];

    /// <summary>The hidden field against forged forms.</summary>
    public Html FormToken { get; init; }

    /// <summary>What was done just now, in words.</summary>
    public string Done { get; init; } = "";

    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>As typed, where it could not be taken.</summary>
    public MeetingForm Form { get; init; } = new();

    /// <summary>The address just made for somebody named, shown this once; null for none.</summary>
    public (string Name, Uri Address)? ToPassOn { get; init; }

    /// <summary>Who is on the list, and who came though they were taken off it, reads what there is to read.</summary>
    public bool MayRead => IsReader(Who);

    /// <summary>Others wait for a seat.</summary>
    public bool IsWaitedFor { get; init; }

    public bool MayAnswer => MeetingLines.MayAnswer(Meeting, Who, Now);

    /// <inheritdoc cref="MayRead"/>
    public static bool IsReader(MeetingInvitee who)
    {
        ArgumentNullException.ThrowIfNull(who);
        return who.IsOpen || who.AttendedAt is not null;
    }

    /// <summary>After the time for answers: that they do not come, or who comes in the seat they have.</summary>
    public bool MayGiveUp => MeetingLines.MayGiveUp(Meeting, Who, Now);

    /// <summary>Who was named by somebody names nobody. A deputy may be another.</summary>
    public bool MayName => (MayAnswer || (MayGiveUp && Who.HoldsSeat)) && Who.Kind is not (InviteeKind.Delegate or InviteeKind.Deputy) && (Who.Kind != InviteeKind.Contact || Named.Count < MeetingNamed.NamedMax);
}

/// <summary>What came of a form.</summary>
/// <param name="Done">What was done, in words; empty where nothing was.</param>
/// <param name="Problems">What is wrong, in words.</param>
/// <param name="PassOn">Of whoever was named: an address for them is made next.</param>
public sealed record MeetingFormResult(string Done, IReadOnlyList<string> Problems, MeetingInvitee? PassOn = null);
