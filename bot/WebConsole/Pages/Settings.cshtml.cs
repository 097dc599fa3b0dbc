using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Desk;
using Zaitaku.Storage;
using Zaitaku.Storage.Teams;

namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>The settings the program runs with, to be read only, and what a setting needs that only the program knows.</summary>
public sealed class SettingsModel(IConfiguration configuration, ZaitakuDb db, DeskPolicies policies) : ConsolePage
{
    private const int ChannelsMax = 50;

    public IEnumerable<(string Section, IReadOnlyList<SettingRow> Rows)> Sections =>
        SettingRows.Sections.Select(section => (section, SettingRows.Of(configuration, section))).Where(section => section.Item2.Count > 0);

    /// <summary>Where the bot is in Teams, last used first: one of them becomes <see cref="DeskOptions.TeamsChannel"/>.</summary>
    public IReadOnlyList<TeamsConversation> Channels { get; private set; } = [];

    public string DeskChannel => policies.Options.TeamsChannel;

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Channels = await db.TeamsConversations.AsNoTracking().Where(one => one.Scope == TeamsScope.Channel && one.Standing == TeamsStanding.Installed)
            .OrderByDescending(one => one.LastActivityAt).Take(ChannelsMax).ToListAsync(cancellationToken);
}
