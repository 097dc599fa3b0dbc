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
            [FaqReplies.Other] => OtherThan(turn),
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
        return Nearest(finds);
    }

    /// <summary>「この答えではない」: of the words before, the next ones.</summary>
    private TurnOutcome OtherThan(Turn turn)
    {
        if (turn.Dialogue.PreviousText is not { Length: > 0 } asked)
        {
            return TurnOutcome.Say([FaqReplies.None(Hub)]);
        }

        if (Notes.OfTheOneBefore(turn, NoteReason.NotThis) is { } note)
        {
            db.KeptNotes.Add(note);
        }

        return Nearest([.. _shelf.Index.Search(taught.Current.Meant(asked), FaqReplies.NearestMax + 1).Skip(1)]);
    }

    private TurnOutcome Nearest(IReadOnlyList<KnowledgeFind> finds)
    {
        KnowledgeEntry[] near = [.. finds.Where(find => find.Share >= NearShare).Select(find => find.Entry)];
        return TurnOutcome.Say([near.Length == 0 ? FaqReplies.None(Hub) : FaqReplies.Nearest(near, Hub)]);
    }

    private TurnOutcome Answer(Turn turn, KnowledgeEntry entry) => TurnOutcome.Say([FaqReplies.Answer(entry, turn.Role.IsProfessional(), Hub, turn.Now)]) with { Entry = entry.Id };
}
