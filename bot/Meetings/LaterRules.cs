using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Meetings;

/// <summary>What an edit of one date does to later dates of its series: each thing is taken over where the later date still had it as this one did. No clock, no database.</summary>
public static class LaterRules
{
    private static readonly (Func<Meeting, object?> Of, Action<Meeting, Meeting> Take)[] Parts =
    [
        (one => one.Title, (to, from) => to.Title = from.Title), (one => one.Organiser, (to, from) => to.Organiser = from.Organiser), (one => one.Kind, (to, from) => to.Kind = from.Kind), (one => one.Way, (to, from) => to.Way = from.Way),
        (one => one.Style, (to, from) => to.Style = from.Style), (one => one.Place, (to, from) => to.Place = from.Place), (one => one.Address, (to, from) => to.Address = from.Address), (one => one.OnlineUrl, (to, from) => to.OnlineUrl = from.OnlineUrl),
        (one => one.AudienceWords, (to, from) => to.AudienceWords = from.AudienceWords), (one => one.AudienceRoles, (to, from) => to.AudienceRoles = from.AudienceRoles),
        (one => one.AudienceProfessions, (to, from) => to.AudienceProfessions = from.AudienceProfessions), (one => one.AudienceAreas, (to, from) => to.AudienceAreas = from.AudienceAreas),
        (one => one.IsForResidents, (to, from) => to.IsForResidents = from.IsForResidents), (one => one.HasAdministrators, (to, from) => to.HasAdministrators = from.HasAdministrators), (one => one.Capacity, (to, from) => to.Capacity = from.Capacity),
        (one => one.Fee, (to, from) => to.Fee = from.Fee), (one => one.Description, (to, from) => to.Description = from.Description), (one => one.Agenda, (to, from) => to.Agenda = from.Agenda), (one => one.Inviting, (to, from) => to.Inviting = from.Inviting),
        (one => one.OfferHours, (to, from) => to.OfferHours = from.OfferHours), (one => one.InviteDays, (to, from) => to.InviteDays = from.InviteDays), (one => one.NudgeDays, (to, from) => to.NudgeDays = from.NudgeDays),
        (one => one.DayBeforeMinute, (to, from) => to.DayBeforeMinute = from.DayBeforeMinute), (one => one.SoonMinutes, (to, from) => to.SoonMinutes = from.SoonMinutes),
        (one => OfficeTime.MinuteOf(one.StartsAt), Start), (one => one.EndsAt - one.StartsAt, (to, from) => to.EndsAt = to.StartsAt + (from.EndsAt - from.StartsAt)),
        (one => one.StartsAt - one.AnswersUntil, (to, from) => to.AnswersUntil = to.StartsAt - (from.StartsAt - from.AnswersUntil)),
    ];

    /// <param name="was">This date before the edit.</param>
    /// <param name="wanted">This date after it.</param>
    public static bool Differs(Meeting later, Meeting was, Meeting wanted) => Array.Exists(Parts, part => IsTaken(part.Of, later, was, wanted));

    public static void Take(Meeting later, Meeting was, Meeting wanted)
    {
        ArgumentNullException.ThrowIfNull(later);
        foreach ((_, Action<Meeting, Meeting> take) in Parts.Where(part => IsTaken(part.Of, later, was, wanted)).ToArray())
        {
            take(later, wanted);
        }
    }

    private static bool IsTaken(Func<Meeting, object?> of, Meeting later, Meeting was, Meeting wanted) => Equals(of(later), of(was)) && !Equals(of(was), of(wanted));

    /// <summary>The hour alone: the day stays its own, and so does how long it takes and how long before it answers end.</summary>
    private static void Start(Meeting to, Meeting from)
    {
        (TimeSpan? length, TimeSpan? before) = (to.EndsAt - to.StartsAt, to.StartsAt - to.AnswersUntil);
        to.StartsAt = OfficeTime.At(OfficeTime.DayOf(to.StartsAt), OfficeTime.MinuteOf(from.StartsAt));
        (to.EndsAt, to.AnswersUntil) = (to.StartsAt + length, to.StartsAt - before);
    }
}
