using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Covers;
using Zaitaku.Storage.Dialogue;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Gazetteer;
using Zaitaku.Storage.HandRaising;
using Zaitaku.Storage.Imports;
using Zaitaku.Storage.Inbox;
using Zaitaku.Storage.Knowledge;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Outbox;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Staff;
using Zaitaku.Storage.Substitutes;
using Zaitaku.Storage.Teams;
using Zaitaku.Storage.Unanswered;

namespace Zaitaku.Storage;

/// <summary>The record book. API that exists in EF Core 6 and in 10 only; no column types, so that another provider can read the migrations.</summary>
public sealed class ZaitakuDb(DbContextOptions<ZaitakuDb> options) : DbContext(options)
{
    public DbSet<Place> Places => Set<Place>();

    public DbSet<PlaceDetail> PlaceDetails => Set<PlaceDetail>();

    public DbSet<PlaceRecord> PlaceRecords => Set<PlaceRecord>();

    public DbSet<PlaceSource> PlaceSources => Set<PlaceSource>();

    public DbSet<HolidayCorrection> HolidayCorrections => Set<HolidayCorrection>();

    public DbSet<GazetteerEntry> GazetteerEntries => Set<GazetteerEntry>();

    public DbSet<ImportRun> ImportRuns => Set<ImportRun>();

    public DbSet<Member> Members => Set<Member>();

    public DbSet<ChannelLink> ChannelLinks => Set<ChannelLink>();

    public DbSet<InvitationCode> InvitationCodes => Set<InvitationCode>();

    public DbSet<LinkCode> LinkCodes => Set<LinkCode>();

    public DbSet<TeamsConversation> TeamsConversations => Set<TeamsConversation>();

    public DbSet<InboxMessage> Inbox => Set<InboxMessage>();

    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();

    public DbSet<PhoneTask> PhoneTasks => Set<PhoneTask>();

    public DbSet<QuotaReading> QuotaReadings => Set<QuotaReading>();

    public DbSet<QuietHours> QuietHours => Set<QuietHours>();

    public DbSet<DialogueState> Dialogues => Set<DialogueState>();

    public DbSet<KeptNote> KeptNotes => Set<KeptNote>();

    public DbSet<Lesson> Lessons => Set<Lesson>();

    public DbSet<KnowledgeVersion> KnowledgeVersions => Set<KnowledgeVersion>();

    public DbSet<Consent> Consents => Set<Consent>();

    public DbSet<Consultation> Consultations => Set<Consultation>();

    public DbSet<ConsultationEntry> ConsultationEntries => Set<ConsultationEntry>();

    public DbSet<ConsultationFile> ConsultationFiles => Set<ConsultationFile>();

    public DbSet<OneTimeLink> OneTimeLinks => Set<OneTimeLink>();

    public DbSet<StaffAccount> StaffAccounts => Set<StaffAccount>();

    public DbSet<StaffSession> StaffSessions => Set<StaffSession>();

    public DbSet<StaffSetupLink> StaffSetupLinks => Set<StaffSetupLink>();

    public DbSet<DutyRota> DutyRotas => Set<DutyRota>();

    public DbSet<DutyHolder> DutyHolders => Set<DutyHolder>();

    public DbSet<DutyShift> DutyShifts => Set<DutyShift>();

    public DbSet<RotaDraft> RotaDrafts => Set<RotaDraft>();

    public DbSet<RotaFeed> RotaFeeds => Set<RotaFeed>();

    public DbSet<RotaMember> RotaMembers => Set<RotaMember>();

    public DbSet<MemberTerm> MemberTerms => Set<MemberTerm>();

    public DbSet<RotaPattern> RotaPatterns => Set<RotaPattern>();

    public DbSet<RotaProposal> RotaProposals => Set<RotaProposal>();

    public DbSet<HeldDuty> HeldDuties => Set<HeldDuty>();

    public DbSet<DutyStep> DutySteps => Set<DutyStep>();

    public DbSet<HandoverNote> HandoverNotes => Set<HandoverNote>();

    public DbSet<DutyLink> DutyLinks => Set<DutyLink>();

    public DbSet<DutyGap> DutyGaps => Set<DutyGap>();

    public DbSet<DutyAway> DutyAways => Set<DutyAway>();

    public DbSet<DutyPair> DutyPairs => Set<DutyPair>();

    public DbSet<CoverRequest> CoverRequests => Set<CoverRequest>();

    public DbSet<CoverAsk> CoverAsks => Set<CoverAsk>();

    public DbSet<CoverTaking> CoverTakings => Set<CoverTaking>();

    public DbSet<HandCase> HandCases => Set<HandCase>();

    public DbSet<SubstituteRequest> SubstituteRequests => Set<SubstituteRequest>();

    public DbSet<Meeting> Meetings => Set<Meeting>();

    public DbSet<MeetingSeries> MeetingSeries => Set<MeetingSeries>();

    public DbSet<MeetingChange> MeetingChanges => Set<MeetingChange>();

    public DbSet<MeetingInvitee> MeetingInvitees => Set<MeetingInvitee>();

    public DbSet<MeetingHeadcount> MeetingHeadcounts => Set<MeetingHeadcount>();

    public DbSet<Association> Associations => Set<Association>();

    public DbSet<MeetingLink> MeetingLinks => Set<MeetingLink>();

    public DbSet<MeetingFeed> MeetingFeeds => Set<MeetingFeed>();

    public DbSet<MeetingPaper> MeetingPapers => Set<MeetingPaper>();

    public DbSet<MeetingSurvey> MeetingSurveys => Set<MeetingSurvey>();

    public DbSet<SurveyAnswer> SurveyAnswers => Set<SurveyAnswer>();

    public DbSet<SurveyTicket> SurveyTickets => Set<SurveyTicket>();

    public DbSet<MeetingIssue> MeetingIssues => Set<MeetingIssue>();

    public DbSet<AuditEntry> AuditTrail => Set<AuditEntry>();

    /// <summary>Runs something once what this context saves is on disk: not earlier, as <see cref="DbContext.SavedChanges"/> does inside a shared transaction.</summary>
    public void WhenKept(Action then)
    {
        ArgumentNullException.ThrowIfNull(then);
        SavedChanges -= TellUnlessShared;
        SavedChanges += TellUnlessShared;
        _whenKept += then;
    }

    private void TellUnlessShared(object? sender, SavedChangesEventArgs saved)
    {
        if (Database.CurrentTransaction is null)
        {
            TellKept();
        }
    }

    /// <summary>The shared transaction is on disk.</summary>
    internal void TellKept()
    {
        Action? then = _whenKept;
        _whenKept = null;
        then?.Invoke();
    }

    /// <summary>Back to the pool: what nobody saved is nobody's to tell, least of all the next one's.</summary>
    public override void Dispose()
    {
        _whenKept = null;
        base.Dispose();
    }

    /// <inheritdoc cref="Dispose"/>
    public override ValueTask DisposeAsync()
    {
        _whenKept = null;
        return base.DisposeAsync();
    }

    private Action? _whenKept;

    /// <exception cref="InvalidOperationException">A row of the audit trail was changed or removed. What is past its time goes by a statement of its own (HousekeepingJob), and so do facts about somebody who is erased.</exception>
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        KeepTrail();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    /// <inheritdoc cref="SaveChanges(bool)"/>
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        KeepTrail();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    private void KeepTrail()
    {
        foreach (EntityEntry<AuditEntry> row in ChangeTracker.Entries<AuditEntry>())
        {
            // Where two accounts become one their rows go along (MemberMerge); what was done, to what and when stays.
            bool isRewritten = row.State == EntityState.Modified && row.Properties.Any(column => column.IsModified && column.Metadata.Name != nameof(AuditEntry.MemberId));
            if (isRewritten || row.State == EntityState.Deleted)
            {
                throw new InvalidOperationException($"Row {row.Entity.Id} of the audit trail is {row.State}; the trail is only ever added to.");
            }
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ZaitakuDb).Assembly);
    }

    /// <summary>SQLite neither compares nor orders <see cref="DateTimeOffset"/>, so every instant is a count of UTC ticks.</summary>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
        configurationBuilder.Properties<DateOnly>().HaveConversion<IsoDay>().HaveMaxLength(10);
    }

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(
        instant => instant.UtcTicks,
        ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    private sealed class IsoDay() : ValueConverter<DateOnly, string>(
        day => day.ToString("yyyy-MM-dd"),
        text => DateOnly.ParseExact(text, "yyyy-MM-dd"));
}
