using Microsoft.Extensions.Options;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.DirectorySearch;
using Zaitaku.Bot.Turns;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.Rota;

/// <summary>「今夜の当番の先生は？」: professionals get the person, the hours and how to call; residents what the hub allows. What no table says is told as not known, never as "nobody".</summary>
public sealed class WhoIsOnDutyTurn(ZaitakuDb db, LiveDirectory directory, OwnDutyAnswers own, IOptions<HubOptions> hub) : ITurnHandler
{
    /// <summary>Times of one question (「29日と30日」); LINE takes five messages at once.</summary>
    private const int WindowsMax = 3;

    public IReadOnlyList<string> Intents => [Understanding.Intents.AskOncall];

    public async Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        HolidayCalendar holidays = directory.Current().Holidays;
        OwnAsk ask = OwnDutyWords.Of(turn.Text);
        if (await own.TryAsync(turn, ask, holidays, cancellationToken) is { } theirs)
        {
            return theirs;
        }

        DutyWindow[] asked = [.. Asked(turn, holidays).SelectMany(EachDay).Select(one => DutyWindow.Of(one, turn.Now)).Distinct()], windows = [.. asked.Take(WindowsMax)];
        IReadOnlyList<RotaView> views = await RotaReads.OpenAsync(
            db, windows.Min(window => window.From) - RotaRules.ShiftLengthMax, windows.Max(window => window.Until) + RotaRules.NextWithin, cancellationToken);
        RotaAsker asker = new(turn.IsProfessional(), turn.Role.IsProfessional() && turn.IsGroup, turn.Now, holidays, HubContact.Of(hub.Value));
        return TurnOutcome.Say(AskedRotaRules.Of([.. views.Select(view => view.Rota)], turn.Text, turn.Understood) switch
        {
            AskedRotas.Found found => [.. ask == OwnAsk.Surely ? [RotaReplies.NotYoursAlone] : Array.Empty<ReplyContent>(), .. windows.SelectMany(window => RotaReplies.OnDuty(found, [.. found.Rotas.Select(rota => views.First(view => view.Rota.Id == rota.Id))], window, asker)), .. asked.Length > WindowsMax ? [RotaReplies.AskForTheRest] : Array.Empty<ReplyContent>()],
            AskedRotas.NotKept other => [RotaReplies.NotKept(other, asker)],
            AskedRotas.OtherArea other => [RotaReplies.OtherArea(other, asker)],
            _ => [RotaReplies.NoRotas(asker)],
        });
    }

    /// <summary>「土日の夜9時」 is nine in the evening of each of them.</summary>
    private static IEnumerable<AskedTime?> EachDay(AskedTime? asked)
    {
        int days = asked is { Minute: not null } ? Math.Clamp(asked.Until.DayNumber - asked.From.DayNumber, 1, DutyWindow.DaysMax) : 1;
        for (int ahead = 0; ahead < days; ahead++)
        {
            yield return asked is { Minute: not null } ? asked with { From = asked.From.AddDays(ahead), Until = asked.From.AddDays(ahead + 1) } : asked;
        }
    }

    private static AskedTime?[] Asked(Turn turn, HolidayCalendar holidays) =>
        turn.Text.Length > 0 && JapaneseDates.Read(turn.Text, turn.Now, holidays) is { Count: > 0 } named ? [.. named] : [null];
}
