using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zaitaku.Storage.Migrations
{
    public partial class DeskSecond : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Profession",
                table: "staff_account",
                maxLength: 80,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateIndex(
                name: "ix_consultation_call_phone",
                table: "consultation",
                column: "CallPhone");

            migrationBuilder.CreateIndex(
                name: "ix_audit_entry_staff",
                table: "audit_entry",
                columns: new[] { "StaffId", "At" });
        }

        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_consultation_call_phone",
                table: "consultation");

            migrationBuilder.DropIndex(
                name: "ix_audit_entry_staff",
                table: "audit_entry");

            migrationBuilder.DropColumn(
                name: "Profession",
                table: "staff_account");
        }
    }
}
