using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Unanswered;
using static Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Turns;

/// <summary>Whole conversations on LINE, from signed webhook to the card on the phone.</summary>
public sealed class ConversationStory
{
    private static FakeClock Evening => FakeClock.InTokyo(2026, 4, 1, 19);

    [Fact]
    public async Task ACareManager_Asks_Narrows_AndGetsTheSecondsNumber()
    {
        await using World.World world = await World.World.StartAsync(Evening);
        await world.GivenAsync(
            Town("近くの訪問看護", ServiceKind.VisitingNurse, 200),
            Town("夜も来る訪問看護", ServiceKind.VisitingNurse, 900) with { Answers24h = true, Phone = "0000-33-0001" },
            Town("夜の訪問看護", ServiceKind.VisitingNurse, 1_900) with { Answers24h = true, Phone = "0000-33-0002" });

        await world.SaysAsync("U1", "みなと市の訪問看護");
        world.Hears("U1", "近くの訪問看護", "夜も来る訪問看護", "夜の訪問看護");

        await world.SaysAsync("U1", "その中で24時間のところは？");
        string narrowed = world.HearsText("U1");
        Assert.True(narrowed.IndexOf("夜も来る訪問看護", StringComparison.Ordinal) < narrowed.IndexOf("夜の訪問看護", StringComparison.Ordinal), narrowed);
        Assert.DoesNotContain("24時間対応: いいえ", narrowed);

        await world.SaysAsync("U1", "2番目の電話番号");
        world.Hears("U1", "夜の訪問看護", "0000-33-0002");
    }

    [Fact]
    public async Task AfterHalfAnHour_TheConversationIsForgotten()
    {
        await using World.World world = await World.World.StartAsync(Evening);
        await world.GivenAsync(Town("みなと訪問看護", ServiceKind.VisitingNurse));
        await world.SaysAsync("U1", "みなと市の訪問看護");
        world.Hears("U1", "みなと訪問看護");

        world.Clock.Advance(TimeSpan.FromMinutes(31));
        await world.SaysAsync("U1", "2番目の電話番号");

        Assert.DoesNotContain("0000-22-0000", world.HearsText("U1"));
    }

    [Fact]
    public async Task AResident_NeverSeesWhatIsForProfessionals_ByAnyWay()
    {
        await using World.World world = await World.World.StartAsync(Evening);
        PlaceFacts hospital = Town("専門職だけの病院", ServiceKind.Hospital) with { Scope = PublicationScope.Professionals };
        PlaceFacts secret = Town("専門職だけの窓口", ServiceKind.VisitingNurse) with { Scope = PublicationScope.Professionals };
        await world.GivenAsync(secret, hospital, Town("みなと内科", ServiceKind.HomeVisitDoctor) with
        {
            ContactWindows = [new ContactWindow(ContactRoute.Phone, "月-金 12:30-13:30", "昼休みにどうぞ")],
        });
        int id = await world.AskAsync(db => db.Places.Where(place => place.Name == "専門職だけの窓口").Select(place => place.Id).SingleAsync());

        foreach (string words in new[] { "みなと市の訪問看護", "専門職だけの窓口の電話番号", "みなと内科は何時まで電話していい？", "専門職だけの病院の近くの診療所" })
        {
            await world.SaysAsync("U1", words);
            string heard = world.HearsText("U1");
            Assert.DoesNotContain("0000-22-0000\n0000", heard);
            Assert.DoesNotContain("12:30", heard);
            Assert.DoesNotContain("専門職だけの病院から", heard); // No landmark either.
        }

        await world.DoesAsync(world.Line.Presses("U1", $"detail:{id}"));
        Assert.DoesNotContain("専門職だけの窓口", world.HearsText("U1"));

        await world.IsAsync("U2", Role.CareManager);
        await world.SaysAsync("U2", "みなと内科は何時まで電話していい？");
        world.Hears("U2", "12:30");
    }

    [Fact]
    public async Task WhateverIsGoingOn_ALifeInDangerIsAnsweredFirst_WithoutWaitingForAnything()
    {
        await using World.World world = await World.World.StartAsync(Evening);
        await world.SaysAsync("U1", "訪問看護を探しています");
        world.Hears("U1");

        await world.SaysAsync("U1", "母が餅をのどに詰まらせて息をしていません");

        HeardMessage card = world.Hears("U1", "119")[0];
        Assert.Equal("119に電話", card.Actions[0]["label"]!.GetValue<string>());
        Assert.Equal("tel:119", card.Actions[0]["uri"]!.GetValue<string>());
        KeptNote note = await world.AskAsync(db => db.KeptNotes.SingleAsync(note => note.Kind == NoteKind.Emergency));
        Assert.Equal("", note.Text);
    }

    [Fact]
    public async Task AnInvitation_MakesAMemberOfSomebody_OnceOnly()
    {
        await using World.World world = await World.World.StartAsync(Evening);
        string code;
        await using (ZaitakuDb db = await world.Services.GetRequiredService<IDbContextFactory<ZaitakuDb>>().CreateDbContextAsync())
        {
            code = await Invitations.CreateAsync(db, Role.CareManager, world.Clock.GetUtcNow(), CancellationToken.None);
        }

        await world.SaysAsync("U1", $"招待コード {code} です");
        world.Hears("U1", "ケアマネ");
        await world.SaysAsync("U2", $"招待コード {code.ToLowerInvariant()}");
        world.Hears("U2");

        List<Role> roles = await world.AskAsync(db => db.Members.OrderBy(member => member.CreatedAt).Select(member => member.Role).ToListAsync());
        Assert.Equal([Role.CareManager, Role.Resident], roles);
        Assert.Equal(0, await world.AskAsync(db => db.InvitationCodes.CountAsync(known => known.CodeHash.Contains(code))));
    }

    [Fact]
    public async Task ASharedPosition_IsSearchedFrom_AndKeptRounded()
    {
        await using World.World world = await World.World.StartAsync(Evening);
        await world.GivenAsync(Town("遠い薬局", ServiceKind.Pharmacy, 4_000), Town("近い薬局", ServiceKind.Pharmacy, 150));
        await world.SaysAsync("U1", "薬局を探しています");
        world.Hears("U1");

        await world.DoesAsync(world.Line.SharesLocation("U1", 35.000049, 140.000051));

        string heard = world.HearsText("U1");
        Assert.True(heard.IndexOf("近い薬局", StringComparison.Ordinal) < heard.IndexOf("遠い薬局", StringComparison.Ordinal), heard);
        Assert.Equal(0, await world.AskAsync(db => db.Dialogues.CountAsync(dialogue => dialogue.State.Contains("140.00005"))));
    }

    [Fact]
    public async Task Greeting_Stickers_Pictures_AndLeaving()
    {
        await using World.World world = await World.World.StartAsync(Evening);
        await world.DoesAsync(world.Line.Follows("U1"));
        world.Hears("U1", "みなと市在宅医療・介護連携拠点");
        await world.DoesAsync(world.Line.SendsSticker("U1", "hello"));
        world.Hears("U1");
        await world.DoesAsync(world.Line.SendsImage("U1"));
        world.Hears("U1");

        await world.DoesAsync(world.Line.Unfollows("U1"));

        world.HearsNothing("U1");
        Assert.NotNull((await world.AskAsync(db => db.ChannelLinks.SingleAsync())).BlockedAt);
    }

    [Fact]
    public async Task WhatIsNotUnderstood_IsKept_AndAnsweredWithThreeExamples()
    {
        await using World.World world = await World.World.StartAsync(Evening);

        await world.SaysAsync("U1", "ほにゃららのむにゃむにゃ");

        string heard = world.HearsText("U1");
        Assert.True(heard.Split("\n・").Length > 3, heard);
        Assert.Equal(1, await world.AskAsync(db => db.KeptNotes.CountAsync(note => note.Kind == NoteKind.Unanswered)));
    }

    [Fact]
    public async Task DataOfAnOldOrForgedButton_BreaksNothing()
    {
        await using World.World world = await World.World.StartAsync(Evening);
        foreach (string data in new[] { "detail:99999999999999999999", "more", "narrow:drop table", "place:" + new string('あ', 250), "wrong:-1:x", ":::" })
        {
            await world.DoesAsync(world.Line.Presses("U1", data));
            world.Hears("U1");
        }

        Assert.Equal(0, await world.AskAsync(db => db.Inbox.CountAsync(message => message.State == Storage.Inbox.InboxState.Parked)));
    }
}
