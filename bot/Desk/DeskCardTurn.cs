using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Turns;
using Zaitaku.Scheduler.Consultations;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Desk;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Staff;

namespace Zaitaku.Bot.Desk;

/// <summary>引き受ける and 詳細 on the card in the coordinators' channel. The answer takes the card's place, so everybody sees who has it; what is for the presser alone comes to them alone.</summary>
public sealed class DeskCardTurn(ZaitakuDb db, ConsultationDesk desk, TeamsDeskCards cards, DeskPolicies policies) : ITurnHandler
{
    /// <summary>An answer to a press nobody waits for any more.</summary>
    private static readonly TimeSpan PrivateLife = TimeSpan.FromMinutes(30);

    /// <summary>Kind of the message with the details: it may hold words of the consultation.</summary>
    public const string DetailKind = "desk.detail";

    private static readonly TextReply Gone = new("この相談は見つかりません。コンソールで確かめてください。");

    public IReadOnlyList<string> Intents => [];

    public IReadOnlyList<string> Verbs => [DeskCard.ClaimVerb, DeskCard.DetailVerb];

    public async Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken)
    {
        StaffAccount? staff = await DeskStaff.OfMemberAsync(db, turn.MemberId, cancellationToken);
        if (await PressedAsync(turn, staff is not null, cancellationToken) is not { } one)
        {
            return TurnOutcome.Say([Gone]); // The same for a number nobody has and for a stranger's guess.
        }

        if (staff is null)
        {
            await TellAloneAsync(turn, null, "この相談を扱えるのは、コンソールに登録されたコーディネーターだけです。管理者に、Teamsのアカウントとのひもづけを頼んでください。", cancellationToken);
        }
        else if (turn.Press!.Verb == DeskCard.ClaimVerb)
        {
            await ClaimAsync(one, staff, turn, cancellationToken);
        }
        else
        {
            await ShowAsync(one, staff, turn, cancellationToken);
        }

        await cards.FollowAsync(db, one, turn.Now, cancellationToken);
        return TurnOutcome.Say(await cards.DrawAsync(db, one, cancellationToken));
    }

    private async Task ClaimAsync(Consultation one, StaffAccount staff, Turn turn, CancellationToken cancellationToken)
    {
        switch (await desk.ClaimAsync(one, staff.Id, turn.Now, cancellationToken))
        {
            case DeskAnswer.TakenBy taken:
                DeskNotices.Add(db, one, DeskNews.LostClaim, [staff], turn.Now, taken.Name);
                break;
            case DeskAnswer.NotAllowed no:
                await TellAloneAsync(turn, one, $"相談 {ConsultationNumbers.Shown(one.Number)}: {no.Reason}", cancellationToken);
                break;
        }
    }

    /// <summary>The details come to the presser alone: the channel may have other readers. Words only where the policy lets them into Teams.</summary>
    private async Task ShowAsync(Consultation one, StaffAccount staff, Turn turn, CancellationToken cancellationToken)
    {
        List<string> lines =
        [
            DeskWords.Facts(one),
            $"相談元: {(one.Origin is { } origin ? ConsultationTerms.Origins.Name(origin) : "未確認")}",
            $"受付: {ConsultationTerms.Routes.Name(one.Route)}{(one.ReceivedAt is { } at ? $" {DeskWords.When(at)}" : "")}",
            $"状態: {DeskCard.StateOf(one, one.StaffId is { } holder ? await DeskStaff.NameOfAsync(db, holder, cancellationToken) : null)}",
        ];
        if (policies.Options.WordsInChat.Teams)
        {
            lines.AddRange(await WordsAsync(one, cancellationToken));
        }

        db.AuditTrail.Add(AuditEntry.By(staff.Id, "consultation.read", string.Create(CultureInfo.InvariantCulture, $"consultation:{one.Number}"), turn.Now));
        await TellAloneAsync(turn, one, string.Join('\n', lines), cancellationToken);
    }

    private async Task<List<string>> WordsAsync(Consultation one, CancellationToken cancellationToken)
    {
        const int EntriesMax = 5;
        const int UnitsMax = 1_000;
        List<string> words = await db.ConsultationEntries
            .Where(entry => entry.ConsultationId == one.Id && entry.Text != ""
                && (entry.Kind == ConsultationEntryKind.Words || entry.Kind == ConsultationEntryKind.Reply || (entry.Kind == ConsultationEntryKind.Corrected && entry.StaffId == null)))
            .OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Sequence).Select(entry => entry.Text).Take(EntriesMax).ToListAsync(cancellationToken);
        return [.. words.AsEnumerable().Reverse().Select(text => $"\n{(text.Length <= UnitsMax ? text : text[..UnitsMax] + "…（続きはコンソールで）")}")];
    }

    /// <summary>Not before somebody who works here asks is it even looked up.</summary>
    private async Task<Consultation?> PressedAsync(Turn turn, bool isStaff, CancellationToken cancellationToken)
    {
        if (!ConsultationNumbers.TryParse(turn.Press?.Arguments.ElementAtOrDefault(0), out int number)
            || await db.Consultations.SingleOrDefaultAsync(one => one.Number == number && one.State != ConsultationState.Draft, cancellationToken) is not { } one)
        {
            return null;
        }

        return isStaff || cards.IsShownIn(turn.Channel, turn.Address) ? one : null; // In the coordinators' channel everybody sees the card anyway.
    }

    /// <summary>To the presser's own conversation, on the channel they pressed on.</summary>
    /// <param name="about">The consultation whose words it may hold, so that erasing those finds them here too.</param>
    private async Task TellAloneAsync(Turn turn, Consultation? about, string text, CancellationToken cancellationToken)
    {
        if (await db.ChannelLinks.FirstOrDefaultAsync(link => link.MemberId == turn.MemberId && link.Channel == "teams" && link.BlockedAt == null, cancellationToken) is not { } link)
        {
            return;
        }

        OutboxMessage message = new()
        {
            Id = Guid.CreateVersion7(turn.Now),
            Channel = link.Channel,
            Address = RouteRules.AddressOf(link),
            Kind = DetailKind,
            About = about is null ? null : PersonMessages.AboutOf(about.Number),
            Urgency = Urgency.Reply,
            Body = ReplyContent.ToJson([new TextReply(text)]),
            CreatedAt = turn.Now,
            UselessAfter = turn.Now + PrivateLife,
        };
        message.PlanFor(turn.Now);
        db.Outbox.Add(message);
    }
}
