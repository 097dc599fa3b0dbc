using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zaitaku.Storage.Migrations
{
    public partial class LearningLoop : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "LessonId",
                table: "kept_note",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Reason",
                table: "kept_note",
                maxLength: 16,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "knowledge_version",
                columns: table => new
                {
                    Id = table.Column<int>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Key = table.Column<string>(maxLength: 80, nullable: false),
                    Number = table.Column<int>(nullable: false),
                    Question = table.Column<string>(maxLength: 300, nullable: false),
                    Variants = table.Column<string>(maxLength: 4000, nullable: false),
                    Topics = table.Column<string>(maxLength: 1000, nullable: false),
                    ForResidents = table.Column<string>(maxLength: 2000, nullable: false),
                    ForProfessionals = table.Column<string>(maxLength: 2000, nullable: false),
                    Sources = table.Column<string>(maxLength: 8000, nullable: false),
                    Owner = table.Column<string>(maxLength: 200, nullable: false),
                    ReviewedOn = table.Column<string>(maxLength: 10, nullable: false),
                    ReviewOn = table.Column<string>(maxLength: 10, nullable: false),
                    FiscalYear = table.Column<int>(nullable: true),
                    IsWithdrawn = table.Column<bool>(nullable: false),
                    WrittenAt = table.Column<long>(nullable: false),
                    WrittenBy = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_knowledge_version", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "lesson",
                columns: table => new
                {
                    Id = table.Column<int>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Kind = table.Column<string>(maxLength: 16, nullable: false),
                    Words = table.Column<string>(maxLength: 500, nullable: false),
                    Means = table.Column<string>(maxLength: 300, nullable: false),
                    TaughtAt = table.Column<long>(nullable: false),
                    TaughtBy = table.Column<Guid>(nullable: false),
                    UndoneAt = table.Column<long>(nullable: true),
                    UndoneBy = table.Column<Guid>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lesson", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_kept_note_lesson",
                table: "kept_note",
                column: "LessonId");

            migrationBuilder.CreateIndex(
                name: "ix_knowledge_version_key",
                table: "knowledge_version",
                columns: new[] { "Key", "Number" },
                unique: true);
        }

        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "knowledge_version");

            migrationBuilder.DropTable(
                name: "lesson");

            migrationBuilder.DropIndex(
                name: "ix_kept_note_lesson",
                table: "kept_note");

            migrationBuilder.DropColumn(
                name: "LessonId",
                table: "kept_note");

            migrationBuilder.DropColumn(
                name: "Reason",
                table: "kept_note");
        }
    }
}
