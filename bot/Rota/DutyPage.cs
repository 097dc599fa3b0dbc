using Microsoft.Extensions.Options;
using Zaitaku.Bot.Intake.Page;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Rota;

/// <summary>/duty: today's duties of the rotas that the hub publishes; /duty/screen: the same in large letters for a wall. Both come again by themselves every minute.</summary>
public static class DutyPage
{
    public const string Path = "/duty";
    public const string ScreenPath = "/duty/screen";

    private const int RefreshSeconds = 60;

    public static void MapDutyPage(this WebApplication app)
    {
        app.MapGet(Path, (HttpContext context, PublicDuties duties, IOptions<HubOptions> hub, TimeProvider clock) => ShowAsync(context, duties, HubContact.Of(hub.Value), clock.GetUtcNow(), isScreen: false));
        app.MapGet(ScreenPath, (HttpContext context, PublicDuties duties, IOptions<HubOptions> hub, TimeProvider clock) => ShowAsync(context, duties, HubContact.Of(hub.Value), clock.GetUtcNow(), isScreen: true));
    }

    private static async Task<IResult> ShowAsync(HttpContext context, PublicDuties duties, HubContact hub, DateTimeOffset now, bool isScreen)
    {
        context.Response.Headers["Refresh"] = $"{RefreshSeconds}";
        (PublicBoard? board, bool isOld) = await duties.ReadAsync(context.RequestAborted);
        return board is null || board.Rotas.Count == 0
            ? IntakeFrame.Page(context, "きょうの当番", Html.Of($"""
                <h1>きょうの当番</h1>
                <p>{(board is null ? "いま、当番表を読めません。しばらくしてから、もう一度開いてください。" : "このページに載せている当番表はありません。")}</p>
                <p>{RotaReplies.Danger}</p>
                <p>{IntakeFrame.Contact(hub)}</p>
                """), hub, board is null ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK)
            : IntakeFrame.Page(context, "きょうの当番", Board(board, isOld, hub, now, isScreen), hub);
    }

    private static Html Board(PublicBoard board, bool isOld, HubContact hub, DateTimeOffset now, bool isScreen)
    {
        RotaAsker anybody = new(IsProfessional: false, IsHeldBack: false, now, board.Holidays, hub);
        string asOf = $"{DutyWords.Day(OfficeTime.DayOf(board.ReadAt), board.Holidays)} {OfficeTime.InTokyo(board.ReadAt):H:mm}";
        return Html.Of($"""
            <div class="{(isScreen ? "duty-board duty-screen" : "duty-board")}">
            <h1>{DutyWords.Day(OfficeTime.DayOf(now), board.Holidays)} の当番</h1>
            {(isOld ? Html.Of($"""<p class="notice" role="status"><strong>最新ではないかもしれません。{asOf} 現在の表です。</strong></p>""") : Html.Of($"""<p>{asOf} 現在</p>"""))}
            {Html.Join(board.Rotas.Select(view => Rota(view, anybody)))}
            <p><strong>{RotaReplies.Danger}</strong></p>
            </div>
            """);
    }

    private static Html Rota(RotaView view, RotaAsker anybody)
    {
        DutyWindow today = DutyWindow.Of(anybody.Today, anybody.Now);
        (DutySeat Seat, DutySpan Span)[] duties = [.. view.Timelines(anybody.Now - RotaRules.ShiftLengthMax, anybody.Now + (RotaRules.ShiftLengthMax * 2)) // What begins today is never cut.
            .SelectMany(one => one.Spans.Where(span => span.Shift is not null && today.Holds(span)).Select(span => (one.Seat, span)))
            .OrderBy(one => one.span.StartsAt).ThenBy(one => one.Seat.Position)];
        return Html.Of($"""
            <h2>{view.Rota.Name}</h2>
            {(duties.Length == 0 ? Html.Of($"""<p>きょうの当番は、表に登録がありません。当番がないとは限りません。{IntakeFrame.Contact(anybody.Hub)}</p>""") : Html.Of($"""
            <div class="table-frame" tabindex="0" role="region" aria-label="{view.Rota.Name}"><table>
            <thead><tr><th scope="col">時間</th><th scope="col">当番</th><th scope="col">電話</th></tr></thead>
            <tbody>{Html.Join(duties.Select(one => Row(one.Seat, one.Span, today, anybody)))}</tbody>
            </table></div>
            {(Array.Exists(duties, one => today.IsOnNow(one.Span)) ? Html.None : Html.Of($"<p>いまの時間の当番は、表に登録がありません。当番がないとは限りません。</p>"))}
            """))}
            """);
    }

    /// <summary>Numbers to press, each on a line of its own; what holds none stands as it was written.</summary>
    private static Html Numbers(string phone) => DutyWords.Numbers(phone) is { Count: > 0 } numbers
        ? Html.Join(numbers.Select((one, at) => Html.Of($"""{(at > 0 ? Html.Of($"<br>") : Html.None)}{(one.When.Length > 0 ? $"{one.When} " : "")}<a href="tel:{one.Number}">{one.Number}</a>""")))
        : Html.Of($"{(phone.Length > 0 ? phone : "登録なし")}");

    private static Html Row(DutySeat seat, DutySpan span, DutyWindow today, RotaAsker anybody)
    {
        string phone = anybody.PhoneOf(span.Shift!);
        string begins = OfficeTime.DayOf(span.StartsAt) == anybody.Today ? "" : $"{DutyWords.Day(OfficeTime.DayOf(span.StartsAt), anybody.Holidays)} ";
        return Html.Of($"""
            <tr><td>{begins}{DutyWords.Hours(span.StartsAt, span.EndsAt)}{(today.IsOnNow(span) ? "（いま）" : "")}</td><td>{anybody.NameOf(span.Shift!)}{DutyWords.InBrackets(seat.Group)}</td><td>{Numbers(phone)}</td></tr>
            """);
    }
}
