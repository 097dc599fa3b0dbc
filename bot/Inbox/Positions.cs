using Zaitaku.Bot.Channels;

namespace Zaitaku.Bot.Inbox;

/// <summary>Where a person is to the metre is nothing to keep: it is rounded before anything is written down.</summary>
public static class Positions
{
    /// <summary>0.001 degrees, about 100 m.</summary>
    public const int Digits = 3;

    /// <summary>The same events; a new list only where one of them shares a position.</summary>
    public static IReadOnlyList<ChannelEvent> Rounded(IReadOnlyList<ChannelEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        for (int index = 0; index < events.Count; index++)
        {
            if (events[index].Kind == EventKind.Location)
            {
                return [.. events.Select(Rounded)];
            }
        }

        return events;
    }

    private static ChannelEvent Rounded(ChannelEvent one) => one.Kind != EventKind.Location ? one
        : one with { Latitude = Round(one.Latitude), Longitude = Round(one.Longitude) };

    private static double? Round(double? degrees) => degrees is { } exact ? Math.Round(exact, Digits) : null;
}
