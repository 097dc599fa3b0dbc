using Zaitaku.Bot.Rota;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage.Covers;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Covers;

/// <summary>Which duties somebody speaks of, which part of one, and of whom. No clock, no database.</summary>
public static class AskedCoverRules
{
    /// <summary>What each part of a day means of a duty that lasts longer, in minutes of the day; the card to check shows the hours.</summary>
    private static readonly Dictionary<AskedPart, (int From, int Until)> Parts = new()
    {
        [AskedPart.Morning] = (0, 12 * 60),
        [AskedPart.Daytime] = (8 * 60, 17 * 60),
        [AskedPart.Evening] = (17 * 60, 20 * 60),
        [AskedPart.Night] = (17 * 60, 33 * 60),
    };

    private static readonly string[] Honorifics = ["先生", "医師", "さん", "様", "ドクター", "Dr", "dr", "看護師", "医院", "病院", "クリニック", "診療所", "ステーション"];

    /// <summary>A name without a space in it: so many of its first letters may be the family's.</summary>
    private static readonly int[] FamilyLetters = [4, 3, 2];

    /// <summary>Kanji that end a time or a duty, after which a name may begin.</summary>
    private const string TimeEndings = "日曜夜昼朝晩番直時";

    /// <summary>Longest span of hours that may be left out of a duty and it is still meant whole.</summary>
    private static readonly TimeSpan SlackMax = TimeSpan.FromHours(1);

    /// <summary>The duties of the times named; all of them where none was.</summary>
    /// <param name="asked">As <see cref="JapaneseDates.Read"/> gave them.</param>
    public static IReadOnlyList<DutyStretch> Matching(IReadOnlyList<DutyStretch> duties, IReadOnlyList<AskedTime> asked, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(duties);
        ArgumentNullException.ThrowIfNull(asked);
        return asked.Count == 0 ? duties : [.. duties.Where(duty => asked.Any(time => IsOf(duty, time, now)))];
    }

    /// <summary>What of a duty is meant: 「夜だけ」 and 「18時から22時」 a part, on the day that was named, all else the whole; also where the part is over.</summary>
    /// <param name="hours">As typed; null where none were.</param>
    public static CoverSpan SpanOf(DutyStretch duty, IReadOnlyList<AskedTime> asked, TypedHours? hours, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(duty);
        ArgumentNullException.ThrowIfNull(asked);
        AskedPart part = asked.Select(time => time.Part).FirstOrDefault(Parts.ContainsKey);
        TypedHours? wanted = hours ?? (Parts.TryGetValue(part, out (int From, int Until) of) ? new TypedHours(of.From, of.Until) : null);
        CoverSpan whole = CoverSpan.Of(duty);
        CoverSpan? span = wanted is null ? null : DaysOf(duty, asked, now).Select(day => CoverRules.PartOf(duty, day, wanted.From, wanted.Until)).FirstOrDefault(one => one is not null && one.EndsAt > now);
        return span is null || (hours is null && (duty.EndsAt - duty.StartsAt) - (span.EndsAt - span.StartsAt) <= SlackMax) ? whole : span;
    }

    /// <summary>The holders somebody names: by the whole name, or by the family's with 先生, さん or the like.</summary>
    public static IReadOnlyList<DutyHolder> Named(IReadOnlyList<DutyHolder> holders, string text)
    {
        ArgumentNullException.ThrowIfNull(holders);
        string key = NameRules.KeyOf(text ?? "");
        DutyHolder[] whole = [.. holders.Where(holder => holder.NameKey.Length > 1 && key.Contains(holder.NameKey, StringComparison.Ordinal))];
        if (whole.Length > 0)
        {
            return whole;
        }

        (DutyHolder Holder, int Letters)[] family = [.. holders.Select(holder => (holder, FamilyIn(holder, text ?? ""))).Where(one => one.Item2 > 0)];
        return [.. family.Where(one => one.Letters == family.Max(other => other.Letters)).Select(one => one.Holder)];
    }

    /// <summary>The days of a duty that were named; all its days where none of them was.</summary>
    private static DateOnly[] DaysOf(DutyStretch duty, IReadOnlyList<AskedTime> asked, DateTimeOffset now)
    {
        DateOnly first = OfficeTime.DayOf(duty.StartsAt), last = OfficeTime.DayOf(duty.EndsAt.AddTicks(-1));
        DateOnly[] all = [.. Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays)];
        AskedTime[] own = [.. asked.Where(time => IsOf(duty, time, now))];
        DateOnly[] named = [.. all.Where(day => own.Any(time => time.From <= day && day < time.Until))];
        return named.Length > 0 ? named : all;
    }

    private static int FamilyIn(DutyHolder holder, string text)
    {
        string[] parts = holder.Name.Split([' ', '　'], StringSplitOptions.RemoveEmptyEntries);
        string[] names = parts.Length > 1 ? [parts[0]] : [.. FamilyLetters.Where(letters => letters < holder.Name.Length).Select(letters => holder.Name[..letters])];
        return names.Where(name => Honorifics.Any(honorific => IsNamed(text, name + honorific))).Select(name => name.Length).DefaultIfEmpty(0).Max();
    }

    /// <summary>森先生 is not in 大森先生: no kanji before it but one that ends a time.</summary>
    private static bool IsNamed(string text, string name)
    {
        for (int at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            if (at == 0 || text[at - 1] is < '\u4E00' or > '\u9FFF' || TimeEndings.Contains(text[at - 1]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOf(DutyStretch duty, AskedTime time, DateTimeOffset now)
    {
        DateOnly day = OfficeTime.DayOf(duty.StartsAt);
        return time.Until.DayNumber - time.From.DayNumber > DutyWindow.DaysMax ? time.From <= day && day < time.Until // A month is meant, and not its first two weeks.
            : DutyWindow.Of(time, now).Holds(new DutySpan(duty.SeatId, duty.StartsAt, duty.EndsAt, null));
    }
}
