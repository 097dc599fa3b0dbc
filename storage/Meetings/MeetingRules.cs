namespace Zaitaku.Storage.Meetings;

/// <summary>What a meeting must be. No clock, no database.</summary>
public static class MeetingRules
{
    /// <summary>Why answers cannot end then: it has passed, and nobody would ever be invited. Empty where they can.</summary>
    /// <param name="known">When they ended before the edit: one that has come meanwhile stays. Null for a new meeting.</param>
    public static string DeadlineProblem(Meeting meeting, DateTimeOffset? known, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        return meeting.TakesAnswers && meeting.StartsAt > now && meeting.AnswersUntil is { } until && until <= now && until != known ? "返事の締切が、もう過ぎています。これからの日にするか、空けてください（空けると、始まるまで受け付けます）。" : "";
    }

    /// <summary>Why a meeting cannot be kept like this, in Japanese; empty when it can.</summary>
    public static string Problem(Meeting meeting, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        return meeting.Title.Length == 0 ? "会議・研修の名前を書いてください。"
            : meeting.Title.Length > Meeting.TitleLengthMax ? $"名前は{Meeting.TitleLengthMax}字までです。"
            : meeting.StartsAt > now + MeetingTimes.AheadMax ? "5年より先の日付です。日付をお確かめください。"
            : meeting.EndsAt is { } end && (end <= meeting.StartsAt || end > meeting.StartsAt + MeetingTimes.LengthMax) ? "終わりの時刻を、始まりより後にしてください。"
            : meeting.Capacity is < 1 or > Meeting.CapacityMax ? $"定員は、1人から{Meeting.CapacityMax}人です。"
            : meeting.OnlineUrl.Length > 0 && !(Uri.TryCreate(meeting.OnlineUrl, UriKind.Absolute, out Uri? url) && url.Scheme == Uri.UriSchemeHttps && meeting.OnlineUrl.Length <= Meeting.UrlLengthMax) ? "オンラインのリンクは、https:// で始まるものを書いてください。"
            : meeting.AnswersUntil > meeting.StartsAt ? "返事の締切を、始まりより前にしてください。"
            : meeting.InviteDays is < 0 or > MeetingTimes.InviteDaysMax ? $"案内を送る日は、{MeetingTimes.InviteDaysMax}日前までです。"
            : meeting.NudgeDays is < 0 or > MeetingTimes.NudgeDaysMax ? $"もう一度たずねる日は、{MeetingTimes.NudgeDaysMax}日前までです。"
            : meeting.DayBeforeMinute is < -1 or > 1_439 ? "前日の時刻をお確かめください。"
            : meeting.SoonMinutes is < 0 or > MeetingTimes.SoonMinutesMax ? $"直前のお知らせは、{MeetingTimes.SoonMinutesMax / 60}時間前までです。"
            : meeting.OfferHours is < 1 or > MeetingTimes.OfferHoursMax ? $"空いた席のお返事を待つ時間は、{MeetingTimes.OfferHoursMax}時間までです。" : "";
    }
}
