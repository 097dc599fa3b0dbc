using Zaitaku.Storage.Consultations;

namespace Zaitaku.Bot.WebConsole;

/// <summary>How the timeline names its rows.</summary>
public static class EntryWords
{
    public static string Of(ConsultationEntryKind kind) => kind switch
    {
        ConsultationEntryKind.Received => "受け付け",
        ConsultationEntryKind.Words => "相談の内容",
        ConsultationEntryKind.FileAdded => "添付",
        ConsultationEntryKind.Reply => "返信",
        ConsultationEntryKind.Claimed => "引き受け",
        ConsultationEntryKind.Returned => "待ちに戻した",
        ConsultationEntryKind.Transferred => "引き継ぎ",
        ConsultationEntryKind.AskedBack => "尋ねた",
        ConsultationEntryKind.Answered => "答え",
        ConsultationEntryKind.Note => "内部のメモ",
        ConsultationEntryKind.PlaceLinked => "事業所",
        ConsultationEntryKind.HandedOver => "ほかの窓口へ",
        ConsultationEntryKind.Planned => "予定",
        ConsultationEntryKind.Merged => "まとめ",
        ConsultationEntryKind.Closed => "終了",
        ConsultationEntryKind.Reopened => "再開",
        ConsultationEntryKind.Corrected => "訂正",
        ConsultationEntryKind.Warned => "期限が近い",
        ConsultationEntryKind.Escalated => "期限を過ぎた知らせ",
        ConsultationEntryKind.Reminded => "返事のお願い",
        ConsultationEntryKind.Undelivered => "返事が届いていないおそれ",
        ConsultationEntryKind.Rated => "役に立ったか",
        _ => kind.ToString(),
    };

    /// <summary>Class of the row: whose words they are.</summary>
    public static string ClassOf(ConsultationEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.Kind switch
        {
            ConsultationEntryKind.Words or ConsultationEntryKind.Reply => "person",
            ConsultationEntryKind.Answered or ConsultationEntryKind.AskedBack => "answer",
            ConsultationEntryKind.Note => "internal",
            _ => "",
        };
    }

    /// <summary>True where words are expected: an empty row then was taken back or erased.</summary>
    public static bool HasWords(ConsultationEntryKind kind) =>
        kind is ConsultationEntryKind.Words or ConsultationEntryKind.Reply or ConsultationEntryKind.Answered or ConsultationEntryKind.AskedBack or ConsultationEntryKind.Note;

    public static string Channel(string channel) => channel switch { "line" => "LINE", "teams" => "Teams", "chat" => "チャット画面", _ => channel };
}
