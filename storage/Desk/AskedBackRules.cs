using Zaitaku.Storage.Consultations;

namespace Zaitaku.Storage.Desk;

/// <summary>What a question to the person asks for now.</summary>
public enum AskedBackDue
{
    Nothing,

    /// <summary>No answer came: the person hears it once more.</summary>
    RemindPerson,

    /// <summary>Nor after that: their coordinator thinks of another way.</summary>
    TellCoordinator,
}

/// <summary>How long an answer to a question is waited for. The timeline tells what was done, so a question asked anew begins anew. No clock, no database.</summary>
public static class AskedBackRules
{
    /// <summary>What is counted of a timeline.</summary>
    public static readonly IReadOnlyList<ConsultationEntryKind> Kinds = [ConsultationEntryKind.AskedBack, ConsultationEntryKind.Reminded];

    /// <param name="one">With its entries of <see cref="Kinds"/>.</param>
    public static AskedBackDue DueOf(DeskPolicy policy, Consultation one, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(one);
        ConsultationEntry? asked = one.Entries.Where(entry => entry.Kind == ConsultationEntryKind.AskedBack).MaxBy(entry => (entry.At, entry.Sequence));
        if (one.State != ConsultationState.AskedBack || asked is null || !policy.Time.IsOpen(now))
        {
            return AskedBackDue.Nothing; // What falls due at the close is said in the morning: it can wait.
        }

        DateTimeOffset[] told = [.. one.Entries.Where(entry => entry.Kind == ConsultationEntryKind.Reminded && entry.At >= asked.At).Select(entry => entry.At).Order()];
        return told.Length switch
        {
            0 when now >= TargetRules.After(policy, policy.RemindAskedAfter, asked.At) => AskedBackDue.RemindPerson,
            1 when now >= TargetRules.After(policy, policy.TellUnansweredAfter, told[0]) => AskedBackDue.TellCoordinator,
            _ => AskedBackDue.Nothing,
        };
    }
}
