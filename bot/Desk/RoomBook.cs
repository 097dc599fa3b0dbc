using Zaitaku.Storage.Desk;
using Zaitaku.Storage.Staff;

namespace Zaitaku.Bot.Desk;

/// <summary>Who was given a consultation that is not on disk yet: of two that arrive at once, the second must see the first, or both find the same room.</summary>
public sealed class RoomBook(TimeProvider clock)
{
    /// <summary>A save takes milliseconds. One that failed is forgotten after this, and its room is free again.</summary>
    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly List<Given> _given = [];
    private long _step;

    /// <summary>What is not on disk at this moment; asked for before the loads are read, so that nothing falls between the two.</summary>
    public Look Unkept()
    {
        lock (_gate)
        {
            _given.RemoveAll(one => (clock.GetUtcNow() - one.Since).Duration() > ForgottenAfter);
            return new Look(++_step, [.. _given.Where(one => one.KeptAt is null)]);
        }
    }

    /// <summary>Chooses by what each carries on disk and off it, and writes the choice down in the same breath.</summary>
    /// <param name="consultation">An earlier choice for it counts no more: its turn is tried again.</param>
    /// <param name="candidates">With their loads, read without the consultations of <paramref name="look"/>.</param>
    /// <param name="look">What was kept since may stand in the loads or not, and is counted: rather one too many than one over the limit.</param>
    /// <param name="choose">The rule.</param>
    /// <returns>Null when nobody is chosen. Else <see cref="Given.Kept"/> is to be called once it is on disk.</returns>
    public Given? Give(Guid consultation, IReadOnlyList<AssignmentCandidate> candidates, Look look, Func<IEnumerable<AssignmentCandidate>, StaffAccount?> choose)
    {
        ArgumentNullException.ThrowIfNull(look);
        ArgumentNullException.ThrowIfNull(choose);
        lock (_gate)
        {
            _given.RemoveAll(one => one.Consultation == consultation);
            Given[] beside = [.. look.Given.Union(_given.Where(one => !(one.KeptAt < look.Step))).Where(one => one.Consultation != consultation)];
            StaffAccount? chosen = choose(candidates.Select(candidate =>
                Array.FindAll(beside, one => one.Account.Id == candidate.Account.Id).Length is > 0 and int more ? candidate with { Open = candidate.Open + more, JustGiven = more } : candidate));
            if (chosen is null)
            {
                return null;
            }

            Given given = new(this, consultation, chosen, clock.GetUtcNow());
            _given.Add(given);
            return given;
        }
    }

    /// <summary>What was on its way to somebody at one moment.</summary>
    public sealed record Look(long Step, IReadOnlyList<Given> Given);

    /// <summary>One consultation on its way to somebody.</summary>
    public sealed class Given
    {
        private readonly RoomBook _book;

        internal Given(RoomBook book, Guid consultation, StaffAccount account, DateTimeOffset since) => (_book, Consultation, Account, Since) = (book, consultation, account, since);

        public Guid Consultation { get; }

        public StaffAccount Account { get; }

        internal DateTimeOffset Since { get; }

        /// <summary>The book's step; null while it is not on disk.</summary>
        internal long? KeptAt { get; private set; }

        /// <summary>From here on the database tells it.</summary>
        public void Kept()
        {
            lock (_book._gate)
            {
                KeptAt = ++_book._step;
            }
        }
    }
}
