using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zaitaku.Storage.Members;

namespace Zaitaku.Storage.Staff;

/// <summary>Somebody who signs in to the console: a coordinator or an admin.</summary>
public sealed class StaffAccount
{
    public Guid Id { get; init; }

    /// <summary>Typed at the sign-in; small letters, unique.</summary>
    public required string SignInName { get; set; }

    /// <summary>Shown to colleagues and, in answers, to people who ask.</summary>
    public required string DisplayName { get; set; }

    /// <summary><see cref="Role.Coordinator"/> or <see cref="Role.Admin"/>.</summary>
    public Role Role { get; set; }

    /// <summary>The same person in the chats, so that they can be told things there; null where not linked.</summary>
    public Guid? MemberId { get; set; }

    /// <summary>PBKDF2 with its salt and its count, as the framework's hasher writes it; empty until the set-up link was used.</summary>
    public string PasswordHash { get; set; } = "";

    /// <summary>RFC 6238 secret, protected by the program's keys; empty until set up.</summary>
    public string TotpSecret { get; set; } = "";

    /// <summary>The last time step that was used: a code opens once.</summary>
    public long TotpLastStep { get; set; }

    public int WrongTries { get; set; }

    public DateTimeOffset? LockedUntil { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Set when the account was closed: its sessions end, its name stays in timelines and in the audit trail.</summary>
    public DateTimeOffset? DisabledAt { get; set; }

    /// <summary>Open consultations the person can carry; 0 for the policy's number.</summary>
    public int OpenMax { get; set; }

    /// <summary>Areas of the policy, separated by commas; empty for all.</summary>
    public string Areas { get; set; } = "";

    /// <summary>What the person is by training, such as 看護師; empty when it does not matter here.</summary>
    public string Profession { get; set; } = "";

    /// <summary>Away from this day on, through <see cref="AbsentUntil"/>: nothing is assigned.</summary>
    public DateOnly? AbsentFrom { get; set; }

    public DateOnly? AbsentUntil { get; set; }

    /// <summary>Who hears when this person's target has passed.</summary>
    public Guid? DeputyId { get; set; }

    /// <summary>For round robin: who waited longest is next.</summary>
    public DateTimeOffset? LastAssignedAt { get; set; }

    public bool IsAbsent(DateOnly day) => AbsentFrom is { } from && day >= from && (AbsentUntil is not { } until || day <= until);
}

/// <summary>A browser that is signed in.</summary>
public sealed class StaffSession
{
    public Guid Id { get; init; }

    public Guid StaffId { get; init; }

    /// <summary>SHA-256 of the cookie's secret, hex.</summary>
    public required string TokenHash { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset LastSeenAt { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>Browser and system in few words, so that a person knows their own sessions.</summary>
    public string Browser { get; init; } = "";
}

/// <summary>A one-time link with which an account gets its password and second factor.</summary>
public sealed class StaffSetupLink
{
    public Guid Id { get; init; }

    public Guid StaffId { get; init; }

    public required string TokenHash { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; set; }
}

internal sealed class StaffAccountTable : IEntityTypeConfiguration<StaffAccount>
{
    public void Configure(EntityTypeBuilder<StaffAccount> table)
    {
        table.ToTable("staff_account");
        table.HasKey(account => account.Id);
        table.Property(account => account.SignInName).HasMaxLength(40);
        table.Property(account => account.DisplayName).HasMaxLength(60);
        table.Property(account => account.Role).HasConversion(role => role.Id(), id => MemberTable.ReadRole(id)).HasMaxLength(16);
        table.Property(account => account.PasswordHash).HasMaxLength(200);
        table.Property(account => account.TotpSecret).HasMaxLength(400);
        table.Property(account => account.TotpLastStep).IsConcurrencyToken(); // One code pressed in two browsers opens one.
        table.Property(account => account.Areas).HasMaxLength(400);
        table.Property(account => account.Profession).HasMaxLength(MemberRules.NameLengthMax);
        table.HasIndex(account => account.SignInName).IsUnique().HasDatabaseName("ux_staff_account_name");
    }
}

internal sealed class StaffSessionTable : IEntityTypeConfiguration<StaffSession>
{
    public void Configure(EntityTypeBuilder<StaffSession> table)
    {
        table.ToTable("staff_session");
        table.HasKey(session => session.Id);
        table.Property(session => session.TokenHash).HasMaxLength(64);
        table.Property(session => session.Browser).HasMaxLength(80);
        table.HasIndex(session => session.TokenHash).IsUnique().HasDatabaseName("ux_staff_session_token");
        table.HasIndex(session => session.StaffId).HasDatabaseName("ix_staff_session_staff");
    }
}

internal sealed class StaffSetupLinkTable : IEntityTypeConfiguration<StaffSetupLink>
{
    public void Configure(EntityTypeBuilder<StaffSetupLink> table)
    {
        table.ToTable("staff_setup_link");
        table.HasKey(link => link.Id);
        table.Property(link => link.TokenHash).HasMaxLength(64);
        table.Property(link => link.UsedAt).IsConcurrencyToken();
        table.HasIndex(link => link.TokenHash).IsUnique().HasDatabaseName("ux_staff_setup_link_token");
    }
}
