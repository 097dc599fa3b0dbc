using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Channels.Teams;
using Zaitaku.Scheduler.Consultations;
using Zaitaku.Scheduler.Outbox;
using Zaitaku.Storage;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Desk;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Bot.Desk;

/// <summary>Keeps one card per consultation in the coordinators' channel. Its look is decided when it goes out, so that what is sent late is not stale.</summary>
public sealed class TeamsDeskCards(DeskPolicies policies, IOptions<HubOptions> hub) : IMessageTruth, IDeskCards
{
    private const string Prefix = "deskcard:";
    private const string Channel = "teams";

    /// <summary>Teams keeps messages; a card nobody could deliver for three days tells nothing the console does not.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromDays(3);

    /// <summary>While a card is on its way.</summary>
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(1);

    public string AboutPrefix => Prefix;

    /// <summary>Plans the card as it will be after the save. A consultation begun before there was a channel gets its card at its next change.</summary>
    public async Task PlanAsync(ZaitakuDb db, Consultation one, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(one);
        string about = AboutOf(one.Number);
        if (policies.Options.TeamsChannel.Length == 0 || one.State == ConsultationState.Draft
            || db.Outbox.Local.Any(message => message.About == about && message.IsUntried))
        {
            return;
        }

        if (await db.Outbox.FirstOrDefaultAsync(message => message.About == about && message.State == OutboxState.Waiting && message.Attempts == 0, cancellationToken) is { } waiting)
        {
            waiting.Replan(waiting.Body, now, now + Life); // Drawn when it goes out; a try that began before this save, and shows what was before it, does not go through.
            return;
        }

        OutboxMessage card = new()
        {
            Id = Guid.CreateVersion7(now),
            Channel = Channel,
            Address = policies.Options.TeamsChannel,
            Kind = "desk.card",
            Urgency = Urgency.Reply,
            Body = ReplyContent.ToJson(await DrawAsync(db, one, cancellationToken)),
            About = about,
            CreatedAt = now,
            UselessAfter = now + Life,
            ReplacesSentId = await SentIdAsync(db, about, cancellationToken),
        };
        card.PlanFor(now);
        db.Outbox.Add(card);
    }

    /// <summary>Plans one more look at the card that is there: what others change while the answer to a press is on its way is shown after it.</summary>
    public async Task FollowAsync(ZaitakuDb db, Consultation one, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(one);
        if (await SentIdAsync(db, AboutOf(one.Number), cancellationToken) is not null)
        {
            await PlanAsync(db, one, now, cancellationToken);
        }
    }

    /// <summary>The card as it is now.</summary>
    public async Task<IReadOnlyList<ReplyContent>> DrawAsync(ZaitakuDb db, Consultation one, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(db);
        string? holder = one.StaffId is { } staff ? await DeskStaff.NameOfAsync(db, staff, cancellationToken) : null;
        return DeskCard.Of(one, holder, ConsoleOf(one), one is { EscalationStep: 1, StaffId: { } held } ? await DeputyOfAsync(db, held, cancellationToken) : null);
    }

    public async Task<TruthAnswer> CheckAsync(ZaitakuDb db, OutboxMessage message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(message);
        if (!int.TryParse(message.About?[Prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            || await db.Consultations.AsNoTracking().SingleOrDefaultAsync(one => one.Number == number, cancellationToken) is not { } one)
        {
            return new TruthAnswer.NoLonger("the consultation is gone");
        }

        // One before it is still on its way, or is tried again: beside it this would be a second card. Once that has arrived, this one takes its place.
        message.ReplacesSentId ??= await SentIdAsync(db, message.About!, cancellationToken);
        IQueryable<OutboxMessage> others = db.Outbox.AsNoTracking().Where(other => other.Id != message.Id);
        if (await others.FirstOrDefaultAsync(other => other.About == message.About && (other.State == OutboxState.Sending || (other.State == OutboxState.Waiting && other.Attempts > 0)), cancellationToken)
            is { } before)
        {
            return Waits(before, now, OutboxRules.AfterCard);
        }

        // The answer to a press shows the card as it was when the button was pressed: after this one, it would stand there as the last word.
        if (message.ReplacesSentId is { } card)
        {
            IQueryable<OutboxMessage> presses = others.Where(other => other.Channel == Channel && other.Urgency == Urgency.Reply && other.ReplacesSentId == card && (other.About == null || other.About != message.About));
            if ((await presses.FirstOrDefaultAsync(other => other.State == OutboxState.Sending, cancellationToken) ?? await presses.FirstOrDefaultAsync(other => other.State == OutboxState.Waiting, cancellationToken)) is { } press)
            {
                return Waits(press, now, OutboxRules.AfterPress);
            }
        }

        return new TruthAnswer.Otherwise(ReplyContent.ToJson(await DrawAsync(db, one, cancellationToken)));
    }

    /// <summary>True for the channel the cards are in, or a thread of it.</summary>
    public bool IsShownIn(string channel, string address) => channel == Channel && policies.Options.TeamsChannel.Length > 0
        && string.Equals(TeamsActivities.WithoutThread(address), TeamsActivities.WithoutThread(policies.Options.TeamsChannel), StringComparison.Ordinal);

    private static TruthAnswer.NotYet Waits(OutboxMessage before, DateTimeOffset now, string reason) =>
        new(before.NotBefore > now ? before.NotBefore : now + LookAgainAfter, reason);

    private Uri? ConsoleOf(Consultation one) => Uri.TryCreate(hub.Value.PublicBaseUrl, UriKind.Absolute, out Uri? address)
        ? new Uri(address, string.Create(CultureInfo.InvariantCulture, $"/console/consultations/{one.Number}")) : null;

    /// <summary>The name of whoever was told in a holder's stead.</summary>
    private static async Task<string?> DeputyOfAsync(ZaitakuDb db, Guid holder, CancellationToken cancellationToken) =>
        await db.StaffAccounts.Where(account => account.Id == holder).Select(account => account.DeputyId).FirstOrDefaultAsync(cancellationToken) is { } deputy
            ? await DeskStaff.NameOfAsync(db, deputy, cancellationToken) : null;

    private static async Task<string?> SentIdAsync(ZaitakuDb db, string about, CancellationToken cancellationToken) =>
        await db.Outbox.Where(message => message.About == about && message.State == OutboxState.Sent && message.SentId != "")
            .OrderByDescending(message => message.CreatedAt).Select(message => message.SentId).FirstOrDefaultAsync(cancellationToken);

    private static string AboutOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number}");
}
