namespace Zaitaku.Bot.Unanswered;

/// <summary>That the person's last words were answered by a search or the knowledge base, so that whether they ask again or give up can be told. Belongs to a conversation.</summary>
/// <param name="At">When.</param>
/// <param name="MessageId">The platform's id of their words, by which an unsend finds what is kept of them.</param>
/// <param name="Intent">As what they were understood.</param>
/// <param name="Entry">The entry of the knowledge base they were shown; null for none.</param>
public sealed record AnsweredWords(DateTimeOffset At, string MessageId, string Intent, string? Entry = null);
