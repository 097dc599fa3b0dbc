using Microsoft.Extensions.Options;
using Zaitaku.Bot.Turns;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Rota;

/// <summary>Answers 「私の当番」 for somebody who stands in a table.</summary>
public sealed class OwnDutyAnswers(OwnDuties duties, IOptions<HubOptions> hub)
{
    /// <summary>Duties told where no time was named.</summary>
    private const int NextMax = 5;

    /// <summary>Duties told of a month or a week.</summary>
    private const int SpanMax = 16;

    /// <summary>Days of a span: a question for years is one for the page.</summary>
    private const int DaysMax = 100;

    /// <returns>Null where everybody's duties are the answer: they do not ask for their own, or stand in no table.</returns>
    public async Task<TurnOutcome?> TryAsync(Turn turn, OwnAsk ask, HolidayCalendar holidays, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        if (ask == OwnAsk.None || !turn.Role.IsProfessional() || (turn.IsGroup && ask == OwnAsk.Perhaps))
        {
            return null;
        }

        if (await duties.HoldersAsync(turn.MemberId, cancellationToken) is not { Count: > 0 } holders)
        {
            return null;
        }

        if (turn.IsGroup)
        {
            return TurnOutcome.Say([OwnDutyReplies.NotInGroups]);
        }

        RotaAsker asker = new(IsProfessional: true, IsHeldBack: false, turn.Now, holidays, HubContact.Of(hub.Value));
        AskedTime? asked = JapaneseDates.Read(turn.Text, turn.Now, holidays).FirstOrDefault(time => time.Part != AskedPart.Now);
        (DateTimeOffset from, DateTimeOffset until) = asked is null ? (turn.Now, turn.Now + OwnDuties.Ahead) : (OfficeTime.At(asked.From, 0), OfficeTime.At(Earlier(asked.Until, asked.From.AddDays(DaysMax)), 0));
        (IReadOnlyList<OwnDuty> found, int total) = await duties.ReadAsync(holders, from, until, asked is null ? NextMax : SpanMax, cancellationToken);
        return TurnOutcome.Say([OwnDutyReplies.Of(holders, found, asked is null ? 0 : total - found.Count, asked, asker)]);
    }

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
