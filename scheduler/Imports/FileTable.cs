using Zaitaku.Scheduler.Imports.Readers;

namespace Zaitaku.Scheduler.Imports;

/// <summary>A file recognised by its header: rows on one side, the reader that understands them on the other. Exactly one of the readers is set.</summary>
internal sealed record FileTable(Header Header, IEnumerable<TextRow> Rows, IPlaceReader? Places, IGazetteerReader? Gazetteer)
{
    private static readonly IPlaceReader[] PlaceReaders =
    [
        new TemplateReader(), new MinistryCareReader(), new RepackedCareReader(), new VisitingNurseReader(), new CareManagerReader(),
        new BureauRegisterReader(), new BureauWorkbookReader(), new HomeVisitJoinedReader(), new MedicalAllReader(),
        new NaviFacilityReader(hospitals: true), new NaviFacilityReader(hospitals: false), new NaviRepackedReader(), new NaviHoursReader(),
        new CityJoinedReader(), new CityCareMapReader(), new CityMedicalMapReader(), new CitySupportCenterMapReader(),
    ];

    private static readonly PointListReader[] PointReaders = [new SupportCenterPointReader(), new HomeVisitPointReader()];

    private static readonly IGazetteerReader[] GazetteerReaders =
    [
        new StationReader(), new MunicipalityReader(), new TownReader(), new PostalCodeReader(), new ShelterReader(),
    ];

    public string Format => Places?.Format ?? Gazetteer!.Source;

    /// <summary>Finds the header among the first rows and the reader that knows it.</summary>
    public static FileTable Recognise(IEnumerable<TextRow> rows, bool isCsv)
    {
        IEnumerator<TextRow> all = rows.GetEnumerator();
        for (int looked = 0; looked < ImportLimits.HeaderRowsMax && all.MoveNext(); looked++)
        {
            Header header = new(all.Current);
            if (Array.Find(PlaceReaders, reader => reader.Reads(header)) is { } places)
            {
                return new FileTable(header, Rest(all, null), places, null);
            }

            if (Array.Find(GazetteerReaders, reader => reader.Reads(header)) is { } gazetteer)
            {
                return new FileTable(header, Rest(all, null), null, gazetteer);
            }

            if (PointReaders[0].Reads(header) && all.MoveNext() && Array.Find(PointReaders, reader => reader.ReadsLayer(all.Current, header)) is { } points)
            {
                return new FileTable(header, Rest(all, all.Current), points, null);
            }
        }

        throw new ImportRefusedException(isCsv
            ? "見出し行から形式を判別できません。対応する公開データか、「template directory」で書き出したひな形を使ってください"
            : "この形式のファイルには対応していません");
    }

    private static IEnumerable<TextRow> Rest(IEnumerator<TextRow> all, TextRow? first)
    {
        using (all)
        {
            if (first is not null)
            {
                yield return first;
            }

            while (all.MoveNext())
            {
                yield return all.Current;
            }
        }
    }
}
