using Zaitaku.Storage;

namespace Zaitaku.Scheduler.Unanswered;

/// <summary>Says how the questions went that had no answer. Behind it stands what groups them and knows the entries.</summary>
public interface IUnansweredWords
{
    /// <param name="monday">The week that begins then is over when the next begins.</param>
    /// <returns>Numbers and where the page is, never words of people; null where nothing happened.</returns>
    Task<string?> OfWeekAsync(ZaitakuDb db, DateOnly monday, DateTimeOffset now, CancellationToken cancellationToken);
}
