namespace Zaitaku.Bot.Corrections;

/// <summary>What became of a coordinator's word about a place.</summary>
public abstract record CorrectionAnswer
{
    private CorrectionAnswer()
    {
    }

    /// <param name="Outranked">Facts for which a newer word of the hub stands; this one is kept, and shows when that is taken back.</param>
    public sealed record Done(int Place, IReadOnlyList<string> Outranked) : CorrectionAnswer;

    /// <summary>Somebody changed the place since the form was opened. Nothing was saved.</summary>
    public sealed record Overtaken : CorrectionAnswer;

    /// <summary>There is no such place, or nothing such to take back.</summary>
    public sealed record Gone : CorrectionAnswer;

    /// <summary>An import is writing. Nothing was saved; in a few seconds it will be.</summary>
    public sealed record Busy : CorrectionAnswer;
}
