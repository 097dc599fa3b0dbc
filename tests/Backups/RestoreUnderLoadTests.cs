using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Zaitaku.Scheduler.Backups;
using Zaitaku.Storage;
using Zaitaku.Storage.Inbox;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Tests.Backups;

/// <summary>A backup made while everybody writes is whole: all that was acknowledged before it, and nothing by half.</summary>
public sealed class RestoreUnderLoadTests
{
    private const int Writers = 6;
    private const int FillRows = 4_000;
    private const int CopiesMax = 50;
    private static readonly DateTimeOffset Now = new(2026, 4, 1, 1, 0, 0, TimeSpan.Zero);
    private readonly ConcurrentDictionary<string, bool> _kept = new();

    [Fact]
    public async Task WhatWasAcknowledgedBefore_IsThere_AndPairsStayTogether()
    {
        await using House house = await House.OpenAsync();
        await using House other = await House.OpenAsync();
        await FillAsync(house);
        using CancellationTokenSource stop = new();
        Task[] writers = [.. Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteEventsAsync(house, writer, stop.Token))), Task.Run(() => WritePairsAsync(house, stop.Token))];
        while (_kept.Count < 200)
        {
            await Task.Yield();
        }

        // A fast disk copies between two writes: then another copy shows it.
        (string[] before, string file, BackupOutcome? made, int written) = ([], "", null, 0);
        for (int copy = 0; copy < CopiesMax && written == before.Length; copy++)
        {
            before = [.. _kept.Keys];
            file = other.Beside($"b{copy}.zip");
            made = await BackupPass.RunAsync(house.Storage, file, Now, CancellationToken.None);
            written = _kept.Count;
        }

        await stop.CancelAsync();
        await Task.WhenAll(writers);
        Assert.IsType<BackupOutcome.Made>(made);
        Assert.True(written > before.Length, "Nobody wrote while the backup was made: the test shows nothing.");

        RestoreOutcome restored = await RestorePass.RunAsync(other.Storage, file, Now, CancellationToken.None);
        Assert.IsType<RestoreOutcome.Restored>(restored);
        HashSet<string> there = [.. await other.AskAsync(db => db.Inbox.Select(row => row.ChannelEventId).ToListAsync())];
        Assert.DoesNotContain(before, id => !id.StartsWith("pair", StringComparison.Ordinal) && !there.Contains(id));
        foreach (int writer in Enumerable.Range(0, Writers))
        {
            // Each writer waits for one to be kept before the next: what is there has no hole.
            int[] numbers = [.. there.Where(id => id.StartsWith($"w{writer}-", StringComparison.Ordinal)).Select(id => int.Parse(id[3..])).Order()];
            Assert.Equal(Enumerable.Range(0, numbers.Length), numbers);
        }

        List<Guid> members = await other.AskAsync(db => db.Members.OrderBy(one => one.Id).Select(one => one.Id).ToListAsync());
        Assert.Equal(members, await other.AskAsync(db => db.KeptNotes.Where(note => note.Text == "pair").OrderBy(note => note.MemberId).Select(note => note.MemberId).ToListAsync()));
        Assert.DoesNotContain(before, id => id.StartsWith("pair", StringComparison.Ordinal) && !members.Contains(Guid.Parse(id[4..])));
        Assert.Null(Sqlite.FaultIn(Sqlite.DatabaseFile(other.Storage), isThorough: true));
    }

    private async Task WriteEventsAsync(House house, int writer, CancellationToken stop)
    {
        for (int number = 0; !stop.IsCancellationRequested && number < 1_000_000; number++)
        {
            string id = $"w{writer}-{number}";
            InboxMessage row = new() { Channel = "line", ChannelEventId = id, Conversation = "line:U1", Event = "{}", SaidAt = Now, ReceivedAt = Now };
            await house.Commits.RunAsync(connection => InboxWrites.Keep(connection, [row]), CancellationToken.None);
            _kept[id] = true;
        }
    }

    private async Task WritePairsAsync(House house, CancellationToken stop)
    {
        for (int number = 0; !stop.IsCancellationRequested && number < 1_000_000; number++)
        {
            await using ZaitakuDb db = house.Db();
            Member member = new() { Id = Guid.CreateVersion7(Now.AddSeconds(number)), CreatedAt = Now };
            db.Members.Add(member);
            db.KeptNotes.Add(new KeptNote { Kind = NoteKind.Observation, MemberId = member.Id, SaidAt = Now, Text = "pair" });
            await house.Commits.SaveAsync(db, CancellationToken.None);
            _kept[$"pair{member.Id}"] = true;
        }
    }

    /// <summary>Some ten megabytes, so that copying takes a while.</summary>
    private static Task<int> FillAsync(House house) => house.AskAsync(async db =>
    {
        db.KeptNotes.AddRange(Enumerable.Range(0, FillRows).Select(row => new KeptNote { Kind = NoteKind.Vacancy, SaidAt = Now, Text = new string((char)('a' + (row % 26)), 2_500) }));
        return await db.SaveChangesAsync();
    });
}
