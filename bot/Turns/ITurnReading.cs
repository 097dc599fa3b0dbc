namespace Zaitaku.Bot.Turns;

/// <summary>Reads typed words by what is open for the one who says them: an answer in place of a press, a wish that only they can have. Never asked of danger, nor of words that a question of ours waits for.</summary>
public interface ITurnReading
{
    /// <returns>The turn with its press or intent set, or as it was.</returns>
    Task<Turn> ReadAsync(Turn turn, CancellationToken cancellationToken);
}
