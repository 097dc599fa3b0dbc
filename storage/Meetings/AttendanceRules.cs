namespace Zaitaku.Storage.Meetings;

/// <summary>One person, or some who were only counted, at one meeting.</summary>
/// <param name="Key">By which the same person is known again at another meeting: a member, or name and workplace; empty for those who were only counted.</param>
/// <param name="Count">1 for a person.</param>
public sealed record Attendee(int MeetingId, string Key, string Profession, string Organisation, int Count);

/// <summary>Somebody who was invited again and again and did not come.</summary>
/// <param name="Missed">Meetings in a row, up to the last that was held, to which they were invited and did not come.</param>
/// <param name="LastSeen">When they were last at one of these meetings; null where never.</param>
public sealed record NotSeen(MeetingInvitee Who, int Missed, DateTimeOffset? LastSeen);

/// <summary>A row of a table of attendance: how many, by meeting and in all.</summary>
public sealed record AttendanceLine(string Name, IReadOnlyList<int> ByMeeting)
{
    public int Total => ByMeeting.Sum();
}

/// <summary>What the yearly report asks for, and whether it is there.</summary>
/// <param name="Meetings">Multi-professional meetings of the hub of which something was recorded.</param>
/// <param name="WithAdministrators">Of them, those with administrators and managers.</param>
public sealed record YearlyDuty(int Meetings, int WithAdministrators)
{
    public const int MeetingsMin = 4;
    public const int WithAdministratorsMin = 1;

    public bool HasMeetings => Meetings >= MeetingsMin;

    public bool HasAdministrators => WithAdministrators >= WithAdministratorsMin;
}

/// <summary>Counts of who came. No clock, no database.</summary>
public static class AttendanceRules
{
    /// <summary>Meetings missed in a row from which on somebody stands on the list of those not seen.</summary>
    public const int MissedMin = 3;

    /// <summary>How a person is known again.</summary>
    public static string KeyOf(MeetingInvitee who)
    {
        ArgumentNullException.ThrowIfNull(who);
        return who.MemberId is { } member ? $"member:{member:N}" : who.Name.Length > 0 ? $"name:{Plain(who.Name)}|{Plain(who.Organisation)}" : "";
    }

    /// <summary>Held: begun, and not called off.</summary>
    public static bool WasHeld(Meeting meeting, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        return !meeting.IsCancelled && meeting.StartsAt <= now;
    }

    /// <summary>Those who came, of lists and of counts on paper.</summary>
    public static IReadOnlyList<Attendee> Came(IEnumerable<MeetingInvitee> lists, IEnumerable<MeetingHeadcount> counts)
    {
        ArgumentNullException.ThrowIfNull(lists);
        ArgumentNullException.ThrowIfNull(counts);
        return
        [
            .. lists.Where(one => one.AttendedAt is not null).Select(one => new Attendee(one.MeetingId, KeyOf(one), Known(one.Profession), one.Organisation, 1)),
            .. counts.Where(one => one.Count > 0).Select(one => new Attendee(one.MeetingId, "", Known(one.Profession), one.Organisation, one.Count)),
        ];
    }

    /// <summary>By profession, in the order of the report; professions nobody came of are left out.</summary>
    public static IReadOnlyList<AttendanceLine> ByProfession(IReadOnlyList<Meeting> meetings, IReadOnlyCollection<Attendee> came)
    {
        ArgumentNullException.ThrowIfNull(meetings);
        ArgumentNullException.ThrowIfNull(came);
        return [.. MeetingTerms.Professions.Select(profession => LineOf(profession, meetings, came.Where(one => one.Profession == profession))).Where(line => line.Total > 0)];
    }

    /// <summary>By institution, those with most first; those of whom nobody knows it last.</summary>
    /// <param name="unknown">The name of that last row.</param>
    public static IReadOnlyList<AttendanceLine> ByOrganisation(IReadOnlyList<Meeting> meetings, IReadOnlyCollection<Attendee> came, string unknown)
    {
        ArgumentNullException.ThrowIfNull(meetings);
        ArgumentNullException.ThrowIfNull(came);
        return
        [
            .. came.GroupBy(one => Plain(one.Organisation), StringComparer.Ordinal).OrderBy(group => group.Key.Length == 0).ThenByDescending(group => group.Sum(one => one.Count)).ThenBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => LineOf(group.Key.Length == 0 ? unknown : group.First().Organisation, meetings, group)),
        ];
    }

    /// <summary>Of those known by name: who was at a meeting for the first time, and how many came in all. Who was only counted is in neither.</summary>
    /// <param name="earlier">Keys of those who came to any meeting before.</param>
    public static (int First, int Known) FirstTimers(IEnumerable<Attendee> came, IReadOnlySet<string> earlier)
    {
        ArgumentNullException.ThrowIfNull(came);
        ArgumentNullException.ThrowIfNull(earlier);
        HashSet<string> known = [.. came.Where(one => one.Key.Length > 0).Select(one => one.Key)]; // One person, entered twice as it may be.
        return (known.Count(key => !earlier.Contains(key)), known.Count);
    }

    /// <summary>
    /// Who was invited to the last meetings and came to none of them, those who missed most first. A meeting of which nobody is known by name to have come
    /// (only counted, or its list not typed yet) says nothing of anybody, and whose deputy came is neither seen nor missed.
    /// </summary>
    /// <param name="held">Meetings that are over, in any order.</param>
    /// <param name="lists">Their lists.</param>
    public static IReadOnlyList<NotSeen> NotSeenFor(int missedMin, IReadOnlyCollection<Meeting> held, IEnumerable<MeetingInvitee> lists)
    {
        ArgumentNullException.ThrowIfNull(held);
        ArgumentNullException.ThrowIfNull(lists);
        MeetingInvitee[] all = [.. lists];
        HashSet<int> known = [.. all.Where(one => one.AttendedAt is not null).Select(one => one.MeetingId)];
        HashSet<long?> represented = [.. all.Where(one => one is { Kind: InviteeKind.Deputy, AttendedAt: not null }).Select(one => one.ForId)];
        Dictionary<int, DateTimeOffset> starts = held.Where(meeting => known.Contains(meeting.Id)).ToDictionary(meeting => meeting.Id, meeting => meeting.StartsAt);
        List<NotSeen> found = [];
        foreach (IGrouping<string, MeetingInvitee> same in all.Where(one => one.AttendedAt is not null || !represented.Contains(one.Id)).Where(one => starts.ContainsKey(one.MeetingId) && one.Kind is (InviteeKind.Person or InviteeKind.Delegate) && KeyOf(one).Length > 0).GroupBy(KeyOf, StringComparer.Ordinal))
        {
            MeetingInvitee[] latestFirst = [.. same.Where(one => one.IsOpen || one.AttendedAt is not null).OrderByDescending(one => starts[one.MeetingId])];
            int missed = latestFirst.TakeWhile(one => one.AttendedAt is null).Count();
            if (missed >= missedMin)
            {
                found.Add(new NotSeen(latestFirst[0], missed, latestFirst.Length > missed ? starts[latestFirst[missed].MeetingId] : null));
            }
        }

        return [.. found.OrderByDescending(one => one.Missed).ThenBy(one => one.LastSeen ?? DateTimeOffset.MinValue).ThenBy(one => one.Who.Id)];
    }

    /// <summary>The calendar is of all organisers: the hub's own are those it asks people to, and those at which it wrote down who came.</summary>
    /// <param name="came">To it, as far as was written down.</param>
    public static bool IsOurs(Meeting meeting, int came)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        return meeting.TakesAnswers || came > 0;
    }

    /// <param name="recorded">Of the fiscal year, the hub's own, of which who came or what was said was written down: that its hour has passed is no proof that it was held.</param>
    public static YearlyDuty YearlyDutyOf(IReadOnlyCollection<Meeting> recorded)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        return new YearlyDuty(recorded.Count(IsCounted), recorded.Count(meeting => IsCounted(meeting) && meeting.HasAdministrators));
    }

    /// <summary>The yearly report counts meetings of several professions; trainings have a part of their own.</summary>
    public static bool IsCounted(Meeting meeting)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        return meeting.Kind == MeetingKind.Professionals;
    }

    private static AttendanceLine LineOf(string name, IReadOnlyList<Meeting> meetings, IEnumerable<Attendee> came)
    {
        Dictionary<int, int> counts = came.GroupBy(one => one.MeetingId).ToDictionary(group => group.Key, group => group.Sum(one => one.Count));
        return new AttendanceLine(name, [.. meetings.Select(meeting => counts.GetValueOrDefault(meeting.Id))]);
    }

    private static string Known(string profession) => MeetingTerms.Professions.Contains(profession) ? profession : MeetingTerms.OtherProfession;

    /// <summary>Width, spaces and the honorific do not make another person.</summary>
    private static string Plain(string name)
    {
        string plain = string.Concat(name.Normalize(System.Text.NormalizationForm.FormKC).Where(letter => !char.IsWhiteSpace(letter)));
        return plain.Length > 2 && (plain.EndsWith("先生", StringComparison.Ordinal) || plain.EndsWith("さん", StringComparison.Ordinal)) ? plain[..^2] : plain;
    }
}
