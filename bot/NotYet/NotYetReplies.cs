using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Understanding;

namespace Zaitaku.Bot.NotYet;

/// <summary>Honest answers for what this bot understands and cannot do yet: what is not here, and whom to call instead.</summary>
public static class NotYetReplies
{
    private static readonly Dictionary<string, string> Texts = new(StringComparer.Ordinal)
    {
        [Intents.AskEvent] = "会議や研修の予定は、まだこのチャットに入っていません。\n{0}へお尋ねください。",
        [Intents.RsvpYes] = "出欠の受付は、このチャットではまだ始まっていません。いまのお返事は主催者に届いていません。\nお手数ですが、案内状にある方法か{0}へお返事ください。",
        [Intents.RsvpNo] = "出欠の受付は、このチャットではまだ始まっていません。いまの欠席のご連絡は主催者に届いていません。\nお手数ですが、案内状にある方法か{0}へお返事ください。",
        [Intents.Faq] = "このご質問に答える資料は、まだこのチャットにありません。不確かなことは申し上げないようにしています。\n{0}へお尋ねください。ご質問は、答えを用意するために残しました。",
    };

    public static IReadOnlyList<string> Covered => [.. Texts.Keys];

    public static CardReply Of(string intent, HubContact hub)
    {
        string text = string.Format(null, Texts[intent], hub.Name);
        string[] lines = text.Split('\n');
        return new CardReply(lines[0], [new Card { Tone = CardTone.Notice, Title = TitleOf(intent), Rows = [.. lines.Select(line => new CardRow("", line)), hub.Row], Buttons = [.. hub.Buttons.Select(call => call with { IsPrimary = true })] }])
        {
            QuickReplies = [new QuickReply("できること", new ReplyAction.Say("使い方"))],
        };
    }

    private static string TitleOf(string intent) => intent switch
    {
        Intents.AskEvent => "予定は、ここでは分かりません",
        Intents.RsvpYes or Intents.RsvpNo => "お返事は届いていません",
        _ => "まだお答えできません",
    };
}
