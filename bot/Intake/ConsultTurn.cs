using System.Globalization;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Desk;
using Zaitaku.Bot.Members;
using Zaitaku.Bot.Turns;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.Intake;

/// <summary>「相談したい」, a worry, 「人につないで」, and all that is pressed or typed until the consultation is with the hub.</summary>
public sealed class ConsultTurn(
    ZaitakuDb db, DraftBook book, IntakeStart start, IntakeSteps steps, ConsultationDesk desk, IConsultationLinks links, IOptionsMonitor<DeskOptions> policy, IOptions<HubOptions> hub) : ITurnHandler
{
    /// <summary>A command typed while a worry is told is short; what is longer belongs to the worry.</summary>
    private const int CommandUnitsMax = 20;

    private const int OriginUnitsMax = 15;

    private static readonly string[] Nothing = [Understanding.Intents.OutOfScope, Understanding.Intents.Acknowledge, Understanding.Intents.Consult, Understanding.Intents.RsvpYes, Understanding.Intents.RsvpNo, Understanding.Intents.Observation];
    private static readonly string[] Elsewhere = [Understanding.Intents.ConsultStatus, Understanding.Intents.Help, Understanding.Intents.Register, Understanding.Intents.Thanks];

    public IReadOnlyList<string> Intents => [Understanding.Intents.Consult, Understanding.Intents.TalkToHuman];

    public IReadOnlyList<string> Verbs => [IntakeReplies.Verb];

    private HubContact Contact => HubContact.Of(hub.Value);

    /// <summary>Typed words that answer the open question. A question of another kind (「近くの訪問看護は？」) is answered as ever, and the draft waits.</summary>
    public bool Awaits(Turn turn) => turn is { IsGroup: false, Press: null, Dialogue: { ReplyTo: null, Intake: { } draft } } && draft.Step switch
    {
        IntakeStep.Consent => IntakeWords.IsYes(turn.Text) || IntakeWords.IsNo(turn.Text),
        IntakeStep.SameOrNew => IntakeWords.IsSame(turn.Text) || IntakeWords.IsAnother(turn.Text) || IntakeWords.IsYes(turn.Text),
        IntakeStep.Words => AwaitsWords(turn),
        IntakeStep.Center => !IsCommand(turn) && turn.Understood.Services.Count == 0 && (turn.Understood.Intent != Understanding.Intents.Consult || steps.Reads(IntakeStep.Area, turn.Text)),
        IntakeStep.Area => !IsCommand(turn) && turn.Understood.Services.Count == 0 && (steps.Reads(draft.Step, turn.Text) || !draft.WasAskedAgain),
        _ when IsSearch(turn, draft.Step) => false,
        _ => steps.Reads(draft.Step, turn.Text) || (draft.Step == IntakeStep.Content && !IsCommand(turn) && IntakeRules.Suggest(turn.Text, turn.Understood).Count > 0)
            || (!draft.WasAskedAgain && Nothing.Contains(turn.Understood.Intent)),
    };

    public async Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.IsGroup)
        {
            return TurnOutcome.Say([IntakeReplies.NotInGroups]);
        }

        if (await db.Members.FindAsync([turn.MemberId], cancellationToken) is not { } member)
        {
            return TurnOutcome.Say([IntakeReplies.NotHere(Contact)]);
        }

        if (member.ErasedAt is not null)
        {
            return new TurnOutcome([LeaveReplies.StillLeaving(Contact)], turn.Dialogue with { Intake = null, ReplyTo = null }); // It would be erased with the rest, after a receipt.
        }

        return turn.Press is { } press ? await OnPressAsync(turn, member, press.Arguments, cancellationToken)
            : turn.Dialogue.Intake is { } draft && (Awaits(turn) || turn.Understood.Intent == Understanding.Intents.Cancel) ? await OnWordsAsync(turn, member, draft, cancellationToken)
            : await start.StartAsync(turn, member, cancellationToken);
    }

    private bool AwaitsWords(Turn turn) => policy.CurrentValue.WordsInChat.On(turn.Channel)
        ? turn.Text.Length > CommandUnitsMax || turn.Understood.Intent is not (Understanding.Intents.ConsultStatus or Understanding.Intents.Help)
        : IntakeWords.IsSend(turn.Text) || turn.Understood.Intent is Understanding.Intents.Consult or Understanding.Intents.Observation || turn.Understood.IsUnsure
            || turn.Understood is { Intent: Understanding.Intents.RsvpYes or Understanding.Intents.RsvpNo, NamesEvent: false }; // 「夫は足が悪くて通院に行けません」: a worry, not an answer to an invitation.

    /// <summary>「今日やっている訪問看護は？」 tells not how soon; 「訪問看護です」 tells who asks.</summary>
    private static bool IsSearch(Turn turn, IntakeStep step) => turn.Understood.Services.Count > 0 && step switch
    {
        IntakeStep.Origin => turn.Understood.Place is not null || turn.Text.Length > OriginUnitsMax,
        IntakeStep.Urgency or IntakeStep.Contact => true,
        _ => false,
    };

    private static bool IsCommand(Turn turn) => turn.Text.Length <= CommandUnitsMax && Elsewhere.Contains(turn.Understood.Intent);

    private async Task<TurnOutcome> OnPressAsync(Turn turn, Member member, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        (string what, string value) = (arguments.ElementAtOrDefault(0) ?? "", string.Join(':', arguments.Skip(1)));
        IntakeDraft draft = turn.Dialogue.Intake ?? new IntakeDraft();
        switch (what)
        {
            case "":
                return await start.StartAsync(turn, member, cancellationToken);
            case "agree":
                return await start.AgreeAsync(turn, member, turn.Dialogue.Intake, cancellationToken);
            case "stop":
                return await StopAsync(turn, member, draft, cancellationToken);
            case "center":
                return await start.TakeCenterAreaAsync(turn, member, value, cancellationToken);
            case "new" or "another":
                return await NewAsync(turn, member, draft, cancellationToken);
            case "resume" or "add" or "link":
                return await OnNumberAsync(turn, member, what, value, cancellationToken);
        }

        if (await DraftOfAsync(turn, member, draft, cancellationToken) is not { } one)
        {
            return TurnOutcome.Say([IntakeReplies.NothingOpen]);
        }

        if (await start.AskConsentAnewAsync(turn, one, cancellationToken) is { } asked)
        {
            return asked;
        }

        return what switch
        {
            "send" => await steps.SendAsync(turn, one, draft, cancellationToken),
            "correct" => new TurnOutcome([IntakeReplies.WhichToCorrect(policy.CurrentValue.WordsInChat.On(turn.Channel))], turn.Dialogue with { Intake = draft with { Id = one.Id, Step = IntakeStep.Words } }),
            "goon" => await steps.ResumeAsync(turn, one, cancellationToken),
            "fix" => await FixAsync(turn, one, draft, value, cancellationToken),
            _ => await AnswerAsync(turn, one, draft, what, value, cancellationToken),
        };
    }

    private async Task<TurnOutcome> OnWordsAsync(Turn turn, Member member, IntakeDraft draft, CancellationToken cancellationToken)
    {
        bool isStop = turn.Understood.Intent == Understanding.Intents.Cancel && turn.Text.Length <= CommandUnitsMax && !IsAnswer(turn, draft.Step)
            && (draft.Step != IntakeStep.Words || StopWords.Are(turn.Text)); // A piece of the worry: 「家族の手伝いはいりません」.
        if (draft.Step == IntakeStep.Consent)
        {
            return isStop || IntakeWords.IsNo(turn.Text) ? await StopAsync(turn, member, draft, cancellationToken) : await start.AgreeAsync(turn, member, draft, cancellationToken);
        }

        if (isStop)
        {
            return await StopAsync(turn, member, draft, cancellationToken);
        }

        if (draft.Step == IntakeStep.Center)
        {
            return await start.TakeCenterAreaAsync(turn, member, turn.Text, cancellationToken);
        }

        if (draft.Id is not { } id || await book.FindAsync(member.Id, id, cancellationToken) is not { } one)
        {
            return await start.StartAsync(turn, member, cancellationToken);
        }

        if (draft.Step == IntakeStep.SameOrNew && IntakeWords.IsAnother(turn.Text) && !IntakeWords.IsSame(turn.Text))
        {
            return await NewAsync(turn, member, draft, cancellationToken);
        }

        if (await start.AskConsentAnewAsync(turn, one, cancellationToken) is { } asked)
        {
            return asked;
        }

        return draft.Step switch
        {
            IntakeStep.SameOrNew => await GoOnWithAsync(turn, one, cancellationToken),
            IntakeStep.Words when one.State != ConsultationState.Draft => await AfterSendingAsync(turn, member, one, cancellationToken),
            IntakeStep.Words when IntakeWords.IsSend(turn.Text) && policy.CurrentValue.WordsInChat.On(turn.Channel) => await steps.SendAsync(turn, one, draft, cancellationToken),
            IntakeStep.Words when !policy.CurrentValue.WordsInChat.On(turn.Channel) => new TurnOutcome([IntakeReplies.OnThePage], turn.Dialogue),
            IntakeStep.Words => await steps.AddWordsAsync(turn, one, draft, cancellationToken),
            _ => await TypedAsync(turn, one, draft, cancellationToken),
        };
    }

    /// <summary>「やっぱり今日中に」 is an answer, though やっぱり alone takes something back. A town may sound like anything, so it is none here.</summary>
    private bool IsAnswer(Turn turn, IntakeStep step) => step != IntakeStep.Area && steps.Reads(step, turn.Text);

    /// <summary>Sent from the page meanwhile: more words belong to it where they may be told here; a new wish to consult is asked about.</summary>
    private async Task<TurnOutcome> AfterSendingAsync(Turn turn, Member member, Consultation one, CancellationToken cancellationToken) =>
        turn.Understood.Intent == Understanding.Intents.Consult || !policy.CurrentValue.WordsInChat.On(turn.Channel)
            ? await start.StartAsync(turn with { Dialogue = turn.Dialogue with { Intake = null } }, member, cancellationToken)
            : await AddAsync(turn, one, cancellationToken);

    private async Task<TurnOutcome> TypedAsync(Turn turn, Consultation one, IntakeDraft draft, CancellationToken cancellationToken)
    {
        if (await steps.TakeAsync(turn, one, draft, draft.Step, turn.Text, isTyped: true, cancellationToken) is { } taken)
        {
            return taken;
        }

        IReadOnlyList<ConsultationContent> read = draft.Step == IntakeStep.Content ? IntakeRules.Suggest(turn.Text, turn.Understood) : [];
        return read.Count > 0
            ? await steps.TakeAsync(turn, one, draft, draft.Step, ConsultationTerms.Contents.Id(read[0]), isTyped: false, cancellationToken) ?? TurnOutcome.Say([IntakeReplies.NothingOpen])
            : await steps.AskAsync(turn, one, draft with { WasAskedAgain = true }, cancellationToken);
    }

    private async Task<TurnOutcome> AnswerAsync(Turn turn, Consultation one, IntakeDraft draft, string what, string value, CancellationToken cancellationToken) =>
        StepOf(what) is { } step && await steps.TakeAsync(turn, one, draft, step, value, isTyped: false, cancellationToken) is { } taken ? taken
            : one.State == ConsultationState.Draft ? await steps.ResumeAsync(turn, one, cancellationToken)
            : TurnOutcome.Say([IntakeReplies.NothingOpen]);

    private async Task<TurnOutcome> FixAsync(Turn turn, Consultation one, IntakeDraft draft, string value, CancellationToken cancellationToken)
    {
        if (value == "words")
        {
            IntakeSteps.ForgetWords(one);
        }

        return await steps.AskAsync(turn, one, draft with { Id = one.Id, Step = StepOf(value) ?? IntakeStep.Words, IsCorrecting = true, WasAskedAgain = false }, cancellationToken);
    }

    /// <summary>A draft goes and its words with it; a question of ours about one that is at the hub is only dropped.</summary>
    private async Task<TurnOutcome> StopAsync(Turn turn, Member member, IntakeDraft draft, CancellationToken cancellationToken)
    {
        Consultation? one = draft.Id is { } id && draft.Step != IntakeStep.SameOrNew ? await book.FindAsync(member.Id, id, cancellationToken) : null;
        if (one is { State: ConsultationState.Draft })
        {
            await book.AbandonAsync(one, turn.Now, cancellationToken);
            return new TurnOutcome([IntakeReplies.Stopped], turn.Dialogue with { Intake = null });
        }

        return new TurnOutcome([draft is { Step: IntakeStep.Consent or IntakeStep.Center, Id: null } ? IntakeReplies.NotBegun : IntakeReplies.LeftAsIs], turn.Dialogue with { Intake = null });
    }

    private async Task<TurnOutcome> NewAsync(Turn turn, Member member, IntakeDraft draft, CancellationToken cancellationToken)
    {
        if (await book.DraftAsync(member.Id, turn.Now, cancellationToken) is { } left)
        {
            if (draft is not { Step: IntakeStep.SameOrNew } || draft.Id != left.Id)
            {
                return IntakeStart.AskResumeOrNew(turn, draft, left); // An old card: nobody has told them that this one's words would go.
            }

            await book.AbandonAsync(left, turn.Now, cancellationToken);
        }

        return await start.BeginAsync(turn, member, draft with { Id = null }, cancellationToken);
    }

    private async Task<TurnOutcome> OnNumberAsync(Turn turn, Member member, string what, string value, CancellationToken cancellationToken)
    {
        Consultation? one = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? await book.FindAsync(member.Id, number, cancellationToken)
            : (await book.RecentAsync(member.Id, turn.Now, max: 1, cancellationToken)).FirstOrDefault();
        if (one is null or { State: ConsultationState.Abandoned })
        {
            return TurnOutcome.Say([IntakeReplies.NothingOpen]);
        }

        one = await book.GoesOnAsync(member.Id, one, cancellationToken); // The answers stand there, and more can be written there.
        if (await start.AskConsentAnewAsync(turn, one, cancellationToken) is { } asked)
        {
            return asked;
        }

        return what == "link" ? await LinkAsync(turn, one, cancellationToken) : await GoOnWithAsync(turn, one, cancellationToken);
    }

    /// <summary>More of a draft, or more for one that is at the hub: typed where words travel, else on its page.</summary>
    private async Task<TurnOutcome> GoOnWithAsync(Turn turn, Consultation one, CancellationToken cancellationToken)
    {
        if (one.State == ConsultationState.Draft)
        {
            return await steps.ResumeAsync(turn, one, cancellationToken);
        }

        if (policy.CurrentValue.WordsInChat.On(turn.Channel))
        {
            return new TurnOutcome([DeskReplies.WriteNow(one)], turn.Dialogue with { Intake = null, ReplyTo = one.Number });
        }

        Uri? link = await links.CreateAsync(db, one, OneTimeLinkPurpose.Read, turn.Now, cancellationToken);
        return new TurnOutcome(
            [link is null ? IntakeReplies.CallInstead(Contact) : IntakeReplies.WriteOnPage(one, link, policy.CurrentValue.LinkReadLife, isAdding: true)], turn.Dialogue with { Intake = null });
    }

    private async Task<TurnOutcome> AddAsync(Turn turn, Consultation one, CancellationToken cancellationToken)
    {
        DeskAnswer answer = await desk.ReplyAsync(one, turn.Text, turn.MemberId, turn.MessageId, turn.Now, cancellationToken);
        return new TurnOutcome([answer is DeskAnswer.NotAllowed refused ? new TextReply(refused.Reason) : DeskReplies.ReplyKept(one)], turn.Dialogue with { Intake = null });
    }

    private async Task<TurnOutcome> LinkAsync(Turn turn, Consultation one, CancellationToken cancellationToken)
    {
        OneTimeLinkPurpose purpose = one.State == ConsultationState.Draft ? OneTimeLinkPurpose.Write : OneTimeLinkPurpose.Read;
        TimeSpan life = purpose == OneTimeLinkPurpose.Write ? policy.CurrentValue.LinkLife : policy.CurrentValue.LinkReadLife;
        return TurnOutcome.Say([await links.CreateAsync(db, one, purpose, turn.Now, cancellationToken) is { } link ? StatusReplies.FreshLink(one, link, life) : IntakeReplies.CallInstead(Contact)]);
    }

    /// <summary>The draft of this conversation, else the person's latest: a button may be pressed an hour later.</summary>
    private async Task<Consultation?> DraftOfAsync(Turn turn, Member member, IntakeDraft draft, CancellationToken cancellationToken) =>
        draft.Id is { } id && await book.FindAsync(member.Id, id, cancellationToken) is { State: ConsultationState.Draft } known ? known : await book.DraftAsync(member.Id, turn.Now, cancellationToken);

    private static IntakeStep? StepOf(string what) => what switch
    {
        "origin" => IntakeStep.Origin, "content" => IntakeStep.Content, "area" => IntakeStep.Area, "urgency" => IntakeStep.Urgency, "contact" => IntakeStep.Contact, _ => null,
    };
}
