using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.Options;
using Xunit;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Members;
using Zaitaku.Bot.Turns;
using Zaitaku.Bot.Understanding;
using Zaitaku.Fakes;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Unanswered;
using Zaitaku.Tests.DirectorySearch;
using Zaitaku.Tests.Turns;

namespace Zaitaku.Tests.Members;

/// <summary>One person, two apps, one membership.</summary>
public sealed class LinkStory : IDisposable
{
    private readonly SmallDirectory _directory = new();
    private readonly FakeClock _clock = FakeClock.InTokyo(2026, 4, 1, 10);

    [Theory]
    [InlineData(Role.Coordinator, Role.Resident, Role.Coordinator)]
    [InlineData(Role.Resident, Role.Coordinator, Role.Coordinator)]
    [InlineData(Role.Nurse, Role.Doctor, Role.Nurse)] // of equals, the account the code was asked for with
    public async Task ACodeAskedForOnLine_TypedOnTeams_MakesTheTwoOne_WithTheHigherRole(Role onLine, Role onTeams, Role together)
    {
        Member line = Knows("line", "U1", onLine);
        Member teams = Knows("teams", "29:1", onTeams);
        _directory.Change(db => db.KeptNotes.Add(new KeptNote { Kind = NoteKind.Observation, MemberId = line.Id, SaidAt = _clock.GetUtcNow(), Text = "x" }));

        string code = await CodeAsync(line);
        Assert.Contains($"「{together.Name()}」", await TypesAsync(teams, code), StringComparison.Ordinal);

        Member one = Assert.Single(Ask(db => db.Members.Include(member => member.Links).ToList()));
        Assert.Equal((teams.Id, together), (one.Id, one.Role));
        Assert.Equal(["line", "teams"], one.Links.Select(link => link.Channel).Order());
        Assert.Equal(teams.Id, Ask(db => db.KeptNotes.Single().MemberId));
        Assert.Contains("もうつながっています", await TypesAsync(teams, code), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatOneAccountWasAsked_TheTwoKnow_AndTheJoiningIsWrittenDown()
    {
        Member line = Knows("line", "U1", Role.CareManager), teams = Knows("teams", "29:1", Role.Resident);
        _directory.Change(db =>
        {
            Member asked = db.Members.Single(member => member.Id == line.Id);
            (asked.Phone, asked.Profession, asked.Organisation) = ("0000-22-0000", "介護支援専門員", "みなと居宅介護支援事業所");
        });
        await TypesAsync(teams, await CodeAsync(line));

        Member one = Ask(db => db.Members.Single());
        Assert.Equal(("0000-22-0000", "介護支援専門員", "みなと居宅介護支援事業所"), (one.Phone, one.Profession, one.Organisation));
        AuditEntry joined = Assert.Single(Ask(db => db.AuditTrail.ToList()));
        Assert.Equal(("member.link", $"member:{line.Id:N}", teams.Id), (joined.Action, joined.Subject, joined.MemberId));
    }

    [Fact]
    public async Task WhatTheTrailKnowsOfOneAccount_GoesAlong_WordForWord()
    {
        Member line = Knows("line", "U1", Role.Nurse), teams = Knows("teams", "29:1", Role.Resident);
        _directory.Change(db => db.AuditTrail.Add(new AuditEntry { At = _clock.GetUtcNow(), MemberId = line.Id, Action = "member.role", Subject = $"member:{line.Id:N}", Detail = "nurse" }));
        await TypesAsync(teams, await CodeAsync(line));

        AuditEntry before = Ask(db => db.AuditTrail.Single(entry => entry.Action == "member.role"));
        Assert.Equal((teams.Id, $"member:{line.Id:N}", "nurse"), (before.MemberId, before.Subject, before.Detail));
    }

    [Fact]
    public async Task ACodeLivesTenMinutes_AndANewOneVoidsTheOld()
    {
        Member line = Knows("line", "U1", Role.Nurse);
        Member teams = Knows("teams", "29:1", Role.Resident);
        string old = await CodeAsync(line);
        string code = await CodeAsync(line);
        Assert.Contains("使えませんでした", await TypesAsync(teams, old), StringComparison.Ordinal);
        _clock.Advance(LinkRules.CodeLife);
        Assert.Contains("使えませんでした", await TypesAsync(teams, code), StringComparison.Ordinal);
        Assert.Equal(2, Ask(db => db.Members.Count()));
        Assert.Equal(2, Ask(db => db.Members.Single(member => member.Id == teams.Id).WrongCodeTries));
    }

    [Fact]
    public async Task AfterFiveWrongTries_EvenTheRightCodeWaits()
    {
        Member line = Knows("line", "U1", Role.Admin);
        Member teams = Knows("teams", "29:1", Role.Resident);
        string code = await CodeAsync(line);
        for (int number = 0; number < MemberRules.WrongTriesMax; number++)
        {
            await TypesAsync(teams, "2222-AAAA");
        }

        Assert.Contains("受け付けません", await TypesAsync(teams, code), StringComparison.Ordinal);
        Assert.Equal(2, Ask(db => db.Members.Count()));
    }

    [Fact]
    public async Task ACodeIsForTheOtherApp_AndForOnePersonsEyes()
    {
        Member line = Knows("line", "U1", Role.Nurse);
        Member other = Knows("line", "U2", Role.Resident);
        string code = await CodeAsync(line);
        Assert.Contains("もう一方", await TypesAsync(line, code), StringComparison.Ordinal);
        Assert.Contains("同じアプリ", await TypesAsync(other, code), StringComparison.Ordinal);
        Assert.DoesNotMatch("[0-9A-Z]{4}-[0-9A-Z]{4}", await SaysAsync(line, "連携コード", inGroup: true));
        Assert.Empty(Ask(db => db.LinkCodes.Where(kept => kept.CodeHash == code).ToList())); // Only the hash is kept.
    }

    [Fact]
    public async Task TwoWhoTypeOneCodeAtOnce_OneOfThemWins()
    {
        Member line = Knows("line", "U1", Role.Coordinator);
        Member mine = Knows("teams", "29:1", Role.Resident);
        Member thief = Knows("teams", "29:2", Role.Resident);
        string code = await CodeAsync(line);
        await using ZaitakuDb slow = _directory.Open();
        await new RegisterTurn(slow, Options.Create(Talk.MinatoHub()), new RoleSignal()).HandleAsync(TurnOf(thief, "", code), default);
        await TypesAsync(mine, code);
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => slow.SaveChangesAsync());
        Assert.Equal(Role.Resident, Ask(db => db.Members.Single(member => member.Id == thief.Id).Role));
    }

    /// <summary>「退会」 was pressed on one side, and the erasure waits for the farewell to go out: nothing is joined under it, whoever types the code.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WhoIsLeaving_JoinsNobody(bool askedForTheCode)
    {
        Member line = Knows("line", "U1", Role.Nurse), teams = Knows("teams", "29:1", Role.Resident);
        string code = await CodeAsync(line);
        Guid leaving = askedForTheCode ? line.Id : teams.Id;
        _directory.Change(db => db.Members.Single(member => member.Id == leaving).ErasedAt = _clock.GetUtcNow());

        Assert.Contains("使えませんでした", await TypesAsync(teams, code), StringComparison.Ordinal);

        Assert.Equal([leaving], Ask(db => db.Members.Where(member => member.ErasedAt != null).Select(member => member.Id).ToList()));
        Assert.Equal(2, Ask(db => db.Members.Count()));
        Assert.Null(Ask(db => db.LinkCodes.Single().UsedAt));
    }

    [Fact]
    public async Task WhoIsLeaving_UsesUpNoInvitation()
    {
        Member line = Knows("line", "U1", Role.Resident), other = Knows("line", "U2", Role.Resident);
        _directory.Change(db => db.Members.Single(member => member.Id == line.Id).ErasedAt = _clock.GetUtcNow());
        await using ZaitakuDb db = _directory.Open();
        string code = await Invitations.CreateAsync(db, Role.Nurse, _clock.GetUtcNow());

        Assert.Contains("使えませんでした", await TypesAsync(line, code), StringComparison.Ordinal);
        Assert.Equal(Role.Resident, Ask(db => db.Members.Single(member => member.Id == line.Id).Role));
        Assert.Contains("登録しました", await TypesAsync(other, code), StringComparison.Ordinal); // The code is as good as before.
    }

    [Fact]
    public void EveryTableThatSaysWhoseARowIs_CallsItMemberId()
    {
        // MemberMerge goes by this name; a column of another name would be left behind.
        string[] other = Ask(db => db.Model.GetEntityTypes().SelectMany(table => table.GetProperties())
            .Where(property => property.ClrType == typeof(Guid) || property.ClrType == typeof(Guid?))
            .Where(property => property.Name.Contains("Member", StringComparison.Ordinal) && property.Name != "MemberId")
            .Select(property => $"{((IEntityType)property.DeclaringEntityType).ClrType.Name}.{property.Name}").ToArray());
        Assert.Empty(other);
    }

    public void Dispose() => _directory.Dispose();

    private Member Knows(string channel, string id, Role role)
    {
        Member member = new() { Id = Guid.CreateVersion7(_clock.GetUtcNow()), Role = role, CreatedAt = _clock.GetUtcNow() };
        member.Links.Add(new ChannelLink { Channel = channel, ChannelUserId = id });
        _directory.Change(db => db.Members.Add(member));
        return member;
    }

    private async Task<string> CodeAsync(Member member) => Regex.Match(await SaysAsync(member, "Teamsとつなぐ"), "[0-9A-Z]{4}-[0-9A-Z]{4}").Value;

    private Task<string> SaysAsync(Member member, string text, bool inGroup = false) => RunAsync(TurnOf(member, text, null) with { Press = TypedButtons.PressOf(text), IsGroup = inGroup });

    private Task<string> TypesAsync(Member member, string code) => RunAsync(TurnOf(member, code, code));

    private Turn TurnOf(Member member, string text, string? code) => new()
    {
        Understood = new Understood { Intent = Intents.Register, Code = code }, Text = text, MemberId = member.Id, Role = member.Role, Dialogue = Dialogue.Empty, Now = _clock.GetUtcNow(),
    };

    private async Task<string> RunAsync(Turn turn)
    {
        await using ZaitakuDb db = _directory.Open();
        TurnOutcome outcome = await new RegisterTurn(db, Options.Create(Talk.MinatoHub()), new RoleSignal()).HandleAsync(turn, default);
        await db.SaveChangesAsync();
        return PlainText.Of(outcome.Replies);
    }

    private T Ask<T>(Func<ZaitakuDb, T> question)
    {
        using ZaitakuDb db = _directory.Open();
        return question(db);
    }
}
