using Zaitaku.Storage.Consultations;

namespace Zaitaku.Scheduler.Consultations;

/// <summary>Says to the person of a consultation, where they are reached, that a question of ours is still open. Implemented above, where words and links are made.</summary>
public interface IPersonReminder
{
    /// <summary>Adds the message to the context, to be saved with the rest.</summary>
    /// <returns>False when no channel reaches the person.</returns>
    Task<bool> RemindAsync(Consultation one, DateTimeOffset now, CancellationToken cancellationToken);
}
