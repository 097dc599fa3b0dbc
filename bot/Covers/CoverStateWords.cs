using Zaitaku.Storage.Covers;

namespace Zaitaku.Bot.Covers;

/// <summary>How the console names states, kinds and answers.</summary>
public static class CoverStateWords
{
    public static string Of(CoverRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.State switch
        {
            CoverState.Open => request.IsSudden ? "急ぎ・まだ決まっていません" : "まだ決まっていません",
            CoverState.Taken => "承認を待っています",
            CoverState.Settled => "決まりました",
            CoverState.TakenBack => "取り消されました",
            CoverState.Refused => request.TakerId is null ? "断られました" : "承認しませんでした",
            _ => "決まらずに終わりました",
        };
    }

    public static string Of(CoverKind kind) => kind switch
    {
        CoverKind.Swap => "交換",
        CoverKind.Gift => "1人にお願い",
        _ => "みんなにお願い",
    };

    public static string Of(CoverAsk? ask) => ask?.Answer switch
    {
        null => "お願いしていません",
        CoverAnswer.No => "できません",
        CoverAnswer.Took => "引き受けました",
        CoverAnswer.TooLate => "引き受けようとしました（先の方に決まったあと）",
        _ => "返事がありません",
    };
}
