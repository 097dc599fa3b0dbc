using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zaitaku.Storage.Migrations
{
    public partial class ConsultationDesk : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "ErasedAt",
                table: "member",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Organisation",
                table: "member",
                maxLength: 80,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Profession",
                table: "member",
                maxLength: 80,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Organisation",
                table: "invitation_code",
                maxLength: 80,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Profession",
                table: "invitation_code",
                maxLength: 80,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "RevokedAt",
                table: "invitation_code",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "StaffId",
                table: "invitation_code",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "audit_entry",
                columns: table => new
                {
                    Id = table.Column<long>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    At = table.Column<long>(nullable: false),
                    StaffId = table.Column<Guid>(nullable: true),
                    MemberId = table.Column<Guid>(nullable: true),
                    Action = table.Column<string>(maxLength: 40, nullable: false),
                    Subject = table.Column<string>(maxLength: 80, nullable: false),
                    Detail = table.Column<string>(maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_entry", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "consent",
                columns: table => new
                {
                    Id = table.Column<int>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    MemberId = table.Column<Guid>(nullable: false),
                    Version = table.Column<int>(nullable: false),
                    GivenAt = table.Column<long>(nullable: false),
                    WithdrawnAt = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_consent", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "consultation",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    Number = table.Column<int>(nullable: false),
                    State = table.Column<string>(maxLength: 16, nullable: false),
                    Route = table.Column<string>(maxLength: 16, nullable: false),
                    Origin = table.Column<string>(maxLength: 32, nullable: true),
                    Content = table.Column<string>(maxLength: 32, nullable: true),
                    Phase = table.Column<string>(maxLength: 32, nullable: true),
                    Urgency = table.Column<string>(maxLength: 16, nullable: false),
                    Area = table.Column<string>(maxLength: 60, nullable: false),
                    DeskId = table.Column<string>(maxLength: 40, nullable: false),
                    MemberId = table.Column<Guid>(nullable: true),
                    Channel = table.Column<string>(maxLength: 16, nullable: false),
                    AskerName = table.Column<string>(maxLength: 120, nullable: false),
                    WantsCall = table.Column<bool>(nullable: false),
                    CallPhone = table.Column<string>(maxLength: 40, nullable: false),
                    CallTimes = table.Column<string>(maxLength: 120, nullable: false),
                    CreatedAt = table.Column<long>(nullable: false),
                    ReceivedAt = table.Column<long>(nullable: true),
                    StaffId = table.Column<Guid>(nullable: true),
                    ClaimedAt = table.Column<long>(nullable: true),
                    TargetAt = table.Column<long>(nullable: true),
                    TargetLeftMinutes = table.Column<int>(nullable: true),
                    WarnedAt = table.Column<long>(nullable: true),
                    EscalationStep = table.Column<int>(nullable: false),
                    EscalatedAt = table.Column<long>(nullable: true),
                    FirstAnswerAt = table.Column<long>(nullable: true),
                    PlannedAt = table.Column<long>(nullable: true),
                    ClosedAt = table.Column<long>(nullable: true),
                    Outcome = table.Column<string>(maxLength: 32, nullable: true),
                    OutcomeNote = table.Column<string>(maxLength: 500, nullable: false),
                    MergedIntoId = table.Column<Guid>(nullable: true),
                    Helpfulness = table.Column<int>(nullable: true),
                    Revision = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_consultation", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "one_time_link",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    ConsultationId = table.Column<Guid>(nullable: false),
                    MemberId = table.Column<Guid>(nullable: true),
                    Purpose = table.Column<string>(maxLength: 16, nullable: false),
                    TokenHash = table.Column<string>(maxLength: 64, nullable: false),
                    CreatedAt = table.Column<long>(nullable: false),
                    ExpiresAt = table.Column<long>(nullable: false),
                    BrowserHash = table.Column<string>(maxLength: 64, nullable: true),
                    BoundAt = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_one_time_link", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "staff_account",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SignInName = table.Column<string>(maxLength: 40, nullable: false),
                    DisplayName = table.Column<string>(maxLength: 60, nullable: false),
                    Role = table.Column<string>(maxLength: 16, nullable: false),
                    MemberId = table.Column<Guid>(nullable: true),
                    PasswordHash = table.Column<string>(maxLength: 200, nullable: false),
                    TotpSecret = table.Column<string>(maxLength: 400, nullable: false),
                    TotpLastStep = table.Column<long>(nullable: false),
                    WrongTries = table.Column<int>(nullable: false),
                    LockedUntil = table.Column<long>(nullable: true),
                    CreatedAt = table.Column<long>(nullable: false),
                    DisabledAt = table.Column<long>(nullable: true),
                    OpenMax = table.Column<int>(nullable: false),
                    Areas = table.Column<string>(maxLength: 400, nullable: false),
                    AbsentFrom = table.Column<string>(maxLength: 10, nullable: true),
                    AbsentUntil = table.Column<string>(maxLength: 10, nullable: true),
                    DeputyId = table.Column<Guid>(nullable: true),
                    LastAssignedAt = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_staff_account", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "staff_session",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    StaffId = table.Column<Guid>(nullable: false),
                    TokenHash = table.Column<string>(maxLength: 64, nullable: false),
                    CreatedAt = table.Column<long>(nullable: false),
                    LastSeenAt = table.Column<long>(nullable: false),
                    ExpiresAt = table.Column<long>(nullable: false),
                    RevokedAt = table.Column<long>(nullable: true),
                    Browser = table.Column<string>(maxLength: 80, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_staff_session", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "staff_setup_link",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    StaffId = table.Column<Guid>(nullable: false),
                    TokenHash = table.Column<string>(maxLength: 64, nullable: false),
                    CreatedAt = table.Column<long>(nullable: false),
                    ExpiresAt = table.Column<long>(nullable: false),
                    UsedAt = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_staff_setup_link", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "consultation_entry",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    ConsultationId = table.Column<Guid>(nullable: false),
                    At = table.Column<long>(nullable: false),
                    Kind = table.Column<string>(maxLength: 16, nullable: false),
                    StaffId = table.Column<Guid>(nullable: true),
                    MemberId = table.Column<Guid>(nullable: true),
                    Text = table.Column<string>(maxLength: 10000, nullable: false),
                    IsInternal = table.Column<bool>(nullable: false),
                    PlaceId = table.Column<int>(nullable: true),
                    ChannelMessageId = table.Column<string>(maxLength: 200, nullable: false),
                    Sequence = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_consultation_entry", x => x.Id);
                    table.ForeignKey(
                        name: "FK_consultation_entry_consultation_ConsultationId",
                        column: x => x.ConsultationId,
                        principalTable: "consultation",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "consultation_file",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    ConsultationId = table.Column<Guid>(nullable: false),
                    Name = table.Column<string>(maxLength: 120, nullable: false),
                    ContentType = table.Column<string>(maxLength: 60, nullable: false),
                    Bytes = table.Column<long>(nullable: false),
                    AddedAt = table.Column<long>(nullable: false),
                    MemberId = table.Column<Guid>(nullable: true),
                    ErasedAt = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_consultation_file", x => x.Id);
                    table.ForeignKey(
                        name: "FK_consultation_file_consultation_ConsultationId",
                        column: x => x.ConsultationId,
                        principalTable: "consultation",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entry_at",
                table: "audit_entry",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "ix_audit_entry_subject",
                table: "audit_entry",
                column: "Subject");

            migrationBuilder.CreateIndex(
                name: "ix_consent_member",
                table: "consent",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "ix_consultation_member",
                table: "consultation",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "ix_consultation_received",
                table: "consultation",
                column: "ReceivedAt");

            migrationBuilder.CreateIndex(
                name: "ix_consultation_state",
                table: "consultation",
                columns: new[] { "State", "ReceivedAt" });

            migrationBuilder.CreateIndex(
                name: "ix_consultation_target",
                table: "consultation",
                column: "TargetAt");

            migrationBuilder.CreateIndex(
                name: "ux_consultation_number",
                table: "consultation",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_consultation_entry",
                table: "consultation_entry",
                columns: new[] { "ConsultationId", "At" });

            migrationBuilder.CreateIndex(
                name: "ix_consultation_entry_channel_message",
                table: "consultation_entry",
                column: "ChannelMessageId");

            migrationBuilder.CreateIndex(
                name: "ix_consultation_file",
                table: "consultation_file",
                column: "ConsultationId");

            migrationBuilder.CreateIndex(
                name: "ix_one_time_link_consultation",
                table: "one_time_link",
                column: "ConsultationId");

            migrationBuilder.CreateIndex(
                name: "ux_one_time_link_token",
                table: "one_time_link",
                column: "TokenHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_staff_account_name",
                table: "staff_account",
                column: "SignInName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_staff_session_staff",
                table: "staff_session",
                column: "StaffId");

            migrationBuilder.CreateIndex(
                name: "ux_staff_session_token",
                table: "staff_session",
                column: "TokenHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_staff_setup_link_token",
                table: "staff_setup_link",
                column: "TokenHash",
                unique: true);
        }

        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audit_entry");

            migrationBuilder.DropTable(
                name: "consent");

            migrationBuilder.DropTable(
                name: "consultation_entry");

            migrationBuilder.DropTable(
                name: "consultation_file");

            migrationBuilder.DropTable(
                name: "one_time_link");

            migrationBuilder.DropTable(
                name: "staff_account");

            migrationBuilder.DropTable(
                name: "staff_session");

            migrationBuilder.DropTable(
                name: "staff_setup_link");

            migrationBuilder.DropTable(
                name: "consultation");

            migrationBuilder.DropColumn(
                name: "ErasedAt",
                table: "member");

            migrationBuilder.DropColumn(
                name: "Organisation",
                table: "member");

            migrationBuilder.DropColumn(
                name: "Profession",
                table: "member");

            migrationBuilder.DropColumn(
                name: "Organisation",
                table: "invitation_code");

            migrationBuilder.DropColumn(
                name: "Profession",
                table: "invitation_code");

            migrationBuilder.DropColumn(
                name: "RevokedAt",
                table: "invitation_code");

            migrationBuilder.DropColumn(
                name: "StaffId",
                table: "invitation_code");
        }
    }
}
