using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zaitaku.Storage.Migrations
{
    public partial class TwoDoors : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_outbox_message_due",
                table: "outbox_message");

            migrationBuilder.AddColumn<string>(
                name: "About",
                table: "outbox_message",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Bundle",
                table: "outbox_message",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "DueAt",
                table: "outbox_message",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "Generation",
                table: "outbox_message",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "IsAlone",
                table: "outbox_message",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "Key",
                table: "outbox_message",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Kind",
                table: "outbox_message",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "MemberId",
                table: "outbox_message",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ReplacesSentId",
                table: "outbox_message",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ResendOf",
                table: "outbox_message",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Revision",
                table: "outbox_message",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "SentId",
                table: "outbox_message",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "TriedChannels",
                table: "outbox_message",
                maxLength: 60,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Phone",
                table: "member",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Address",
                table: "channel_link",
                maxLength: 250,
                nullable: false,
                defaultValue: "");

            // What the previous release left waiting was due when it said, and was an answer: that release said nothing else.
            migrationBuilder.Sql("UPDATE \"outbox_message\" SET \"DueAt\" = \"NotBefore\", \"Kind\" = 'reply'");

            migrationBuilder.CreateTable(
                name: "phone_task",
                columns: table => new
                {
                    Id = table.Column<int>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    MessageId = table.Column<Guid>(nullable: false),
                    MemberId = table.Column<Guid>(nullable: false),
                    Phone = table.Column<string>(maxLength: 40, nullable: false),
                    Reason = table.Column<string>(maxLength: 200, nullable: false),
                    CreatedAt = table.Column<long>(nullable: false),
                    DoneAt = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_phone_task", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "quiet_hours",
                columns: table => new
                {
                    Id = table.Column<int>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    MemberId = table.Column<Guid>(nullable: false),
                    Kind = table.Column<string>(maxLength: 40, nullable: false),
                    FromMinute = table.Column<int>(nullable: false),
                    ToMinute = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quiet_hours", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "quota_reading",
                columns: table => new
                {
                    Id = table.Column<int>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Channel = table.Column<string>(maxLength: 16, nullable: false),
                    Day = table.Column<string>(maxLength: 10, nullable: false),
                    ReadAt = table.Column<long>(nullable: false),
                    Limit = table.Column<long>(nullable: true),
                    Used = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quota_reading", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_outbox_message_about",
                table: "outbox_message",
                column: "About");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_message_due",
                table: "outbox_message",
                columns: new[] { "State", "Urgency", "NotBefore" });

            migrationBuilder.CreateIndex(
                name: "ix_outbox_message_key",
                table: "outbox_message",
                column: "Key");

            migrationBuilder.CreateIndex(
                name: "ux_phone_task_message",
                table: "phone_task",
                column: "MessageId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_quiet_hours_member_kind",
                table: "quiet_hours",
                columns: new[] { "MemberId", "Kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_quota_reading_day",
                table: "quota_reading",
                columns: new[] { "Channel", "Day" },
                unique: true);
        }

        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "phone_task");

            migrationBuilder.DropTable(
                name: "quiet_hours");

            migrationBuilder.DropTable(
                name: "quota_reading");

            migrationBuilder.DropIndex(
                name: "ix_outbox_message_about",
                table: "outbox_message");

            migrationBuilder.DropIndex(
                name: "ix_outbox_message_due",
                table: "outbox_message");

            migrationBuilder.DropIndex(
                name: "ix_outbox_message_key",
                table: "outbox_message");

            migrationBuilder.DropColumn(
                name: "About",
                table: "outbox_message");

            migrationBuilder.DropColumn(
                name: "Bundle",
                table: "outbox_message");

            migrationBuilder.DropColumn(
                name: "DueAt",
                table: "outbox_message");

            migrationBuilder.DropColumn(
                name: "Generation",
                table: "outbox_message");

            migrationBuilder.DropColumn(
                name: "IsAlone",
                table: "outbox_message");

            migrationBuilder.DropColumn(
                name: "Key",
                table: "outbox_message");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "outbox_message");

            migrationBuilder.DropColumn(
                name: "MemberId",
                table: "outbox_message");

            migrationBuilder.DropColumn(
                name: "ReplacesSentId",
                table: "outbox_message");

            migrationBuilder.DropColumn(
                name: "ResendOf",
                table: "outbox_message");

            migrationBuilder.DropColumn(
                name: "Revision",
                table: "outbox_message");

            migrationBuilder.DropColumn(
                name: "SentId",
                table: "outbox_message");

            migrationBuilder.DropColumn(
                name: "TriedChannels",
                table: "outbox_message");

            migrationBuilder.DropColumn(
                name: "Phone",
                table: "member");

            migrationBuilder.DropColumn(
                name: "Address",
                table: "channel_link");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_message_due",
                table: "outbox_message",
                columns: new[] { "State", "NotBefore" });
        }
    }
}
