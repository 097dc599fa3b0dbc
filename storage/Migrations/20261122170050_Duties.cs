using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zaitaku.Storage.Migrations
{
    public partial class Duties : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Layer",
                table: "rota_draft",
                maxLength: 16,
                nullable: false,
                defaultValue: "Plan");

            migrationBuilder.AddColumn<Guid>(
                name: "ProposalId",
                table: "rota_draft",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "HolderId",
                table: "invitation_code",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "AtStart",
                table: "duty_rota",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<int>(
                name: "ConfirmByMinute",
                table: "duty_rota",
                nullable: false,
                defaultValue: 1200);

            migrationBuilder.AddColumn<bool>(
                name: "CoverNeedsApproval",
                table: "duty_rota",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "DayBeforeMinute",
                table: "duty_rota",
                nullable: false,
                defaultValue: 1020);

            migrationBuilder.AddColumn<int>(
                name: "EveryoneAfterMinutes",
                table: "duty_rota",
                nullable: false,
                defaultValue: 60);

            migrationBuilder.AddColumn<int>(
                name: "FollowedRevision",
                table: "duty_rota",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "NextInLineAfterMinutes",
                table: "duty_rota",
                nullable: false,
                defaultValue: 30);

            migrationBuilder.AddColumn<int>(
                name: "RestMinMinutes",
                table: "duty_rota",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "SaturdayJoinsRun",
                table: "duty_rota",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "TellsHolders",
                table: "duty_rota",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<int>(
                name: "WeekBeforeDays",
                table: "duty_rota",
                nullable: false,
                defaultValue: 7);

            migrationBuilder.AddColumn<bool>(
                name: "WeekendKeepsHolidays",
                table: "duty_rota",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "YearEnd",
                table: "duty_rota",
                maxLength: 11,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Areas",
                table: "duty_holder",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "AtStart",
                table: "duty_holder",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "DayBeforeMinute",
                table: "duty_holder",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Procedures",
                table: "duty_holder",
                maxLength: 400,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "WeekBeforeDays",
                table: "duty_holder",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "cover_request",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    RotaId = table.Column<int>(nullable: false),
                    SeatId = table.Column<int>(nullable: false),
                    HolderId = table.Column<int>(nullable: false),
                    StartsAt = table.Column<long>(nullable: false),
                    EndsAt = table.Column<long>(nullable: false),
                    Kind = table.Column<string>(maxLength: 16, nullable: false),
                    IsSudden = table.Column<bool>(nullable: false),
                    OtherHolderId = table.Column<int>(nullable: true),
                    OtherSeatId = table.Column<int>(nullable: true),
                    OtherStartsAt = table.Column<long>(nullable: true),
                    OtherEndsAt = table.Column<long>(nullable: true),
                    State = table.Column<string>(maxLength: 16, nullable: false),
                    StaffId = table.Column<Guid>(nullable: true),
                    CreatedAt = table.Column<long>(nullable: false),
                    TakerId = table.Column<int>(nullable: true),
                    TakenAt = table.Column<long>(nullable: true),
                    EndedAt = table.Column<long>(nullable: true),
                    Round = table.Column<int>(nullable: false),
                    ChaseStep = table.Column<int>(nullable: false),
                    NextChaseAt = table.Column<long>(nullable: true),
                    Revision = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cover_request", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "cover_taking",
                columns: table => new
                {
                    RequestId = table.Column<Guid>(nullable: false),
                    Round = table.Column<int>(nullable: false),
                    HolderId = table.Column<int>(nullable: false),
                    At = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cover_taking", x => new { x.RequestId, x.Round });
                });

            migrationBuilder.CreateTable(
                name: "duty_away",
                columns: table => new
                {
                    Id = table.Column<int>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    HolderId = table.Column<int>(nullable: false),
                    StartsAt = table.Column<long>(nullable: false),
                    EndsAt = table.Column<long>(nullable: false),
                    CreatedAt = table.Column<long>(nullable: false),
                    StaffId = table.Column<Guid>(nullable: true),
                    RemovedAt = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_duty_away", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "duty_gap",
                columns: table => new
                {
                    Id = table.Column<long>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RotaId = table.Column<int>(nullable: false),
                    SeatId = table.Column<int>(nullable: false),
                    StartsAt = table.Column<long>(nullable: false),
                    EndsAt = table.Column<long>(nullable: false),
                    Cause = table.Column<string>(maxLength: 16, nullable: false),
                    HolderId = table.Column<int>(nullable: true),
                    FoundAt = table.Column<long>(nullable: false),
                    ToldAt = table.Column<long>(nullable: true),
                    ToldIn = table.Column<Guid>(nullable: true),
                    GoneAt = table.Column<long>(nullable: true),
                    OpenKey = table.Column<string>(maxLength: 120, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_duty_gap", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "duty_link",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    DutyId = table.Column<long>(nullable: false),
                    MemberId = table.Column<Guid>(nullable: false),
                    TokenHash = table.Column<string>(maxLength: 64, nullable: false),
                    CreatedAt = table.Column<long>(nullable: false),
                    ExpiresAt = table.Column<long>(nullable: false),
                    BrowserHash = table.Column<string>(maxLength: 64, nullable: true),
                    BoundAt = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_duty_link", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "duty_pair",
                columns: table => new
                {
                    Id = table.Column<int>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    OneId = table.Column<int>(nullable: false),
                    OtherId = table.Column<int>(nullable: false),
                    CreatedAt = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_duty_pair", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "hand_case",
                columns: table => new
                {
                    Id = table.Column<int>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    State = table.Column<string>(maxLength: 16, nullable: false),
                    Area = table.Column<string>(maxLength: 60, nullable: false),
                    CareLevel = table.Column<string>(maxLength: 16, nullable: false),
                    Procedures = table.Column<string>(maxLength: 400, nullable: false),
                    StartsOn = table.Column<string>(maxLength: 10, nullable: true),
                    WantsDeputy = table.Column<bool>(nullable: false),
                    Rule = table.Column<string>(maxLength: 16, nullable: false),
                    Deadline = table.Column<long>(nullable: false),
                    Remark = table.Column<string>(maxLength: 200, nullable: false),
                    StaffId = table.Column<Guid>(nullable: false),
                    CreatedAt = table.Column<long>(nullable: false),
                    SentAt = table.Column<long>(nullable: true),
                    FirstHandAt = table.Column<long>(nullable: true),
                    MatchedAt = table.Column<long>(nullable: true),
                    ClosedAt = table.Column<long>(nullable: true),
                    AskedCount = table.Column<int>(nullable: false),
                    HandCount = table.Column<int>(nullable: false),
                    ChaseStep = table.Column<int>(nullable: false),
                    NextChaseAt = table.Column<long>(nullable: true),
                    ChaseFrom = table.Column<long>(nullable: true),
                    ErasedAt = table.Column<long>(nullable: true),
                    Revision = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hand_case", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "handover_note",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    RotaId = table.Column<int>(nullable: false),
                    DutyId = table.Column<long>(nullable: true),
                    MemberId = table.Column<Guid>(nullable: true),
                    StaffId = table.Column<Guid>(nullable: true),
                    Text = table.Column<string>(maxLength: 4000, nullable: false),
                    WrittenAt = table.Column<long>(nullable: false),
                    ShownUntil = table.Column<long>(nullable: false),
                    Revision = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_handover_note", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "held_duty",
                columns: table => new
                {
                    Id = table.Column<long>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RotaId = table.Column<int>(nullable: false),
                    SeatId = table.Column<int>(nullable: false),
                    HolderId = table.Column<int>(nullable: false),
                    StartsAt = table.Column<long>(nullable: false),
                    EndsAt = table.Column<long>(nullable: false),
                    CreatedAt = table.Column<long>(nullable: false),
                    EndedAt = table.Column<long>(nullable: true),
                    ToldBy = table.Column<Guid>(nullable: true),
                    EndToldBy = table.Column<Guid>(nullable: true),
                    SeenAt = table.Column<long>(nullable: true),
                    ConfirmedAt = table.Column<long>(nullable: true),
                    ConfirmedVia = table.Column<string>(maxLength: 16, nullable: false),
                    ConfirmedStaffId = table.Column<Guid>(nullable: true),
                    NextStepAt = table.Column<long>(nullable: true),
                    PlannedAt = table.Column<long>(nullable: true),
                    CallsReceived = table.Column<int>(nullable: true),
                    Revision = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_held_duty", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "member_term",
                columns: table => new
                {
                    Id = table.Column<int>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RotaId = table.Column<int>(nullable: false),
                    HolderId = table.Column<int>(nullable: false),
                    Share = table.Column<double>(nullable: false),
                    FromDay = table.Column<string>(maxLength: 10, nullable: false),
                    UntilDay = table.Column<string>(maxLength: 10, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_member_term", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "rota_member",
                columns: table => new
                {
                    Id = table.Column<int>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RotaId = table.Column<int>(nullable: false),
                    HolderId = table.Column<int>(nullable: false),
                    Share = table.Column<double>(nullable: false),
                    MonthMax = table.Column<int>(nullable: true),
                    Seats = table.Column<string>(maxLength: 200, nullable: false),
                    Position = table.Column<int>(nullable: false),
                    CreatedAt = table.Column<long>(nullable: false),
                    LeftAt = table.Column<long>(nullable: true),
                    Revision = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rota_member", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "rota_pattern",
                columns: table => new
                {
                    Id = table.Column<int>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RotaId = table.Column<int>(nullable: false),
                    SeatId = table.Column<int>(nullable: false),
                    Body = table.Column<string>(nullable: false),
                    FixedHolderId = table.Column<int>(nullable: true),
                    CreatedAt = table.Column<long>(nullable: false),
                    RemovedAt = table.Column<long>(nullable: true),
                    Revision = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rota_pattern", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "rota_proposal",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    RotaId = table.Column<int>(nullable: false),
                    FromDay = table.Column<string>(maxLength: 10, nullable: false),
                    UntilDay = table.Column<string>(maxLength: 10, nullable: false),
                    Body = table.Column<string>(nullable: false),
                    Result = table.Column<string>(maxLength: 16, nullable: false),
                    ConflictBody = table.Column<string>(nullable: false),
                    Seed = table.Column<int>(nullable: false),
                    StaffId = table.Column<Guid>(nullable: true),
                    CreatedAt = table.Column<long>(nullable: false),
                    ChangedAt = table.Column<long>(nullable: false),
                    EndedAt = table.Column<long>(nullable: true),
                    Revision = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rota_proposal", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "substitute_request",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    State = table.Column<string>(maxLength: 16, nullable: false),
                    RequesterId = table.Column<int>(nullable: false),
                    RotaId = table.Column<int>(nullable: false),
                    SeatId = table.Column<int>(nullable: false),
                    UnitStartsAt = table.Column<long>(nullable: false),
                    UnitEndsAt = table.Column<long>(nullable: false),
                    AbsentFrom = table.Column<long>(nullable: false),
                    AbsentUntil = table.Column<long>(nullable: false),
                    Cutoff = table.Column<long>(nullable: false),
                    Papers = table.Column<string>(maxLength: 600, nullable: false),
                    ConsentAt = table.Column<long>(nullable: true),
                    NurseToldAt = table.Column<long>(nullable: true),
                    StaffId = table.Column<Guid>(nullable: true),
                    CreatedAt = table.Column<long>(nullable: false),
                    SentAt = table.Column<long>(nullable: true),
                    AcceptedAt = table.Column<long>(nullable: true),
                    ClosedAt = table.Column<long>(nullable: true),
                    Outcome = table.Column<string>(maxLength: 16, nullable: false),
                    OutcomeAt = table.Column<long>(nullable: true),
                    Reminded = table.Column<int>(nullable: false),
                    OutcomeAskedAt = table.Column<long>(nullable: true),
                    GapToldAt = table.Column<long>(nullable: true),
                    Revision = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_substitute_request", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "cover_ask",
                columns: table => new
                {
                    Id = table.Column<long>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RequestId = table.Column<Guid>(nullable: false),
                    HolderId = table.Column<int>(nullable: false),
                    AskedAt = table.Column<long>(nullable: false),
                    Answer = table.Column<string>(maxLength: 16, nullable: false),
                    AnsweredAt = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cover_ask", x => x.Id);
                    table.ForeignKey(
                        name: "FK_cover_ask_cover_request_RequestId",
                        column: x => x.RequestId,
                        principalTable: "cover_request",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "hand_case_ask",
                columns: table => new
                {
                    Id = table.Column<long>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CaseId = table.Column<int>(nullable: false),
                    HolderId = table.Column<int>(nullable: false),
                    AskedAt = table.Column<long>(nullable: false),
                    IsAreaKnown = table.Column<bool>(nullable: false),
                    AreProceduresKnown = table.Column<bool>(nullable: false),
                    Answer = table.Column<string>(maxLength: 16, nullable: false),
                    AnsweredAt = table.Column<long>(nullable: true),
                    Chased = table.Column<int>(nullable: false),
                    OverToldAt = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hand_case_ask", x => x.Id);
                    table.ForeignKey(
                        name: "FK_hand_case_ask_hand_case_CaseId",
                        column: x => x.CaseId,
                        principalTable: "hand_case",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "hand_case_seat",
                columns: table => new
                {
                    CaseId = table.Column<int>(nullable: false),
                    Kind = table.Column<string>(maxLength: 16, nullable: false),
                    HolderId = table.Column<int>(nullable: false),
                    At = table.Column<long>(nullable: false),
                    StaffId = table.Column<Guid>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hand_case_seat", x => new { x.CaseId, x.Kind });
                    table.ForeignKey(
                        name: "FK_hand_case_seat_hand_case_CaseId",
                        column: x => x.CaseId,
                        principalTable: "hand_case",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "hand_case_step",
                columns: table => new
                {
                    Id = table.Column<long>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CaseId = table.Column<int>(nullable: false),
                    At = table.Column<long>(nullable: false),
                    Kind = table.Column<string>(maxLength: 16, nullable: false),
                    HolderId = table.Column<int>(nullable: true),
                    Seat = table.Column<string>(maxLength: 16, nullable: false),
                    StaffId = table.Column<Guid>(nullable: true),
                    Count = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hand_case_step", x => x.Id);
                    table.ForeignKey(
                        name: "FK_hand_case_step_hand_case_CaseId",
                        column: x => x.CaseId,
                        principalTable: "hand_case",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "duty_step",
                columns: table => new
                {
                    Id = table.Column<long>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    DutyId = table.Column<long>(nullable: false),
                    Kind = table.Column<string>(maxLength: 16, nullable: false),
                    At = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_duty_step", x => x.Id);
                    table.ForeignKey(
                        name: "FK_duty_step_held_duty_DutyId",
                        column: x => x.DutyId,
                        principalTable: "held_duty",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "substitute_request_given",
                columns: table => new
                {
                    Id = table.Column<long>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RequestId = table.Column<Guid>(nullable: false),
                    HolderId = table.Column<int>(nullable: false),
                    StartsAt = table.Column<long>(nullable: false),
                    EndsAt = table.Column<long>(nullable: false),
                    GivenAt = table.Column<long>(nullable: false),
                    Answer = table.Column<string>(maxLength: 16, nullable: false),
                    AnsweredAt = table.Column<long>(nullable: true),
                    UnansweredToldAt = table.Column<long>(nullable: true),
                    StaffId = table.Column<Guid>(nullable: true),
                    EndedAt = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_substitute_request_given", x => x.Id);
                    table.ForeignKey(
                        name: "FK_substitute_request_given_substitute_request_RequestId",
                        column: x => x.RequestId,
                        principalTable: "substitute_request",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_cover_ask_holder",
                table: "cover_ask",
                columns: new[] { "HolderId", "AskedAt" });

            migrationBuilder.CreateIndex(
                name: "ux_cover_ask_holder",
                table: "cover_ask",
                columns: new[] { "RequestId", "HolderId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_cover_request_due",
                table: "cover_request",
                columns: new[] { "State", "NextChaseAt" });

            migrationBuilder.CreateIndex(
                name: "ix_cover_request_holder",
                table: "cover_request",
                columns: new[] { "HolderId", "State" });

            migrationBuilder.CreateIndex(
                name: "ix_cover_request_rota",
                table: "cover_request",
                columns: new[] { "RotaId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "ix_duty_away_holder",
                table: "duty_away",
                columns: new[] { "HolderId", "EndsAt" });

            migrationBuilder.CreateIndex(
                name: "ix_duty_gap_open",
                table: "duty_gap",
                columns: new[] { "GoneAt", "StartsAt" });

            migrationBuilder.CreateIndex(
                name: "ix_duty_gap_told",
                table: "duty_gap",
                column: "ToldIn");

            migrationBuilder.CreateIndex(
                name: "ux_duty_gap_open",
                table: "duty_gap",
                column: "OpenKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_duty_link_duty",
                table: "duty_link",
                column: "DutyId");

            migrationBuilder.CreateIndex(
                name: "ux_duty_link_token",
                table: "duty_link",
                column: "TokenHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_duty_pair",
                table: "duty_pair",
                columns: new[] { "OneId", "OtherId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_duty_step",
                table: "duty_step",
                columns: new[] { "DutyId", "Kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_hand_case_due",
                table: "hand_case",
                column: "NextChaseAt");

            migrationBuilder.CreateIndex(
                name: "ix_hand_case_state",
                table: "hand_case",
                columns: new[] { "State", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "ix_hand_case_ask_holder",
                table: "hand_case_ask",
                column: "HolderId");

            migrationBuilder.CreateIndex(
                name: "ux_hand_case_ask",
                table: "hand_case_ask",
                columns: new[] { "CaseId", "HolderId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_hand_case_seat_holder",
                table: "hand_case_seat",
                columns: new[] { "CaseId", "HolderId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_hand_case_step",
                table: "hand_case_step",
                columns: new[] { "CaseId", "At" });

            migrationBuilder.CreateIndex(
                name: "ix_handover_note_rota",
                table: "handover_note",
                columns: new[] { "RotaId", "ShownUntil" });

            migrationBuilder.CreateIndex(
                name: "ux_handover_note_duty",
                table: "handover_note",
                column: "DutyId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_held_duty_holder",
                table: "held_duty",
                columns: new[] { "HolderId", "EndsAt" });

            migrationBuilder.CreateIndex(
                name: "ix_held_duty_rota",
                table: "held_duty",
                columns: new[] { "RotaId", "EndsAt" });

            migrationBuilder.CreateIndex(
                name: "ix_held_duty_step",
                table: "held_duty",
                column: "NextStepAt");

            migrationBuilder.CreateIndex(
                name: "ix_member_term_holder",
                table: "member_term",
                columns: new[] { "RotaId", "HolderId" });

            migrationBuilder.CreateIndex(
                name: "ux_rota_member",
                table: "rota_member",
                columns: new[] { "RotaId", "HolderId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_rota_pattern_rota",
                table: "rota_pattern",
                column: "RotaId");

            migrationBuilder.CreateIndex(
                name: "ix_rota_proposal_rota",
                table: "rota_proposal",
                columns: new[] { "RotaId", "EndedAt" });

            migrationBuilder.CreateIndex(
                name: "ix_substitute_request_requester",
                table: "substitute_request",
                columns: new[] { "RequesterId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "ix_substitute_request_state",
                table: "substitute_request",
                columns: new[] { "State", "Cutoff" });

            migrationBuilder.CreateIndex(
                name: "ix_substitute_request_given_holder",
                table: "substitute_request_given",
                column: "HolderId");

            migrationBuilder.CreateIndex(
                name: "ux_substitute_request_given",
                table: "substitute_request_given",
                columns: new[] { "RequestId", "HolderId", "GivenAt" },
                unique: true);
        }

        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "cover_ask");

            migrationBuilder.DropTable(
                name: "cover_taking");

            migrationBuilder.DropTable(
                name: "duty_away");

            migrationBuilder.DropTable(
                name: "duty_gap");

            migrationBuilder.DropTable(
                name: "duty_link");

            migrationBuilder.DropTable(
                name: "duty_pair");

            migrationBuilder.DropTable(
                name: "duty_step");

            migrationBuilder.DropTable(
                name: "hand_case_ask");

            migrationBuilder.DropTable(
                name: "hand_case_seat");

            migrationBuilder.DropTable(
                name: "hand_case_step");

            migrationBuilder.DropTable(
                name: "handover_note");

            migrationBuilder.DropTable(
                name: "member_term");

            migrationBuilder.DropTable(
                name: "rota_member");

            migrationBuilder.DropTable(
                name: "rota_pattern");

            migrationBuilder.DropTable(
                name: "rota_proposal");

            migrationBuilder.DropTable(
                name: "substitute_request_given");

            migrationBuilder.DropTable(
                name: "cover_request");

            migrationBuilder.DropTable(
                name: "held_duty");

            migrationBuilder.DropTable(
                name: "hand_case");

            migrationBuilder.DropTable(
                name: "substitute_request");

            migrationBuilder.DropColumn(
                name: "Layer",
                table: "rota_draft");

            migrationBuilder.DropColumn(
                name: "ProposalId",
                table: "rota_draft");

            migrationBuilder.DropColumn(
                name: "HolderId",
                table: "invitation_code");

            migrationBuilder.DropColumn(
                name: "AtStart",
                table: "duty_rota");

            migrationBuilder.DropColumn(
                name: "ConfirmByMinute",
                table: "duty_rota");

            migrationBuilder.DropColumn(
                name: "CoverNeedsApproval",
                table: "duty_rota");

            migrationBuilder.DropColumn(
                name: "DayBeforeMinute",
                table: "duty_rota");

            migrationBuilder.DropColumn(
                name: "EveryoneAfterMinutes",
                table: "duty_rota");

            migrationBuilder.DropColumn(
                name: "FollowedRevision",
                table: "duty_rota");

            migrationBuilder.DropColumn(
                name: "NextInLineAfterMinutes",
                table: "duty_rota");

            migrationBuilder.DropColumn(
                name: "RestMinMinutes",
                table: "duty_rota");

            migrationBuilder.DropColumn(
                name: "SaturdayJoinsRun",
                table: "duty_rota");

            migrationBuilder.DropColumn(
                name: "TellsHolders",
                table: "duty_rota");

            migrationBuilder.DropColumn(
                name: "WeekBeforeDays",
                table: "duty_rota");

            migrationBuilder.DropColumn(
                name: "WeekendKeepsHolidays",
                table: "duty_rota");

            migrationBuilder.DropColumn(
                name: "YearEnd",
                table: "duty_rota");

            migrationBuilder.DropColumn(
                name: "Areas",
                table: "duty_holder");

            migrationBuilder.DropColumn(
                name: "AtStart",
                table: "duty_holder");

            migrationBuilder.DropColumn(
                name: "DayBeforeMinute",
                table: "duty_holder");

            migrationBuilder.DropColumn(
                name: "Procedures",
                table: "duty_holder");

            migrationBuilder.DropColumn(
                name: "WeekBeforeDays",
                table: "duty_holder");
        }
    }
}
