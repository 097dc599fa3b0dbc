using System.Globalization;
using Zaitaku.Storage.Meetings;

namespace Zaitaku.Bot.Meetings;

/// <summary>「どの会議・研修へのお返事ですか」: what they want to say, and of which meetings it was asked. Kept in the dialogue as 「n:12,15」.</summary>
public sealed record MeetingAsked(string Wanted, IReadOnlyList<int> Shown)
{
    public static string Of(string wanted, IReadOnlyList<OwnMeeting> shown)
    {
        ArgumentNullException.ThrowIfNull(shown);
        return string.Create(CultureInfo.InvariantCulture, $"{wanted}:{string.Join(',', shown.Take(Channels.CardReply.CardsMax).Select(one => one.Meeting.Id))}");
    }

    public static MeetingAsked Parse(string kept)
    {
        ArgumentNullException.ThrowIfNull(kept);
        string[] parts = kept.Split(':');
        return new MeetingAsked(parts[0], parts.Length < 2 ? [] : [.. parts[1].Split(',').Select(number => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : 0)]);
    }
}
