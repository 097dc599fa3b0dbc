using System.Text;
using System.Text.RegularExpressions;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Meetings;

/// <summary>By what somebody names a meeting: days, hours, its kind, who holds it, words of its title. No clock, no database.</summary>
/// <param name="Text">As typed, in letters of one width.</param>
/// <param name="ChangesMind">They take an earlier word back: 「行けなくなりました」.</param>
public sealed partial record MeetingSaid(string Text, IReadOnlyList<AskedTime> Times, IReadOnlyList<string> Kinds, IReadOnlyList<string> Organisers, bool ChangesMind)
{
    /// <summary>Letters of one text that are read.</summary>
    private const int TextMax = 200;

    /// <summary>Letters in a row that a text and a title share by no chance.</summary>
    private const int SharedMin = 3;

    /// <summary>So many name it: 「認知症」 is said of much.</summary>
    private const int TitleMin = 5;

    /// <summary>17:00: from then on it is evening.</summary>
    private const int EveningFrom = 17 * 60;

    private static readonly (string Word, MeetingKind? Kind)[] KindWords =
    [
        ("地域ケア会議", MeetingKind.CommunityCare), ("事例検討", MeetingKind.CaseStudy), ("講演", MeetingKind.Lecture), ("勉強会", MeetingKind.Training), ("セミナー", MeetingKind.Training), ("研修", MeetingKind.Training),
        ("講座", MeetingKind.ResidentCourse), ("交流会", MeetingKind.Exchange), ("部会", MeetingKind.Committee), ("委員会", MeetingKind.Committee), ("連携会議", MeetingKind.Professionals), ("多職種", MeetingKind.Professionals), ("カフェ", null), ("連絡会", null),
    ];

    private static readonly string[] OrganiserWords = ["歯科医師会", "医師会", "薬剤師会", "看護協会", "社会福祉協議会", "社協", "地域包括", "包括支援センター", "保健所", "ケアマネ協会", "ケアマネジャー協会", "病院", "消防"];

    /// <summary>Words of many titles that tell none apart.</summary>
    private static readonly string[] Plain = ["会議", "研修会", "研修", "勉強会", "講演会", "講座", "在宅医療", "介護連携", "医療介護", "連携", "について", "年度", "回"];

    public static MeetingSaid Of(string text, DateTimeOffset now, HolidayCalendar holidays)
    {
        ArgumentNullException.ThrowIfNull(text);
        string said = Folded(text), kinds = Everything().Replace(said, "");
        string[] organisers = [.. OrganiserWords.Where(word => Holds(said, word))];
        return new MeetingSaid(said, [.. JapaneseDates.Read(text, now, holidays).Where(time => time.Part != AskedPart.Now)], [.. KindWords.Where(one => kinds.Contains(one.Word, StringComparison.Ordinal)).Select(one => one.Word)], organisers, MindWords().IsMatch(said));
    }

    public bool NamesKindOrTime => Times.Count > 0 || Kinds.Count > 0 || Organisers.Count > 0;

    /// <summary>Those they may mean, whether they named any, and whether what they named agrees: a few letters of a title alone are a hint, and no more where kind or time say otherwise.</summary>
    public (IReadOnlyList<T> Meant, bool IsNamed, bool IsSure) Narrow<T>(IReadOnlyList<T> all, Func<T, Meeting> meetingOf)
    {
        ArgumentNullException.ThrowIfNull(all);
        ArgumentNullException.ThrowIfNull(meetingOf);
        T[] meant = [.. all.Where(one => IsAt(meetingOf(one)) && IsOfKind(meetingOf(one)) && IsBy(meetingOf(one)))];
        T[] titled = [.. all.Where(one => SharedOf(meetingOf(one).Title) >= SharedMin && IsAt(meetingOf(one)))];
        if (titled.Length == 0)
        {
            return (meant, NamesKindOrTime, NamesKindOrTime);
        }

        T[] both = [.. titled.Where(meant.Contains)];
        return both.Length > 0 ? (both, true, NamesKindOrTime || both.All(one => SharedOf(meetingOf(one).Title) >= TitleMin)) : ([.. titled.Concat(meant).Distinct()], true, false);
    }

    /// <summary>It begins at a time they said; also where they said none.</summary>
    public bool IsAt(Meeting meeting)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        DateOnly day = OfficeTime.DayOf(meeting.StartsAt);
        int minute = OfficeTime.MinuteOf(meeting.StartsAt);
        return Times.Count == 0 || Times.Any(time => time.From <= day && day < time.Until && IsAt(time, minute));
    }

    private static bool IsAt(AskedTime time, int minute) => time.Minute is { } asked ? asked / 60 == minute / 60 : time.Part switch
    {
        AskedPart.Morning => minute < 12 * 60,
        AskedPart.Daytime => minute is >= 9 * 60 and < EveningFrom,
        AskedPart.Evening => minute is >= 15 * 60 and < 20 * 60,
        AskedPart.Night => minute >= EveningFrom,
        _ => true,
    };

    private bool IsOfKind(Meeting meeting) => Kinds.All(word => meeting.Title.Contains(word, StringComparison.Ordinal) || meeting.Style.Contains(word, StringComparison.Ordinal) || KindWords.Any(one => one.Word == word && one.Kind == meeting.Kind));

    private bool IsBy(Meeting meeting) => Organisers.All(word => Holds(meeting.Organiser, word) || Holds(meeting.Title, word));

    /// <summary>「歯科医師会」 is not 「医師会」.</summary>
    private static bool Holds(string text, string word) => (word == "医師会" ? text.Replace("歯科医師会", "", StringComparison.Ordinal) : text).Contains(word, StringComparison.Ordinal);

    /// <summary>Letters in a row of its title, of those that not every title has, that were said; a whole short title counts as a long one.</summary>
    private int SharedOf(string title)
    {
        string rest = Folded(title);
        foreach (string word in Plain.Concat(KindWords.Select(one => one.Word)))
        {
            rest = rest.Replace(word, "\n", StringComparison.Ordinal);
        }

        int most = 0;
        foreach (string piece in rest.Split(PieceEnds, StringSplitOptions.RemoveEmptyEntries).Where(piece => piece.Length >= SharedMin))
        {
            for (int at = 0; at + SharedMin <= piece.Length; at++)
            {
                int length = SharedMin;
                bool isSaid = Text.Contains(piece.Substring(at, length), StringComparison.Ordinal);
                while (isSaid && at + length < piece.Length && Text.Contains(piece.Substring(at, length + 1), StringComparison.Ordinal))
                {
                    length++;
                }

                most = Math.Max(most, !isSaid ? 0 : length == piece.Length ? Math.Max(length, TitleMin) : length);
            }
        }

        return most;
    }

    private static readonly char[] PieceEnds = [.. "\n「」『』()（）[]【】・、。〜~ 　:：!！?？"];

    private static string Folded(string text)
    {
        try
        {
            return (text.Length <= TextMax ? text : text[..TextMax]).Normalize(NormalizationForm.FormKC).ToUpperInvariant();
        }
        catch (ArgumentException)
        {
            return ""; // Half a surrogate pair names nothing.
        }
    }

    /// <summary>All of them: no kind is named.</summary>
    [GeneratedRegex("(?:会議|研修|勉強会)(?:・|や|と|、|/)(?:会議|研修|勉強会)", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Everything();

    [GeneratedRegex("なくな(?:り|っ)|やっぱり|やはり|変更|変え(?:て|たい|ます)|キャンセル|取り消|取消|急遽|急に", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex MindWords();
}
