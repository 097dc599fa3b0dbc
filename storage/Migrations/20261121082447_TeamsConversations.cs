using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zaitaku.Storage.Migrations
{
    public partial class TeamsConversations : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "link_code",
                columns: table => new
                {
                    Id = table.Column<int>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CodeHash = table.Column<string>(maxLength: 64, nullable: false),
                    MemberId = table.Column<Guid>(nullable: false),
                    CreatedAt = table.Column<long>(nullable: false),
                    ExpiresAt = table.Column<long>(nullable: false),
                    UsedAt = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_link_code", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "teams_conversation",
                columns: table => new
                {
                    ConversationId = table.Column<string>(maxLength: 230, nullable: false),
                    Scope = table.Column<string>(maxLength: 16, nullable: false),
                    TenantId = table.Column<string>(maxLength: 100, nullable: false),
                    ServiceUrl = table.Column<string>(maxLength: 400, nullable: false),
                    BotId = table.Column<string>(maxLength: 200, nullable: false),
                    UserId = table.Column<string>(maxLength: 200, nullable: false),
                    DirectoryUserId = table.Column<string>(maxLength: 100, nullable: false),
                    LastActivityAt = table.Column<long>(nullable: false),
                    Standing = table.Column<string>(maxLength: 16, nullable: false),
                    AddedAt = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_teams_conversation", x => x.ConversationId);
                });

            migrationBuilder.CreateIndex(
                name: "ix_link_code_member",
                table: "link_code",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "ux_link_code_hash",
                table: "link_code",
                column: "CodeHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_teams_conversation_user",
                table: "teams_conversation",
                column: "UserId");
        }

        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "link_code");

            migrationBuilder.DropTable(
                name: "teams_conversation");
        }
    }
}
