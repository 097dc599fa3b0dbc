using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Bot.Desk;
using Zaitaku.Fakes;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Staff;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Desk;

/// <summary>Many claim at once: one wins, everybody else is told who.</summary>
public sealed class ClaimRaceTests
{
    private const int Rounds = 10;
    private const int Claimers = 16;

    [Fact]
    public async Task OfManyWhoClaimAtOnce_OneWins_AndTheOthersAreToldWho()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(FakeClock.InTokyo(2026, 4, 28, 10));
        StaffAccount[] staff = await StaffAsync(world);
        DeskActions actions = world.Services.GetRequiredService<DeskActions>();
        for (int round = 0; round < Rounds; round++)
        {
            int number = await DeskWorld.ConsultsAsync(world, $"相談者{round}");
            DeskAnswer[] answers = await Task.WhenAll(staff.Select(account => Task.Run(() => actions.ClaimAsync(number, account.Id, CancellationToken.None))));

            Consultation one = await DeskWorld.FindAsync(world, number);
            int winner = Array.FindIndex(answers, answer => answer is DeskAnswer.Done);
            Assert.Equal(staff[winner].Id, one.StaffId);
            Assert.All(answers.Where((_, at) => at != winner), answer => Assert.Equal(new DeskAnswer.TakenBy(staff[winner].DisplayName), answer));
            Assert.Single(one.Entries, entry => entry.Kind == ConsultationEntryKind.Claimed);
        }
    }

    [Fact]
    public async Task WhatOnlyTheHolderMay_IsRefusedToOthers_AndAnybodyMayTakeOverWithANote()
    {
        await using StoryWorld world = await DeskWorld.StartAsync(FakeClock.InTokyo(2026, 4, 28, 10));
        StaffAccount[] staff = await StaffAsync(world);
        (Guid holder, Guid other) = (staff[0].Id, staff[1].Id);
        int number = await DeskWorld.ConsultsAsync(world, "田中");
        int second = await DeskWorld.ConsultsAsync(world, "田中");
        CancellationToken none = CancellationToken.None;
        await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.ClaimAsync(one, holder, now, none));
        DeskAnswer taken = new DeskAnswer.TakenBy("担当0");
        Assert.Equal(taken, await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.AnswerAsync(one, other, "返事", now, none)));
        Assert.Equal(taken, await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.CloseAsync(one, other, ConsultationOutcome.Informed, "", now, none)));
        Assert.Equal(taken, await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.ReturnAsync(one, other, "", now, none)));
        Assert.IsType<DeskAnswer.Done>(await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.NoteAsync(one, other, "電話がありました", now, none)));
        Assert.IsType<DeskAnswer.Done>(await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.TransferAsync(one, other, other, "休みのため", now, none)));
        Assert.IsType<DeskAnswer.NotAllowed>(await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.AnswerAsync(one, other, " ", now, none)));
        Assert.IsType<DeskAnswer.NotAllowed>(await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.NoteAsync(one, other, new string('長', ConsultationEntry.TextUnitsMax), now, none)));
        Assert.IsType<DeskAnswer.NotAllowed>(await DeskWorld.DoesAsync(world, number, (desk, one, now) => desk.ReopenAsync(one, other, "", now, none)));
        Assert.IsType<DeskAnswer.NotAllowed>(await DeskWorld.DoesAsync(world, 999_999, (desk, one, now) => desk.ClaimAsync(one, other, now, none)));

        Assert.IsType<DeskAnswer.Done>(await DeskWorld.DoesAsync(world, number, (desk, one, now) =>
            desk.CorrectAsync(one, other, new Correction { Urgency = new(ConsultationUrgency.Normal, ConsultationUrgency.Today), Content = new(ConsultationContent.Discharge, ConsultationContent.Respite), CallPhone = new(DeskWorld.AskerPhone, "0000-99-0000") }, now, none)));
        Consultation corrected = await DeskWorld.FindAsync(world, number);
        Assert.Equal(DeskWorld.At("2026-04-28T12:00"), corrected.TargetAt);
        Assert.Equal("内容: 退院支援 → レスパイト\n急ぎ: 急がない → 今日中\n連絡先", corrected.Entries[^1].Text); // that the phone changed, not to what

        Assert.IsType<DeskAnswer.Done>(await world.Services.GetRequiredService<DeskActions>().MergeAsync(second, number, other, none));
        await DeskWorld.DoesAsync(world, second, (desk, one, now) => desk.ReplyAsync(one, "追加です", one.MemberId, "", now, none));
        Assert.Equal("追加です", (await DeskWorld.FindAsync(world, number)).Entries.Single(entry => entry.Kind == ConsultationEntryKind.Reply).Text);
    }

    /// <summary>Accounts linked to no chat: they see it in the console.</summary>
    private static async Task<StaffAccount[]> StaffAsync(StoryWorld world)
    {
        DateTimeOffset now = world.Clock.GetUtcNow();
        StaffAccount[] staff = [.. Enumerable.Range(0, Claimers).Select(number => new StaffAccount
        {
            Id = Guid.CreateVersion7(now), SignInName = $"s{number}", DisplayName = $"担当{number}", Role = Role.Coordinator, CreatedAt = now,
        })];
        await world.AskAsync(async db =>
        {
            db.StaffAccounts.AddRange(staff);
            return await db.SaveChangesAsync();
        });
        return staff;
    }
}
