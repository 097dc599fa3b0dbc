using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Understanding;

namespace Zaitaku.Bot.NotYet;

/// <summary>Honest answers for what this bot understands and cannot do yet: what is not here, and whom to call instead.</summary>
public static class NotYetReplies
{
    private static readonly Dictionary<string, string> Texts = new(StringComparer.Ordinal)
    {
        [Intents.Faq] = "このご質問に答える資料は、まだこのチャットにありません。不確かなことは申し上げないようにしています。\n{0}へお尋ねください。ご質問は、答えを用意するために残しました。",
    };

    public static IReadOnlyList<string> Covered => [.. Texts.Keys];

    public static CardReply Of(string intent, HubContact hub)
    {
        string text = string.Format(null, Texts[intent], hub.Name);
        string[] lines = text.Split('\n');
        return new CardReply(lines[0], [new Card { Tone = CardTone.Notice, Title = "まだお答えできません", Rows = [.. lines.Select(line => new CardRow("", line)), hub.Row], Buttons = [.. hub.Buttons.Select(call => call with { IsPrimary = true })] }])
        {
            QuickReplies = [new QuickReply("できること", new ReplyAction.Say("使い方"))],
        };
    }
}
