using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Members;

namespace Zaitaku.Storage.Erasure;

/// <summary>Where a person left something: addresses, groups they spoke in, events, consultations, files. Read before they are erased or exported.</summary>
public sealed record PersonTraces
{
    /// <summary>Empty for somebody without an account, whose consultation a coordinator took down.</summary>
    public required Guid Member { get; init; }

    /// <summary>Every id by which a channel knows the person, and every address of them alone.</summary>
    public required IReadOnlyList<(string Channel, string Address)> Addresses { get; init; }

    public required IReadOnlyList<(string Channel, string Address)> Groups { get; init; }

    /// <summary>Rows of the inbox: said to us alone, or in a group.</summary>
    public required IReadOnlyList<long> Events { get; init; }

    public required IReadOnlyList<Guid> Consultations { get; init; }

    /// <summary>Those of <see cref="Consultations"/> in which the hub still owes something.</summary>
    public required IReadOnlyList<Guid> Open { get; init; }

    public required IReadOnlyList<Guid> Files { get; init; }

    /// <summary>Of somebody without an account there is the consultation, with what a coordinator found to be the same, and nothing else.</summary>
    public static async Task<PersonTraces> OfConsultationAsync(ZaitakuDb db, Consultation one, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(one);
        List<Trace> consultations = await WithMergedAsync(db, [new Trace(one.Id, one.State, one.MergedIntoId)], cancellationToken);
        List<Guid> ids = [.. consultations.Select(trace => trace.Id)];
        return new PersonTraces
        {
            Member = Guid.Empty,
            Addresses = [],
            Groups = [],
            Events = [],
            Consultations = ids,
            Open = OpenOf(consultations),
            Files = await db.ConsultationFiles.Where(file => ids.Contains(file.ConsultationId)).Select(file => file.Id).ToListAsync(cancellationToken),
        };
    }

    public static async Task<PersonTraces> ReadAsync(ZaitakuDb db, Guid member, int eventsMax, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        List<ChannelLink> links = await db.ChannelLinks.AsNoTracking().Where(link => link.MemberId == member).ToListAsync(cancellationToken);
        (string Channel, string Address)[] addresses =
            [.. links.SelectMany(link => new[] { (link.Channel, Address: link.ChannelUserId), (link.Channel, link.Address) }).Where(one => one.Address.Length > 0).Distinct()];
        Dictionary<long, string> events = [];
        foreach ((string channel, string address) in addresses)
        {
            string conversation = $"{channel}:{address}", quoted = JsonSerializer.Serialize(address);
            foreach (var row in await db.Inbox.Where(row => row.Channel == channel && (row.Conversation == conversation || row.Event.Contains(quoted)))
                .OrderBy(row => row.Id).Select(row => new { row.Id, row.Conversation }).Take(eventsMax).ToListAsync(cancellationToken))
            {
                events[row.Id] = row.Conversation;
            }
        }

        List<Trace> consultations = await OfMemberAsync(db, member, cancellationToken);
        List<Guid> ids = [.. consultations.Select(one => one.Id)];
        return new PersonTraces
        {
            Member = member,
            Addresses = addresses,
            Groups = [.. events.Values.Distinct().Where(conversation => conversation.Contains(':')).Select(conversation => (conversation[..conversation.IndexOf(':')], conversation[(conversation.IndexOf(':') + 1)..]))
                .Where(group => !addresses.Contains(group))],
            Events = [.. events.Keys],
            Consultations = ids,
            Open = OpenOf(consultations),
            Files = await db.ConsultationFiles.Where(file => file.MemberId == member || ids.Contains(file.ConsultationId)).Select(file => file.Id).ToListAsync(cancellationToken),
        };
    }

    /// <summary><see cref="Open"/> alone, without a look through the events.</summary>
    public static async Task<IReadOnlyList<Guid>> OpenOfAsync(ZaitakuDb db, Guid member, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return OpenOf(await OfMemberAsync(db, member, cancellationToken));
    }

    private static async Task<List<Trace>> OfMemberAsync(ZaitakuDb db, Guid member, CancellationToken cancellationToken)
    {
        List<Trace> own = await db.Consultations.Where(one => one.MemberId == member).Select(one => new Trace(one.Id, one.State, one.MergedIntoId)).ToListAsync(cancellationToken);
        return await WithMergedAsync(db, own, cancellationToken);
    }

    private static List<Guid> OpenOf(List<Trace> all) => [.. all.Where(trace => Consultation.OpenStates.Contains(trace.State)).Select(trace => trace.Id)];

    /// <summary>With those that a coordinator took down and found to be the same worry: merged into one of these or one of these into them, over however many steps. The person stays first; another member's is theirs.</summary>
    private static async Task<List<Trace>> WithMergedAsync(ZaitakuDb db, List<Trace> own, CancellationToken cancellationToken)
    {
        List<Trace> all = [.. own], last = own;
        while (last.Count > 0) // Each round finds rows that were not there before, so it ends.
        {
            List<Guid> known = [.. all.Select(trace => trace.Id)], into = [.. last.Select(trace => trace.Id)];
            List<Guid> targets = [.. last.Select(trace => trace.MergedIntoId).OfType<Guid>()];
            last = await db.Consultations
                .Where(one => one.MemberId == null && !known.Contains(one.Id) && (targets.Contains(one.Id) || (one.MergedIntoId != null && into.Contains(one.MergedIntoId.Value))))
                .Select(one => new Trace(one.Id, one.State, one.MergedIntoId)).ToListAsync(cancellationToken);
            all.AddRange(last);
        }

        return all;
    }

    private sealed record Trace(Guid Id, ConsultationState State, Guid? MergedIntoId);
}
