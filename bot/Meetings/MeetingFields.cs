using Zaitaku.Storage.Meetings;

namespace Zaitaku.Bot.Meetings;

/// <summary>The fields of a meeting with what a page shows around them.</summary>
/// <param name="Address">Where the form goes.</param>
/// <param name="Evenings">On which nothing is held for the same people.</param>
/// <param name="IsNew">Dates may be entered by rule and several at once.</param>
public sealed record MeetingFields(MeetingForm Form, string Address, IReadOnlyList<FreeEvening> Evenings, bool IsNew);
