using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zaitaku.Bot.Commands;
using Zaitaku.Bot.Hosting;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Benchmarks;

/// <summary>A message to write into the outbox before the watch runs.</summary>
public sealed record Owed(int Person, string Words, Urgency Urgency, DateTimeOffset Due, DateTimeOffset UselessAfter);

/// <summary>A data directory with people on LINE and messages owed to them.</summary>
public sealed class OwedDirectory : IAsyncDisposable
{
    private const int RowsAtOnce = 2_000;
    private readonly WholeCountryDirectory _folder = WholeCountryDirectory.Empty();

    public string Path => _folder.Path;

    public static string NameOf(int person) => $"p{person}";

    public static async Task<OwedDirectory> MakeAsync(int people, IEnumerable<Owed> owed, Func<ZaitakuDb, Member[], Task>? more = null)
    {
        OwedDirectory made = new();
        Environment.SetEnvironmentVariable("Storage__DataDirectory", made.Path);
        await using ServiceProvider services = CommandHost.Build();
        await services.GetRequiredService<Opening>().OpenAsync(CancellationToken.None);
        IDbContextFactory<ZaitakuDb> databases = services.GetRequiredService<IDbContextFactory<ZaitakuDb>>();
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        Member[] members = [.. Enumerable.Range(0, people).Select(person => MemberOf(person, now))];
        await AddAsync(databases, members);
        await AddAsync(databases, owed.Select(one => MessageOf(one, members[one.Person].Id, now)));
        if (more is not null)
        {
            await using ZaitakuDb db = await databases.CreateDbContextAsync();
            await more(db, members);
        }

        return made;
    }

    /// <summary>How the messages ended.</summary>
    public async Task<IReadOnlyList<OutboxMessage>> MessagesAsync()
    {
        Environment.SetEnvironmentVariable("Storage__DataDirectory", Path);
        await using ServiceProvider services = CommandHost.Build();
        await using ZaitakuDb db = await services.GetRequiredService<IDbContextFactory<ZaitakuDb>>().CreateDbContextAsync();
        return await db.Outbox.AsNoTracking().ToListAsync();
    }

    /// <summary>Notices that nobody has begun to send.</summary>
    public async Task<int> WaitingAsync() => (await MessagesAsync()).Count(message => message is { State: OutboxState.Waiting, Urgency: Urgency.Notice });

    public ValueTask DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        return _folder.DisposeAsync();
    }

    private static async Task AddAsync<T>(IDbContextFactory<ZaitakuDb> databases, IEnumerable<T> rows)
        where T : class
    {
        foreach (T[] some in rows.Chunk(RowsAtOnce))
        {
            await using ZaitakuDb db = await databases.CreateDbContextAsync();
            db.AddRange(some);
            await db.SaveChangesAsync();
        }
    }

    private static Member MemberOf(int person, DateTimeOffset now)
    {
        Member member = new() { Id = Guid.CreateVersion7(now), Role = Role.CareManager, CreatedAt = now };
        member.Links.Add(new ChannelLink { Channel = "line", ChannelUserId = FakeLine.IdOf(NameOf(person)) });
        return member;
    }

    private static OutboxMessage MessageOf(Owed one, Guid member, DateTimeOffset now)
    {
        OutboxMessage message = new()
        {
            Id = Guid.CreateVersion7(now), MemberId = member, Kind = "bench", Urgency = one.Urgency, Body = OutboxBody.Text(one.Words), CreatedAt = now, UselessAfter = one.UselessAfter,
        };
        message.PlanFor(one.Due);
        return message;
    }
}
