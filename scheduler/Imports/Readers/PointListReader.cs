using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Scheduler.Imports.Readers;

/// <summary>
/// Lists that know nothing but a name and a point (layer, lat, lng, name). Where several names share one point to the last
/// digit it is the middle of a town, not a door. Small by nature (under 20,000 rows), so the file is held while points are counted.
/// </summary>
internal abstract class PointListReader(string format, string layer, ServiceSet services, bool? homeVisits) : IPlaceReader
{
    /// <summary>From this many different names on, a point is no door. Two may share a building.</summary>
    private const int NamesAtOnePointMin = 3;

    public string Format => format;

    public bool Reads(Header header) => header.Has("layer", "lat", "lng", "name");

    /// <summary>Both lists have one header; the first row's layer tells them apart.</summary>
    public bool ReadsLayer(TextRow row, Header header) => row.At(header.Of("layer")) == layer;

    public IEnumerable<ReadRow> Read(Header header, IEnumerable<TextRow> rows)
    {
        int kind = header.Of("layer"), latitude = header.Of("lat"), longitude = header.Of("lng"), name = header.Of("name");
        List<TextRow> all = [.. rows];
        Dictionary<(string, string), int> names = all.GroupBy(row => (row.At(latitude), row.At(longitude)))
            .ToDictionary(group => group.Key, group => group.Select(row => row.At(name)).Distinct().Count());
        foreach (TextRow row in all)
        {
            if (row.At(kind) != layer || FactWords.Name(row.At(name)) is not { } called)
            {
                yield return new ReadRow.Rejected(row.Line, "名称が空か、種類が違います", row.Cells);
                continue;
            }

            bool isShared = names[(row.At(latitude), row.At(longitude))] >= NamesAtOnePointMin;
            PlaceFacts facts = new PlaceFacts { Name = called, Services = ServicesOf(called).ToString(), HomeVisits = homeVisits }
                .WithPoint(row.At(latitude), row.At(longitude), isShared ? Precision.Town : Precision.Door);
            if (facts.Latitude is null)
            {
                yield return new ReadRow.Rejected(row.Line, "緯度・経度がなく、どこにあるか分かりません", row.Cells);
                continue;
            }

            // The point is the only key there is; to a tenth of a second of arc it survives a re-issue of the file.
            yield return new ReadRow.Stated(row.Line, $"{format}:{MatchRules.Hash(called):x16}:{facts.Latitude:0.0000},{facts.Longitude:0.0000}", facts);
        }
    }

    private ServiceSet ServicesOf(string name) => services.Contains(ServiceKind.HomeVisitDoctor)
        ? services.Union(ServiceSet.Of(MedicalWords.IsHospitalName(name) ? ServiceKind.Hospital : ServiceKind.Clinic))
        : services;
}

/// <summary>地域包括支援センター of 国土数値情報 P14.</summary>
internal sealed class SupportCenterPointReader() : PointListReader(
    "support_center_points", "COMPREHENSIVE_SUPPORT_CENTER_DATA", ServiceSet.Of(ServiceKind.CommunitySupportCenter), null);

/// <summary>Clinics that visit at home.</summary>
internal sealed class HomeVisitPointReader() : PointListReader(
    "home_visit_points", "HOME_VISIT_CLINIC_DATA", ServiceSet.Of(ServiceKind.HomeVisitDoctor), true);
