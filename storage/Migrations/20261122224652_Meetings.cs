using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zaitaku.Storage.Migrations
{
    public partial class Meetings : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "association",
                columns: table => new
                {
                    Id = table.Column<int>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Name = table.Column<string>(maxLength: 80, nullable: false),
                    MemberId = table.Column<Guid>(nullable: true),
                    ContactName = table.Column<string>(maxLength: 80, nullable: false),
                    Phone = table.Column<string>(maxLength: 40, nullable: false),
                    Profession = table.Column<string>(maxLength: 80, nullable: false),
                    CreatedAt = table.Column<long>(nullable: false),
                    ClosedAt = table.Column<long>(nullable: true),
                    Revision = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_association", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "meeting",
                columns: table => new
                {
                    Id = table.Column<int>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    SeriesId = table.Column<int>(nullable: true),
                    PlannedOn = table.Column<string>(maxLength: 10, nullable: true),
                    Title = table.Column<string>(maxLength: 120, nullable: false),
                    Organiser = table.Column<string>(maxLength: 80, nullable: false),
                    Kind = table.Column<string>(maxLength: 24, nullable: false),
                    Way = table.Column<string>(maxLength: 16, nullable: false),
                    Style = table.Column<string>(maxLength: 80, nullable: false),
                    StartsAt = table.Column<long>(nullable: false),
                    EndsAt = table.Column<long>(nullable: true),
                    Place = table.Column<string>(maxLength: 120, nullable: false),
                    Address = table.Column<string>(maxLength: 200, nullable: false),
                    OnlineUrl = table.Column<string>(maxLength: 400, nullable: false),
                    AudienceWords = table.Column<string>(maxLength: 200, nullable: false),
                    AudienceRoles = table.Column<string>(maxLength: 200, nullable: false),
                    AudienceProfessions = table.Column<string>(maxLength: 200, nullable: false),
                    AudienceAreas = table.Column<string>(maxLength: 200, nullable: false),
                    IsForResidents = table.Column<bool>(nullable: false),
                    HasAdministrators = table.Column<bool>(nullable: false),
                    Capacity = table.Column<int>(nullable: true),
                    Fee = table.Column<string>(maxLength: 80, nullable: false),
                    Description = table.Column<string>(maxLength: 2000, nullable: false),
                    Inviting = table.Column<string>(maxLength: 16, nullable: false),
                    AnswersUntil = table.Column<long>(nullable: true),
                    OfferHours = table.Column<int>(nullable: false),
                    InviteDays = table.Column<int>(nullable: false),
                    NudgeDays = table.Column<int>(nullable: false),
                    DayBeforeMinute = table.Column<int>(nullable: false),
                    SoonMinutes = table.Column<int>(nullable: false),
                    CheckInCode = table.Column<string>(maxLength: 6, nullable: false),
                    CancelledAt = table.Column<long>(nullable: true),
                    CancelReason = table.Column<string>(maxLength: 200, nullable: false),
                    Agenda = table.Column<string>(maxLength: 4000, nullable: false),
                    Minutes = table.Column<string>(maxLength: 20000, nullable: false),
                    MinutesSentAt = table.Column<long>(nullable: true),
                    ImportKey = table.Column<string>(maxLength: 200, nullable: false),
                    IsDemo = table.Column<bool>(nullable: false),
                    StaffId = table.Column<Guid>(nullable: true),
                    CreatedAt = table.Column<long>(nullable: false),
                    ChangedAt = table.Column<long>(nullable: false),
                    Revision = table.Column<int>(nullable: false),
                    FollowedRevision = table.Column<int>(nullable: false),
                    SeatsRevision = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_meeting", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "meeting_change",
                columns: table => new
                {
                    Id = table.Column<long>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    MeetingId = table.Column<int>(nullable: false),
                    Until = table.Column<long>(nullable: false),
                    StartsAt = table.Column<long>(nullable: false),
                    EndsAt = table.Column<long>(nullable: true),
                    Place = table.Column<string>(maxLength: 120, nullable: false),
                    OnlineUrl = table.Column<string>(maxLength: 400, nullable: false),
                    IsCancelled = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_meeting_change", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "meeting_feed",
                columns: table => new
                {
                    Id = table.Column<int>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RoleId = table.Column<string>(maxLength: 16, nullable: false),
                    MemberId = table.Column<Guid>(nullable: true),
                    TokenHash = table.Column<string>(maxLength: 64, nullable: false),
                    Label = table.Column<string>(maxLength: 80, nullable: false),
                    StaffId = table.Column<Guid>(nullable: true),
                    CreatedAt = table.Column<long>(nullable: false),
                    RevokedAt = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_meeting_feed", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "meeting_headcount",
                columns: table => new
                {
                    Id = table.Column<long>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    MeetingId = table.Column<int>(nullable: false),
                    Profession = table.Column<string>(maxLength: 80, nullable: false),
                    Organisation = table.Column<string>(maxLength: 80, nullable: false),
                    Count = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_meeting_headcount", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "meeting_invitee",
                columns: table => new
                {
                    Id = table.Column<long>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    MeetingId = table.Column<int>(nullable: false),
                    MemberId = table.Column<Guid>(nullable: true),
                    AssociationId = table.Column<int>(nullable: true),
                    ForId = table.Column<long>(nullable: true),
                    Kind = table.Column<string>(maxLength: 16, nullable: false),
                    Name = table.Column<string>(maxLength: 80, nullable: false),
                    Profession = table.Column<string>(maxLength: 80, nullable: false),
                    Organisation = table.Column<string>(maxLength: 80, nullable: false),
                    Answer = table.Column<string>(maxLength: 16, nullable: false),
                    AnsweredAt = table.Column<long>(nullable: true),
                    AnsweredVia = table.Column<string>(maxLength: 16, nullable: false),
                    AnsweredStaffId = table.Column<Guid>(nullable: true),
                    WaitingSince = table.Column<long>(nullable: true),
                    OfferUntil = table.Column<long>(nullable: true),
                    AddedAt = table.Column<long>(nullable: false),
                    PlannedAt = table.Column<long>(nullable: true),
                    RemovedAt = table.Column<long>(nullable: true),
                    AttendedAt = table.Column<long>(nullable: true),
                    AttendedVia = table.Column<string>(maxLength: 16, nullable: false),
                    Revision = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_meeting_invitee", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "meeting_issue",
                columns: table => new
                {
                    Id = table.Column<int>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    MeetingId = table.Column<int>(nullable: false),
                    Problem = table.Column<string>(maxLength: 1000, nullable: false),
                    Measure = table.Column<string>(maxLength: 1000, nullable: false),
                    MemberId = table.Column<Guid>(nullable: true),
                    OwnerName = table.Column<string>(maxLength: 80, nullable: false),
                    DueOn = table.Column<string>(maxLength: 10, nullable: true),
                    DoneAt = table.Column<long>(nullable: true),
                    Outcome = table.Column<string>(maxLength: 1000, nullable: false),
                    StaffId = table.Column<Guid>(nullable: true),
                    CreatedAt = table.Column<long>(nullable: false),
                    PlannedAt = table.Column<long>(nullable: true),
                    Revision = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_meeting_issue", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "meeting_link",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    InviteeId = table.Column<long>(nullable: false),
                    TokenHash = table.Column<string>(maxLength: 64, nullable: false),
                    CreatedAt = table.Column<long>(nullable: false),
                    ExpiresAt = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_meeting_link", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "meeting_paper",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    MeetingId = table.Column<int>(nullable: false),
                    IsRecord = table.Column<bool>(nullable: false),
                    Name = table.Column<string>(maxLength: 120, nullable: false),
                    ContentType = table.Column<string>(maxLength: 60, nullable: false),
                    Bytes = table.Column<long>(nullable: false),
                    StaffId = table.Column<Guid>(nullable: true),
                    AddedAt = table.Column<long>(nullable: false),
                    ErasedAt = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_meeting_paper", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "meeting_series",
                columns: table => new
                {
                    Id = table.Column<int>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RuleText = table.Column<string>(maxLength: 120, nullable: false),
                    From = table.Column<string>(maxLength: 10, nullable: false),
                    Until = table.Column<string>(maxLength: 10, nullable: true),
                    Holidays = table.Column<string>(maxLength: 24, nullable: false),
                    StaffId = table.Column<Guid>(nullable: true),
                    CreatedAt = table.Column<long>(nullable: false),
                    ClosedAt = table.Column<long>(nullable: true),
                    Revision = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_meeting_series", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "meeting_survey",
                columns: table => new
                {
                    Id = table.Column<int>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    MeetingId = table.Column<int>(nullable: false),
                    IsAnonymous = table.Column<bool>(nullable: false),
                    SentAt = table.Column<long>(nullable: true),
                    ClosesAt = table.Column<long>(nullable: true),
                    Revision = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_meeting_survey", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "survey_answer",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    QuestionId = table.Column<int>(nullable: false),
                    InviteeId = table.Column<long>(nullable: true),
                    Value = table.Column<int>(nullable: true),
                    Words = table.Column<string>(maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_survey_answer", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "survey_ticket",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SurveyId = table.Column<int>(nullable: false),
                    InviteeId = table.Column<long>(nullable: false),
                    TokenHash = table.Column<string>(maxLength: 64, nullable: false),
                    IsUsed = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_survey_ticket", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "survey_question",
                columns: table => new
                {
                    Id = table.Column<int>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    SurveyId = table.Column<int>(nullable: false),
                    Order = table.Column<int>(nullable: false),
                    Text = table.Column<string>(maxLength: 200, nullable: false),
                    Kind = table.Column<string>(maxLength: 16, nullable: false),
                    Choices = table.Column<string>(maxLength: 600, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_survey_question", x => x.Id);
                    table.ForeignKey(
                        name: "FK_survey_question_meeting_survey_SurveyId",
                        column: x => x.SurveyId,
                        principalTable: "meeting_survey",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_meeting_start",
                table: "meeting",
                column: "StartsAt");

            migrationBuilder.CreateIndex(
                name: "ux_meeting_series",
                table: "meeting",
                columns: new[] { "SeriesId", "PlannedOn" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_meeting_change_meeting",
                table: "meeting_change",
                columns: new[] { "MeetingId", "Until" });

            migrationBuilder.CreateIndex(
                name: "ux_meeting_feed_token",
                table: "meeting_feed",
                column: "TokenHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_meeting_headcount",
                table: "meeting_headcount",
                columns: new[] { "MeetingId", "Profession", "Organisation" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_meeting_invitee_member",
                table: "meeting_invitee",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "ix_meeting_invitee_offer",
                table: "meeting_invitee",
                column: "OfferUntil");

            migrationBuilder.CreateIndex(
                name: "ix_meeting_invitee_planned",
                table: "meeting_invitee",
                column: "PlannedAt");

            migrationBuilder.CreateIndex(
                name: "ux_meeting_invitee_member",
                table: "meeting_invitee",
                columns: new[] { "MeetingId", "MemberId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_meeting_issue_meeting",
                table: "meeting_issue",
                column: "MeetingId");

            migrationBuilder.CreateIndex(
                name: "ix_meeting_issue_open",
                table: "meeting_issue",
                columns: new[] { "DoneAt", "DueOn" });

            migrationBuilder.CreateIndex(
                name: "ix_meeting_link_invitee",
                table: "meeting_link",
                column: "InviteeId");

            migrationBuilder.CreateIndex(
                name: "ux_meeting_link_token",
                table: "meeting_link",
                column: "TokenHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_meeting_paper_meeting",
                table: "meeting_paper",
                column: "MeetingId");

            migrationBuilder.CreateIndex(
                name: "ux_meeting_survey",
                table: "meeting_survey",
                column: "MeetingId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_survey_answer_question",
                table: "survey_answer",
                column: "QuestionId");

            migrationBuilder.CreateIndex(
                name: "IX_survey_question_SurveyId",
                table: "survey_question",
                column: "SurveyId");

            migrationBuilder.CreateIndex(
                name: "ux_survey_ticket_invitee",
                table: "survey_ticket",
                columns: new[] { "SurveyId", "InviteeId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_survey_ticket_token",
                table: "survey_ticket",
                column: "TokenHash",
                unique: true);
        }

        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "association");

            migrationBuilder.DropTable(
                name: "meeting");

            migrationBuilder.DropTable(
                name: "meeting_change");

            migrationBuilder.DropTable(
                name: "meeting_feed");

            migrationBuilder.DropTable(
                name: "meeting_headcount");

            migrationBuilder.DropTable(
                name: "meeting_invitee");

            migrationBuilder.DropTable(
                name: "meeting_issue");

            migrationBuilder.DropTable(
                name: "meeting_link");

            migrationBuilder.DropTable(
                name: "meeting_paper");

            migrationBuilder.DropTable(
                name: "meeting_series");

            migrationBuilder.DropTable(
                name: "survey_answer");

            migrationBuilder.DropTable(
                name: "survey_question");

            migrationBuilder.DropTable(
                name: "survey_ticket");

            migrationBuilder.DropTable(
                name: "meeting_survey");
        }
    }
}
