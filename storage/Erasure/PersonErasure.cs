using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Uploads;

namespace Zaitaku.Storage.Erasure;

/// <summary>
/// Removes every copy of a person's words and of what identifies them. What counts and what the law asks for stays: the consultation without its person,
/// the consent's version and date, the audit trail, and the member's row, which says that they were erased. Safe to run twice, and beside a running server.
/// </summary>
public static class PersonErasure
{
    /// <summary>Events in groups that are looked through for the person.</summary>
    private const int EventsMax = 1_000_000;

    /// <param name="staff">Who asked for it at the hub; null for the person.</param>
    /// <returns>False when there is no such member.</returns>
    public static async Task<bool> EraseAsync(ZaitakuDb db, StorageOptions storage, Guid member, Guid? staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (!await db.Members.AnyAsync(one => one.Id == member, cancellationToken))
        {
            return false;
        }

        await EraseAsync(db, storage, await PersonTraces.ReadAsync(db, member, EventsMax, cancellationToken), ("member.erase", $"member:{member:N}", staff), now, cancellationToken);
        return true;
    }

    /// <summary>For somebody without an account, whose consultation a coordinator took down.</summary>
    /// <param name="staff">Who asked for it at the hub; null for whoever runs the server.</param>
    public static async Task EraseConsultationAsync(ZaitakuDb db, StorageOptions storage, Consultation one, Guid? staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(one);
        PersonTraces traces = await PersonTraces.OfConsultationAsync(db, one, cancellationToken);
        await EraseAsync(db, storage, traces, ("consultation.erase", $"consultation:{one.Number}", staff), now, cancellationToken);
    }

    private static async Task EraseAsync(
        ZaitakuDb db, StorageOptions storage, PersonTraces traces, (string Action, string Subject, Guid? Staff) trail, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (Guid file in traces.Files)
        {
            UploadFolder.Erase(storage, file); // First: should anything stop us, the rows still say which bytes must go.
        }

        JournalErasure.Expect(storage);
        await using (IDbContextTransaction whole = await db.Database.BeginTransactionAsync(cancellationToken))
        {
            Erase(new ErasureSql(db.Database.GetDbConnection(), whole.GetDbTransaction()), traces, trail, now);
            await whole.CommitAsync(cancellationToken);
        }

        db.ChangeTracker.Clear();
        JournalErasure.TryRun(storage); // Else the clock does it (ErasureJob).
    }

    private static void Erase(ErasureSql sql, PersonTraces traces, (string Action, string Subject, Guid? Staff) trail, DateTimeOffset now)
    {
        foreach ((string channel, string address) in traces.Addresses)
        {
            sql.Run("""DELETE FROM "outbox_message" WHERE "Channel" = @channel AND "Address" = @address""", ("@channel", channel), ("@address", address));
            sql.Run("""DELETE FROM "dialogue_state" WHERE "Conversation" = @conversation""", ("@conversation", $"{channel}:{address}"));
            sql.Run("""DELETE FROM "teams_conversation" WHERE "UserId" = @user OR "DirectoryUserId" = @user OR ("ConversationId" = @user AND "Scope" = 'Personal')""", ("@user", address));
        }

        foreach ((string channel, string address) in traces.Groups)
        {
            // Answers in a group may say the person's words again; the last words of the group are its context.
            sql.Run("""DELETE FROM "outbox_message" WHERE "Channel" = @channel AND "Address" = @address AND "State" NOT IN ('Waiting', 'Sending')""", ("@channel", channel), ("@address", address));
            sql.Run("""DELETE FROM "dialogue_state" WHERE "Conversation" = @conversation""", ("@conversation", $"{channel}:{address}"));
        }

        foreach (long id in traces.Events)
        {
            // The row stays as the door against a second delivery, unless its key itself names the person.
            sql.Run(
                """
                UPDATE "inbox_message" SET "Event" = 'null', "Conversation" = 'erased', "ChannelMessageId" = '', "LastProblem" = '',
                    "ChannelEventId" = CASE WHEN "Channel" = 'chat' THEN 'erased:' || "Id" ELSE "ChannelEventId" END
                WHERE "Id" = @id
                """,
                ("@id", id));
        }

        EraseConsultations(sql, traces, now);
        foreach (string statement in ByMember)
        {
            sql.Run(statement, ("@member", traces.Member), ("@now", now.UtcTicks));
        }

        sql.Run(
            """INSERT INTO "audit_entry" ("At", "StaffId", "MemberId", "Action", "Subject", "Detail") VALUES (@now, @staff, @member, @action, @subject, '')""",
            ("@now", now.UtcTicks), ("@staff", trail.Staff), ("@member", traces.Member == Guid.Empty ? null : traces.Member), ("@action", trail.Action), ("@subject", trail.Subject));
    }

    private static void EraseConsultations(ErasureSql sql, PersonTraces traces, DateTimeOffset now)
    {
        foreach (Guid consultation in traces.Consultations)
        {
            foreach (string statement in OfConsultation)
            {
                sql.Run(statement, ("@consultation", consultation), ("@now", now.UtcTicks));
            }
        }

        foreach (Guid consultation in traces.Open)
        {
            sql.Run(
                """
                INSERT INTO "consultation_entry" ("Id", "ConsultationId", "At", "Kind", "Text", "IsInternal", "ChannelMessageId", "Sequence")
                VALUES (@id, @consultation, @now, 'Closed', @text, @internal, '', 0)
                """,
                ("@id", Guid.CreateVersion7(now)), ("@consultation", consultation), ("@now", now.UtcTicks), ("@text", "ご本人の申し出により、内容を消して終了しました。"), ("@internal", true));
        }
    }

    /// <summary>The consultation stays without its person: an open one ends, a draft never was one.</summary>
    private static readonly string[] OfConsultation =
    [
        """
        UPDATE "consultation" SET
            "Outcome" = CASE WHEN "State" IN ('Waiting', 'Claimed', 'AskedBack', 'Planned') THEN 'withdrawn' ELSE "Outcome" END,
            "ClosedAt" = CASE WHEN "State" IN ('Waiting', 'Claimed', 'AskedBack', 'Planned', 'Draft') THEN @now ELSE "ClosedAt" END,
            "State" = CASE WHEN "State" IN ('Waiting', 'Claimed', 'AskedBack', 'Planned') THEN 'Closed' WHEN "State" = 'Draft' THEN 'Abandoned' ELSE "State" END,
            "TargetAt" = NULL, "TargetLeftMinutes" = NULL, "PlannedAt" = NULL, "MemberId" = NULL, "Channel" = '', "Area" = '', "AskerName" = '', "WantsCall" = FALSE,
            "CallPhone" = '', "CallTimes" = '', "OutcomeNote" = '', "Revision" = "Revision" + 1
        WHERE "Id" = @consultation
        """,
        """UPDATE "consultation_entry" SET "Text" = '', "ChannelMessageId" = '', "MemberId" = NULL WHERE "ConsultationId" = @consultation""",
        """UPDATE "consultation_file" SET "Name" = '', "MemberId" = NULL, "ErasedAt" = COALESCE("ErasedAt", @now) WHERE "ConsultationId" = @consultation""",
        """DELETE FROM "one_time_link" WHERE "ConsultationId" = @consultation""",
        """DELETE FROM "outbox_message" WHERE "About" = (SELECT 'consultation:' || "Number" FROM "consultation" WHERE "Id" = @consultation)""", // Also what a coordinator read of it in Teams.

        // What the hub was told names the area. The rows stay: by their ids at the channel a card is still found. What waits goes out yet: cards are drawn anew, notices looked at once more.
        """UPDATE "outbox_message" SET "Body" = '[]' WHERE "About" = (SELECT 'desk:' || "Number" FROM "consultation" WHERE "Id" = @consultation) AND "State" NOT IN ('Waiting', 'Sending')""",
        """UPDATE "outbox_message" SET "Body" = '[]' WHERE "About" = (SELECT 'deskcard:' || "Number" FROM "consultation" WHERE "Id" = @consultation) AND "State" NOT IN ('Waiting', 'Sending')""",
    ];

    /// <summary>A table with a MemberId that no statement here names fails a test.</summary>
    public static readonly string[] ByMember =
    [
        """UPDATE "consultation_entry" SET "Text" = '', "ChannelMessageId" = '', "MemberId" = NULL WHERE "MemberId" = @member""",
        """UPDATE "consultation_file" SET "Name" = '', "MemberId" = NULL, "ErasedAt" = COALESCE("ErasedAt", @now) WHERE "MemberId" = @member""",
        """UPDATE "consultation" SET "MemberId" = NULL WHERE "MemberId" = @member""",
        """DELETE FROM "one_time_link" WHERE "MemberId" = @member""",
        """DELETE FROM "outbox_message" WHERE "MemberId" = @member""",
        """DELETE FROM "phone_task" WHERE "MemberId" = @member""",
        """DELETE FROM "link_code" WHERE "MemberId" = @member""",
        """DELETE FROM "quiet_hours" WHERE "MemberId" = @member""",
        """DELETE FROM "channel_link" WHERE "MemberId" = @member""",
        """
        UPDATE "lesson" SET "Words" = '', "UndoneAt" = COALESCE("UndoneAt", @now)
        WHERE "Kind" IN ('Answer', 'OutOfScope') AND "Id" IN (SELECT "LessonId" FROM "kept_note" WHERE "MemberId" = @member AND "LessonId" IS NOT NULL)
            AND "Id" NOT IN (SELECT "LessonId" FROM "kept_note" WHERE "MemberId" <> @member AND "LessonId" IS NOT NULL AND "Text" <> '')
        """, // A whole question that nobody else asked are their words. Before the notes: by those it is found.
        """UPDATE "kept_note" SET "Text" = '', "ChannelMessageId" = '' WHERE "MemberId" = @member""",
        """UPDATE "consent" SET "WithdrawnAt" = COALESCE("WithdrawnAt", @now) WHERE "MemberId" = @member""",
        """UPDATE "invitation_code" SET "Phone" = '', "Profession" = '', "Organisation" = '' WHERE "UsedBy" = @member""",
        """UPDATE "staff_account" SET "MemberId" = NULL WHERE "MemberId" = @member""",
        """
        UPDATE "duty_rota" SET "Revision" = "Revision" + 1 WHERE "Id" IN (SELECT "RotaId" FROM "duty_seat" WHERE "Id" IN (
            SELECT "SeatId" FROM "duty_shift" WHERE "KnownUntil" IS NULL AND "EndsAt" > @now AND "HolderId" IN (SELECT "Id" FROM "duty_holder" WHERE "MemberId" = @member)))
        """, // Whoever tells holders of their duties must see that this one cannot be told any more.
        """UPDATE "duty_holder" SET "MemberId" = NULL, "Revision" = "Revision" + 1 WHERE "MemberId" = @member""", // The table of duties is the hub's own; a night must not lose its doctor because they left the chat.
        """DELETE FROM "duty_link" WHERE "MemberId" = @member""",
        """UPDATE "handover_note" SET "Text" = CASE WHEN "ShownUntil" > @now THEN "Text" ELSE '' END, "MemberId" = NULL WHERE "MemberId" = @member""", // Whoever is on tonight reads it yet; housekeeping empties it then.
        """
        UPDATE "meeting" SET "Revision" = "Revision" + 1, "SeatsRevision" = "SeatsRevision" + 1 WHERE "StartsAt" > @now AND "Id" IN (SELECT "MeetingId" FROM "meeting_invitee" WHERE "MemberId" = @member)
        """, // Their seat is free: whoever waits for one must hear of it.
        """DELETE FROM "meeting_link" WHERE "InviteeId" IN (SELECT "Id" FROM "meeting_invitee" WHERE "MemberId" = @member)""",
        """UPDATE "survey_answer" SET "InviteeId" = NULL WHERE "InviteeId" IN (SELECT "Id" FROM "meeting_invitee" WHERE "MemberId" = @member)""",
        """
        UPDATE "meeting_invitee" SET "MemberId" = NULL, "Name" = '', "Organisation" = '', "RemovedAt" = CASE WHEN "AttendedAt" IS NULL THEN COALESCE("RemovedAt", @now) ELSE "RemovedAt" END,
            "Revision" = "Revision" + 1 WHERE "MemberId" = @member
        """, // That one of their profession came stays counted.
        """UPDATE "association" SET "MemberId" = NULL, "ContactName" = '', "Phone" = '', "Revision" = "Revision" + 1 WHERE "MemberId" = @member""",
        """UPDATE "meeting_feed" SET "RevokedAt" = COALESCE("RevokedAt", @now), "Label" = '', "MemberId" = NULL WHERE "MemberId" = @member""",
        """UPDATE "meeting_issue" SET "MemberId" = NULL, "OwnerName" = '', "Revision" = "Revision" + 1 WHERE "MemberId" = @member""",
        """UPDATE "audit_entry" SET "Detail" = '' WHERE "MemberId" = @member""",
        """
        UPDATE "member" SET "Phone" = '', "Profession" = '', "Organisation" = '', "Role" = 'resident', "RoleGrantedAt" = NULL, "WrongCodeTries" = 0,
            "CodePausedUntil" = NULL, "ErasedAt" = COALESCE("ErasedAt", @now) WHERE "Id" = @member
        """,
    ];
}
