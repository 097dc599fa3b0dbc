using Microsoft.Extensions.Options;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Desk;
using Zaitaku.Bot.Turns;
using Zaitaku.Bot.Understanding;
using Zaitaku.Scheduler.Housekeeping;
using Zaitaku.Storage;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.Intake;

/// <summary>How a consultation begins: may this person consult here, is there one already, do they agree that it is kept.</summary>
public sealed class IntakeStart(DraftBook book, ConsultationDesk desk, IntakeSteps steps, IntakeAreas areas, PublicAddress address, IOptionsMonitor<DeskOptions> policy, IOptions<HousekeepingOptions> kept, IOptions<HubOptions> hub)
{
    /// <summary>Letters of a message that tells more than that somebody wants to talk.</summary>
    private const int WorryUnitsMin = 15;

    private HubContact Contact => HubContact.Of(hub.Value);

    public async Task<TurnOutcome> StartAsync(Turn turn, Member member, CancellationToken cancellationToken)
    {
        IntakeDraft draft = OfTurn(turn);
        if (await RefusalAsync(turn, member, draft, cancellationToken) is { } refused)
        {
            return refused;
        }

        if (await book.DraftAsync(member.Id, turn.Now, cancellationToken) is { } left)
        {
            return AskResumeOrNew(turn, draft, left);
        }

        return await book.OpenAsync(member.Id, cancellationToken) is { } open
            ? Asking(turn, draft with { Step = IntakeStep.SameOrNew, Id = open.Id }, IntakeReplies.SameOrNew(open))
            : await BeginAsync(turn, member, draft, cancellationToken);
    }

    /// <summary>There is a draft: that a new one takes its words is said before.</summary>
    public static TurnOutcome AskResumeOrNew(Turn turn, IntakeDraft draft, Consultation left)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(left);
        return Asking(turn, draft with { Step = IntakeStep.SameOrNew, Id = left.Id }, IntakeReplies.ResumeOrNew(left));
    }

    /// <summary>A new one. Without consent nothing is stored: the draft stays in the conversation.</summary>
    public async Task<TurnOutcome> BeginAsync(Turn turn, Member member, IntakeDraft draft, CancellationToken cancellationToken)
    {
        if (await RefusalAsync(turn, member, draft, cancellationToken) is { } refused)
        {
            return refused; // An old card, or one of ours that was never shown here.
        }

        if (await book.HasAgreedAsync(member.Id, policy.CurrentValue.ConsentVersion, cancellationToken))
        {
            return await OpenAsync(turn, member, draft, cancellationToken);
        }

        bool wantsPerson = turn.Understood.Intent == Intents.TalkToHuman && turn.Press is null;
        return Asking(turn, draft with { Step = IntakeStep.Consent, Id = null }, IntakeReplies.Consent(Contact, wantsPerson, address.Privacy, kept.Value.ConsultationYears));
    }

    public async Task<TurnOutcome> AgreeAsync(Turn turn, Member member, IntakeDraft? draft, CancellationToken cancellationToken)
    {
        if (await RefusalAsync(turn, member, draft ?? OfTurn(turn), cancellationToken) is { } refused)
        {
            return refused;
        }

        if (!await book.HasAgreedAsync(member.Id, policy.CurrentValue.ConsentVersion, cancellationToken))
        {
            book.Agree(member.Id, policy.CurrentValue.ConsentVersion, turn.Now);
        }

        if (draft is { Step: IntakeStep.Consent, Id: { } id })
        {
            return await book.FindAsync(member.Id, id, cancellationToken) is { State: ConsultationState.Draft } begun
                ? await GoOnAsync(turn, begun, draft, cancellationToken)
                : await StartAsync(turn, member, cancellationToken); // Sent or given up meanwhile.
        }

        return draft is { Step: IntakeStep.Consent } ? await OpenAsync(turn, member, draft, cancellationToken) // Else an old card, pressed when another is open.
            : await book.DraftAsync(member.Id, turn.Now, cancellationToken) is { } left ? await steps.ResumeAsync(turn, left, cancellationToken)
            : await OpenAsync(turn, member, OfTurn(turn), cancellationToken);
    }

    /// <summary>A draft does not go on before its person agreed to the text as it is now. Null where they did, and for what is at the hub.</summary>
    public async Task<TurnOutcome?> AskConsentAnewAsync(Turn turn, Consultation one, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(one);
        if (one.State != ConsultationState.Draft || await book.HasAgreedAsync(turn.MemberId, policy.CurrentValue.ConsentVersion, cancellationToken))
        {
            return null;
        }

        IntakeDraft draft = turn.Dialogue.Intake is { } here && here.Id == one.Id && here.Step != IntakeStep.SameOrNew ? here : new IntakeDraft { Id = one.Id };
        bool isTold = draft.Step == IntakeStep.Words && turn.Press is null && policy.CurrentValue.WordsInChat.On(turn.Channel) && !IntakeWords.IsSend(turn.Text);
        IntakeDraft held = draft with
        {
            Step = IntakeStep.Consent, GoesOnAt = draft.Step == IntakeStep.Consent ? draft.GoesOnAt : draft.Step,
            Words = isTold ? turn.Text : draft.Words, WordsMessageId = isTold ? turn.MessageId : draft.WordsMessageId,
        };
        return Asking(turn, held, IntakeReplies.Consent(Contact, wantsPerson: false, address.Privacy, kept.Value.ConsultationYears, isAnew: true));
    }

    /// <summary>Where a resident lives, typed or pressed. What cannot be read is asked once more; after that all centers are named.</summary>
    public async Task<TurnOutcome> TakeCenterAreaAsync(Turn turn, Member member, string said, CancellationToken cancellationToken)
    {
        IntakeDraft draft = turn.Dialogue.Intake ?? new IntakeDraft();
        string? area = said.Length == 0 || IntakeWords.IsAreaUnknown(said) ? "" : areas.Find(said);
        return desk.ReceptionOf(member.Role, area ?? "") is not Reception.GoesTo goesTo ? await StartAsync(turn with { Dialogue = turn.Dialogue with { Intake = null } }, member, cancellationToken)
            : area is null && !draft.WasAskedAgain ? AskCenterArea(turn, draft, goesTo.Centers, again: true)
            : await ToCenterAsync(turn, draft, CenterRules.Meant(goesTo.Centers, policy.CurrentValue.Centers, area ?? ""), cancellationToken);
    }

    /// <summary>Asked wherever one begins: a card may be older than the policy. Null where the hub takes it.</summary>
    private async Task<TurnOutcome?> RefusalAsync(Turn turn, Member member, IntakeDraft draft, CancellationToken cancellationToken)
    {
        string area = areas.Municipality(draft.Place) ?? "";
        switch (desk.ReceptionOf(member.Role, area))
        {
            case Reception.GoesTo goesTo:
                IReadOnlyList<DeskCenter> centers = CenterRules.Meant(goesTo.Centers, policy.CurrentValue.Centers, area);
                return CenterRules.IsAreaNeeded(centers) ? AskCenterArea(turn, draft, centers, again: false) : await ToCenterAsync(turn, draft, centers, cancellationToken);
            case Reception.ProfessionalsOnly:
                return new TurnOutcome([CenterReplies.ProfessionalsOnly(Contact)], turn.Dialogue with { Intake = null });
            default:
                return null;
        }
    }

    private static TurnOutcome AskCenterArea(Turn turn, IntakeDraft draft, IReadOnlyList<DeskCenter> centers, bool again) => Asking(
        turn, new IntakeDraft { Step = IntakeStep.Center, Suggested = draft.Suggested, Place = draft.Place, WasAskedAgain = again }, CenterReplies.AskArea([.. centers.Select(center => center.Area).Distinct()], again));

    /// <summary>Residents are looked after by the center of their area; where the policy says so it is counted, without who it was.</summary>
    private async Task<TurnOutcome> ToCenterAsync(Turn turn, IntakeDraft draft, IReadOnlyList<DeskCenter> centers, CancellationToken cancellationToken)
    {
        TurnOutcome named = new(CenterReplies.Centers(centers, Contact), turn.Dialogue with { Intake = null });
        if (centers.Count != 1 || turn.Dialogue.WasHandedOver)
        {
            return named;
        }

        Consultation counted = await desk.OpenAsync(
            new NewConsultation { Route = RouteOf(turn.Channel), Origin = ConsultationOrigin.Resident, Content = draft.Suggested.Select(content => (ConsultationContent?)content).FirstOrDefault(), Area = centers[0].Area },
            turn.Now, cancellationToken);
        await desk.HandToCenterAsync(counted, centers[0], turn.Now, cancellationToken);
        return named with { Dialogue = turn.Dialogue with { Intake = null, WasHandedOver = true } };
    }

    /// <summary>Where the draft was when the new text came between; words told there were held until now.</summary>
    private async Task<TurnOutcome> GoOnAsync(Turn turn, Consultation one, IntakeDraft draft, CancellationToken cancellationToken)
    {
        if (draft.GoesOnAt is not { } step)
        {
            return await steps.ResumeAsync(turn, one, cancellationToken);
        }

        IntakeDraft there = draft with { Step = step, GoesOnAt = null, Words = null, WordsMessageId = null };
        return draft.Words is { } told
            ? await steps.AddWordsAsync(turn with { Text = told, MessageId = draft.WordsMessageId ?? "" }, one, there, cancellationToken)
            : await steps.AskAsync(turn, one, there, cancellationToken);
    }

    private async Task<TurnOutcome> OpenAsync(Turn turn, Member member, IntakeDraft draft, CancellationToken cancellationToken)
    {
        ConsultationOrigin? origin = IntakeRules.OriginOf(member.Role, member.Profession, member.Organisation, await book.EarlierOriginAsync(member.Id, cancellationToken));
        Consultation one = await desk.OpenAsync(
            new NewConsultation
            {
                Route = RouteOf(turn.Channel), MemberId = member.Id, Channel = turn.Channel, Origin = origin, CallPhone = member.Phone, Words = draft.Words ?? "", ChannelMessageId = draft.WordsMessageId ?? "",
            },
            turn.Now, cancellationToken);
        IntakeStep first = origin is null ? IntakeStep.Origin : IntakeStep.Content;
        return await steps.AskAsync(turn, one, draft with { Id = one.Id, Step = first, Words = null, WordsMessageId = null }, cancellationToken);
    }

    private IntakeDraft OfTurn(Turn turn)
    {
        bool isWorry = turn.Press is null && turn.Text.Length >= WorryUnitsMin && turn.Understood.Intent == Intents.Consult && policy.CurrentValue.WordsInChat.On(turn.Channel);
        return new IntakeDraft
        {
            Suggested = turn.Press is null ? IntakeRules.Suggest(turn.Text, turn.Understood) : [],
            Place = areas.DistrictIn(turn.Text) ?? turn.Understood.Place ?? turn.Dialogue.Search?.Place,
            Words = isWorry ? turn.Text : null,
            WordsMessageId = isWorry ? turn.MessageId : null,
        };
    }

    private static ConsultationRoute RouteOf(string channel) => channel switch { "line" => ConsultationRoute.Line, "teams" => ConsultationRoute.Teams, _ => ConsultationRoute.Web };

    private static TurnOutcome Asking(Turn turn, IntakeDraft draft, ReplyContent card) => new([card], turn.Dialogue with { Intake = draft });
}
