using Zaitaku.Bot.Channels;
using Zaitaku.Storage;
using Zaitaku.Storage.Inbox;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Time;

namespace Zaitaku.Tests.WebConsole;

/// <summary>A house with something of everything.</summary>
internal static class TrafficRows
{
    /// <summary>What people said; no page of figures shows it.</summary>
    public const string Words = "ひみつのことば";

    public static async Task FurnishAsync(ZaitakuDb db, DateTimeOffset now)
    {
        AddInbox(db, now);
        AddWaiting(db, now);
        AddDone(db, now);
        Guid member = Guid.CreateVersion7(now);
        db.Members.Add(new Member { Id = member, Role = Role.Doctor, CreatedAt = now });
        db.PhoneTasks.Add(new PhoneTask { MessageId = Guid.CreateVersion7(now), MemberId = member, Phone = "0000-22-0000", Reason = "no channel reaches the person", CreatedAt = now.AddMinutes(-20) });
        db.PhoneTasks.Add(new PhoneTask { MessageId = Guid.CreateVersion7(now), MemberId = Guid.CreateVersion7(now), Phone = "", Reason = "http 403", CreatedAt = now.AddMinutes(-5) });
        for (int day = 1; day <= OfficeTime.DayOf(now).Day; day++)
        {
            DateOnly date = new(2026, 4, day);
            db.QuotaReadings.Add(new QuotaReading { Channel = "line", Day = date, ReadAt = OfficeTime.At(date, 9 * 60), Limit = 5_000, Used = day == 20 ? 3_900 : day * 150 });
        }

        db.QuotaReadings.Add(new QuotaReading { Channel = "line", Day = new DateOnly(2026, 3, 31), ReadAt = now.AddDays(-20), Limit = 5_000, Used = 4_999 });
        await db.SaveChangesAsync();
    }

    /// <summary>Messages that were given up, each for a reason of its own.</summary>
    public static Task GiveUpAsync(ZaitakuDb db, int count, DateTimeOffset now)
    {
        db.Outbox.AddRange(Enumerable.Range(0, count).Select(number => Ended(now, new OutboxStep(OutboxState.GivenUp, $"refused {number}"), now.AddHours(-1), 1)));
        return db.SaveChangesAsync();
    }

    private static void AddInbox(ZaitakuDb db, DateTimeOffset now)
    {
        db.Inbox.Add(Event("1", now.AddMinutes(-3)));
        db.Inbox.Add(Event("2", now.AddSeconds(-10)));
        InboxMessage parked = Event("3", now.AddHours(-2));
        for (int tries = 0; tries < InboxMessage.AttemptsMax; tries++)
        {
            parked.MarkFailed("InvalidOperationException in FindPlaceTurn");
        }

        db.Inbox.Add(parked);
        foreach ((string id, double hours) in new[] { ("4", -9.4), ("5", -9.6) }) // Just after midnight in Tokyo, and just before.
        {
            InboxMessage handled = Event(id, now.AddHours(hours));
            handled.MarkHandled(now.AddHours(hours));
            db.Inbox.Add(handled);
        }
    }

    private static void AddWaiting(ZaitakuDb db, DateTimeOffset now)
    {
        db.Outbox.Add(Owed(now, Urgency.Page, now.AddMinutes(-1), "line"));
        db.Outbox.Add(Owed(now, Urgency.Notice, now.AddHours(-2)));
        db.Outbox.Add(Owed(now, Urgency.Notice, now.AddHours(3)));
        OutboxMessage silent = Owed(now, Urgency.Notice, now.AddHours(-5));
        silent.PutOff(now.AddMinutes(30), "quiet hours");
        db.Outbox.Add(silent);
        OutboxMessage sending = Owed(now, Urgency.Reply, now, "line");
        sending.Freeze(sending.Id, byReply: false, now);
        db.Outbox.Add(sending);
    }

    private static void AddDone(ZaitakuDb db, DateTimeOffset now)
    {
        foreach (double late in new[] { 0, 0.3, 1, 1.1, 30, 31, 3_600, 3_601 })
        {
            db.Outbox.Add(Ended(now, new OutboxStep(OutboxState.Sent, "accepted"), now.AddHours(-1), late));
        }

        db.Outbox.Add(Ended(now, new OutboxStep(OutboxState.Sent, "accepted"), now.AddHours(-25), 0));
        db.Outbox.Add(Ended(now, new OutboxStep(OutboxState.Unknown, "the program ended during the try"), now.AddHours(-3), 1, Urgency.Emergency));
        foreach (string request in new[] { "0f9c1b3ad2e84c55a1b2c3d4e5f60718", "7d1e0c22-93ab-4f10-8c6d-5b7a90e1f234" }) // LINE names each request.
        {
            db.Outbox.Add(Ended(now, new OutboxStep(OutboxState.GivenUp, $"400 messages[0].text {request}"), now.AddDays(-6), 1));
        }

        db.Outbox.Add(Ended(now, new OutboxStep(OutboxState.GivenUp, "too old to count"), now.AddDays(-8), 1));
        for (int number = 0; number < 2; number++)
        {
            OutboxMessage cancelled = Owed(now, Urgency.Digest, now.AddDays(-1), "line");
            cancelled.Cancel("too late to be useful", now.AddDays(-1));
            db.Outbox.Add(cancelled);
        }
    }

    private static InboxMessage Event(string id, DateTimeOffset at) => new()
    {
        Channel = "line", ChannelEventId = id, Conversation = $"line:U{id}", SaidAt = at, ReceivedAt = at,
        Event = System.Text.Json.JsonSerializer.Serialize(
            new ChannelEvent { Channel = "line", EventId = id, Kind = EventKind.Text, Address = $"U{id}", SaidAt = at, Text = Words }, ReplyJson.Default.ChannelEvent),
    };

    private static OutboxMessage Owed(DateTimeOffset now, Urgency urgency, DateTimeOffset due, string channel = "")
    {
        OutboxMessage message = new()
        {
            Id = Guid.CreateVersion7(now), Channel = channel, Address = channel.Length > 0 ? "U1" : "", Urgency = urgency,
            Kind = urgency == Urgency.Emergency ? "emergency" : "reply", Body = ReplyContent.ToJson([new TextReply(Words)]), CreatedAt = due, UselessAfter = now.AddDays(30),
        };
        message.PlanFor(due);
        return message;
    }

    private static OutboxMessage Ended(DateTimeOffset now, OutboxStep step, DateTimeOffset due, double lateSeconds, Urgency urgency = Urgency.Reply)
    {
        OutboxMessage message = Owed(now, urgency, due, "line");
        message.Freeze(message.Id, byReply: false, due);
        message.Apply(step, due.AddSeconds(lateSeconds));
        return message;
    }
}
