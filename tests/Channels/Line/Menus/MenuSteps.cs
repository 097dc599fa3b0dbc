using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Bot.Channels.Line.Menus;
using Zaitaku.Bot.Commands;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage;
using Zaitaku.Storage.Members;
using HomeCare = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Channels.Line.Menus;

/// <summary>What the stories of the rich menus do again and again.</summary>
internal static partial class MenuSteps
{
    /// <summary>Runs the command as the prompt would.</summary>
    public static async Task<(int Code, string Words)> InstallMenusAsync(this HomeCare world, bool isDryRun = false, bool makeDefault = false)
    {
        using StringWriter words = new();
        int code = await LineMenusCommand.RunAsync(world.Services, isDryRun, makeDefault, words, words, CancellationToken.None);
        return (code, words.ToString());
    }

    /// <summary>Installs menus that look otherwise than this version's, as an earlier version would have left them.</summary>
    public static async Task InstallEarlierMenusAsync(this HomeCare world, bool makeDefault = false)
    {
        RichMenuApi api = world.Services.GetRequiredService<RichMenuApi>();
        (RichMenuShelf? shelf, _) = await api.ReadAsync(default);
        RichMenuPlan plan = RichMenuRules.Plan([.. RichMenuDesigns.All.Select(design => (design, $"{RichMenuRules.NamePrefix}{design.Key}/earlier"))], shelf!, makeDefault);
        Assert.IsType<RichMenuInstalled.Done>(await world.Services.GetRequiredService<RichMenuInstall>().RunAsync(plan, _ => { }, default));
    }

    public static Task<RichMenuPassed> LinkMenusAsync(this HomeCare world) => world.Services.GetRequiredService<RichMenuPass>().RunAsync(default);

    /// <summary>Key of the menu a phone shows, and whether it is this version's; empty for none.</summary>
    public static string MenuKeyOf(this HomeCare world, string name) => world.Line.MenuOf(name)?.Split('/')[1] ?? "";

    /// <summary>People who wrote to us some time ago.</summary>
    public static async Task GivenPeopleAsync(this HomeCare world, Role role, params IEnumerable<string> ids)
    {
        DateTimeOffset now = world.Clock.GetUtcNow();
        await using ZaitakuDb db = await world.Services.GetRequiredService<IDbContextFactory<ZaitakuDb>>().CreateDbContextAsync();
        foreach (string id in ids)
        {
            Member member = new() { Id = Guid.CreateVersion7(now), Role = role, CreatedAt = now };
            member.Links.Add(new ChannelLink { Channel = "line", ChannelUserId = id, MemberId = member.Id });
            db.Members.Add(member);
        }

        await db.SaveChangesAsync();
    }

    public static async Task<string> CodeForAsync(this HomeCare world, Role role) => await world.AskAsync(db => Invitations.CreateAsync(db, role, world.Clock.GetUtcNow()));

    /// <summary>Calls that change something, since <paramref name="from"/>.</summary>
    public static IReadOnlyList<string> Changes(this HomeCare world, int from = 0) =>
        [.. world.Line.Records.Skip(from).Where(record => record.Call.Method != "GET" && record.Call.Path.Contains("/richmenu", StringComparison.Ordinal)).Select(record => $"{record.Call.Method} {record.Call.Path}")];

    /// <summary>Everything as it should be after an installation, whatever happened before it.</summary>
    public static void HasTheMenusOfThisVersion(this HomeCare world)
    {
        string[] names = [.. RichMenuInstall.Drawn().Select(drawn => drawn.Name).Order(StringComparer.Ordinal)];
        Assert.Equal(names, world.Line.RichMenus.Names);
        Assert.Equal(RichMenuInstall.Drawn().Select(drawn => (drawn.Design.AliasId, drawn.Name)).Order(), world.Line.RichMenus.Aliases.Select(alias => (alias.Key, alias.Value)).Order());
        Assert.All(world.Line.Records, record => Assert.DoesNotMatch(PersonInPath(), record.Call.Path)); // Paths are logged.
    }

    [GeneratedRegex("U[0-9a-f]{32}")]
    private static partial Regex PersonInPath();
}
