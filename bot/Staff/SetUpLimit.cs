namespace Zaitaku.Bot.Staff;

/// <summary>Wrong set-up links while nobody has an account and the console is closed to others.</summary>
public sealed class SetUpLimit(TimeProvider clock) : LinkLimit(clock);
