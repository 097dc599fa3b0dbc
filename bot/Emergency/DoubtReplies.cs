using Zaitaku.Bot.Channels;

namespace Zaitaku.Bot.Emergency;

/// <summary>Whom one can ask whether it is an emergency, where the hub says that there is somebody.</summary>
public static class DoubtReplies
{
    /// <summary>Empty where neither is offered. 119 is always said with them, and first.</summary>
    public static IReadOnlyList<CardRow> RowsFor(HubOptions hub)
    {
        ArgumentNullException.ThrowIfNull(hub);
        string[] lines =
        [
            .. hub.Offers7119 ? [$"{NationalLines.AmbulanceAdvice.Name} {NationalLines.AmbulanceAdvice.Phone}"] : Array.Empty<string>(),
            .. hub.Offers8000 ? [$"お子さんのことは {NationalLines.ChildAdvice.Phone}{NationalLines.ChildAdvice.Note}"] : Array.Empty<string>(),
        ];
        return lines.Length == 0 ? [] : [new CardRow("", $"危ないと思ったら、迷わず{NationalLines.Ambulance.Phone}へ。", RowTone.Bad), new CardRow("迷うとき", string.Join("\n", lines))];
    }
}
