using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Understanding;

namespace Zaitaku.Bot.Turns;

/// <summary>Finds the one handler of an intent or a button. Two handlers for one of them stop the start.</summary>
public sealed class TurnRouter
{
    private readonly Dictionary<string, ITurnHandler> _byIntent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ITurnHandler> _byVerb = new(StringComparer.Ordinal);
    private readonly ITurnHandler[] _all;

    public TurnRouter(IEnumerable<ITurnHandler> handlers)
    {
        _all = [.. handlers];
        foreach (ITurnHandler handler in _all)
        {
            foreach (string intent in handler.Intents)
            {
                AddOnce(_byIntent, intent, handler, "Intent");
            }

            foreach (string verb in handler.Verbs)
            {
                AddOnce(_byVerb, verb, handler, "Button");
            }
        }
    }

    /// <summary>Intents of the domain that nobody answers; a start with any is refused.</summary>
    public IReadOnlyList<string> Missing => [.. Intents.All.Where(intent => !_byIntent.ContainsKey(intent))];

    /// <summary>The handler of a turn. A button nobody knows any more (from an old card) is read as a wish for help.</summary>
    public ITurnHandler HandlerOf(Turn turn) =>
        turn.Press is { } press && _byVerb.TryGetValue(press.Verb, out ITurnHandler? byVerb) ? byVerb
        : turn.Press is not null ? _byIntent[Intents.Help]
        : turn.Text.Length > 0 && turn.Understood.Intent != Intents.Emergency && !IsStop(turn) && Array.Find(_all, handler => handler.Awaits(turn)) is { } awaiting ? awaiting
        : _byIntent[turn.Understood.Intent];

    /// <summary>While a reply is awaited, only the bare command stops; whatever else sounds like no is the reply.</summary>
    private static bool IsStop(Turn turn) => turn.Understood.Intent == Intents.Cancel && (turn.Dialogue.ReplyTo is null || StopWords.Are(turn.Text));

    private static void AddOnce(Dictionary<string, ITurnHandler> table, string key, ITurnHandler handler, string what)
    {
        if (!table.TryAdd(key, handler))
        {
            throw new InvalidOperationException($"{what} '{key}' has two handlers: {table[key].GetType().Name} and {handler.GetType().Name}.");
        }
    }
}
