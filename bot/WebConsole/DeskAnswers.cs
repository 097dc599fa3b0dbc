using Zaitaku.Bot.Desk;

namespace Zaitaku.Bot.WebConsole;

/// <summary>What came of something a coordinator wanted, in words.</summary>
public static class DeskAnswers
{
    public static string InWords(DeskAnswer answer) => answer switch
    {
        DeskAnswer.TakenBy taken => $"{taken.Name} さんが先に引き受けています。",
        DeskAnswer.NotAllowed refused => refused.Reason,
        DeskAnswer.Conflict => "ほかの人が同時に変えました。いまの様子を見てから、もう一度お願いします。",
        DeskAnswer.Done { Hint: { } hint } => hint,
        _ => "",
    };

    /// <summary>What a page says after an action that worked.</summary>
    public static string OfDone(string? action) => action switch
    {
        "claim" => "引き受けました。",
        "return" => "待ちに戻しました。",
        "transfer" => "引き継ぎました。",
        "ask" => "尋ねました。返事が来るまで、期限の時計は止まります。",
        "answer" => "答えました。",
        "unreached" => "記録しました。この方にはチャットで届きません。電話などでお伝えください。",
        "note" => "メモを残しました。",
        "place" => "事業所を結びつけました。",
        "desk" => "ほかの窓口に渡しました。",
        "plan" => "予定を入れました。",
        "merge" => "まとめました。",
        "close" => "終了しました。",
        "reopen" => "再開しました。",
        "correct" => "直しました。",
        "new" => "受け付けました。",
        _ => "",
    };
}
