using Microsoft.Extensions.Options;
using Zaitaku.Bot.Turns;
using Zaitaku.Storage;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Bot.KeptNotes;

/// <summary>「空き2床です」: kept with who said it and when, from whomever it comes; a coordinator decides what it is worth. 「空きを知らせる」 is told how to write it.</summary>
public sealed class ReportVacancyTurn(ZaitakuDb db, IOptions<HubOptions> hub) : ITurnHandler
{
    /// <summary>The button 「空きを知らせる」.</summary>
    public const string HowVerb = "vacancyhow";

    public IReadOnlyList<string> Intents => [Understanding.Intents.ReportVacancy];

    public IReadOnlyList<string> Verbs => [HowVerb];

    public Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Press is not null)
        {
            return Task.FromResult(TurnOutcome.Say([KeptNoteReplies.HowToReportVacancy]));
        }

        db.KeptNotes.Add(Notes.Of(turn, NoteKind.Vacancy, turn.Text));
        return Task.FromResult(TurnOutcome.Say([KeptNoteReplies.Vacancy(HubContact.Of(hub.Value))]));
    }
}
