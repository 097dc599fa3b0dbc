using Zaitaku.Storage.Consultations;

namespace Zaitaku.Bot.WebConsole;

/// <summary>「引き受ける」 beside a consultation of the list or the board, where nobody has it.</summary>
public sealed record ClaimButton(QueueRow Row, QueueFilter Filter)
{
    public bool IsOffered => Row.StaffId is null && Consultation.OpenStates.Contains(Row.State);
}
