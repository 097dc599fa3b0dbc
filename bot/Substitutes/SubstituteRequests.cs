using System.Globalization;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Turns;
using Zaitaku.Bot.Understanding;
using Zaitaku.Scheduler.Substitutes;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Substitutes;

namespace Zaitaku.Bot.Substitutes;

/// <summary>「明日の日曜の代診をお願いしたい」: finds the duty that is meant, and begins. What other turns hand over to, for words <see cref="SubstituteWords.AsksForSubstitute"/> tells.</summary>
public sealed class SubstituteRequests(ZaitakuDb db, SubstituteDesk desk, LiveDirectory directory, IOptions<SubstituteOptions> options, IOptions<HubOptions> hub)
{
    /// <summary>The hub's network has rules for it.</summary>
    public bool AreOffered => options.Value.Enabled;

    /// <summary>True where these words are for this feature and nothing else is being asked in the conversation.</summary>
    public bool Takes(Turn turn)
    {
        ArgumentNullException.ThrowIfNull(turn);
        return AreOffered && turn.Press is null && turn.Role == Role.Doctor && turn.Dialogue is { Intake: null, ReplyTo: null, AsksWorkplace: false }
            && turn.Understood.Intent == Intents.RequestCover && SubstituteWords.AsksForSubstitute(turn.Text);
    }

    public async Task<IReadOnlyList<ReplyContent>> BeginAsync(Turn turn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        HubContact contact = HubContact.Of(hub.Value);
        if (turn.IsGroup)
        {
            return [SubstituteReplies.NotInGroups];
        }

        if (await RequesterAsync(turn, cancellationToken) is not { } requester)
        {
            return [SubstituteReplies.NotLinked(contact)];
        }

        (DateOnly From, DateOnly Until)[] days = DaysOf(turn);
        IReadOnlyList<(DutyRota Rota, DutyStretch Duty)> found = await desk.ChoicesAsync(requester.Id, days, turn.Now, cancellationToken);
        return found.Count switch
        {
            0 when (await desk.ChoicesAsync(NobodyId, days, turn.Now, cancellationToken)).Count > 0 && days.Length > 0 => [SubstituteReplies.OwnDuty(contact)],
            0 => [SubstituteReplies.NoDuty(contact)],
            1 => await StartAsync(found[0].Duty, requester.Id, turn.Now, contact, cancellationToken),
            _ => [SubstituteReplies.Which([.. found.Take(SubstituteReplies.ChoicesMax)], found.Count > SubstituteReplies.ChoicesMax)],
        };
    }

    /// <summary>A duty was chosen by its button: <c>sub:new:rota:seat:start</c>.</summary>
    public async Task<IReadOnlyList<ReplyContent>> ChooseAsync(Turn turn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        HubContact contact = HubContact.Of(hub.Value);
        if (!AreOffered || await RequesterAsync(turn, cancellationToken) is not { } requester)
        {
            return [SubstituteReplies.NotLinked(contact)];
        }

        (DutyRota Rota, DutyStretch Duty)[] found = turn.Press is { Arguments: [_, string rota, string seat, string start] } && Number(rota) is { } rotaId && Number(seat) is { } seatId && Number(start) is { } ticks
            ? [.. (await desk.ChoicesAsync(requester.Id, [], turn.Now, cancellationToken)).Where(one => one.Duty.RotaId == rotaId && one.Duty.SeatId == seatId && one.Duty.StartsAt.UtcTicks == ticks)] : [];
        return found.Length == 0 ? [SubstituteReplies.NoDuty(contact)] : await StartAsync(found[0].Duty, requester.Id, turn.Now, contact, cancellationToken);
    }

    /// <summary>No holder has it.</summary>
    private const int NobodyId = 0;

    private async Task<DutyHolder?> RequesterAsync(Turn turn, CancellationToken cancellationToken) => turn.Role == Role.Doctor ? await SubstituteReads.HolderOfAsync(db, turn.MemberId, cancellationToken) : null;

    /// <summary>One that is begun for the duty already goes on.</summary>
    private async Task<IReadOnlyList<ReplyContent>> StartAsync(DutyStretch duty, int requester, DateTimeOffset now, HubContact contact, CancellationToken cancellationToken) =>
        [SubstituteReplies.Own(await desk.FactsAsync(await desk.StandingOrNewAsync(duty, requester, null, now, cancellationToken), cancellationToken), null, contact, now)];

    private (DateOnly From, DateOnly Until)[] DaysOf(Turn turn)
    {
        HolidayCalendar holidays = directory.Current().Holidays;
        AskedTime[] asked = turn.Text.Length == 0 ? [] : [.. JapaneseDates.Read(turn.Text, turn.Now, holidays).Where(one => one.Part != AskedPart.Now)];
        return [.. asked.Select(one => (one.From, one.Until)).Distinct()];
    }

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
}
