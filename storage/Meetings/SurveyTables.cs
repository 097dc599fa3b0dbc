using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zaitaku.Storage.Meetings;

internal sealed class MeetingSurveyTable : IEntityTypeConfiguration<MeetingSurvey>
{
    public void Configure(EntityTypeBuilder<MeetingSurvey> table)
    {
        table.ToTable("meeting_survey");
        table.HasKey(survey => survey.Id);
        table.Property(survey => survey.Revision).IsConcurrencyToken();
        table.HasMany(survey => survey.Questions).WithOne().HasForeignKey(question => question.SurveyId);
        table.HasIndex(survey => survey.MeetingId).IsUnique().HasDatabaseName("ux_meeting_survey");
    }
}

internal sealed class SurveyQuestionTable : IEntityTypeConfiguration<SurveyQuestion>
{
    public void Configure(EntityTypeBuilder<SurveyQuestion> table)
    {
        table.ToTable("survey_question");
        table.HasKey(question => question.Id);
        table.Property(question => question.Text).HasMaxLength(SurveyQuestion.TextLengthMax);
        table.Property(question => question.Kind).HasConversion<string>().HasMaxLength(16);
        table.Property(question => question.Choices).HasMaxLength(SurveyQuestion.ChoicesLengthMax);
    }
}

internal sealed class SurveyAnswerTable : IEntityTypeConfiguration<SurveyAnswer>
{
    public void Configure(EntityTypeBuilder<SurveyAnswer> table)
    {
        table.ToTable("survey_answer");
        table.HasKey(answer => answer.Id);
        table.Property(answer => answer.Id).ValueGeneratedNever();
        table.Property(answer => answer.Words).HasMaxLength(SurveyAnswer.WordsLengthMax);
        table.HasIndex(answer => answer.QuestionId).HasDatabaseName("ix_survey_answer_question");
    }
}

internal sealed class SurveyTicketTable : IEntityTypeConfiguration<SurveyTicket>
{
    public void Configure(EntityTypeBuilder<SurveyTicket> table)
    {
        table.ToTable("survey_ticket");
        table.HasKey(ticket => ticket.Id);
        table.Property(ticket => ticket.Id).ValueGeneratedNever();
        table.Property(ticket => ticket.TokenHash).HasMaxLength(64);
        table.Property(ticket => ticket.IsUsed).IsConcurrencyToken(); // Sent twice: one counts.
        table.HasIndex(ticket => ticket.TokenHash).IsUnique().HasDatabaseName("ux_survey_ticket_token");
        table.HasIndex(ticket => new { ticket.SurveyId, ticket.InviteeId }).IsUnique().HasDatabaseName("ux_survey_ticket_invitee");
    }
}

internal sealed class MeetingIssueTable : IEntityTypeConfiguration<MeetingIssue>
{
    public void Configure(EntityTypeBuilder<MeetingIssue> table)
    {
        table.ToTable("meeting_issue");
        table.HasKey(issue => issue.Id);
        table.Property(issue => issue.Problem).HasMaxLength(MeetingIssue.TextLengthMax);
        table.Property(issue => issue.Measure).HasMaxLength(MeetingIssue.TextLengthMax);
        table.Property(issue => issue.OwnerName).HasMaxLength(Meeting.NameLengthMax);
        table.Property(issue => issue.Outcome).HasMaxLength(MeetingIssue.TextLengthMax);
        table.Property(issue => issue.Revision).IsConcurrencyToken();
        table.Property(issue => issue.PlannedAt).IsConcurrencyToken(); // Planned and edited at once: one looks again.
        table.HasIndex(issue => issue.MeetingId).HasDatabaseName("ix_meeting_issue_meeting");
        table.HasIndex(issue => new { issue.DoneAt, issue.DueOn }).HasDatabaseName("ix_meeting_issue_open");
    }
}
