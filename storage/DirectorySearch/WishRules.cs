namespace Zaitaku.Storage.DirectorySearch;

/// <summary>How one place fits one wish, and what a card says of it. What is not known is never a no.</summary>
public static class WishRules
{
    private const string ByStandardText = "届出上24時間";

    /// <param name="comes">True when the place would travel to the person: then its office hours do not say when it comes, and a round-the-clock duty does.</param>
    public static Certainty CertaintyOf(Wish wish, SearchColumns place, HoursFit hours, bool comes) => wish switch
    {
        Wish.Capability capability => OfLevel(LevelOf(capability.Kind, place)),
        Wish.AcceptingNew => OfFact(place.AcceptingNew),
        Wish.FemaleStaff => OfFact(place.FemaleStaff),
        Wish.RoundTheClock => RoundTheClock(place, hours),
        _ => OfTime(wish, place, hours, comes),
    };

    public static WishMatch Match(Wish wish, SearchColumns place, HoursFit hours, bool comes)
    {
        Certainty certainty = CertaintyOf(wish, place, hours, comes);
        string text = wish switch
        {
            Wish.Capability { Kind: CapabilityKind.EndOfLife } when place.Level(CapabilityKind.EndOfLife) == CapabilityLevel.Unknown && place.EndOfLifeCare is { } care =>
                care ? "看取り: 対応" : "看取り: 対応不可",
            Wish.Capability capability => $"{capability.Kind.Name()}: {place.Level(capability.Kind).Name()}",
            Wish.AcceptingNew => FactText(place.AcceptingNew, "新規受け入れ中", "新規受け入れ: 停止中", "新規受け入れ: 未確認"),
            Wish.FemaleStaff => FactText(place.FemaleStaff, "女性スタッフ: あり", "女性スタッフ: なし", "女性スタッフ: 未確認"),
            Wish.RoundTheClock => RoundTheClockText(certainty, hours),
            _ => TimeText(wish, certainty, hours),
        };
        return new WishMatch(wish.Id, certainty, text);
    }

    /// <summary>Home-care support clinics and hospitals (支援診, 支援病) are bound by their standard to be reached at any hour. A backup hospital (在後病) is so bound to its registered patients only.</summary>
    public static bool IsBoundToAnswer(SearchColumns place) => place.HomeCareClass is not (null or HomeCareClass.BackupHospital);

    private static CapabilityLevel LevelOf(CapabilityKind kind, SearchColumns place) =>
        kind == CapabilityKind.EndOfLife && place.Level(kind) == CapabilityLevel.Unknown
            ? place.EndOfLifeCare switch { true => CapabilityLevel.Possible, false => CapabilityLevel.No, null => CapabilityLevel.Unknown }
            : place.Level(kind);

    private static Certainty OfLevel(CapabilityLevel level) => level switch
    {
        CapabilityLevel.Possible => Certainty.Confirmed,
        CapabilityLevel.PossibleWithoutRecord => Certainty.Likely,
        CapabilityLevel.Consult => Certainty.Consult,
        CapabilityLevel.No => Certainty.No,
        _ => Certainty.Unknown,
    };

    private static Certainty OfFact(bool? fact) => fact switch { true => Certainty.Confirmed, false => Certainty.No, null => Certainty.Unknown };

    private static Certainty RoundTheClock(SearchColumns place, HoursFit hours) =>
        place.Answers24h == true || hours.Certainty == Certainty.Confirmed ? Certainty.Confirmed
        : place.Answers24h == false ? Certainty.No
        : IsBoundToAnswer(place) ? Certainty.ByStandard
        : Certainty.Unknown;

    /// <summary>
    /// Hours that fit are certain. Where they do not, a place that comes may still do so by its round-the-clock duty (at night any
    /// place may); and that its office is closed at night does not say it does not come, unless it says it does not answer.
    /// </summary>
    private static Certainty OfTime(Wish wish, SearchColumns place, HoursFit hours, bool comes)
    {
        bool night = wish is Wish.Usually { Condition: ConditionKind.Night } or Wish.OnDays { Condition: ConditionKind.Night };
        if (hours.Certainty >= Certainty.Likely || !(comes || night))
        {
            return hours.Certainty;
        }

        Certainty byDuty = place.Answers24h == true ? Certainty.Confirmed
            : place.Answers24h is null && IsBoundToAnswer(place) ? Certainty.ByStandard
            : Certainty.No;
        return byDuty > Certainty.No ? byDuty
            : hours.Certainty == Certainty.No && comes && night && place.Answers24h is null ? Certainty.Unknown
            : hours.Certainty;
    }

    private static string FactText(bool? fact, string yes, string no, string unknown) => fact switch { true => yes, false => no, null => unknown };

    private static string RoundTheClockText(Certainty certainty, HoursFit hours) => certainty switch
    {
        Certainty.Confirmed => hours.Certainty == Certainty.Confirmed ? "24時間営業" : "24時間対応",
        Certainty.ByStandard => ByStandardText,
        Certainty.No => "24時間対応: なし",
        _ => "24時間対応: 未確認",
    };

    private static string TimeText(Wish wish, Certainty certainty, HoursFit hours)
    {
        string label = wish switch { Wish.Usually usually => usually.Label, Wish.OnDays onDays => onDays.Label, _ => "" };
        string text = hours.Certainty >= Certainty.Likely ? hours.Text
            : certainty switch
            {
                Certainty.Confirmed => "24時間対応",
                Certainty.ByStandard => ByStandardText,
                Certainty.No => "休み",
                _ => "未確認",
            };
        return $"{label}: {text}";
    }
}
