namespace Zaitaku.Storage.Meetings;

/// <summary>What everybody who reads meetings reads of.</summary>
public static class MeetingReads
{
    /// <summary>All meetings; those of the demo hub only while its places are there.</summary>
    public static IQueryable<Meeting> Shown(ZaitakuDb db)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Meetings.Where(meeting => !meeting.IsDemo || db.Places.Any(place => place.IsDemo));
    }
}
