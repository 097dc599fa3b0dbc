using System.CommandLine;
using System.Globalization;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Hosting;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Commands;

/// <summary><c>ask "TEXT" [--as ROLE] [--at LAT,LON] [--time ISO]</c>: prints the answer as a person would read it.</summary>
public static class AskCommand
{
    public static Command Create()
    {
        Argument<string> text = new("text") { Description = "質問文" };
        Option<string> role = new("--as") { Description = "resident, care_manager, doctor, … (既定 care_manager)", DefaultValueFactory = _ => Role.CareManager.Id() };
        Option<string?> at = new("--at") { Description = "現在地 緯度,経度 (例 38.73,139.82)" };
        Option<string?> time = new("--time") { Description = "時刻 (例 2026-04-01T22:00:00+09:00)" };
        Command command = new("ask", "質問に答えて終わります。") { text, role, at, time };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (!Roles.TryParse(parsed.GetValue(role) ?? "", out Role asRole))
            {
                return await RefuseAsync($"役割「{parsed.GetValue(role)}」はありません。{string.Join(", ", Roles.All.Select(known => known.Id()))} のどれかです。");
            }

            if (string.IsNullOrWhiteSpace(parsed.GetValue(text)))
            {
                return await RefuseAsync("質問が空です。たとえば: ask \"鶴岡駅の近くの訪問看護\"");
            }

            if (!TryReadPoint(parsed.GetValue(at), out (double, double)? point))
            {
                return await RefuseAsync("--at は 緯度,経度 の形で書いてください (例 38.73,139.82)。");
            }

            if (!TryReadTime(parsed.GetValue(time), out DateTimeOffset? now))
            {
                return await RefuseAsync("--time は ISO 8601 の形で書いてください (例 2026-04-01T22:00:00+09:00)。");
            }

            await using ServiceProvider services = CommandHost.Enter();
            await services.GetRequiredService<Opening>().OpenAsync(cancellationToken);
            Asking asking = ActivatorUtilities.CreateInstance<Asking>(services);
            DateTimeOffset when = now ?? services.GetRequiredService<TimeProvider>().GetUtcNow();
            IReadOnlyList<ReplyContent> replies = await asking.AnswerAsync(parsed.GetValue(text) ?? "", asRole, point, when, cancellationToken);
            await Console.Out.WriteLineAsync(PlainText.Of(replies));
            return 0;
        });
        return command;
    }

    private static async Task<int> RefuseAsync(string problem)
    {
        await Console.Error.WriteLineAsync(problem);
        return 2;
    }

    private static bool TryReadPoint(string? text, out (double Latitude, double Longitude)? point)
    {
        point = null;
        if (text is null)
        {
            return true;
        }

        string[] parts = text.Split(',', StringSplitOptions.TrimEntries);
        if (parts.Length == 2 && double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out double latitude) && latitude is >= -90 and <= 90
            && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double longitude) && longitude is >= -180 and <= 180)
        {
            point = (latitude, longitude);
        }

        return point is not null;
    }

    private static bool TryReadTime(string? text, out DateTimeOffset? time)
    {
        time = null;
        if (text is null)
        {
            return true;
        }

        // Without an offset it is a time on a clock in Tokyo, whatever the machine's own zone is.
        if (DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out DateTime parsed))
        {
            time = parsed.Kind == DateTimeKind.Unspecified ? new DateTimeOffset(parsed, OfficeTime.Zone.GetUtcOffset(parsed)) : new DateTimeOffset(parsed);
        }

        return time is not null;
    }
}
