using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Consultations;

namespace Zaitaku.Bot.Intake.Page;

/// <summary>The one door to the pages of consultations.</summary>
public sealed class LinkDoor(ZaitakuDb db, GroupCommit commits, GuessLimit guesses, PublicAddress address, TimeProvider clock, ILogger<LinkDoor> logger)
    : BrowserDoor<OneTimeLink>(db, commits, guesses, address, clock, logger)
{
    private static readonly DoorWords OwnWords = new("/c", "ご相談のページ", Html.Of($"<p>トーク画面に<strong>「新しいリンク」</strong>と書いて送ると、新しいリンクが届きます。</p>"));

    private readonly ZaitakuDb _db = db;

    public override DoorWords Words => OwnWords;

    protected override Task<OneTimeLink?> ReadAsync(string tokenHash, CancellationToken cancellationToken) => _db.OneTimeLinks.SingleOrDefaultAsync(link => link.TokenHash == tokenHash, cancellationToken);

    protected override string PurposeOf(OneTimeLink link) => link.Purpose.ToString();
}
