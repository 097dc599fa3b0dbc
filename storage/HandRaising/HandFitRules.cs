using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Storage.HandRaising;

/// <summary>Why somebody is not asked.</summary>
public enum HandBar
{
    /// <summary>They are asked.</summary>
    None,

    /// <summary>Their record names other areas.</summary>
    OtherArea,

    /// <summary>Their record leaves out a procedure it needs.</summary>
    CannotDo,

    /// <summary>Known to no chat: by phone.</summary>
    NotLinked,

    /// <summary>No chat takes a message to them: by phone.</summary>
    NoChannel,

    /// <summary>The person in chat is not registered as a doctor.</summary>
    NotADoctor,

    /// <summary>The same person is asked, or was, under another name.</summary>
    SamePerson,
}

/// <summary>Somebody who may be asked.</summary>
/// <param name="Missing">Procedures their record leaves out.</param>
public sealed record HandCandidate(DutyHolder Holder, HandBar Bar, Fit Area, Fit Procedures, IReadOnlyList<CapabilityKind> Missing)
{
    public bool IsAsked => Bar == HandBar.None;

    /// <summary>Their word may be written down, however it came: a doctor, or somebody of whom no chat says otherwise.</summary>
    public bool CanBeHeard => Bar is not (HandBar.NotADoctor or HandBar.SamePerson);

    /// <summary>Asked although something about them is not known.</summary>
    public bool IsUnsure => IsAsked && (Area == Fit.Unknown || Procedures == Fit.Unknown);
}

/// <summary>Who is asked. Unknown is asked too; a record that says no is not.</summary>
public static class HandFitRules
{
    /// <param name="isDoctor">Their role in chat; null where they are known to no chat.</param>
    /// <param name="isReached">A chat of theirs takes messages.</param>
    public static HandCandidate Of(HandCase one, DutyHolder holder, bool? isDoctor, bool isReached, IReadOnlyCollection<string> municipalities)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(holder);
        Fit area = HandAreaRules.Of(one.Area, holder.Areas, municipalities);
        (Fit procedures, IReadOnlyList<CapabilityKind> missing) = ProceduresOf(one.Procedures, holder.Procedures);
        HandBar bar = isDoctor == false ? HandBar.NotADoctor
            : area == Fit.No ? HandBar.OtherArea
            : procedures == Fit.No ? HandBar.CannotDo
            : isDoctor is null ? HandBar.NotLinked
            : !isReached ? HandBar.NoChannel : HandBar.None;
        return new HandCandidate(holder, bar, area, procedures, missing);
    }

    /// <summary>One person may stand in the table under several names: they are asked, counted and written down under one of them.</summary>
    /// <param name="asked">Everybody who was asked already, under the name that was.</param>
    public static IReadOnlyList<HandCandidate> OncePerPerson(IReadOnlyCollection<HandCandidate> candidates, IReadOnlyCollection<DutyHolder> asked)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(asked);
        HashSet<int> known = [.. asked.Select(holder => holder.Id)];
        Dictionary<Guid, int> names = [];
        foreach (DutyHolder holder in asked.Concat(candidates.Where(one => one.IsAsked).Select(one => one.Holder)))
        {
            _ = holder.MemberId is { } person && names.TryAdd(person, holder.Id);
        }

        return
        [
            .. candidates.Select(one => one.Holder.MemberId is { } person && names.TryGetValue(person, out int name) && name != one.Holder.Id && !known.Contains(one.Holder.Id) ? one with { Bar = HandBar.SamePerson } : one),
        ];
    }

    /// <summary>A record that names procedures names all they can do; one that names none is not known.</summary>
    public static (Fit Fit, IReadOnlyList<CapabilityKind> Missing) ProceduresOf(string needed, string able)
    {
        IReadOnlyList<CapabilityKind> wanted = HandTerms.Procedures(needed), kept = HandTerms.Procedures(able);
        CapabilityKind[] missing = kept.Count == 0 ? [] : [.. wanted.Except(kept)];
        return (wanted.Count == 0 ? Fit.Yes : kept.Count == 0 ? Fit.Unknown : missing.Length == 0 ? Fit.Yes : Fit.No, missing);
    }
}
