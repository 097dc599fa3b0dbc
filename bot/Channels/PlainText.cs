using System.Text;

namespace Zaitaku.Bot.Channels;

/// <summary>Replies as plain words, for channels without cards and for <c>-- ask</c>. Nothing a card says is lost.</summary>
public static class PlainText
{
    public static string Of(IReadOnlyList<ReplyContent> contents)
    {
        StringBuilder text = new();
        foreach (ReplyContent content in contents)
        {
            text.Append(text.Length == 0 ? "" : "\n\n").Append(Of(content));
        }

        return text.ToString();
    }

    public static string Of(ReplyContent content)
    {
        string body = content switch
        {
            TextReply words => words.Text,
            CardReply cards => string.Join("\n\n", cards.Cards.Select(Of)),
            _ => "",
        };
        string[] offered = [.. content.QuickReplies.Select(quick => $"［{quick.Label}］")];
        return offered.Length == 0 ? body : $"{body}\n\n{string.Join(' ', offered)}";
    }

    public static string Of(Card card)
    {
        List<string> lines = [];
        if (card.Kicker.Length > 0)
        {
            lines.Add(card.Kicker);
        }

        lines.Add($"■ {card.Title}");
        lines.AddRange(card.Rows.Select(row => row.Label.Length > 0 ? $"・{row.Label}: {row.Text}" : $"・{row.Text}"));
        lines.AddRange(card.Buttons.Select(Of).OfType<string>());
        if (card.Footer.Length > 0)
        {
            lines.Add($"（{card.Footer}）");
        }

        return string.Join('\n', lines);
    }

    /// <summary>A button that cannot be one on its card, as a sentence.</summary>
    public static string InWords(string label, ReplyAction action) => action switch
    {
        ReplyAction.Call call => $"{label}：{call.Phone}",
        ReplyAction.Open open => $"{label}：{open.Url}",
        ReplyAction.Say say => $"「{say.Text}」と送ってください。",
        ReplyAction.Press press => $"「{(press.Shown.Length > 0 ? press.Shown : label)}」と送ってください。",
        _ => "",
    };

    /// <summary>A button without buttons: the number or address itself, or what to write instead.</summary>
    private static string? Of(CardButton button) => button.Action switch
    {
        ReplyAction.Call call => $"→ {button.Label} {call.Phone}",
        ReplyAction.Open open => $"→ {button.Label} {open.Url}",
        ReplyAction.Say say => $"→ 「{say.Text}」と書く",
        ReplyAction.Press => $"→ ［{button.Label}］",
        _ => null,
    };
}
