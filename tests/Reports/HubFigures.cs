using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Reports;

namespace Zaitaku.Tests.Reports;

/// <summary>What one real hub printed of its first two years, and consultations of which the same must come out.</summary>
internal static class HubFigures
{
    public static readonly FiscalYear Second = new(2023);

    /// <summary>April to March.</summary>
    public static readonly int[] SecondMonths = [7, 2, 6, 6, 7, 9, 7, 3, 9, 9, 4, 5];

    /// <summary>Their months are lost; in the rows below they stand in the first ones.</summary>
    public const int SecondResidents = 10;

    /// <summary>Together 72: of two nothing is known.</summary>
    public static readonly (ConsultationOrigin Origin, int Count)[] SecondOrigins =
    [
        (ConsultationOrigin.CareManagerOffice, 32), (ConsultationOrigin.MedicalInstitution, 21), (ConsultationOrigin.Resident, SecondResidents), (ConsultationOrigin.CommunitySupportCenter, 3),
        (ConsultationOrigin.VisitingNurse, 2), (ConsultationOrigin.GroupHome, 2), (ConsultationOrigin.DisabilitySupport, 1), (ConsultationOrigin.SmallMultifunction, 1),
    ];

    /// <summary>Together 72.</summary>
    public static readonly (ConsultationContent Content, int Count)[] SecondContents =
    [
        (ConsultationContent.ResourceInformation, 19), (ConsultationContent.Support, 13), (ConsultationContent.PlacementMedical, 12),
        (ConsultationContent.HomeVisitDoctor, 12), (ConsultationContent.Placement, 8), (ConsultationContent.HomeVisitDentist, 8),
    ];

    /// <summary>Of the first year: which months is lost, the sum is 29.</summary>
    public static readonly int[] FirstValues = [2, 1, 1, 2, 3, 8, 3, 9];

    public static ConsultationState StateOf(int index) => (index % 4) switch
    {
        0 => ConsultationState.Closed, 1 => ConsultationState.Claimed, 2 => ConsultationState.Waiting, _ => ConsultationState.AskedBack,
    };

    /// <summary>The second year's 74, and some that must not count.</summary>
    public static IEnumerable<Consultation> SecondYear()
    {
        ConsultationOrigin?[] origins = [.. SecondOrigins.SelectMany(row => Enumerable.Repeat((ConsultationOrigin?)row.Origin, row.Count)), null, null];
        ConsultationContent?[] contents = [null, null, .. SecondContents.SelectMany(row => Enumerable.Repeat((ConsultationContent?)row.Content, row.Count))];
        int index = 0;
        for (int month = 0; month < SecondMonths.Length; month++)
        {
            DateTimeOffset first = new(Second.FirstDay.AddMonths(month).ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(9)); // Midnight in Tokyo: yesterday still in UTC.
            for (int count = 0; count < SecondMonths[month]; count++, index++)
            {
                Consultation one = One(index, first.AddDays(3 * count).ToUniversalTime(), StateOf(index));
                (one.Origin, one.Content) = (origins[index * 31 % origins.Length], contents[index * 29 % contents.Length]);
                yield return one;
            }
        }

        foreach (ConsultationState state in new[] { ConsultationState.Draft, ConsultationState.Merged, ConsultationState.Abandoned })
        {
            yield return One(index++, Second.From.AddDays(10), state);
        }
    }

    /// <summary>The first year's 29, in eight months nobody can name; here the last eight.</summary>
    public static IEnumerable<Consultation> FirstYear() => FirstValues.SelectMany((count, month) => Enumerable.Range(0, count)
        .Select(day => One(500 + (month * 20) + day, new FiscalYear(2022).From.AddMonths(4 + month).AddDays(day + 1), ConsultationState.Closed)));

    public static Consultation One(int index, DateTimeOffset receivedAt, ConsultationState state) => new()
    {
        Id = Guid.CreateVersion7(receivedAt.AddMilliseconds(index)), Number = 100_000 + index, CreatedAt = receivedAt, ReceivedAt = receivedAt, State = state, Route = ConsultationRoute.Phone,
    };
}
