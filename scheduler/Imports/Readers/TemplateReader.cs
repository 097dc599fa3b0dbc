using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Scheduler.Imports.Readers;

/// <summary>The product's own template. People typed it, so a cell that cannot be read rejects its row with the reason instead of being dropped.</summary>
internal sealed class TemplateReader : IPlaceReader
{
    public string Format => "hub_template";

    public bool Reads(Header header) => header.Has(TemplateColumns.Name, TemplateColumns.Services, TemplateColumns.Municipality, TemplateColumns.ContactWindows, TemplateColumns.ConfirmedOn);

    public IEnumerable<ReadRow> Read(Header header, IEnumerable<TextRow> rows)
    {
        foreach (TextRow row in rows)
        {
            if (row.Cells.All(string.IsNullOrWhiteSpace))
            {
                continue;
            }

            yield return row.At(header.Of(TemplateColumns.Name)).StartsWith(TemplateColumns.ExampleMark, StringComparison.Ordinal)
                ? new ReadRow.Skipped(row.Line)
                : ReadOne(row, new TemplateCells(header, row));
        }
    }

    private static ReadRow ReadOne(TextRow row, TemplateCells cells)
    {
        PlaceFacts facts = new()
        {
            Name = FactWords.Name(cells.Text(TemplateColumns.Name)),
            NameKana = FactWords.Kana(cells.Text(TemplateColumns.Kana)),
            FormerNames = cells.List(TemplateColumns.FormerNames),
            Services = cells.Services(),
            PostalCode = cells.Checked(TemplateColumns.PostalCode, FactWords.PostalCode, "7桁の数字"),
            Phone = cells.Phone(TemplateColumns.Phone),
            Fax = cells.Phone(TemplateColumns.Fax),
            Web = cells.Checked(TemplateColumns.Web, FactWords.Web, "http:// か https:// で始まる URL"),
            Hours = cells.Hours(TemplateColumns.Hours, cells.Text(TemplateColumns.Hours)),
            HoursNote = FactWords.Note(cells.Text(TemplateColumns.HoursNote)),
            ContactWindows = cells.ContactWindows(),
            HouseCalls = cells.YesNo(TemplateColumns.HouseCalls),
            HomeVisits = cells.YesNo(TemplateColumns.HomeVisits),
            EndOfLifeCare = cells.YesNo(TemplateColumns.EndOfLifeCare),
            HomeCareClass = cells.HomeCareClass(),
            Answers24h = cells.YesNo(TemplateColumns.Answers24h),
            AcceptingNew = cells.YesNo(TemplateColumns.AcceptingNew),
            FemaleStaff = cells.YesNo(TemplateColumns.FemaleStaff),
            ServiceArea = cells.List(TemplateColumns.ServiceArea),
            Capacity = cells.Capacity(),
            Departments = cells.List(TemplateColumns.Departments),
            Scope = cells.Scope(),
            Note = FactWords.Note(cells.Text(TemplateColumns.Note)),
            Capabilities = cells.Capabilities(),
        };
        facts = cells.Point(cells.Address(facts));
        DateOnly? day = cells.Day(TemplateColumns.ConfirmedOn);
        string? problem = cells.Problem ?? (facts.Name is null ? "名称が空です"
            : facts.Services is null ? "サービスが空です"
            : facts.Municipality is null && facts.Latitude is null ? "市区町村が空です（緯度・経度もありません）" : null);
        return problem is null
            ? new ReadRow.Stated(row.Line, $"t:{MatchRules.Hash(MatchRules.CoreOf(facts.Name!)):x16}:{facts.Municipality}", facts, day)
            : new ReadRow.Rejected(row.Line, problem, row.Cells);
    }
}
