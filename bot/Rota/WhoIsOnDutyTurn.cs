using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.DirectorySearch;
using Zaitaku.Bot.Turns;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.Rota;

/// <summary>「今夜の当番の先生は？」: professionals get the person, the hours and how to call; residents what the hub allows. What no table says is told as not known, never as "nobody".</summary>
public sealed class WhoIsOnDutyTurn(ZaitakuDb db, IOptions<HubOptions> hub) : ITurnHandler
{
    /// <summary>Times of one question (「29日と30日」); LINE takes five messages at once.</summary>
    private const int WindowsMax = 3;

    public IReadOnlyList<string> Intents => [Understanding.Intents.AskOncall];

    public async Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        HolidayCalendar holidays = new(await db.HolidayCorrections.AsNoTracking().ToListAsync(cancellationToken));
        DutyWindow[] windows = [.. Asked(turn, holidays).Select(asked => DutyWindow.Of(asked, turn.Now)).Distinct().Take(WindowsMax)];
        IReadOnlyList<RotaView> views = await RotaReads.OpenAsync(
            db, windows.Min(window => window.From) - RotaRules.ShiftLengthMax, windows.Max(window => window.Until) + RotaRules.NextWithin, cancellationToken);
        (string, string)? onCall = hub.Value.OnCallPhone.Length == 0 ? null : (hub.Value.OnCallName.Length > 0 ? hub.Value.OnCallName : "当番", hub.Value.OnCallPhone);
        RotaAsker asker = new(turn.IsProfessional(), turn.Role.IsProfessional() && turn.IsGroup, turn.Now, holidays, HubContact.Of(hub.Value), onCall);
        return TurnOutcome.Say(AskedRotaRules.Of([.. views.Select(view => view.Rota)], turn.Text, turn.Understood) switch
        {
            AskedRotas.Found found => [.. windows.SelectMany(window => RotaReplies.OnDuty(found, [.. found.Rotas.Select(rota => views.First(view => view.Rota.Id == rota.Id))], window, asker))],
            AskedRotas.NotKept other => [RotaReplies.NotKept(other, asker)],
            AskedRotas.OtherArea other => [RotaReplies.OtherArea(other, asker)],
            _ => [RotaReplies.NoRotas(asker)],
        });
    }

    private static AskedTime?[] Asked(Turn turn, HolidayCalendar holidays) =>
        turn.Text.Length > 0 && JapaneseDates.Read(turn.Text, turn.Now, holidays) is { Count: > 0 } named ? [.. named] : [null];
}
