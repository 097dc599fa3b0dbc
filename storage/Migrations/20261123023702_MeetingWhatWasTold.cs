using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zaitaku.Storage.Migrations
{
    public partial class MeetingWhatWasTold : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Drawn",
                table: "outbox_message",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Address",
                table: "meeting_change",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Revision",
                table: "meeting_change",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Way",
                table: "meeting_change",
                maxLength: 16,
                nullable: true);
        }

        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Drawn",
                table: "outbox_message");

            migrationBuilder.DropColumn(
                name: "Address",
                table: "meeting_change");

            migrationBuilder.DropColumn(
                name: "Revision",
                table: "meeting_change");

            migrationBuilder.DropColumn(
                name: "Way",
                table: "meeting_change");
        }
    }
}
