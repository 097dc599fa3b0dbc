using Zaitaku.Bot.Understanding;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.Rota;

/// <summary>Reads from a question which rota is meant: by its name, by what it is for, by the area.</summary>
public static class AskedRotaRules
{
    /// <summary>Shorter names stand in many words.</summary>
    private const int NameLettersMin = 3;

    private static readonly (RotaPurpose Purpose, string[] Words)[] PurposeWords =
    [
        (RotaPurpose.VisitingNurse, ["訪看", "訪問看護", "看護師", "ナース", "ほうかん"]),
        (RotaPurpose.EndOfLife, ["看取り", "みとり", "看取"]),
        (RotaPurpose.Pharmacy, ["薬局", "薬剤師", "薬屋", "くすり"]),
        (RotaPurpose.Dentist, ["歯科", "歯医者", "歯の"]),
        (RotaPurpose.Hospital, ["病院", "輪番", "救急", "入院"]),
        (RotaPurpose.Doctor, ["当番医", "とうばんい", "往診"]),
    ];

    /// <summary>A doctor where nothing else is named; beside 看取り or 歯科 only whom one calls there.</summary>
    private static readonly string[] AnyDoctor = ["先生", "医師", "医者", "ドクター", "Dr", "DR", "dr"];

    /// <summary>What ends the name of a municipality; people leave it out.</summary>
    private const string AreaEndings = "市区町村";

    /// <summary>After one of these a name of its own begins: 横浜市 青葉区.</summary>
    private const string PartEndings = "都道府県市郡区";

    public static AskedRotas Of(IReadOnlyList<DutyRota> rotas, string text, Understood understood)
    {
        ArgumentNullException.ThrowIfNull(rotas);
        ArgumentNullException.ThrowIfNull(understood);
        if (rotas.Count == 0)
        {
            return new AskedRotas.NoneAtAll();
        }

        string key = NameRules.KeyOf(text ?? "");
        DutyRota[] named = [.. rotas.Where(rota => IsNamed(rota.Name, key))];
        IReadOnlyList<RotaPurpose> asked = PurposesIn(text ?? "", understood);
        DutyRota[] fitting = named.Length > 0 ? named : asked.Count == 0 ? [.. rotas] : [.. rotas.Where(rota => asked.Contains(rota.Purpose))];
        if (fitting.Length == 0 && NamesAnyDoctor(text ?? "") && asked is [RotaPurpose.Hospital])
        {
            fitting = [.. rotas.Where(rota => rota.Purpose == RotaPurpose.Doctor)]; // 「救急のとき当番の先生は」 where only doctors have a rota. Who asks for the one for the dying, or a dentist, is given nobody else.
        }

        return fitting.Length == 0 ? new AskedRotas.NotKept(asked, rotas) : InArea(fitting, understood.Place, named.Aggregate(key, (rest, rota) => rest.Replace(NameRules.KeyOf(rota.Name), "", StringComparison.Ordinal)));
    }

    /// <summary>The purposes somebody named. 「先生」 alone means the doctor on duty; 「看取り当番の先生」 means the one for the dying; 「当番医と訪看」 means both.</summary>
    public static IReadOnlyList<RotaPurpose> PurposesIn(string text, Understood understood)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(understood);
        List<RotaPurpose> found = [.. PurposeWords.Where(row => row.Words.Any(word => text.Contains(word, StringComparison.Ordinal))).Select(row => row.Purpose)];
        Add(understood.Services.Contains(ServiceKind.VisitingNurse), RotaPurpose.VisitingNurse);
        Add(understood.Services.Contains(ServiceKind.Pharmacy) || understood.Services.Contains(ServiceKind.HomeVisitPharmacist), RotaPurpose.Pharmacy);
        Add(understood.Services.Contains(ServiceKind.HomeVisitDentist), RotaPurpose.Dentist);
        Add(understood.Services.Contains(ServiceKind.Hospital), RotaPurpose.Hospital);
        Add(understood.Capabilities.Contains(CapabilityKind.EndOfLife), RotaPurpose.EndOfLife);
        Add(found.Count == 0 && (NamesAnyDoctor(text) || understood.Services.Contains(ServiceKind.HomeVisitDoctor)), RotaPurpose.Doctor);
        return found;

        void Add(bool isMeant, RotaPurpose purpose)
        {
            if (isMeant && !found.Contains(purpose))
            {
                found.Add(purpose);
            }
        }
    }

    /// <summary>True when a rota's area is the one somebody named: the same name, with or without its ending (板橋, 板橋区), or the last part of a longer one (横浜市青葉区, 青葉区).</summary>
    public static bool IsSameArea(string kept, string said)
    {
        (string one, string other) = (NameRules.KeyOf(kept), NameRules.KeyOf(said));
        return one.Length > 0 && other.Length > 0 && (IsSameName(one, other) || IsLastPart(one, other) || IsLastPart(other, one));
    }

    private static bool NamesAnyDoctor(string text) => Array.Exists(AnyDoctor, word => text.Contains(word, StringComparison.Ordinal));

    private static AskedRotas InArea(DutyRota[] fitting, string? place, string key)
    {
        if (place is not { Length: > 0 })
        {
            return Found(fitting, key, isForWholeHub: false);
        }

        DutyRota[] there = [.. fitting.Where(rota => rota.Area.Split(' ', StringSplitOptions.RemoveEmptyEntries).Any(area => IsSameArea(area, place)))];
        DutyRota[] everywhere = [.. fitting.Where(rota => rota.Area.Length == 0)];
        return there.Length > 0 ? Found(there, key, isForWholeHub: false)
            : everywhere.Length > 0 ? Found(everywhere, key, isForWholeHub: true) : new AskedRotas.OtherArea(place, fitting);
    }

    /// <summary>A kind of seat they named leaves out the rotas that have none of it.</summary>
    private static AskedRotas.Found Found(DutyRota[] rotas, string key, bool isForWholeHub)
    {
        string group = rotas.SelectMany(rota => rota.Seats).Select(seat => seat.Group).Distinct()
            .Where(one => NameRules.KeyOf(one) is { Length: > 1 } kind && key.Contains(kind, StringComparison.Ordinal)).MaxBy(one => one.Length) ?? "";
        return new AskedRotas.Found(group.Length == 0 ? rotas : [.. rotas.Where(rota => rota.Seats.Exists(seat => seat.Group == group))], group, isForWholeHub);
    }

    /// <summary>A rota that is called as its purpose is asked for is not named by it: 「南の当番医」 must not be hidden by one called 当番医.</summary>
    private static bool IsNamed(string name, string key)
    {
        string own = NameRules.KeyOf(name);
        return own.Length >= NameLettersMin && key.Contains(own, StringComparison.Ordinal)
            && !RotaPurposes.All.Any(purpose => NameRules.KeyOf(purpose.Name()) == own) && !PurposeWords.Any(row => row.Words.Any(word => NameRules.KeyOf(word) == own));
    }

    private static bool IsSameName(string one, string other) =>
        one == other || (HasEnding(one) != HasEnding(other) && Bare(one) == Bare(other));

    /// <summary>横浜市青葉区 ends with 青葉区, and a name of its own begins there.</summary>
    private static bool IsLastPart(string whole, string part) =>
        whole.Length > part.Length && HasEnding(part) && whole.EndsWith(part, StringComparison.Ordinal) && PartEndings.Contains(whole[^(part.Length + 1)]);

    private static bool HasEnding(string area) => area.Length > 1 && AreaEndings.Contains(area[^1]);

    private static string Bare(string area) => HasEnding(area) ? area[..^1] : area;
}
