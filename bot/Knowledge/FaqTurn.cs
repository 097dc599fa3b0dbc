using Microsoft.Extensions.Options;
using Zaitaku.Bot.KeptNotes;
using Zaitaku.Bot.Turns;
using Zaitaku.Bot.Unanswered;
using Zaitaku.Storage;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Bot.Knowledge;

/// <summary>「往診と訪問診療の違いは？」: the answer, the nearest questions, or that there is none yet. What had no sure answer is kept for the coordinators, without numbers.</summary>
public sealed class FaqTurn(ZaitakuDb db, KnowledgeLibrary library, TaughtWords taught, IOptions<HubOptions> hub) : ITurnHandler
{
    /// <summary>Below this share of the words even the nearest entry is about something else.</summary>
    private const double NearShare = 0.2;

    /// <summary>One turn answers from one state of the knowledge base.</summary>
    private readonly KnowledgeShelf _shelf = library.Current;

    private HubContact Hub => HubContact.Of(hub.Value);

    public IReadOnlyList<string> Intents => [Understanding.Intents.Faq];

    public IReadOnlyList<string> Verbs => [FaqReplies.Verb];

    public Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        return Task.FromResult(turn.Press?.Arguments switch
        {
            null => Typed(turn),
            [FaqReplies.Other] => OtherThan(turn, null), // Of a card shown before they named their entry.
            [FaqReplies.Other, var refused] => OtherThan(turn, refused),
            [var id] when _shelf.Find(id) is { } entry => Answer(turn, entry),
            _ => TurnOutcome.Say([FaqReplies.Gone(Hub)]),
        });
    }

    private TurnOutcome Typed(Turn turn)
    {
        if (_shelf.Worded(turn.Text) is { } exact)
        {
            return Answer(turn, exact);
        }

        IReadOnlyList<KnowledgeFind> finds = _shelf.Index.Search(taught.Current.Meant(turn.Text), FaqReplies.NearestMax);
        if (KnowledgeIndex.IsSure(finds))
        {
            return Answer(turn, finds[0].Entry);
        }

        db.KeptNotes.Add(Notes.Unanswered(turn, NoteReason.Unsure));
        return Nearest(finds, isKept: true);
    }

    /// <summary>「この答えではない」: of the words before, the nearest but the one refused.</summary>
    /// <param name="refused">Its id; null where it is not known, so that it is taken for the nearest.</param>
    private TurnOutcome OtherThan(Turn turn, string? refused)
    {
        if (turn.Dialogue.PreviousText is not { Length: > 0 } asked)
        {
            return TurnOutcome.Say([FaqReplies.None(Hub, isKept: false)]);
        }

        KeptNote? note = Notes.OfTheOneBefore(turn, NoteReason.NotThis);
        if (note is not null)
        {
            db.KeptNotes.Add(note);
        }

        IReadOnlyList<KnowledgeFind> finds = _shelf.Index.Search(taught.Current.Meant(asked), FaqReplies.NearestMax + 1);
        return Nearest([.. finds.Where((find, at) => refused is null ? at > 0 : find.Entry.Id != refused).Take(FaqReplies.NearestMax)], note is not null);
    }

    /// <param name="isKept">The question was written down for the coordinators.</param>
    private TurnOutcome Nearest(IReadOnlyList<KnowledgeFind> finds, bool isKept)
    {
        KnowledgeEntry[] near = [.. finds.Where(find => find.Share >= NearShare).Select(find => find.Entry)];
        return TurnOutcome.Say([near.Length == 0 ? FaqReplies.None(Hub, isKept) : FaqReplies.Nearest(near, Hub, isKept)]);
    }

    private TurnOutcome Answer(Turn turn, KnowledgeEntry entry) => TurnOutcome.Say([FaqReplies.Answer(entry, turn.Role.IsProfessional(), Hub, turn.Now)]) with { Entry = entry.Id };
}
