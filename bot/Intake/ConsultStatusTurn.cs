using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Turns;
using Zaitaku.Storage.Consultations;

namespace Zaitaku.Bot.Intake;

/// <summary>「先日の相談どうなりましたか」, 「412-907」: where one's own consultations stand.</summary>
public sealed partial class ConsultStatusTurn(DraftBook book, IOptions<HubOptions> hub) : ITurnHandler
{
    /// <summary>Cards of one answer.</summary>
    private const int ShownMax = 5;

    public IReadOnlyList<string> Intents => [Understanding.Intents.ConsultStatus];

    public IReadOnlyList<string> Verbs => [StatusReplies.Verb];

    public async Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.IsGroup)
        {
            return TurnOutcome.Say([StatusReplies.NotInGroups]);
        }

        HubContact contact = HubContact.Of(hub.Value);
        if (NumberOf(turn) is { } number)
        {
            Consultation? one = await book.FindAsync(turn.MemberId, number, cancellationToken);
            return TurnOutcome.Say([one is null or { State: ConsultationState.Abandoned } ? StatusReplies.NotFound(ConsultationNumbers.Shown(number), contact) : StatusReplies.List([one])]);
        }

        List<Consultation> own = await book.RecentAsync(turn.MemberId, turn.Now, ShownMax, cancellationToken);
        return TurnOutcome.Say([own.Count == 0 ? StatusReplies.None(contact) : StatusReplies.List(own)]);
    }

    private static int? NumberOf(Turn turn)
    {
        string said = turn.Press?.Arguments.ElementAtOrDefault(0) ?? InWords().Match(IntakeWords.Fold(turn.Text)).Value;
        return ConsultationNumbers.TryParse(said, out int number) ? number : null;
    }

    [GeneratedRegex(@"(?<![\d-])\d{3}[-ー‐−–]?\d{3}(?![\d-])")]
    private static partial Regex InWords();
}
