using Zaitaku.Bot.Staff;

namespace Zaitaku.Bot.Intake.Page;

/// <summary>Wrong one-time links.</summary>
public sealed class GuessLimit(TimeProvider clock) : LinkLimit(clock);
