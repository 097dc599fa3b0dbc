using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zaitaku.Storage.Migrations
{
    public partial class RichMenus : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "MenuShown",
                table: "channel_link",
                maxLength: 100,
                nullable: true);
        }

        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "MenuShown",
                table: "channel_link");
        }
    }
}
