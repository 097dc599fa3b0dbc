using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Turns;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.Members;

/// <summary>「通知は8時から20時まで」: a person's own quiet hours for every kind of notice. Typed words come here as the button they stand for.</summary>
public sealed class QuietTurn(ZaitakuDb db, IOptions<OutboxOptions> outbox) : ITurnHandler
{
    /// <summary>An open end where neither the person nor the hub has quiet hours.</summary>
    private static readonly QuietSpan House = new(21 * 60, 7 * 60);

    public IReadOnlyList<string> Intents => [];

    public IReadOnlyList<string> Verbs => [QuietWish.Verb];

    public async Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.IsGroup)
        {
            return TurnOutcome.Say([QuietReplies.NotInGroups]);
        }

        if (await db.Members.FindAsync([turn.MemberId], cancellationToken) is null)
        {
            return TurnOutcome.Say([QuietReplies.NotHere]);
        }

        QuietHours? own = await db.QuietHours.SingleOrDefaultAsync(hours => hours.MemberId == turn.MemberId && hours.Kind == "", cancellationToken);
        QuietWish wish = turn.Press is { } press ? QuietWish.Of(press) : new QuietWish.Show();
        return TurnOutcome.Say([Answer(turn.MemberId, own, wish)]);
    }

    private CardReply Answer(Guid member, QuietHours? own, QuietWish wish)
    {
        QuietSpan hub = QuietSpan.Of(outbox.Value.QuietFrom, outbox.Value.QuietTo);
        QuietSpan held = own is null ? hub : QuietSpan.Of(own);
        if (wish is QuietWish.AsTheHub)
        {
            if (own is not null)
            {
                db.QuietHours.Remove(own);
            }

            return QuietReplies.Hours(hub, isOwn: false, QuietResult.Changed);
        }

        if (QuietWish.After(wish, held, hub.IsNone ? House : hub) is not { } next)
        {
            return QuietReplies.Hours(held, own is not null, ResultOf(wish));
        }

        Keep(member, own, next);
        return QuietReplies.Hours(next, isOwn: true, QuietResult.Changed);
    }

    private void Keep(Guid member, QuietHours? own, QuietSpan next)
    {
        if (own is null)
        {
            own = new QuietHours { MemberId = member };
            db.QuietHours.Add(own);
        }

        own.FromMinute = next.From;
        own.ToMinute = next.To;
    }

    private static QuietResult ResultOf(QuietWish wish) => wish switch
    {
        QuietWish.AllDay => QuietResult.NotAllDay,
        QuietWish.ByDay => QuietResult.NotByDay,
        QuietWish.Unclear or QuietWish.Between => QuietResult.NotRead,
        _ => QuietResult.Shown,
    };
}
