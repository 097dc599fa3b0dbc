using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zaitaku.Storage.Migrations
{
    public partial class CodeTries : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "CodePausedUntil",
                table: "member",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "WrongCodeTries",
                table: "member",
                nullable: false,
                defaultValue: 0);
        }

        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "CodePausedUntil",
                table: "member");

            migrationBuilder.DropColumn(
                name: "WrongCodeTries",
                table: "member");
        }
    }
}
