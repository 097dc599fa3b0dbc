using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Demo;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Bot.Hosting;

/// <summary>
/// The hub as it is now: as configured, or, where nothing is configured and the demo's places are still there, the demo hub.
/// The first import ends the demo while the server runs, so this is asked each time and looks again when the directory changed.
/// </summary>
internal sealed class LiveHub(
    IOptionsMonitor<HubOptions> configured, IEnumerable<IChannelReadiness> channels, IDbContextFactory<ZaitakuDb> databases, LiveDirectory directory)
    : IOptions<HubOptions>
{
    private static readonly HubOptions Demo = DemoOptions();
    private readonly Lock _looking = new();
    private (DirectoryVersion Version, bool IsDemo)? _seen;

    public HubOptions Value => IsConfigured || !IsDemoThere() ? configured.CurrentValue : Demo;

    private bool IsConfigured => configured.CurrentValue is not { Name: "", Phone: "", Prefecture: "", Area.Count: 0 } || channels.Any(channel => channel.IsConfigured);

    private bool IsDemoThere()
    {
        try
        {
            DirectoryVersion version = directory.VersionNow();
            lock (_looking)
            {
                if (_seen is not { } seen || seen.Version != version)
                {
                    using ZaitakuDb db = databases.CreateDbContext();
                    _seen = (version, db.Places.Any(place => place.IsDemo));
                }

                return _seen.Value.IsDemo;
            }
        }
        catch (Exception problem) when (problem is Microsoft.Data.Sqlite.SqliteException or InvalidOperationException)
        {
            return false; // A danger card is made even while the database is away; it then names the configured phone or none.
        }
    }

    private static HubOptions DemoOptions()
    {
        HubOptions demo = new() { Name = DemoHub.Name, Phone = DemoHub.Phone, PhoneHours = DemoHub.PhoneHours, Prefecture = DemoHub.Prefecture };
        demo.Area.Add(DemoHub.Municipality);
        return demo;
    }
}
