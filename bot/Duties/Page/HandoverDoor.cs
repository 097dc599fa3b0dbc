using Microsoft.EntityFrameworkCore;
using Zaitaku.Bot.Intake;
using Zaitaku.Bot.Intake.Page;
using Zaitaku.Scheduler.Duties;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Duties;

namespace Zaitaku.Bot.Duties.Page;

/// <summary>The one door to handover pages.</summary>
public sealed class HandoverDoor(ZaitakuDb db, GroupCommit commits, GuessLimit guesses, PublicAddress address, TimeProvider clock, ILogger<HandoverDoor> logger)
    : BrowserDoor<DutyLink>(db, commits, guesses, address, clock, logger)
{
    private static readonly DoorWords OwnWords = new(HandoverLinks.Root, "当番の申し送り", Html.Of($"<p>トーク画面で<strong>「申し送りを書く」「申し送りを読む」</strong>をもう一度押すと、新しいリンクが届きます。</p>"));

    private readonly ZaitakuDb _db = db;

    public override DoorWords Words => OwnWords;

    protected override Task<DutyLink?> ReadAsync(string tokenHash, CancellationToken cancellationToken) => _db.DutyLinks.SingleOrDefaultAsync(link => link.TokenHash == tokenHash, cancellationToken);

    protected override string PurposeOf(DutyLink link) => "handover";

    /// <summary>Behind it are words that may speak of patients.</summary>
    protected override void Bound(DutyLink link, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(link);
        _db.AuditTrail.Add(AuditEntry.ByPerson(link.MemberId, "handover.read", DutyMessages.AboutOf(link.DutyId), now));
    }
}
