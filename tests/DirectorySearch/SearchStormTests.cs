using Xunit;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Tests.DirectorySearch;

/// <summary>Random directories and requests from a seed: the index must answer as a plain look at every place does.</summary>
public sealed class SearchStormTests
{
    private const int PlacesPerDirectory = 120;
    private const int RequestsPerDirectory = 60;
    private static readonly DateTimeOffset Now = OpeningRulesTests.Tokyo("2026-11-20T15:00");
    private static readonly string[] Municipalities = ["みなと市", "となり町", "おく村", "横浜市青葉区", "横浜市緑区"];
    private static readonly string[] Hours = ["", "月-金 9:00-18:00; 祝 休", "月-土 9:00-20:00", "月-日祝 24時間", "土日 営業", "金 22:00-翌6:00"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(20261120)]
    [InlineData(714)]
    public void TheIndexAnswers_AsALookAtEveryPlaceDoes(int seed)
    {
        Random random = new(seed);
        PlaceFacts[] places = [.. Enumerable.Range(0, PlacesPerDirectory).Select(number => RandomPlace(random, number))];
        using SmallDirectory directory = new();
        directory.With(places);
        for (int number = 0; number < RequestsPerDirectory; number++)
        {
            SearchRequest request = RandomRequest(random);
            SearchAnswer answer = directory.Search.Search(request);
            if (answer.RelaxedWishId is null)
            {
                int[] plain = Plain(places, request);
                Assert.True(plain.Length == answer.Total, $"seed {seed}, request {number}: {plain.Length} by hand, {answer.Total} by index");
                Assert.Equal(plain.Take(SearchAnswer.PlacesMax), answer.Places.Select(place => place.PlaceId));
            }
            else
            {
                Assert.Empty(Plain(places, request));
                Assert.NotEmpty(answer.Places);
            }
        }
    }

    private static PlaceFacts RandomPlace(Random random, int number)
    {
        bool placed = random.Next(10) > 0;
        return new PlaceFacts
        {
            Name = "場所" + number,
            Services = Pick(random, "home_visit_doctor", "clinic", "home_visit_doctor clinic", "visiting_nurse", "visiting_nurse pharmacy home_visit_doctor"),
            Prefecture = "山形県", Municipality = Pick(random, Municipalities),
            Latitude = placed ? 38.7 + random.NextDouble() * 0.5 : null, Longitude = placed ? 139.8 + random.NextDouble() * 0.5 : null,
            Precision = Pick(random, Precision.Door, Precision.Town), Hours = Pick(random, Hours) is { Length: > 0 } hours ? hours : null,
            Capabilities = new Dictionary<CapabilityKind, CapabilityLevel>
            {
                [CapabilityKind.HomeOxygen] = (CapabilityLevel)random.Next(5), [CapabilityKind.Suction] = (CapabilityLevel)random.Next(5),
            },
            Answers24h = Pick<bool?>(random, null, null, true, false), AcceptingNew = Pick<bool?>(random, null, true, false),
            HomeCareClass = Pick<HomeCareClass?>(random, null, null, HomeCareClass.ClinicOrdinary, HomeCareClass.BackupHospital),
            ServiceArea = random.Next(4) == 0 ? [Pick(random, Municipalities)] : null,
            Scope = random.Next(8) == 0 ? PublicationScope.Professionals : null,
        };
    }

    private static SearchRequest RandomRequest(Random random)
    {
        SearchArea point = new()
        {
            Label = "点", Latitude = 38.6 + random.NextDouble() * 0.7, Longitude = 139.7 + random.NextDouble() * 0.7, Precision = Precision.Door,
            PointMunicipality = Pick(random, Municipalities),
        };
        SearchArea named = point with { Prefecture = "山形県", Municipality = Pick(random, [.. Municipalities, "横浜市"]), Precision = Precision.Town, PointMunicipality = null };
        return new SearchRequest
        {
            Services = Pick(random, ServiceSet.Empty, ServiceSet.Of(ServiceKind.HomeVisitDoctor), ServiceSet.Of(ServiceKind.Clinic), ServiceSet.Of(ServiceKind.VisitingNurse, ServiceKind.HomeVisitDoctor)),
            Capabilities = Pick<CapabilityKind[]>(random, [], [CapabilityKind.HomeOxygen], [CapabilityKind.HomeOxygen, CapabilityKind.Suction]),
            Conditions = Pick<ConditionKind[]>(random, [], [ConditionKind.Nearest], [ConditionKind.Night], [ConditionKind.Today, ConditionKind.Night], [ConditionKind.Open24h], [ConditionKind.Weekend, ConditionKind.AcceptingNew]),
            Area = Pick(random, point, point, named, null), Reach = Pick(random, 0, 0, 1, -1, -3), ForProfessional = random.Next(2) == 0, Now = Now,
        };
    }

    /// <summary>Ids in order, by looking at all places with sorting from the library and distances of another formula.</summary>
    private static int[] Plain(PlaceFacts[] places, SearchRequest request)
    {
        bool isPoint = request.Area is { Municipality: null };
        double reach = 10_000 * Math.Pow(2, request.Reach);
        while (true)
        {
            var all = places.Select((facts, at) => (Id: at + 1, Facts: facts, Metres: Away(facts, request.Area), Inside: IsInside(facts, places, request.Area)))
                .Where(place => Fits(place.Facts, request)).ToList();
            var near = all.Where(place => isPoint ? place.Metres <= reach || (place.Metres is null && place.Inside)
                : request.Area is null || (place.Inside && !(request.Reach < 0 && place.Metres > reach))).ToList();
            bool addNeighbours = request.Area is not null && !isPoint && (request.Reach > 0 || (request.Reach == 0 && near.Count == 0));
            near.AddRange(addNeighbours ? all.Where(place => !place.Inside && place.Metres <= reach).ToList() : []);
            if (!isPoint || near.Count(place => place.Metres is not null) >= 3 || request.Reach < 0 || reach * 2 > 40_000)
            {
                bool nearest = request.Conditions.Contains(ConditionKind.Nearest);
                double Metres(double? metres) => metres is { } known ? Math.Round(known) : double.MaxValue;
                return [.. near
                    .OrderBy(place => Serves(place.Facts, request) == false).ThenBy(place => !isPoint && request.Area is not null && !place.Inside)
                    .ThenBy(place => nearest ? Metres(place.Metres) : 0)
                    .ThenBy(place => Count(place.Facts, request, Certainty.Unknown)).ThenBy(place => Count(place.Facts, request, Certainty.ByStandard))
                    .ThenBy(place => Count(place.Facts, request, Certainty.Consult)).ThenBy(place => Serves(place.Facts, request) != true)
                    .ThenBy(place => Metres(place.Metres)).ThenBy(place => place.Id).Select(place => place.Id)];
            }

            reach *= 2;
        }
    }

    private static bool Fits(PlaceFacts facts, SearchRequest request) =>
        (request.Services.IsEmpty || request.Services.Overlaps(facts.ServiceSet))
        && (request.ForProfessional || facts.Scope != PublicationScope.Professionals)
        && Count(facts, request, Certainty.No) == 0;

    private static int Count(PlaceFacts facts, SearchRequest request, Certainty certainty)
    {
        SearchColumns columns = SearchColumns.Parse(SearchColumns.Pack(facts));
        bool comes = request.Services.Kinds().Any(kind => facts.ServiceSet.Contains(kind) && ServiceKinds.Visiting.Contains(kind));
        return WishList.Of(request.Capabilities, request.Conditions, request.Now, HolidayCalendar.ByRule)
            .Count(wish => WishRules.Match(wish, columns, HoursFitRules.Of(wish, WeeklyHours.FromStored(facts.Hours)), comes).Certainty == certainty);
    }

    private static bool? Serves(PlaceFacts facts, SearchRequest request)
    {
        ServiceKind[] matched = [.. request.Services.Kinds().Where(facts.ServiceSet.Contains)];
        return matched.Length == 0 || matched.Any(kind => !ServiceKinds.Visiting.Contains(kind)) || request.Area is null ? null
            : ServiceAreaRules.Serves(facts.ServiceArea ?? [], "山形県", request.Area.Municipality ?? request.Area.PointMunicipality, null);
    }

    /// <summary>In the named area; for a point, in the municipality of the place nearest to it.</summary>
    private static bool IsInside(PlaceFacts facts, PlaceFacts[] all, SearchArea? area)
    {
        if (area is null or { Municipality: not null })
        {
            return area is null || facts.Municipality == area.Municipality || (area.Municipality == "横浜市" && facts.Municipality!.StartsWith("横浜市", StringComparison.Ordinal));
        }

        PlaceFacts nearest = all.Where(other => other.Latitude is not null).MinBy(other => Away(other, area))!;
        return Away(nearest, area) <= 32_000 && nearest.Municipality == facts.Municipality;
    }

    /// <summary>Spherical law of cosines.</summary>
    private static double? Away(PlaceFacts facts, SearchArea? area)
    {
        if (area is null || facts is not { Latitude: { } north, Longitude: { } east })
        {
            return null;
        }

        double one = Rounded(north);
        double other = Rounded(area.Latitude!.Value);
        double cosine = Math.Sin(one) * Math.Sin(other) + Math.Cos(one) * Math.Cos(other) * Math.Cos(Rounded(east) - Rounded(area.Longitude!.Value));
        return 6_371_008.8 * Math.Acos(Math.Min(1, cosine));
    }

    /// <summary>In radians, as exactly as the index keeps degrees.</summary>
    private static double Rounded(double degrees) => Math.Round(degrees, 6) * Math.PI / 180;

    private static T Pick<T>(Random random, params T[] from) => from[random.Next(from.Length)];
}
