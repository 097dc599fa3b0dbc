using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Scheduler.Imports;

/// <summary>Turns the words of registers into facts. What cannot be such a fact becomes null: absence is never "no".</summary>
public static partial class FactWords
{
    private const int NameLettersMax = 200;
    private const int WebLettersMax = 300;
    private const int NoteLettersMax = 500;

    /// <summary>More beds or places than any institution of the country has.</summary>
    public const int CapacityMax = 3_000;

    /// <summary>Services by how a name of the care insurance begins. The first that fits decides, so the narrower stands first.</summary>
    private static readonly (string Begins, ServiceKind Kind)[] CareServices =
    [
        ("看護小規模多機能", ServiceKind.NursingSmallMultifunction), ("複合型サービス", ServiceKind.NursingSmallMultifunction), ("小規模多機能", ServiceKind.SmallMultifunction),
        ("定期巡回", ServiceKind.RegularRounds), ("夜間対応型訪問介護", ServiceKind.HomeHelp), ("訪問介護", ServiceKind.HomeHelp), ("訪問入浴", ServiceKind.VisitingBath),
        ("訪問看護", ServiceKind.VisitingNurse), ("訪問リハ", ServiceKind.VisitingRehab), ("通所リハ", ServiceKind.DayRehab), ("指定療養通所介護", ServiceKind.DayService),
        ("療養通所介護", ServiceKind.DayService), ("地域密着型通所介護", ServiceKind.DayService), ("認知症対応型通所介護", ServiceKind.DayService), ("通所介護", ServiceKind.DayService),
        ("短期入所", ServiceKind.ShortStay), ("地域密着型特定施設", ServiceKind.ResidentialHome), ("特定施設", ServiceKind.ResidentialHome),
        ("地域密着型介護老人福祉施設", ServiceKind.NursingHome), ("介護老人福祉施設", ServiceKind.NursingHome), ("介護老人保健施設", ServiceKind.HealthFacility),
        ("介護医療院", ServiceKind.MedicalCareHome), ("認知症対応型共同生活介護", ServiceKind.GroupHome), ("福祉用具", ServiceKind.Equipment),
        ("特定福祉用具", ServiceKind.Equipment), ("居宅介護支援", ServiceKind.CareManagerOffice), ("地域包括支援", ServiceKind.CommunitySupportCenter),
    ];

    /// <summary>The service a name of the care insurance stands for. 介護療養型医療施設 (abolished in March 2024) is known and stands for none.</summary>
    public static bool TryCareService(string name, out ServiceSet services)
    {
        ArgumentNullException.ThrowIfNull(name);
        string plain = name.Normalize(NormalizationForm.FormKC).Trim();
        plain = plain.StartsWith("介護予防", StringComparison.Ordinal) ? plain[4..] : plain;
        services = ServiceSet.Empty;
        foreach ((string begins, ServiceKind kind) in CareServices)
        {
            if (plain.StartsWith(begins, StringComparison.Ordinal))
            {
                services = ServiceSet.Of(kind);
                return true;
            }
        }

        return plain.StartsWith("介護療養型医療施設", StringComparison.Ordinal);
    }

    /// <summary>A name as people write it: half-width letters, single spaces, none between single letters (北　成　病　院).</summary>
    public static string? Name(string? text)
    {
        string plain = OneLine(text);
        if (plain.Length > 2 && plain.Split(' ') is { Length: > 1 } pieces && pieces.All(piece => piece.Length == 1))
        {
            plain = string.Concat(pieces);
        }

        return plain.Length == 0 ? null : plain.Length > NameLettersMax ? plain[..NameLettersMax] : plain;
    }

    /// <summary>Full-width katakana.</summary>
    public static string? Kana(string? text)
    {
        if (Name(text) is not { } plain || plain is "-")
        {
            return null;
        }

        return string.Create(plain.Length, plain, (letters, source) =>
        {
            for (int at = 0; at < letters.Length; at++)
            {
                letters[at] = source[at] is >= 'ぁ' and <= 'ゖ' ? (char)(source[at] + 0x60) : source[at];
            }
        });
    }

    /// <summary>The first phone number in a cell, with hyphens where the cell has separators; null when the digits make no Japanese number.</summary>
    public static string? Phone(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        Match match = PhoneNumber().Match(PlainPhone(text));
        if (!match.Success)
        {
            return null;
        }

        string number = match.Value.Trim('-');
        int digits = number.Count(char.IsAsciiDigit);
        return digits is 10 or 11 ? number : null;
    }

    /// <summary>A phone number with nothing around it; null for more, less or none.</summary>
    public static string? PhoneAlone(string? text) => Phone(text) is { } number && number == PlainPhone(text!) ? number : null;

    /// <summary>An address of the web, or null for a mail address, another scheme or none.</summary>
    public static string? Web(string? text)
    {
        string plain = (text ?? "").Normalize(NormalizationForm.FormKC).Trim();
        plain = plain.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? "http://" + plain : plain;
        return plain.Length <= WebLettersMax && !plain.Contains(' ') && Uri.TryCreate(plain, UriKind.Absolute, out Uri? address)
            && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) && address.Host.Contains('.') ? plain : null;
    }

    /// <summary>Registers write 0 for "not stated".</summary>
    public static int? Capacity(string? text) =>
        int.TryParse((text ?? "").Normalize(NormalizationForm.FormKC), NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count is > 0 and <= CapacityMax ? count : null;

    /// <summary>一般　　350／結核　　10 → 360.</summary>
    public static int? Beds(string? text)
    {
        int sum = 0;
        foreach (Match match in Number().Matches((text ?? "").Normalize(NormalizationForm.FormKC)))
        {
            sum += int.TryParse(match.ValueSpan, out int count) && count <= CapacityMax ? count : 0;
        }

        return sum is > 0 and <= CapacityMax ? sum : null;
    }

    /// <summary>Seven digits, or null.</summary>
    public static string? PostalCode(string? text)
    {
        string digits = string.Concat((text ?? "").Normalize(NormalizationForm.FormKC).Where(char.IsAsciiDigit));
        return digits.Length == 7 ? digits : null;
    }

    /// <summary>
    /// 平日|土曜日|祝日 as hours: open on the days named, closed on the others. Empty stays unknown, since a service around
    /// the clock leaves the column empty as well.
    /// </summary>
    public static string? OpenDays(string? text)
    {
        DayMask open = DayMask.None;
        foreach (string day in (text ?? "").Split(['|', ',', '、'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            open |= day switch
            {
                "平日" => DayMask.Weekdays,
                "土曜日" => DayMask.Saturday,
                "日曜日" => DayMask.Sunday,
                "祝日" => DayMask.Holiday,
                _ => DayMask.None,
            };
        }

        if (open == DayMask.None)
        {
            return null;
        }

        DayMask closed = (DayMask.Everyday | DayMask.Holiday) & ~open;
        List<HoursSpan> spans = [new HoursSpan(open, HoursKind.OpenSomeTime)];
        if (closed != DayMask.None)
        {
            spans.Add(new HoursSpan(closed, HoursKind.Closed));
        }

        return new WeeklyHours(spans).ToString();
    }

    /// <summary>A note on one line; （改行） is how the ministry writes a line break.</summary>
    public static string? Note(string? text)
    {
        string plain = OneLine((text ?? "").Replace("（改行）", " ", StringComparison.Ordinal));
        return plain.Length == 0 || plain is "-" or "なし" or "無し" or "無" or "特になし" or "特に無し" ? null : plain.Length > NoteLettersMax ? plain[..NoteLettersMax] : plain;
    }

    public static IReadOnlyList<string>? List(string? text, char separator = '|')
    {
        string[] items = (text ?? "").Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return items.Length == 0 ? null : items;
    }

    /// <summary>Adds a coordinate, unless it is 0.0, no number, or not in the prefecture the address names.</summary>
    public static PlaceFacts WithPoint(this PlaceFacts facts, string latitude, string longitude, Precision precision) =>
        TryDegrees(latitude, out double north) && TryDegrees(longitude, out double east) ? facts.WithPoint(north, east, facts.Prefecture, precision) : facts;

    /// <summary>Adds a coordinate, unless it is not in the prefecture.</summary>
    /// <param name="prefecture">Null: anywhere in Japan.</param>
    public static PlaceFacts WithPoint(this PlaceFacts facts, double latitude, double longitude, string? prefecture, Precision precision) => Prefectures.MayContain(prefecture, latitude, longitude)
        ? facts with { Latitude = Math.Round(latitude, 6), Longitude = Math.Round(longitude, 6), Precision = precision }
        : facts;

    /// <summary>Adds the parts of an address.</summary>
    public static PlaceFacts WithAddress(this PlaceFacts facts, string? address, string? prefecture = null, string? municipality = null)
    {
        ArgumentNullException.ThrowIfNull(facts);
        AddressParts parts = AddressRules.Split(address, prefecture, municipality);
        return facts with { Prefecture = parts.Prefecture, Municipality = parts.Municipality is { Length: > 0 } name ? name : null, Town = parts.Town, AddressRest = parts.Rest };
    }

    private static bool TryDegrees(string text, out double degrees) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out degrees) && double.IsFinite(degrees) && degrees != 0;

    private static string PlainPhone(string text) => PhoneSeparators().Replace(text.Normalize(NormalizationForm.FormKC), "-").Trim('-', ' ');

    private static string OneLine(string? text) =>
        string.IsNullOrWhiteSpace(text) ? "" : Blanks().Replace(text.Normalize(NormalizationForm.FormKC), " ").Trim();

    [GeneratedRegex(@"[\s\u0000-\u001F]+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"[‐‑‒–—―−－ーｰ()\- ]+")]
    private static partial Regex PhoneSeparators();

    [GeneratedRegex(@"0[0-9]{1,4}-?[0-9]{1,4}-?[0-9]{3,4}(?![0-9])|0[0-9]{9,10}(?![0-9])")]
    private static partial Regex PhoneNumber();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();
}
