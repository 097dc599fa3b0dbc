using Zaitaku.Storage.Desk;
using Zaitaku.Storage.Staff;

namespace Zaitaku.Bot.Desk;

/// <summary>Who was given a consultation that is not on disk yet: of two that arrive at once, the second must see the first, or both find the same room.</summary>
public sealed class RoomBook
{
    /// <summary>A save takes milliseconds. One that failed is forgotten after this, and its room is free again.</summary>
    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly List<Given> _given = [];

    /// <summary>What is not on disk at this moment; asked for before the loads are read, so that nothing falls between the two.</summary>
    public IReadOnlyList<Given> Unkept()
    {
        lock (_gate)
        {
            _given.RemoveAll(one => one.IsKept || one.Since.Elapsed > ForgottenAfter);
            return [.. _given];
        }
    }

    /// <summary>Chooses by what each carries on disk and off it, and writes the choice down in the same breath.</summary>
    /// <param name="candidates">With their loads, read without the consultations of <paramref name="unkept"/>.</param>
    /// <returns>Null when nobody is chosen. Else <see cref="Given.Kept"/> is to be called once it is on disk.</returns>
    public Given? Give(Guid consultation, IReadOnlyList<AssignmentCandidate> candidates, IReadOnlyList<Given> unkept, Func<IEnumerable<AssignmentCandidate>, StaffAccount?> choose)
    {
        ArgumentNullException.ThrowIfNull(choose);
        lock (_gate)
        {
            Given[] beside = [.. unkept.Union(_given).Where(one => one.Consultation != consultation)];
            StaffAccount? chosen = choose(candidates.Select(candidate =>
                Array.FindAll(beside, one => one.Account.Id == candidate.Account.Id).Length is > 0 and int more ? candidate with { Open = candidate.Open + more, JustGiven = more } : candidate));
            if (chosen is null)
            {
                return null;
            }

            Given given = new(consultation, chosen);
            _given.RemoveAll(one => one.Consultation == consultation); // Its turn is tried again.
            _given.Add(given);
            return given;
        }
    }

    /// <summary>One consultation on its way to somebody.</summary>
    public sealed class Given(Guid consultation, StaffAccount account)
    {
        public Guid Consultation => consultation;

        public StaffAccount Account => account;

        internal System.Diagnostics.Stopwatch Since { get; } = System.Diagnostics.Stopwatch.StartNew();

        internal bool IsKept => _isKept;

        /// <summary>From here on the database tells it.</summary>
        public void Kept() => _isKept = true;

        private volatile bool _isKept;
    }
}
