using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Bot.Understanding;

/// <summary>Services that are described rather than named: a nurse who comes, medicine brought home, a bed to borrow.</summary>
public sealed class DerivedServices(UtteranceScan scan)
{
    private static readonly ServiceSet VisitingSet = ServiceSet.Of(
        ServiceKind.HomeVisitDoctor, ServiceKind.HomeVisitDentist, ServiceKind.HomeVisitPharmacist, ServiceKind.VisitingNurse, ServiceKind.VisitingRehab,
        ServiceKind.VisitingBath, ServiceKind.VisitingNutrition, ServiceKind.HomeHelp, ServiceKind.RegularRounds);

    private bool Visits => scan.Has(Cue.Visit);

    public ServiceSet Complete(ServiceSet named, ServiceSet dropped, string intent)
    {
        ServiceSet all = Upgrade(named, dropped);
        if (intent is Intents.Consult or Intents.Faq)
        {
            return WithCareManager(all, intent);
        }

        all = WithProfessionals(all, dropped, intent);
        all = WithPlaces(all, dropped);
        return WithCareManager(all, intent);
    }

    /// <summary>A clinic that comes is home visits; a pharmacy that brings is a visiting one.</summary>
    private ServiceSet Upgrade(ServiceSet named, ServiceSet dropped)
    {
        ServiceSet all = IsDentistWhoComes(named) ? Without(named, ServiceKind.HomeVisitDoctor) : named;
        if (all.Contains(ServiceKind.Pharmacy) && (scan.Has(Cue.Deliver) || all.Contains(ServiceKind.HomeVisitPharmacist)))
        {
            all = Without(all, ServiceKind.Pharmacy).Union(ServiceSet.Of(ServiceKind.HomeVisitPharmacist));
        }

        bool isDoctorVisit = all.Contains(ServiceKind.HomeVisitDoctor) || (Visits && !all.Overlaps(VisitingSet));
        if (all.Contains(ServiceKind.Clinic) && isDoctorVisit && !dropped.Contains(ServiceKind.HomeVisitDoctor))
        {
            all = Without(all, ServiceKind.Clinic).Union(ServiceSet.Of(ServiceKind.HomeVisitDoctor));
        }

        if (all.Contains(ServiceKind.Hospital) && (all.Contains(ServiceKind.RespiteAdmission) || all.Contains(ServiceKind.BackupBed)))
        {
            all = Without(all, ServiceKind.Hospital);
        }

        if (all.Contains(ServiceKind.Hospital) && all.Contains(ServiceKind.Clinic) && scan.Services.TrueForAll(hit => hit.Entry.Tag != (int)ServiceKind.Clinic || IsDepartment(hit.Span.End) || scan.Text.Key.AsSpan(hit.Span.Start).StartsWith("外来")))
        {
            all = Without(all, ServiceKind.Clinic); // 「整形のある病院」
        }

        return all.Contains(ServiceKind.BackupBed) ? Without(all, ServiceKind.RespiteAdmission).Union(Kept(all, ServiceKind.RespiteAdmission)) : all;
    }

    private bool IsDepartment(int at) => scan.Text.Key.AsSpan(at) is var rest && (rest.StartsWith("のある") || rest.StartsWith("がある") || rest.StartsWith("もある"));

    /// <summary>「往診してくれる歯医者さん」 wants a dentist; 「往診と訪問歯科」 wants both.</summary>
    private bool IsDentistWhoComes(ServiceSet named) =>
        named.Contains(ServiceKind.HomeVisitDentist) && named.Contains(ServiceKind.HomeVisitDoctor)
        && scan.Services.TrueForAll(hit => hit.Entry.Tag != (int)ServiceKind.HomeVisitDoctor || IsVerb(hit.Span));

    private bool IsVerb(Span span)
    {
        ReadOnlySpan<char> rest = scan.Text.Key.AsSpan(span.End);
        return scan.Text.Key.AsSpan(span.Start, span.Length) is "往診" or "おうしん" && (rest.StartsWith("して") || rest.StartsWith("でき") || rest.StartsWith("ので") || rest.StartsWith("に来") || rest.StartsWith("可"));
    }

    private static ServiceSet Kept(ServiceSet all, ServiceKind kind) => all.Contains(kind) ? ServiceSet.Of(kind) : ServiceSet.Empty;

    private ServiceSet WithProfessionals(ServiceSet named, ServiceSet dropped, string intent)
    {
        ServiceSet all = named;
        bool isVisitNamed = all.Overlaps(VisitingSet);
        bool comes = Visits || (scan.Has(Cue.HomeCare) && scan.Has(Cue.Seek));
        bool isFree = all.IsEmpty;
        if (isFree && !comes && intent == Intents.FindResource && scan.HasWeak(Cue.Nurse) && scan.Capabilities.Count > 0)
        {
            return ServiceSet.Of(ServiceKind.VisitingNurse); // 「ストマの交換をしてくれる看護師さん」
        }

        if (!comes || isVisitNamed)
        {
            return all;
        }

        ServiceSet derived = scan.HasWeak(Cue.Nurse) && (Visits || isFree) ? ServiceSet.Of(ServiceKind.VisitingNurse)
            : scan.HasWeak(Cue.Pharmacist) && Visits ? ServiceSet.Of(ServiceKind.HomeVisitPharmacist)
            : scan.HasWeak(Cue.Nutrition) ? ServiceSet.Of(ServiceKind.VisitingNutrition)
            : scan.HasWeak(Cue.Rehab) && isFree ? ServiceSet.Of(ServiceKind.VisitingRehab)
            : scan.HasWeak(Cue.Doctor) && isFree ? ServiceSet.Of(ServiceKind.HomeVisitDoctor)
            : isFree && scan.Has(Cue.Tub) && Visits ? ServiceSet.Of(ServiceKind.VisitingBath)
            : isFree && scan.Has(Cue.Chore) ? ServiceSet.Of(ServiceKind.HomeHelp)
            : ServiceSet.Empty;
        return all.Union(new ServiceSet(derived.Bits & ~dropped.Bits));
    }

    private ServiceSet WithPlaces(ServiceSet all, ServiceSet dropped)
    {
        bool isHospitalOnly = all == ServiceSet.Of(ServiceKind.Hospital) && scan.HasAny(Cue.Admit, Cue.Rest) && scan.HasWeak(Cue.Stay);
        if (!all.IsEmpty && !isHospitalOnly)
        {
            return all;
        }

        ServiceSet derived = scan.Has(Cue.Rent) && scan.Has(Cue.Bed) ? ServiceSet.Of(ServiceKind.Equipment)
            : isHospitalOnly || (scan.Has(Cue.Admit) && (scan.HasWeak(Cue.Stay) || scan.Has(Cue.Rest))) ? ServiceSet.Of(ServiceKind.RespiteAdmission)
            : scan.HasWeak(Cue.DayCare) ? ServiceSet.Of(ServiceKind.DayService)
            : scan.HasWeak(Cue.Stay) ? ServiceSet.Of(ServiceKind.ShortStay)
            : scan.HasWeak(Cue.Rehab) && scan.Has(Cue.Commute) ? ServiceSet.Of(ServiceKind.DayRehab)
            : scan.Has(Cue.Tub) && scan.HasAny(Cue.Seek) && !scan.Has(Cue.Commute) ? ServiceSet.Of(ServiceKind.VisitingBath)
            : scan.Has(Cue.Chore) && scan.Has(Cue.Helping) ? ServiceSet.Of(ServiceKind.HomeHelp)
            : scan.HasWeak(Cue.Doctor) && scan.Has(Cue.Commute) && scan.Has(Cue.Seek) ? ServiceSet.Of(ServiceKind.Clinic)
            : ServiceSet.Empty;
        return new ServiceSet(derived.Bits & ~dropped.Bits);
    }

    /// <summary>A care manager is wanted only when nothing else is and the word is not the writer's own job.</summary>
    private ServiceSet WithCareManager(ServiceSet all, string intent)
    {
        if (!all.IsEmpty || intent is not (Intents.FindResource or Intents.Faq or Intents.AskVacancy or Intents.RefineSearch))
        {
            return all;
        }

        bool isWanted = scan.Services.Exists(hit => UtteranceScan.IsWeak(hit, Cue.CareManager)
            && !scan.StartsAt(hit.Span.End, Cue.Job, out _) && !IsSource(hit.Span.End));
        return isWanted ? ServiceSet.Of(ServiceKind.CareManagerOffice) : all;
    }

    private bool IsSource(int at)
    {
        ReadOnlySpan<char> rest = scan.Text.Key.AsSpan(at);
        return rest.StartsWith("から") || rest.StartsWith("として") || rest.StartsWith("に相談") || rest.StartsWith("に言") || rest.StartsWith("と相談") || rest.StartsWith("に聞");
    }

    private static ServiceSet Without(ServiceSet set, ServiceKind kind) => new(set.Bits & ~ServiceSet.Of(kind).Bits);
}
