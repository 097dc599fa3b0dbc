using Zaitaku.Storage.Time;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Bot.WebConsole;

/// <summary>How the console names kinds and instants.</summary>
public static class ConsoleWords
{
    public static string Of(NoteKind kind) => kind switch
    {
        NoteKind.Unanswered => "答えられなかった質問",
        NoteKind.Observation => "ご本人の様子",
        NoteKind.Safety => "安否の知らせ",
        NoteKind.Vacancy => "空きの知らせ",
        NoteKind.WrongFact => "情報の誤り",
        NoteKind.Emergency => "緊急の案内",
        _ => kind.ToString(),
    };

    /// <summary>Day and time on a clock in Tokyo.</summary>
    public static string Of(DateTimeOffset instant) => OfficeTime.InTokyo(instant).ToString("yyyy年M月d日 H:mm");

    public static string ToTheSecond(DateTimeOffset instant) => OfficeTime.InTokyo(instant).ToString("yyyy年M月d日 H:mm:ss");

    public static string Of(int count) => count.ToString("N0");
}
