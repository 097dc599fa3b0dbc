using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Storage;
using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.Channels.Line.Menus;

/// <summary>What one pass came to.</summary>
/// <param name="Linked">People whose menu changed.</param>
/// <param name="Problem">What LINE said, where it did not take a call; the rest waits for the next pass.</param>
/// <param name="HasMore">True when there were more people than one pass takes.</param>
public sealed record RichMenuPassed(int Linked, LineAnswer? Problem = null, bool HasMore = false);

/// <summary>Gives each person the menu of their role: compares roles with the menus last linked, and links what differs. Linking twice changes nothing, so a
/// doubtful call is simply made again. Safe to run late, twice, after a crash, and beside <c>line-menus</c>.</summary>
public sealed class RichMenuPass(IDbContextFactory<ZaitakuDb> databases, RichMenuApi api, IOptions<LineOptions> options, ILogger<RichMenuPass> logger)
{
    /// <summary>Bulk calls of one pass, one after another: far below LINE's 2,000 a second.</summary>
    private const int CallsMax = 40;

    private const int BlockedMax = 5_000;

    public async Task<RichMenuPassed> RunAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.IsConfigured)
        {
            return new RichMenuPassed(0);
        }

        await ForgetBlockedAsync(cancellationToken);
        (int linked, LineAnswer? refused) = await ChangeSomeAsync(Leaving, null, cancellationToken);
        if (refused is not null)
        {
            return new RichMenuPassed(linked, refused);
        }

        (IReadOnlyDictionary<string, string>? aliases, LineAnswer answer) = await api.ReadAliasesAsync(cancellationToken);
        if (aliases is null)
        {
            return new RichMenuPassed(linked, answer);
        }

        int calls = 0;
        foreach (RichMenuDesign design in RichMenuDesigns.All)
        {
            // No alias: never installed, nobody is linked. In an account shared with a city, residents keep the city's menu.
            string? menu = IsShown(design) ? aliases.GetValueOrDefault(design.AliasId) : null;
            if (menu is null && IsShown(design))
            {
                continue;
            }

            for (; calls < CallsMax; calls++)
            {
                (int changed, LineAnswer? problem) = await ChangeSomeAsync(db => WithOtherMenu(db, design, menu), menu, cancellationToken);
                linked += changed;
                if (problem is not null)
                {
                    return new RichMenuPassed(linked, problem);
                }

                if (changed == 0)
                {
                    break;
                }
            }
        }

        logger.MenusLinked(linked);
        return new RichMenuPassed(linked, HasMore: calls >= CallsMax);
    }

    private bool IsShown(RichMenuDesign design) => !(options.Value.ForwardedWebhooks && design.Key == RichMenuRules.DefaultKey);

    /// <summary>One bulk call, and what came of it written down.</summary>
    private async Task<(int Changed, LineAnswer? Problem)> ChangeSomeAsync(Func<ZaitakuDb, IQueryable<ChannelLink>> wanted, string? menu, CancellationToken cancellationToken)
    {
        await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
        List<ChannelLink> links = await wanted(db).OrderBy(link => link.Id).Take(RichMenuRules.BulkMax).ToListAsync(cancellationToken);
        if (links.Count == 0)
        {
            return (0, null);
        }

        List<ChannelLink> people = [.. links.Where(link => RichMenuRules.IsPerson(link.ChannelUserId))];
        LineAnswer? problem = await SetAsync(people, menu, cancellationToken);
        foreach (ChannelLink link in links.Except(people))
        {
            link.MenuShown = menu is null ? null : RichMenuRules.RefusedMark(menu);
        }

        // What LINE took is written down even while the program stops.
        await db.SaveChangesAsync(CancellationToken.None);
        return (problem is null ? links.Count : 0, problem);
    }

    /// <summary>Sets the menu of these people. One that LINE refuses must not sink the others, so a refused call is cut in halves until that one is found.</summary>
    private async Task<LineAnswer?> SetAsync(List<ChannelLink> people, string? menu, CancellationToken cancellationToken)
    {
        if (people.Count == 0)
        {
            return null;
        }

        IEnumerable<string> ids = people.Select(link => link.ChannelUserId);
        LineAnswer answer = menu is null ? await api.UnlinkAsync(ids, cancellationToken) : await api.LinkAsync(menu, ids, cancellationToken);
        switch (answer)
        {
            case { IsSuccess: true }:
                Mark(people, menu);
                return null;
            case { Status: 400 } when people.Count > 1:
                int half = people.Count / 2;
                return await SetAsync([.. people.Take(half)], menu, cancellationToken) ?? await SetAsync([.. people.Skip(half)], menu, cancellationToken);
            case { Status: 400 }:
                logger.MenuRefused(answer.Summary);
                Mark(people, menu is null ? null : RichMenuRules.RefusedMark(menu));
                return null;
            default:
                return answer;
        }
    }

    private static void Mark(IEnumerable<ChannelLink> people, string? shown)
    {
        foreach (ChannelLink link in people)
        {
            link.MenuShown = shown;
        }
    }

    /// <summary>People who said that they leave, until they are erased: after that nobody knows whose menu it was.</summary>
    private static IQueryable<ChannelLink> Leaving(ZaitakuDb db) =>
        db.ChannelLinks.Where(link => link.Channel == LineEvents.Channel && link.MenuShown != null && db.Members.Any(member => member.Id == link.MemberId && member.ErasedAt != null));

    private static IQueryable<ChannelLink> WithOtherMenu(ZaitakuDb db, RichMenuDesign design, string? menu)
    {
        List<Role> roles = [.. design.Roles];
        IQueryable<ChannelLink> theirs = db.ChannelLinks.Where(link => link.Channel == LineEvents.Channel && link.BlockedAt == null
            && db.Members.Any(member => member.Id == link.MemberId && member.ErasedAt == null && roles.Contains(member.Role)));
        if (menu is null)
        {
            return theirs.Where(link => link.MenuShown != null);
        }

        string refused = RichMenuRules.RefusedMark(menu);
        return theirs.Where(link => link.MenuShown != menu && link.MenuShown != refused);
    }

    /// <summary>Whoever blocked us may have no menu when they come back, so they are linked anew then.</summary>
    private async Task ForgetBlockedAsync(CancellationToken cancellationToken)
    {
        await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
        Mark(await db.ChannelLinks.Where(link => link.Channel == LineEvents.Channel && link.BlockedAt != null && link.MenuShown != null).OrderBy(link => link.Id)
            .Take(BlockedMax).ToListAsync(cancellationToken), null);
        await db.SaveChangesAsync(cancellationToken);
    }
}
