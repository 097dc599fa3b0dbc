using Xunit;
using Zaitaku.Bot.Desk;
using Zaitaku.Fakes;
using Zaitaku.Storage.Desk;
using Zaitaku.Storage.Staff;

namespace Zaitaku.Tests.Desk;

/// <summary>Between two looks at the disk a consultation may have been given and kept by somebody else's turn.</summary>
public sealed class RoomBookTests
{
    private readonly FakeClock _clock = FakeClock.InTokyo(2026, 4, 1, 10);
    private readonly StaffAccount _mori = new() { Id = Guid.CreateVersion7(), SignInName = "mori", DisplayName = "森" };
    private readonly RoomBook _book;

    public RoomBookTests() => _book = new RoomBook(_clock);

    [Fact]
    public void GivenAndKeptBetweenALookAndItsChoice_IsCounted()
    {
        RoomBook.Look early = _book.Unkept(); // Then the loads are read: nothing on disk yet.
        Give(_book.Unkept())!.Kept();
        _book.Unkept(); // A third turn looks.

        Assert.Null(Give(early));
        Assert.NotNull(Give(_book.Unkept())); // Who looks now finds it in the loads, which are not counted here.
    }

    [Fact]
    public void NotOnDiskYet_IsCounted_AndForgottenWhenItsSaveHasFailed()
    {
        Assert.NotNull(Give(_book.Unkept()));
        RoomBook.Look look = _book.Unkept();
        Assert.Single(look.Given);
        Assert.Null(Give(look));

        _clock.Advance(TimeSpan.FromSeconds(31));
        Assert.NotNull(Give(_book.Unkept()));
    }

    [Fact]
    public void ATurnThatIsTriedAgain_TakesItsRoomOnce()
    {
        Guid consultation = Guid.CreateVersion7();
        Assert.NotNull(Give(_book.Unkept(), consultation));
        Assert.NotNull(Give(_book.Unkept(), consultation));
        Assert.Null(_book.Give(consultation, [], _book.Unkept(), _ => null));
        Assert.NotNull(Give(_book.Unkept())); // Nobody was chosen for it in the end.
    }

    /// <summary>There is room for one.</summary>
    private RoomBook.Given? Give(RoomBook.Look look, Guid? consultation = null) =>
        _book.Give(consultation ?? Guid.CreateVersion7(), [new AssignmentCandidate(_mori, 0)], look, free => free.FirstOrDefault(candidate => candidate.Open < 1)?.Account);
}
