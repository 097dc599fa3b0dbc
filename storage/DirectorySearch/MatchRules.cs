using System.Text;
using System.Text.RegularExpressions;

namespace Zaitaku.Storage.DirectorySearch;

/// <summary>Decides which records are one place. Different names at one address stay apart, and so do different names under one office number.</summary>
public static partial class MatchRules
{
    /// <summary>Two geocoders put one building up to this far apart; two places of one name do not stand so close.</summary>
    public const double PointMetresMax = 200;

    /// <summary>Side of a grid cell in degrees: a little more than <see cref="PointMetresMax"/> at 46° north, so that neighbours suffice.</summary>
    private const double CellDegrees = 0.003;

    private const ulong HashOffset = 14695981039346656037;
    private const ulong HashPrime = 1099511628211;

    /// <summary>Folded words that say what an office does, not who it is. Longest first.</summary>
    private static readonly string[] ServiceWords = [.. new[]
    {
        "訪問看護ステーション", "訪問看護リハビリステーション", "訪問看護", "訪問リハビリテーション", "訪問リハビリ", "訪問介護", "訪問入浴介護", "訪問入浴", "通所リハビリテーション", "通所リハビリ",
        "通所介護", "認知症対応型", "地域密着型", "デイサービスセンター", "デイサービス", "デイケアセンター", "デイケア", "居宅介護支援", "居宅介護支援センター", "ケアプランセンター", "ケアプラン",
        "ヘルパーステーション", "ホームヘルプ", "ヘルパー", "ショートステイ", "短期入所療養介護", "短期入所生活介護", "短期入所", "特別養護老人ホーム", "介護老人福祉施設", "介護老人保健施設",
        "老人保健施設", "介護医療院", "小規模多機能型居宅介護", "小規模多機能", "看護小規模多機能型居宅介護", "定期巡回随時対応型", "福祉用具貸与", "福祉用具販売", "福祉用具", "特定施設入居者生活介護",
        "介護付有料老人ホーム", "有料老人ホーム", "グループホーム", "介護予防", "指定", "事業所", "事業部", "ステーション", "センター", "部門", "サービス", "室", "科", "部", "ユニット型", "ユニット", "特定", "用",
    }.Select(NameRules.KeyOf).OrderByDescending(word => word.Length)];

    /// <summary>What two records have to share before they are compared at all.</summary>
    public static IEnumerable<ulong> KeysOf(MatchCard card)
    {
        if (card.Navi != 0)
        {
            yield return card.Navi;
        }

        if (card.Number != 0)
        {
            yield return card.Number;
        }

        if (card.Core.Length == 0)
        {
            yield break;
        }

        ulong name = Hash(card.Core, HashOffset);
        if (card.Phone != 0)
        {
            yield return Mix(name, card.Phone);
        }

        if (card.Municipality != 0)
        {
            yield return Mix(name, card.Municipality);
        }

        if (!float.IsNaN(card.Latitude))
        {
            yield return Cell(name, card, 0, 0);
        }
    }

    /// <summary>The house an address names; 0 where it stops short of a number.</summary>
    public static ulong HouseOf(MatchCard card) =>
        card.Municipality == 0 || card.Stem.Length == 0 || card.Block.Length == 0 ? 0 : Mix(card.Municipality, Hash(card.Block, Hash(card.Stem)));

    /// <summary>The grid cells around a card's point. Looked up, never stored.</summary>
    public static IEnumerable<ulong> NeighbourKeysOf(MatchCard card)
    {
        if (float.IsNaN(card.Latitude) || card.Core.Length == 0)
        {
            yield break;
        }

        ulong name = Hash(card.Core, HashOffset);
        for (int at = 0; at < 9; at++)
        {
            if (at != 4)
            {
                yield return Cell(name, card, at / 3 - 1, at % 3 - 1);
            }
        }
    }

    /// <summary>How surely two records are one place.</summary>
    public static MatchStrength Compare(MatchCard one, MatchCard other)
    {
        if (one.Navi != 0 && one.Navi == other.Navi && (one.Core.Length == 0 || other.Core.Length == 0 || one.Core == other.Core))
        {
            return MatchStrength.Number;
        }

        bool sameNumber = one.Number != 0 && one.Number == other.Number;
        bool sameName = one.Core.Length > 0 && one.Core == other.Core;
        if (sameNumber && (sameName || (one.IsInstitution && other.IsInstitution)))
        {
            return MatchStrength.Number;
        }

        if (sameName)
        {
            return CompareNamesakes(one, other);
        }

        return sameNumber && AreKin(one.Core, other.Core) ? MatchStrength.NumberAndKin : MatchStrength.Apart;
    }

    /// <summary>Matches strong enough to make one place of two that were already there.</summary>
    public static bool Unifies(MatchStrength strength) => strength >= MatchStrength.NameAndPoint;

    /// <summary>The card of what one source states.</summary>
    /// <param name="naviKey">The key of 医療情報ネット where the record has one.</param>
    public static MatchCard CardOf(PlaceFacts facts, string? naviKey = null)
    {
        AddressPoint point = AddressRules.PointOf(facts.Town, facts.AddressRest);
        bool hasTown = facts.Municipality is { Length: > 0 } && point.Stem.Length + point.Block.Length > 0;
        bool isDoor = facts.Precision == Precision.Door && facts.Latitude is not null && facts.Longitude is not null;
        string? number = facts.MedicalCode ?? facts.CareNumber;
        return new MatchCard
        {
            Core = CoreOf(facts.Name ?? ""),
            Number = number is null ? 0 : Hash(number, HashOffset ^ 1),
            IsInstitution = facts.MedicalCode is not null && facts.CareNumber is null,
            Phone = PhoneOf(facts.Phone),
            Municipality = hasTown ? Hash(facts.Municipality!, HashOffset ^ 2) : 0,
            Stem = point.Stem,
            Block = point.Block,
            Latitude = isDoor ? (float)facts.Latitude!.Value : float.NaN,
            Longitude = isDoor ? (float)facts.Longitude!.Value : float.NaN,
            Navi = string.IsNullOrEmpty(naviKey) ? 0 : Hash(naviKey, HashOffset ^ 3),
        };
    }

    /// <summary>The name that two spellings share: no legal form, no 〇〇会 between it and the name, folded.</summary>
    public static string CoreOf(string name)
    {
        string folded = name.Normalize(NormalizationForm.FormKC).Trim();
        string plain = NameRules.WithoutLegalForm(folded);
        bool keepsOwner = plain.Length < folded.Length && folded[^(plain.Length + 1)] != ' '; // After a space the owner is gone already: 医療法人見本会 見本会病院.
        if (keepsOwner || (plain.Length < folded.Length && LegalFormAndSpace().IsMatch(folded[..^plain.Length])))
        {
            Match body = Association().Match(plain);
            plain = body.Success ? body.Groups["name"].Value : plain;
        }

        return NameRules.KeyOf(CompanyForm().Replace(plain, ""));
    }

    private static MatchStrength CompareNamesakes(MatchCard one, MatchCard other)
    {
        if (one.Phone != 0 && one.Phone == other.Phone)
        {
            return MatchStrength.NameAndPhone;
        }

        bool otherNumber = one.IsInstitution && other.IsInstitution && one.Number != other.Number;
        if (one.Municipality != 0 && one.Municipality == other.Municipality && IsOneAddress(one, other, otherNumber))
        {
            return MatchStrength.NameAndAddress;
        }

        return !otherNumber && Metres(one, other) <= PointMetresMax ? MatchStrength.NameAndPoint : MatchStrength.Apart;
    }

    /// <summary>The same numbers in a town, 小字 named or not; or the same town where one of the two stops short of the number.</summary>
    /// <param name="otherNumber">Two institutions by their codes: then only the full address makes them one.</param>
    private static bool IsOneAddress(MatchCard one, MatchCard other, bool otherNumber)
    {
        bool sameTown = one.Stem == other.Stem;
        bool isNarrower = one.Stem.Length > 0 && other.Stem.Length > 0
            && (one.Stem.StartsWith(other.Stem, StringComparison.Ordinal) || other.Stem.StartsWith(one.Stem, StringComparison.Ordinal));
        if (one.Block == other.Block && one.Block.Length > 0)
        {
            bool townLeftOut = (one.Stem.Length == 0 || other.Stem.Length == 0) && one.Block.Contains('-');
            return sameTown || isNarrower || (townLeftOut && !otherNumber);
        }

        return !otherNumber && (sameTown || isNarrower)
            && (IsHeadOf(one.Block, other.Block) || (sameTown && (IsOneStreetBlock(one.Block, other.Block) || IsTailOf(one.Block, other.Block))));
    }

    /// <summary>8-49 and 8-47: the last number of a house with several is written one way or another.</summary>
    private static bool IsOneStreetBlock(string one, string other)
    {
        int last = one.LastIndexOf('-');
        return last > 0 && last == other.LastIndexOf('-') && one.AsSpan(0, last).SequenceEqual(other.AsSpan(0, last));
    }

    /// <summary>One leaves out the 丁目: 119 and 1-119. A number below ten could be a 丁目 itself.</summary>
    private static bool IsTailOf(string one, string other)
    {
        (string tail, string whole) = one.Length < other.Length ? (one, other) : (other, one);
        return tail.Length > 1 && whole.Length > tail.Length && whole[^(tail.Length + 1)] == '-' && whole.EndsWith(tail, StringComparison.Ordinal);
    }

    /// <summary>One block is the other cut short: 5-6 and 5-6-50, or none at all.</summary>
    private static bool IsHeadOf(string one, string other)
    {
        (string head, string whole) = one.Length < other.Length ? (one, other) : (other, one);
        return head.Length == 0 || (whole.StartsWith(head, StringComparison.Ordinal) && whole[head.Length] == '-');
    }

    /// <summary>Under one number: the same name but for words of service, or one slip of the pen in a long name.</summary>
    private static bool AreKin(string one, string other)
    {
        if (one.Length == 0 || other.Length == 0 || !Digits(one).SequenceEqual(Digits(other)))
        {
            return false;
        }

        (string inner, string outer) = one.Length <= other.Length ? (one, other) : (other, one);
        int at = outer.IndexOf(inner, StringComparison.Ordinal);
        if (at >= 0 && inner.Length >= 3)
        {
            return WithoutServiceWords(outer.Remove(at, inner.Length)).Length == 0;
        }

        return inner.Length >= 6 && NameRules.Distance(one, other, 1) <= 1 && ServicesNamed(one) == ServicesNamed(other);
    }

    private static IEnumerable<char> Digits(string text) => text.Where(char.IsAsciiDigit);

    private static string WithoutServiceWords(string core) =>
        ServiceWords.Aggregate(core, (text, word) => text.Replace(word, "", StringComparison.Ordinal));

    private static string ServicesNamed(string core) => string.Concat(ServiceWords.Where(word => core.Contains(word, StringComparison.Ordinal)));

    private static ulong PhoneOf(string? phone)
    {
        ulong digits = string.IsNullOrEmpty(phone) ? 0u : 1u; // a leading 1, so that zeros count
        foreach (char letter in phone ?? "")
        {
            digits = char.IsAsciiDigit(letter) ? digits * 10 + (uint)(letter - '0') : digits;
        }

        return digits;
    }

    private static double Metres(MatchCard one, MatchCard other)
    {
        double north = (one.Latitude - other.Latitude) * 111_320.0;
        double east = (one.Longitude - other.Longitude) * 111_320.0 * Math.Cos(one.Latitude * Math.PI / 180);
        return Math.Sqrt(north * north + east * east) is var metres && double.IsNaN(metres) ? double.MaxValue : metres;
    }

    private static ulong Cell(ulong name, MatchCard card, int north, int east) => Mix(
        Mix(name, (ulong)((long)Math.Floor(card.Latitude / CellDegrees) + north)),
        (ulong)((long)Math.Floor(card.Longitude / CellDegrees) + east) ^ 0xC0FFEE);

    /// <summary>FNV-1a over UTF-16, 64 bits: 10^6 keys collide with a chance of 3 in 10^8, and a collision is still compared in full.</summary>
    public static ulong Hash(ReadOnlySpan<char> text, ulong seed = HashOffset)
    {
        ulong hash = seed;
        foreach (char letter in text)
        {
            hash = (hash ^ letter) * HashPrime;
        }

        return hash | 1;
    }

    private static ulong Mix(ulong one, ulong other) => ((one ^ (other * 0x9E3779B97F4A7C15)) * HashPrime) | 1;

    [GeneratedRegex("^.{1,10}?会 ?(?<name>.{2,}(?:クリニック|医院|病院|診療所|内科|外科|眼科|耳鼻科|整形|薬局|センター|ステーション|老健|医療院|施設|ホーム|事業所|デイ|苑|園|荘).*)$")]
    private static partial Regex Association();

    /// <summary>A legal form with nothing but a space after it: the owner follows in what is left.</summary>
    [GeneratedRegex("(?:法人|社団|財団|会社|組合|\\)) *$")]
    private static partial Regex LegalFormAndSpace();

    /// <summary>Written in full or in brackets, in front or behind: 見本商事(株)本店.</summary>
    [GeneratedRegex(@"(?:株式|有限|合同|合資)会社|\([株有]\)")]
    private static partial Regex CompanyForm();
}
