using Microsoft.Extensions.Options;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Desk;
using Zaitaku.Bot.Turns;
using Zaitaku.Storage;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.Intake;

/// <summary>The questions, one after the other, up to the substance. Changes what the context tracks; the turn saves.</summary>
public sealed class IntakeSteps(ConsultationDesk desk, IConsultationLinks links, IntakeAreas areas, ZaitakuDb db, IOptionsMonitor<DeskOptions> policy, IOptions<HubOptions> hub)
{
    private HubContact Contact => HubContact.Of(hub.Value);

    /// <summary>Asks the draft's question.</summary>
    public async Task<TurnOutcome> AskAsync(Turn turn, Consultation one, IntakeDraft draft, CancellationToken cancellationToken)
    {
        if (draft.Step is IntakeStep.Words)
        {
            return await SubstanceAsync(turn, one, draft, cancellationToken);
        }

        bool isOriginKnown = one.Origin is not null && draft.Step != IntakeStep.Origin;
        string progress = IntakeRules.Progress(draft.Step, isOriginKnown);
        ReplyContent question = draft.Step switch
        {
            IntakeStep.Origin => IntakeReplies.AskOrigin(progress, draft.WasAskedAgain),
            IntakeStep.Content => IntakeReplies.AskContent(progress, draft.Suggested, draft.WasAskedAgain),
            IntakeStep.Area => IntakeReplies.AskArea(progress, AreasFor(draft), draft.WasAskedAgain),
            IntakeStep.Urgency => IntakeReplies.AskUrgency(progress, TargetWords(), draft.WasAskedAgain),
            _ => IntakeReplies.AskContact(progress, draft.WasAskedAgain),
        };
        return new TurnOutcome([question], turn.Dialogue with { Intake = draft });
    }

    /// <summary>Takes the answer to one question. Null when it is none.</summary>
    public async Task<TurnOutcome?> TakeAsync(Turn turn, Consultation one, IntakeDraft draft, IntakeStep step, string value, bool isTyped, CancellationToken cancellationToken)
    {
        if (one.State != ConsultationState.Draft || !Put(one, step, value, isTyped))
        {
            return null;
        }

        one.Revision++;
        IntakeStep next = draft.IsCorrecting ? IntakeStep.Words : IntakeRules.After(step);
        return await AskAsync(turn, one, draft with { Step = next, Id = one.Id, IsCorrecting = false, WasAskedAgain = false }, cancellationToken);
    }

    /// <summary>Goes on with a draft that was left.</summary>
    public Task<TurnOutcome> ResumeAsync(Turn turn, Consultation draft, CancellationToken cancellationToken) =>
        AskAsync(turn, draft, new IntakeDraft { Id = draft.Id, Step = IntakeRules.Resume(draft, Page.OwnWordsRules.Of(draft).Length > 0) }, cancellationToken);

    /// <summary>True where the answer can be read; the draft's step is the question.</summary>
    public bool Reads(IntakeStep step, string text) => step switch
    {
        IntakeStep.Origin => IntakeWords.Origin(text) is not null,
        IntakeStep.Content => IntakeWords.Content(text) is not null,
        IntakeStep.Area => IntakeWords.IsAreaUnknown(text) || areas.Find(text) is not null,
        IntakeStep.Urgency => IntakeWords.Urgency(text) is not null,
        IntakeStep.Contact => IntakeWords.Contact(text) is not null,
        _ => false,
    };

    /// <summary>Words typed in a chat where the substance may be told; a number among them is where to call.</summary>
    public async Task<TurnOutcome> AddWordsAsync(Turn turn, Consultation one, IntakeDraft draft, CancellationToken cancellationToken)
    {
        if (desk.AddWords(one, turn.Text, turn.MemberId, turn.MessageId, turn.Now) is DeskAnswer.NotAllowed refused)
        {
            return new TurnOutcome([new TextReply(refused.Reason)], turn.Dialogue with { Intake = draft });
        }

        if (one.WantsCall && PrivacyRules.FirstPhone(turn.Text) is { } phone)
        {
            one.CallPhone = phone;
        }

        return await SubstanceAsync(turn, one, draft, cancellationToken);
    }

    public async Task<TurnOutcome> SendAsync(Turn turn, Consultation one, IntakeDraft draft, CancellationToken cancellationToken)
    {
        if (one.State != ConsultationState.Draft)
        {
            return Sent(turn, one, desk.ReceiptOf(one, turn.Now)); // Pressed twice.
        }

        if (Page.OwnWordsRules.Of(one).Length == 0)
        {
            return new TurnOutcome([IntakeReplies.NotSent], turn.Dialogue with { Intake = draft with { Step = IntakeStep.Words } });
        }

        return one is { WantsCall: true, CallPhone: "" }
            ? new TurnOutcome([IntakeReplies.AskPhone], turn.Dialogue with { Intake = draft with { Step = IntakeStep.Words } })
            : Sent(turn, one, await desk.SubmitAsync(one, turn.Now, cancellationToken));
    }

    /// <summary>Empties the words of a draft, to be written anew.</summary>
    public static void ForgetWords(Consultation one)
    {
        ArgumentNullException.ThrowIfNull(one);
        foreach (ConsultationEntry entry in one.Entries.Where(entry => entry.Kind == ConsultationEntryKind.Words))
        {
            entry.Text = "";
        }

        one.Revision++;
    }

    private TurnOutcome Sent(Turn turn, Consultation one, DeskReceipt receipt) => new([ReceiptReplies.Of(one, receipt, Contact)], turn.Dialogue with { Intake = null });

    /// <summary>The page where words do not travel by this channel, else the words typed so far.</summary>
    private async Task<TurnOutcome> SubstanceAsync(Turn turn, Consultation one, IntakeDraft draft, CancellationToken cancellationToken)
    {
        Dialogue dialogue = turn.Dialogue with { Intake = draft with { Step = IntakeStep.Words, IsCorrecting = false, WasAskedAgain = false } };
        if (policy.CurrentValue.WordsInChat.On(turn.Channel))
        {
            string words = Page.OwnWordsRules.Of(one);
            return new TurnOutcome([words.Length == 0 ? IntakeReplies.AskWords(one is { WantsCall: true, CallPhone: "" }) : IntakeReplies.Summary(one, words)], dialogue);
        }

        return await links.CreateAsync(db, one, OneTimeLinkPurpose.Write, turn.Now, cancellationToken) is { } link
            ? new TurnOutcome([IntakeReplies.WriteOnPage(one, link, policy.CurrentValue.LinkLife)], dialogue)
            : new TurnOutcome([IntakeReplies.CallInstead(Contact)], dialogue with { Intake = null });
    }

    /// <summary>Data of a button is checked like any input.</summary>
    private bool Put(Consultation one, IntakeStep step, string value, bool isTyped)
    {
        switch (step)
        {
            case IntakeStep.Origin when (isTyped ? IntakeWords.Origin(value) : ById(ConsultationTerms.Origins, value)) is { } origin:
                one.Origin = origin;
                return true;
            case IntakeStep.Content when (isTyped ? IntakeWords.Content(value) : ById(ConsultationTerms.Contents, value)) is { } content:
                one.Content = content;
                return true;
            case IntakeStep.Area when value.Length == 0 || (isTyped && IntakeWords.IsAreaUnknown(value)):
                one.Area = "";
                return true;
            case IntakeStep.Area when areas.Find(value) is { } area:
                one.Area = area;
                return true;
            case IntakeStep.Urgency when (isTyped ? IntakeWords.Urgency(value) : ById(ConsultationTerms.Urgencies, value)) is { } urgency:
                one.Urgency = urgency;
                return true;
            case IntakeStep.Contact when (isTyped ? IntakeWords.Contact(value) : WishOf(value)) is { } wish:
                (one.WantsCall, one.CallTimes) = (wish.WantsCall, wish.Times);
                return true;
            default:
                return false;
        }
    }

    private static ContactWish? WishOf(string value) => value switch
    {
        "chat" => new ContactWish(false, ""), "any" => new ContactWish(true, "いつでも"), "am" => new ContactWish(true, "午前"),
        "pm" => new ContactWish(true, "午後"), "eve" => new ContactWish(true, "夕方"), _ => null,
    };

    private static T? ById<T>(DomainTerms<T> terms, string id)
        where T : struct, Enum => terms.TryParse(id, out T value) ? value : null;

    /// <summary>The place of the first words before the hub's own.</summary>
    private IReadOnlyList<string> AreasFor(IntakeDraft draft) => [.. new[] { areas.Municipality(draft.Place) }.OfType<string>().Concat(areas.Offered).Distinct()];

    /// <summary>「2営業日以内」; hours are counted while the hub works.</summary>
    private Dictionary<ConsultationUrgency, string> TargetWords()
    {
        DeskTargets targets = policy.CurrentValue.Targets;
        return new() { [ConsultationUrgency.Today] = Within(targets.Today), [ConsultationUrgency.Soon] = Within(targets.Soon), [ConsultationUrgency.Normal] = Within(targets.Normal) };
    }

    private static string Within(string target) => target.EndsWith("営業日", StringComparison.Ordinal) ? $"{target}以内" : $"受付時間で{target}以内";
}
