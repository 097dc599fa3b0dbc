using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Turns;
using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.Commands;

/// <summary>One question outside any channel, answered by the very same handlers. Nothing is kept and nothing is sent.</summary>
public sealed class Asking(IServiceScopeFactory scopes)
{
    /// <param name="at">Where the person stands, in degrees; null when not told.</param>
    /// <param name="now">What "now" and "tonight" mean.</param>
    public async Task<IReadOnlyList<ReplyContent>> AnswerAsync(
        string text, Role role, (double Latitude, double Longitude)? at, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        TurnAnswers answers = scope.ServiceProvider.GetRequiredService<TurnAnswers>();
        Dialogue dialogue = at is { } point
            ? Dialogue.Empty with { Search = new SearchTerms { Latitude = point.Latitude, Longitude = point.Longitude } }
            : Dialogue.Empty;
        ChannelEvent asked = new() { Channel = "ask", EventId = "ask", Kind = EventKind.Text, Address = "ask", SaidAt = now, Text = text };
        Turn turn = answers.TurnOf(asked, Guid.Empty, role, dialogue, now);
        return (await answers.AnswerAsync(turn, cancellationToken)).Replies;
    }
}
