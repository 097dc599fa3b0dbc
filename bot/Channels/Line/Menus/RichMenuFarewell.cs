using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Storage;
using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.Channels.Line.Menus;

/// <summary>
/// Takes the menu of their role off the phone of somebody who is erased at once; LINE would show it for ever, and afterwards nobody knows whose it was.
/// Tried once and for seconds only: a LINE that is away keeps nobody here. Who leaves by chat is seen to by <see cref="RichMenuPass"/>, which has minutes.
/// </summary>
public sealed class RichMenuFarewell(RichMenuApi api, IOptions<LineOptions> options, ILogger<RichMenuFarewell> logger)
{
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(5);

    public async Task UnlinkAsync(ZaitakuDb db, Guid member, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        List<ChannelLink> links = !options.Value.IsConfigured ? []
            : await db.ChannelLinks.AsNoTracking().Where(link => link.MemberId == member && link.Channel == LineEvents.Channel && link.MenuShown != null).Take(RichMenuRules.BulkMax).ToListAsync(cancellationToken);
        string[] phones = [.. links.Select(link => link.ChannelUserId).Where(RichMenuRules.IsPerson)];
        if (phones.Length == 0)
        {
            return;
        }

        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(WaitMax);
        try
        {
            if (await api.UnlinkAsync(phones, limit.Token) is { IsSuccess: false } answer)
            {
                logger.MenuStays(answer.Summary);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            logger.MenuStays("no answer in time");
        }
    }
}
