using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zaitaku.Storage.Migrations
{
    public partial class DutiesMore : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "PlannedAt",
                table: "held_duty",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "SeenAt",
                table: "held_duty",
                nullable: true);
        }

        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "PlannedAt",
                table: "held_duty");

            migrationBuilder.DropColumn(
                name: "SeenAt",
                table: "held_duty");
        }
    }
}
