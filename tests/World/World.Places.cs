using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Imports;
using Zaitaku.Storage.Members;

namespace Zaitaku.Tests.World;

/// <summary>What is true in the little city of a test.</summary>
public sealed partial class World
{
    /// <summary>Puts places into the directory, as an import would leave them.</summary>
    public async Task GivenAsync(params PlaceFacts[] places)
    {
        DateTimeOffset now = Clock.GetUtcNow();
        await using ZaitakuDb db = await Services.GetRequiredService<IDbContextFactory<ZaitakuDb>>().CreateDbContextAsync();
        PlaceSource source = await db.PlaceSources.SingleOrDefaultAsync(known => known.Key == "test")
            ?? db.PlaceSources.Add(new PlaceSource { Key = "test", Name = "試験名簿", Trust = 60 }).Entity;
        await db.SaveChangesAsync();
        foreach (PlaceFacts facts in places)
        {
            Place place = new() { Name = "", NameKey = "", Services = "", ConfirmedOn = new DateOnly(2026, 3, 1) };
            SearchColumns.Apply(place, facts);
            db.Places.Add(place);
            await db.SaveChangesAsync();
            db.PlaceDetails.Add(new PlaceDetail
            {
                PlaceId = place.Id, Facts = facts.ToJson(), Provenance = $$$"""{"*":{"source_id":{{{source.Id}}},"confirmed_on":"2026-03-01"}}""",
            });
        }

        db.ImportRuns.Add(new ImportRun { FileName = "test", Format = "test", StartedAt = now, FinishedAt = now });
        await db.SaveChangesAsync();
    }

    /// <summary>A code a coordinator read out to this person, who typed it: from now on they have the role.</summary>
    public async Task IsAsync(string name, Role role)
    {
        await SaysAsync(name, "こんにちは");
        HearsText(name);
        await using ZaitakuDb db = await Services.GetRequiredService<IDbContextFactory<ZaitakuDb>>().CreateDbContextAsync();
        string id = Zaitaku.Fakes.Line.FakeLine.IdOf(name);
        ChannelLink link = await db.ChannelLinks.SingleAsync(link => link.ChannelUserId == id);
        (await db.Members.SingleAsync(member => member.Id == link.MemberId)).Role = role;
        await db.SaveChangesAsync();
    }

    /// <summary>A place in みなと市, at a distance in metres east of the middle of town.</summary>
    public static PlaceFacts Town(string name, ServiceKind service, double metresEast = 500) => new()
    {
        Name = name,
        Services = ServiceSet.Of(service).ToString(),
        Prefecture = "架空県",
        Municipality = "みなと市",
        Town = "中央1丁目",
        AddressRest = "1-1",
        Latitude = 35.0,
        Longitude = 140.0 + metresEast / 91_290, // One degree of longitude at 35° north is 91.29 km.
        Precision = Precision.Door,
        Phone = "0000-22-0000",
    };
}
