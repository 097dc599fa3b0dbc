using Zaitaku.Bot.Channels;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Bot.DirectorySearch;

/// <summary>What all cards of one answer share.</summary>
/// <param name="Asked">Services asked for; named first on a card.</param>
/// <param name="AreaLabel">What the distance is measured from.</param>
public sealed record CardView(DateTimeOffset Now, Func<DateOnly, bool> IsHoliday, IReadOnlyList<ServiceKind> Asked, string AreaLabel);

/// <summary>Cards of places: one of a list, and the parts every card of a place has.</summary>
public static class PlaceCards
{
    public const string DetailVerb = "detail";

    /// <summary>Services named over a title; the rest is in the detail.</summary>
    private const int ServicesShownMax = 3;

    /// <param name="number">Its number in the list: 「2番目」 is the card with 2.</param>
    public static Card InList(ShownPlace shown, FoundPlace found, int number, CardView view) => new()
    {
        Kicker = $"{Demo(shown)}{number}. {ServiceLine(shown.Facts, view.Asked)}",
        Title = shown.Place.Name,
        Rows =
        [
            .. found.Matches.Where(match => match.WishId != ConditionKind.Nearest.Id()).Select(Row),
            .. DistanceRow(found, shown.Place.Precision, view),
            .. ServesRow(found),
            new CardRow(shown.Facts.Answers24h == true ? "窓口" : "今日", HoursText.Now(WeeklyHours.FromStored(shown.Place.Hours), view.Now, view.IsHoliday), HoursTone(shown.Place.Hours)),
            .. ClassRow(shown.Facts),
            .. AddressRow(shown.Facts),
            .. PhoneRow(shown),
        ],
        Buttons = [.. CallButton(shown.Facts), .. MapButton(shown), new CardButton("くわしく", new ReplyAction.Press($"{DetailVerb}:{shown.Place.Id}", $"{number}番をくわしく")), WrongButton(shown)],
        Footer = Footer(shown),
    };

    public static string Demo(ShownPlace shown) => shown.Place.IsDemo ? "デモ・" : "";

    public static string ServiceLine(PlaceFacts facts, IReadOnlyList<ServiceKind> asked)
    {
        List<ServiceKind> offered = [.. facts.ServiceSet.Kinds()];
        string[] names = [.. offered.OrderBy(kind => asked.Contains(kind) ? 0 : 1).Take(ServicesShownMax).Select(kind => kind.Name())];
        return string.Join("、", names) + (offered.Count > ServicesShownMax ? " ほか" : "");
    }

    /// <summary>Not known is said as such and marked unsure; it never looks like a no.</summary>
    private static CardRow Row(WishMatch match) => new("", match.Text, match.Certainty switch
    {
        Certainty.Confirmed or Certainty.Likely => RowTone.Good,
        Certainty.ByStandard => RowTone.Plain,
        Certainty.No => RowTone.Bad,
        _ => RowTone.Unsure,
    });

    /// <summary>Where an end is only a town, the row says which.</summary>
    private static CardRow[] DistanceRow(FoundPlace found, Precision placed, CardView view) =>
        found.DistanceMetres is null ? []
        : found.DistancePrecision == Precision.Town && placed == Precision.Door ? [new("距離", $"{view.AreaLabel}の中心から {DistanceText.Of(found.DistanceMetres, Precision.Door)}")]
        : found.DistancePrecision == Precision.Town ? [new("距離", $"{view.AreaLabel}から {DistanceText.Of(found.DistanceMetres, Precision.Door)}（町の中心まで）")]
        : [new("距離", $"{view.AreaLabel}から {DistanceText.Of(found.DistanceMetres, found.DistancePrecision)}")];

    private static CardRow[] ServesRow(FoundPlace found) => found.ServesArea switch
    {
        true => [new("訪問先", "この地域へ訪問します", RowTone.Good)],
        false => [new("訪問先", "この地域は訪問先に挙がっていません", RowTone.Unsure)],
        null => [],
    };

    private static RowTone HoursTone(string hours) => hours.Length == 0 ? RowTone.Unsure : RowTone.Plain;

    public static CardRow[] ClassRow(PlaceFacts facts) => facts.HomeCareClass is { } homeCare
        ? [new("届出", facts.Answers24h == true ? $"{DirectoryWords.Name(homeCare)}・24時間対応を確認済み" : DirectoryWords.Hint(homeCare))]
        : [];

    public static CardRow[] AddressRow(PlaceFacts facts) => DirectoryWords.Address(facts) is { Length: > 0 } address ? [new("住所", address)] : [];

    public static CardRow[] PhoneRow(ShownPlace shown) =>
        [shown.Facts.Phone is { Length: > 0 } phone ? new("電話", shown.Place.IsDemo ? $"{phone}\nデモ・つながりません" : phone) : new("電話", "番号は未確認", RowTone.Unsure)];

    public static CardButton[] CallButton(PlaceFacts facts) =>
        facts.Phone is { Length: >= 3 and <= 15 } phone && phone.All(letter => char.IsAsciiDigit(letter) || letter == '-')
            ? [new CardButton("電話する", new ReplyAction.Call(phone), IsPrimary: true)]
            : [];

    /// <summary>On every card of a place: whoever sees a mistake tells the coordinators by one press.</summary>
    public static CardButton WrongButton(ShownPlace shown) => new("この情報は違います", new ReplyAction.Press($"{PlaceDetailReplies.WrongVerb}:{shown.Place.Id}", "この情報は違います"));

    /// <summary>The door where it is known, else the address, which a map finds better than the middle of a town.</summary>
    public static CardButton[] MapButton(ShownPlace shown)
    {
        string query = shown.Place is { Precision: Precision.Door, Latitude: { } latitude, Longitude: { } longitude }
            ? FormattableString.Invariant($"{latitude:0.######},{longitude:0.######}")
            : DirectoryWords.Address(shown.Facts);
        return query.Length == 0 ? [] : [new CardButton("地図", new ReplyAction.Open("https://www.google.com/maps/search/?api=1&query=" + Uri.EscapeDataString(query)))];
    }

    public static string Footer(ShownPlace shown)
    {
        DateOnly? day = shown.MainSource?.ConfirmedOn ?? shown.Place.ConfirmedOn;
        string confirmed = day is { } known ? $"確認日 {known:yyyy-MM-dd}" : "確認日は不明";
        return shown.MainSource is { } source ? $"{confirmed}・出典 {source.Name}" : confirmed;
    }
}
