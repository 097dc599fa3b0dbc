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

        return draft is { Step: IntakeStep.Consent } ? await OpenAsync(turn, member, draft, cancellationToken) // Else an old card, pressed when another is open.
            : await book.DraftAsync(member.Id, turn.Now, cancellationToken) is { } left ? await steps.ResumeAsync(turn, left, cancellationToken)
            : await OpenAsync(turn, member, OfTurn(turn), cancellationToken);
    }

    /// <summary>Residents are looked after by the center of their area; where the policy says so it is counted, without who it was.</summary>
    public async Task<TurnOutcome> ToCenterAsync(Turn turn, IReadOnlyList<DeskCenter> centers, CancellationToken cancellationToken)
    {
        if (centers.Count != 1 || turn.Dialogue.WasHandedOver)
        {
            return new TurnOutcome([CenterReplies.Centers(centers, Contact)], turn.Dialogue);
        }

        Consultation counted = await desk.OpenAsync(
            new NewConsultation { Route = RouteOf(turn.Channel), Origin = ConsultationOrigin.Resident, Content = OfTurn(turn).Suggested.Select(content => (ConsultationContent?)content).FirstOrDefault(), Area = centers[0].Area },
            turn.Now, cancellationToken);
        await desk.HandToCenterAsync(counted, centers[0], turn.Now, cancellationToken);
        return new TurnOutcome([CenterReplies.Centers(centers, Contact)], turn.Dialogue with { WasHandedOver = true });
    }

    /// <summary>Asked wherever one begins: a card may be older than the policy. Null where the hub takes it.</summary>
    private async Task<TurnOutcome?> RefusalAsync(Turn turn, Member member, IntakeDraft draft, CancellationToken cancellationToken) =>
        desk.ReceptionOf(member.Role, areas.Municipality(draft.Place) ?? "") switch
        {
            Reception.GoesTo goesTo => await ToCenterAsync(turn with { Dialogue = turn.Dialogue with { Intake = null } }, goesTo.Centers, cancellationToken),
            Reception.ProfessionalsOnly => new TurnOutcome([CenterReplies.ProfessionalsOnly(Contact)], turn.Dialogue with { Intake = null }),
            _ => null,
        };

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
