using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zaitaku.Storage.Migrations
{
    public partial class Traffic : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "SeenAt",
                table: "outbox_message",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Phone",
                table: "invitation_code",
                maxLength: 40,
                nullable: false,
                defaultValue: "");
        }

        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "SeenAt",
                table: "outbox_message");

            migrationBuilder.DropColumn(
                name: "Phone",
                table: "invitation_code");
        }
    }
}
