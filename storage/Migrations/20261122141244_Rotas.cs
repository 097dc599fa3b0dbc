using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zaitaku.Storage.Migrations
{
    public partial class Rotas : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "duty_holder",
                columns: table => new
                {
                    Id = table.Column<int>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Name = table.Column<string>(maxLength: 80, nullable: false),
                    NameKey = table.Column<string>(maxLength: 80, nullable: false),
                    Institution = table.Column<string>(maxLength: 80, nullable: false),
                    Phone = table.Column<string>(maxLength: 40, nullable: false),
                    IsPhonePublic = table.Column<bool>(nullable: false),
                    Revision = table.Column<int>(nullable: false),
                    MemberId = table.Column<Guid>(nullable: true),
                    CreatedAt = table.Column<long>(nullable: false),
                    ClosedAt = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_duty_holder", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "duty_rota",
                columns: table => new
                {
                    Id = table.Column<int>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Name = table.Column<string>(maxLength: 60, nullable: false),
                    Purpose = table.Column<string>(maxLength: 16, nullable: false),
                    Area = table.Column<string>(maxLength: 200, nullable: false),
                    ResidentView = table.Column<string>(maxLength: 16, nullable: false),
                    ResidentPhone = table.Column<string>(maxLength: 40, nullable: false),
                    IsPublic = table.Column<bool>(nullable: false),
                    IsDemo = table.Column<bool>(nullable: false),
                    CreatedAt = table.Column<long>(nullable: false),
                    ClosedAt = table.Column<long>(nullable: true),
                    Revision = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_duty_rota", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "rota_draft",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    RotaId = table.Column<int>(nullable: false),
                    FileName = table.Column<string>(maxLength: 120, nullable: false),
                    Body = table.Column<string>(nullable: false),
                    StaffId = table.Column<Guid>(nullable: true),
                    CreatedAt = table.Column<long>(nullable: false),
                    EndedAt = table.Column<long>(nullable: true),
                    IsPublished = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rota_draft", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "rota_feed",
                columns: table => new
                {
                    Id = table.Column<int>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RotaId = table.Column<int>(nullable: true),
                    HolderId = table.Column<int>(nullable: true),
                    TokenHash = table.Column<string>(maxLength: 64, nullable: false),
                    Label = table.Column<string>(maxLength: 80, nullable: false),
                    StaffId = table.Column<Guid>(nullable: true),
                    CreatedAt = table.Column<long>(nullable: false),
                    RevokedAt = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rota_feed", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "duty_seat",
                columns: table => new
                {
                    Id = table.Column<int>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RotaId = table.Column<int>(nullable: false),
                    SeatGroup = table.Column<string>(maxLength: 40, nullable: false),
                    Position = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_duty_seat", x => x.Id);
                    table.ForeignKey(
                        name: "FK_duty_seat_duty_rota_RotaId",
                        column: x => x.RotaId,
                        principalTable: "duty_rota",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "duty_shift",
                columns: table => new
                {
                    Id = table.Column<long>(nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    SeatId = table.Column<int>(nullable: false),
                    HolderId = table.Column<int>(nullable: true),
                    StartsAt = table.Column<long>(nullable: false),
                    EndsAt = table.Column<long>(nullable: false),
                    Layer = table.Column<string>(maxLength: 16, nullable: false),
                    Phone = table.Column<string>(maxLength: 80, nullable: false),
                    Note = table.Column<string>(maxLength: 200, nullable: false),
                    KnownFrom = table.Column<long>(nullable: false),
                    KnownUntil = table.Column<long>(nullable: true),
                    StaffId = table.Column<Guid>(nullable: true),
                    DraftId = table.Column<Guid>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_duty_shift", x => x.Id);
                    table.ForeignKey(
                        name: "FK_duty_shift_duty_holder_HolderId",
                        column: x => x.HolderId,
                        principalTable: "duty_holder",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_duty_shift_duty_seat_SeatId",
                        column: x => x.SeatId,
                        principalTable: "duty_seat",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_duty_holder_member",
                table: "duty_holder",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "ux_duty_holder_name",
                table: "duty_holder",
                column: "NameKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_duty_seat_position",
                table: "duty_seat",
                columns: new[] { "RotaId", "Position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_duty_shift_holder",
                table: "duty_shift",
                columns: new[] { "HolderId", "StartsAt" });

            migrationBuilder.CreateIndex(
                name: "ix_duty_shift_seat",
                table: "duty_shift",
                columns: new[] { "SeatId", "StartsAt" });

            migrationBuilder.CreateIndex(
                name: "ix_duty_shift_start",
                table: "duty_shift",
                column: "StartsAt");

            migrationBuilder.CreateIndex(
                name: "ix_rota_draft_rota",
                table: "rota_draft",
                columns: new[] { "RotaId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "ux_rota_feed_token",
                table: "rota_feed",
                column: "TokenHash",
                unique: true);
        }

        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "duty_shift");

            migrationBuilder.DropTable(
                name: "rota_draft");

            migrationBuilder.DropTable(
                name: "rota_feed");

            migrationBuilder.DropTable(
                name: "duty_holder");

            migrationBuilder.DropTable(
                name: "duty_seat");

            migrationBuilder.DropTable(
                name: "duty_rota");
        }
    }
}
