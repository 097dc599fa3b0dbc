using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Members;

namespace Zaitaku.Storage.Erasure;

/// <summary>Where a person left something: addresses, groups they spoke in, events, consultations, files. Read before they are erased or exported.</summary>
public sealed record PersonTraces
{
    private static readonly ConsultationState[] OpenStates = [ConsultationState.Waiting, ConsultationState.Claimed, ConsultationState.AskedBack, ConsultationState.Planned];

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

    /// <summary>Of somebody without an account there is the consultation, and nothing else.</summary>
    public static async Task<PersonTraces> OfConsultationAsync(ZaitakuDb db, Consultation one, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(one);
        return new PersonTraces
        {
            Member = Guid.Empty,
            Addresses = [],
            Groups = [],
            Events = [],
            Consultations = [one.Id],
            Open = one.IsOpen ? [one.Id] : [],
            Files = await db.ConsultationFiles.Where(file => file.ConsultationId == one.Id).Select(file => file.Id).ToListAsync(cancellationToken),
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

        var consultations = await db.Consultations.Where(one => one.MemberId == member).Select(one => new { one.Id, one.State }).ToListAsync(cancellationToken);
        List<Guid> ids = [.. consultations.Select(one => one.Id)];
        return new PersonTraces
        {
            Member = member,
            Addresses = addresses,
            Groups = [.. events.Values.Distinct().Where(conversation => conversation.Contains(':')).Select(conversation => (conversation[..conversation.IndexOf(':')], conversation[(conversation.IndexOf(':') + 1)..]))
                .Where(group => !addresses.Contains(group))],
            Events = [.. events.Keys],
            Consultations = ids,
            Open = [.. consultations.Where(one => OpenStates.Contains(one.State)).Select(one => one.Id)],
            Files = await db.ConsultationFiles.Where(file => file.MemberId == member || ids.Contains(file.ConsultationId)).Select(file => file.Id).ToListAsync(cancellationToken),
        };
    }
}
