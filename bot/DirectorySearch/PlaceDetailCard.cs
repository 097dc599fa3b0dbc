using Zaitaku.Bot.Channels;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.DirectorySearch;

/// <summary>Everything known about one place. What is not known is one line, never a no.</summary>
public static class PlaceDetailCard
{
    private const int ServiceAreasShownMax = 12;
    private const int DepartmentsShownMax = 15;

    /// <param name="forProfessional">Contact windows are named, also when there are none.</param>
    public static CardReply Of(ShownPlace shown, bool forProfessional, DateTimeOffset now, Func<DateOnly, bool> isHoliday)
    {
        PlaceFacts facts = shown.Facts;
        Card main = new()
        {
            Kicker = PlaceCards.Demo(shown) + PlaceCards.ServiceLine(facts, []),
            Title = shown.Place.Name,
            Rows =
            [
                .. PlaceCards.PhoneRow(shown).Select(row => Sourced(row, shown, "phone")),
                .. Text("FAX", facts.Fax, shown, "fax"),
                .. HoursRows(shown, now, isHoliday),
                .. forProfessional ? WindowRows(facts).Select(row => Sourced(row, shown, "contact_windows")) : [],
                .. PlaceCards.AddressRow(facts).Select(row => Sourced(row, shown, "town")),
                .. Text("別の名前", Joined(facts.FormerNames, ServiceAreasShownMax), shown, "former_names"),
                .. Text("メモ", facts.Note, shown, "note"),
            ],
            Buttons =
            [
                .. PlaceCards.CallButton(facts), .. PlaceCards.MapButton(shown), .. WebButton(facts),
                PlaceCards.WrongButton(shown),
            ],
            Footer = PlaceCards.Footer(shown),
        };
        return new CardReply($"{shown.Place.Name}: {main.Rows[0].Label} {main.Rows[0].Text}", [main, Abilities(shown)]);
    }

    private static Card Abilities(ShownPlace shown)
    {
        PlaceFacts facts = shown.Facts;
        return new Card
        {
            Kicker = PlaceCards.Demo(shown) + "対応できること",
            Title = shown.Place.Name,
            Rows =
            [
                .. PlaceCards.ClassRow(facts).Select(row => Sourced(row, shown, "home_care_class")),
                .. Fact("24時間対応", facts.Answers24h, shown, "answers24h", unknown: facts.HomeCareClass is null),
                .. Fact("往診", facts.HouseCalls, shown, "house_calls"),
                .. Fact("訪問診療", facts.HomeVisits, shown, "home_visits"),
                .. Fact("看取り", facts.EndOfLifeCare, shown, "end_of_life_care"),
                .. Fact("新規受け入れ", facts.AcceptingNew, shown, "accepting_new", unknown: true, no: "停止中"),
                .. Text("受け入れの様子", facts.AcceptingNote, shown, "accepting_note"),
                .. Fact("女性スタッフ", facts.FemaleStaff, shown, "female_staff"),
                .. CapabilityRows(shown),
                .. Text("訪問先", Joined(facts.ServiceArea, ServiceAreasShownMax), shown, "service_area"),
                .. Text("定員・床数", facts.Capacity?.ToString(), shown, "capacity"),
                .. Text("診療科", Joined(facts.Departments, DepartmentsShownMax), shown, "departments"),
                new("", "ほかは未確認です。電話でお確かめください。", RowTone.Unsure),
            ],
            Buttons = [PlaceCards.WrongButton(shown)],
            Footer = PlaceCards.Footer(shown),
        };
    }

    /// <summary>One row a level and source, best first; capabilities nobody answered are not listed one by one.</summary>
    private static IEnumerable<CardRow> CapabilityRows(ShownPlace shown) => (shown.Facts.Capabilities ?? new Dictionary<CapabilityKind, CapabilityLevel>())
        .Where(pair => pair.Value != CapabilityLevel.Unknown)
        .GroupBy(pair => (Level: pair.Value, Source: shown.OwnSource("capabilities." + pair.Key.Id())))
        .OrderByDescending(group => group.Key.Level).ThenBy(group => group.Min(pair => pair.Key))
        .Select(group => new CardRow(
            "",
            $"{group.Key.Level.Name()}: {string.Join("、", group.OrderBy(pair => pair.Key).Select(pair => WithNote(pair.Key, shown.Facts)))}{(group.Key.Source is { } source ? SourceLine(source) : "")}",
            ToneOf(group.Key.Level)));

    private static string WithNote(CapabilityKind kind, PlaceFacts facts) => facts.CapabilityNotes?.GetValueOrDefault(kind) is { } note ? $"{kind.Name()}（{note}）" : kind.Name();

    private static RowTone ToneOf(CapabilityLevel level) => level switch
    {
        CapabilityLevel.No => RowTone.Bad,
        CapabilityLevel.Consult => RowTone.Unsure,
        _ => RowTone.Good,
    };

    private static IEnumerable<CardRow> HoursRows(ShownPlace shown, DateTimeOffset now, Func<DateOnly, bool> isHoliday)
    {
        WeeklyHours? hours = WeeklyHours.FromStored(shown.Facts.Hours);
        yield return new CardRow("今日", HoursText.Now(hours, now, isHoliday), hours is null ? RowTone.Unsure : RowTone.Plain);
        if (hours is not null)
        {
            yield return Sourced(new CardRow("営業時間", hours.ToString().Replace("; ", "\n", StringComparison.Ordinal).Replace(",", "、\n", StringComparison.Ordinal)), shown, "hours");
            string closed = ClosedDays(hours, now);
            if (closed.Length > 0)
            {
                yield return new CardRow("休み", closed);
            }
        }

        foreach (CardRow note in Text("時間の注意", shown.Facts.HoursNote, shown, "hours_note"))
        {
            yield return note;
        }
    }

    /// <summary>Weeks looked at: 第2・4土 is closed on other Saturdays, and yet no day of rest.</summary>
    private const int WeeksMax = 5;

    /// <summary>Weekdays that are never open; what holidays are like is said by the hours themselves.</summary>
    private static string ClosedDays(WeeklyHours hours, DateTimeOffset now)
    {
        DateOnly today = OfficeTime.DayOf(now);
        IEnumerable<char> closed = Enumerable.Range(0, 7 * WeeksMax).Select(ahead => today.AddDays(ahead))
            .GroupBy(day => day.DayOfWeek).OrderBy(days => ((int)days.Key + 6) % 7)
            .Where(days => days.All(day => OpeningRules.On(hours, day, isHoliday: false).Opening == DayOpening.Closed))
            .Select(days => OfficeTime.WeekLetters[(int)days.Key]);
        return string.Join('・', closed) is { Length: > 0 } letters ? letters + "曜" : "";
    }

    private static IEnumerable<CardRow> WindowRows(PlaceFacts facts) => facts.ContactWindows is { Count: > 0 } windows
        ? windows.Select(window => new CardRow("専門職の連絡", $"{ContactWindowText.NameOf(window.Route)} {window.Hours ?? "時間は未確認"}{(window.Note is { Length: > 0 } note ? $"（{note}）" : "")}"))
        : [new CardRow("専門職の連絡", "受けられる時間は未確認", RowTone.Unsure)];

    private static CardButton[] WebButton(PlaceFacts facts) =>
        Uri.TryCreate(facts.Web, UriKind.Absolute, out Uri? web) && web.Scheme is "http" or "https" && web.AbsoluteUri.Length <= WebMax
            ? [new CardButton("ホームページ", new ReplyAction.Open(web.AbsoluteUri))]
            : [];

    /// <summary>LINE's limit for a link on a button.</summary>
    private const int WebMax = 1_000;

    private static CardRow[] Fact(string label, bool? fact, ShownPlace shown, string name, bool unknown = false, string no = "対応していません") => fact switch
    {
        true => [Sourced(new CardRow(label, "対応しています", RowTone.Good), shown, name)],
        false => [Sourced(new CardRow(label, no, RowTone.Bad), shown, name)],
        null => unknown ? [new CardRow(label, "未確認", RowTone.Unsure)] : [],
    };

    private static CardRow[] Text(string label, string? text, ShownPlace shown, string name) =>
        string.IsNullOrEmpty(text) ? [] : [Sourced(new CardRow(label, text), shown, name)];

    /// <summary>A fact from elsewhere than the rest says so.</summary>
    private static CardRow Sourced(CardRow row, ShownPlace shown, string fact) =>
        shown.OwnSource(fact) is { } source ? row with { Text = row.Text + SourceLine(source) } : row;

    private static string SourceLine(FactSource source) => $"\n（出典: {source}）";

    private static string? Joined(IReadOnlyList<string>? texts, int max) =>
        texts is not { Count: > 0 } ? null : string.Join("、", texts.Take(max)) + (texts.Count > max ? " ほか" : "");
}
