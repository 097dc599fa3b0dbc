namespace Zaitaku.Storage.Consultations;

/// <summary>Where a consultation goes on that was merged into another, perhaps more than once.</summary>
public static class MergedConsultations
{
    /// <summary>Merges followed one after the other.</summary>
    private const int MergedMax = 20;

    /// <summary>The one that goes on; the same where it was not merged, or leads no further.</summary>
    /// <param name="find">The one with this id; null where it is not there for whoever asks.</param>
    public static async Task<Consultation> GoesOnAsync(Consultation one, Func<Guid, Task<Consultation?>> find)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(find);
        for (int step = 0; step < MergedMax && one is { State: ConsultationState.Merged, MergedIntoId: { } into } && await find(into) is { } next; step++)
        {
            one = next;
        }

        return one;
    }
}
