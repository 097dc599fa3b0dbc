using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zaitaku.Storage.Migrations
{
    public partial class Initial : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "dialogue_state",
                columns: table => new
                {
                    Conversation = table.Column<string>(maxLength: 250, nullable: false),
                    State = table.Column<string>(nullable: false),
                    ExpiresAt = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_dialogue_state", x => x.Conversation);
                });

            migrationBuilder.CreateTable(
                name: "gazetteer_entry",
                columns: table => new
                {
                    Id = table.Column<int>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Kind = table.Column<string>(maxLength: 16, nullable: false),
                    Name = table.Column<string>(maxLength: 120, nullable: false),
                    NameKey = table.Column<string>(maxLength: 120, nullable: false),
                    KanaKey = table.Column<string>(maxLength: 120, nullable: false),
                    Prefecture = table.Column<string>(maxLength: 8, nullable: false),
                    Municipality = table.Column<string>(maxLength: 40, nullable: false),
                    Latitude = table.Column<double>(nullable: true),
                    Longitude = table.Column<double>(nullable: true),
                    Source = table.Column<string>(maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_gazetteer_entry", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "holiday_correction",
                columns: table => new
                {
                    Day = table.Column<string>(maxLength: 10, nullable: false),
                    IsHoliday = table.Column<bool>(nullable: false),
                    Name = table.Column<string>(maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_holiday_correction", x => x.Day);
                });

            migrationBuilder.CreateTable(
                name: "import_run",
                columns: table => new
                {
                    Id = table.Column<int>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    FileName = table.Column<string>(maxLength: 200, nullable: false),
                    Format = table.Column<string>(maxLength: 40, nullable: false),
                    StartedAt = table.Column<long>(nullable: false),
                    FinishedAt = table.Column<long>(nullable: false),
                    Accepted = table.Column<int>(nullable: false),
                    Changed = table.Column<int>(nullable: false),
                    Unchanged = table.Column<int>(nullable: false),
                    Merged = table.Column<int>(nullable: false),
                    Rejected = table.Column<int>(nullable: false),
                    Closed = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_import_run", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "inbox_message",
                columns: table => new
                {
                    Id = table.Column<long>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Channel = table.Column<string>(maxLength: 16, nullable: false),
                    ChannelEventId = table.Column<string>(maxLength: 200, nullable: false),
                    Conversation = table.Column<string>(maxLength: 250, nullable: false),
                    Event = table.Column<string>(nullable: false),
                    ChannelMessageId = table.Column<string>(maxLength: 200, nullable: false),
                    SaidAt = table.Column<long>(nullable: false),
                    ReceivedAt = table.Column<long>(nullable: false),
                    State = table.Column<string>(maxLength: 16, nullable: false),
                    Attempts = table.Column<int>(nullable: false),
                    HandledAt = table.Column<long>(nullable: true),
                    LastProblem = table.Column<string>(maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inbox_message", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "invitation_code",
                columns: table => new
                {
                    Id = table.Column<int>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CodeHash = table.Column<string>(maxLength: 64, nullable: false),
                    Role = table.Column<string>(maxLength: 16, nullable: false),
                    CreatedAt = table.Column<long>(nullable: false),
                    ExpiresAt = table.Column<long>(nullable: false),
                    UsedAt = table.Column<long>(nullable: true),
                    UsedBy = table.Column<Guid>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_invitation_code", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "kept_note",
                columns: table => new
                {
                    Id = table.Column<int>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Kind = table.Column<string>(maxLength: 16, nullable: false),
                    MemberId = table.Column<Guid>(nullable: false),
                    SaidAt = table.Column<long>(nullable: false),
                    Text = table.Column<string>(maxLength: 5000, nullable: false),
                    ChannelMessageId = table.Column<string>(maxLength: 200, nullable: false),
                    PlaceId = table.Column<int>(nullable: true),
                    SeenAt = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kept_note", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "member",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    Role = table.Column<string>(maxLength: 16, nullable: false),
                    CreatedAt = table.Column<long>(nullable: false),
                    RoleGrantedAt = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_member", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "outbox_message",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    Channel = table.Column<string>(maxLength: 16, nullable: false),
                    Address = table.Column<string>(maxLength: 250, nullable: false),
                    Urgency = table.Column<string>(maxLength: 16, nullable: false),
                    Body = table.Column<string>(nullable: false),
                    CreatedAt = table.Column<long>(nullable: false),
                    NotBefore = table.Column<long>(nullable: false),
                    UselessAfter = table.Column<long>(nullable: false),
                    ReplyToken = table.Column<string>(maxLength: 200, nullable: true),
                    ReplyTokenExpiresAt = table.Column<long>(nullable: true),
                    Sequence = table.Column<int>(nullable: false),
                    State = table.Column<string>(maxLength: 16, nullable: false),
                    Attempts = table.Column<int>(nullable: false),
                    FirstTriedAt = table.Column<long>(nullable: true),
                    DoneAt = table.Column<long>(nullable: true),
                    LastAnswer = table.Column<string>(maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox_message", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "place",
                columns: table => new
                {
                    Id = table.Column<int>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Name = table.Column<string>(maxLength: 200, nullable: false),
                    NameKey = table.Column<string>(maxLength: 200, nullable: false),
                    KanaKey = table.Column<string>(maxLength: 200, nullable: false),
                    Services = table.Column<string>(maxLength: 400, nullable: false),
                    Prefecture = table.Column<string>(maxLength: 8, nullable: false),
                    Municipality = table.Column<string>(maxLength: 40, nullable: false),
                    Town = table.Column<string>(maxLength: 80, nullable: false),
                    Latitude = table.Column<double>(nullable: true),
                    Longitude = table.Column<double>(nullable: true),
                    Precision = table.Column<string>(maxLength: 8, nullable: false),
                    Flags = table.Column<string>(maxLength: 100, nullable: false),
                    Hours = table.Column<string>(maxLength: 800, nullable: false),
                    ConfirmedOn = table.Column<string>(maxLength: 10, nullable: true),
                    IsDemo = table.Column<bool>(nullable: false),
                    ClosedAt = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_place", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "place_detail",
                columns: table => new
                {
                    PlaceId = table.Column<int>(nullable: false),
                    Facts = table.Column<string>(nullable: false),
                    Provenance = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_place_detail", x => x.PlaceId);
                });

            migrationBuilder.CreateTable(
                name: "place_record",
                columns: table => new
                {
                    Id = table.Column<int>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    SourceId = table.Column<int>(nullable: false),
                    SourceKey = table.Column<string>(maxLength: 80, nullable: false),
                    PlaceId = table.Column<int>(nullable: false),
                    Digest = table.Column<long>(nullable: false),
                    Stated = table.Column<string>(nullable: false),
                    ConfirmedOn = table.Column<string>(maxLength: 10, nullable: true),
                    MissingSince = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_place_record", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "place_source",
                columns: table => new
                {
                    Id = table.Column<int>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Key = table.Column<string>(maxLength: 40, nullable: false),
                    Name = table.Column<string>(maxLength: 120, nullable: false),
                    Licence = table.Column<string>(maxLength: 40, nullable: false),
                    Trust = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_place_source", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "channel_link",
                columns: table => new
                {
                    Id = table.Column<int>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    MemberId = table.Column<Guid>(nullable: false),
                    Channel = table.Column<string>(maxLength: 16, nullable: false),
                    ChannelUserId = table.Column<string>(maxLength: 200, nullable: false),
                    BlockedAt = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_channel_link", x => x.Id);
                    table.ForeignKey(
                        name: "FK_channel_link_member_MemberId",
                        column: x => x.MemberId,
                        principalTable: "member",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_channel_link_MemberId",
                table: "channel_link",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "ux_channel_link_user",
                table: "channel_link",
                columns: new[] { "Channel", "ChannelUserId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_gazetteer_entry_kana_key",
                table: "gazetteer_entry",
                column: "KanaKey");

            migrationBuilder.CreateIndex(
                name: "ix_gazetteer_entry_name_key",
                table: "gazetteer_entry",
                column: "NameKey");

            migrationBuilder.CreateIndex(
                name: "ix_gazetteer_entry_source",
                table: "gazetteer_entry",
                column: "Source");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_message_channel_message",
                table: "inbox_message",
                column: "ChannelMessageId");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_message_waiting",
                table: "inbox_message",
                columns: new[] { "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "ux_inbox_message_event",
                table: "inbox_message",
                columns: new[] { "Channel", "ChannelEventId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_invitation_code_hash",
                table: "invitation_code",
                column: "CodeHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_kept_note_channel_message",
                table: "kept_note",
                column: "ChannelMessageId");

            migrationBuilder.CreateIndex(
                name: "ix_kept_note_kind",
                table: "kept_note",
                columns: new[] { "Kind", "SaidAt" });

            migrationBuilder.CreateIndex(
                name: "ix_outbox_message_due",
                table: "outbox_message",
                columns: new[] { "State", "NotBefore" });

            migrationBuilder.CreateIndex(
                name: "ix_place_kana_key",
                table: "place",
                column: "KanaKey");

            migrationBuilder.CreateIndex(
                name: "ix_place_name_key",
                table: "place",
                column: "NameKey");

            migrationBuilder.CreateIndex(
                name: "ix_place_record_place",
                table: "place_record",
                column: "PlaceId");

            migrationBuilder.CreateIndex(
                name: "ux_place_record_source_key",
                table: "place_record",
                columns: new[] { "SourceId", "SourceKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_place_source_key",
                table: "place_source",
                column: "Key",
                unique: true);
        }

        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "channel_link");

            migrationBuilder.DropTable(
                name: "dialogue_state");

            migrationBuilder.DropTable(
                name: "gazetteer_entry");

            migrationBuilder.DropTable(
                name: "holiday_correction");

            migrationBuilder.DropTable(
                name: "import_run");

            migrationBuilder.DropTable(
                name: "inbox_message");

            migrationBuilder.DropTable(
                name: "invitation_code");

            migrationBuilder.DropTable(
                name: "kept_note");

            migrationBuilder.DropTable(
                name: "outbox_message");

            migrationBuilder.DropTable(
                name: "place");

            migrationBuilder.DropTable(
                name: "place_detail");

            migrationBuilder.DropTable(
                name: "place_record");

            migrationBuilder.DropTable(
                name: "place_source");

            migrationBuilder.DropTable(
                name: "member");
        }
    }
}
