using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Turns;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.Members;

/// <summary>「通知は8時から20時まで」: a person's own quiet hours for every notice; 「相談の通知は…」: for those about one thing. Typed words come here as the button they stand for.</summary>
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

        List<QuietHours> all = await db.QuietHours.Where(hours => hours.MemberId == turn.MemberId).ToListAsync(cancellationToken);
        QuietWish wish = turn.Press is { } press ? QuietWish.Of(press) : new QuietWish.Show();
        return TurnOutcome.Say([Answer(turn.MemberId, all, wish)]);
    }

    private CardReply Answer(Guid member, List<QuietHours> all, QuietWish wish)
    {
        QuietHours? own = all.Find(hours => hours.Kind == wish.Topic);
        QuietSpan hub = QuietSpan.Of(outbox.Value.QuietFrom, outbox.Value.QuietTo);
        QuietSpan general = wish.Topic.Length > 0 && all.Find(hours => hours.Kind.Length == 0) is { } every ? QuietSpan.Of(every) : hub;
        QuietState state = new(own is null ? general : QuietSpan.Of(own), own is not null, wish.Topic)
        {
            Apart = wish.Topic.Length > 0 ? [] : [.. all.Where(hours => hours.Kind.Length > 0).OrderBy(hours => hours.Kind, StringComparer.Ordinal).Select(hours => (hours.Kind, QuietSpan.Of(hours)))],
        };
        if (wish is QuietWish.AsTheHub)
        {
            if (own is not null)
            {
                db.QuietHours.Remove(own);
            }

            return QuietReplies.Hours(state with { Held = general, IsOwn = false }, QuietResult.Changed);
        }

        if (QuietWish.After(wish, state.Held, hub.IsNone ? House : hub) is not { } next)
        {
            return QuietReplies.Hours(state, ResultOf(wish));
        }

        Keep(member, own, wish.Topic, next);
        return QuietReplies.Hours(state with { Held = next, IsOwn = true }, QuietResult.Changed);
    }

    private void Keep(Guid member, QuietHours? own, string topic, QuietSpan next)
    {
        if (own is null)
        {
            own = new QuietHours { MemberId = member, Kind = topic };
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
