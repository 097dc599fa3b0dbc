using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zaitaku.Storage.Migrations
{
    public partial class OutboxLanes : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_outbox_message_lane",
                table: "outbox_message",
                columns: new[] { "Channel", "Urgency", "NotBefore" },
                filter: "\"State\" = 'Waiting'");
        }

        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_outbox_message_lane",
                table: "outbox_message");
        }
    }
}
