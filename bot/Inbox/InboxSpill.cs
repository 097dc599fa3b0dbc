using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Channels;
using Zaitaku.Storage;

namespace Zaitaku.Bot.Inbox;

/// <summary>
/// A file of events beside the database, one JSON object a line, for the seconds in which another program (an import) holds the database.
/// On disk before the platform is answered, like the inbox itself; taken over and removed as soon as the database can be written.
/// A crash between taking over and removing does no harm: the inbox keeps an event once.
/// </summary>
public sealed class InboxSpill
{
    /// <summary>Some hundred thousand events. Past it the platform hears 503.</summary>
    private const long BytesMax = 64 * 1024 * 1024;

    private const int OpenTriesMax = 50;
    private static readonly TimeSpan OpenWait = TimeSpan.FromMilliseconds(10);

    /// <summary>Appends so far, the last run's counted as one; changes only while the writers' place is held.</summary>
    private long _appended;

    /// <summary>Appends that are in the file set aside.</summary>
    private long _setAside;

    /// <summary>Appends that are in the database.</summary>
    private long _handedOver;

    public InboxSpill(IOptions<StorageOptions> storage)
    {
        ArgumentNullException.ThrowIfNull(storage);
        FileName = Path.Combine(Path.GetFullPath(storage.Value.DataDirectory), "inbox-spill.jsonl");
        _appended = File.Exists(FileName) || File.Exists(TakenName) ? 1 : 0;
    }

    /// <summary>True while something may lie here that is not in the database. What is said now must not be kept before it.</summary>
    public bool IsHolding => Interlocked.Read(ref _appended) != Interlocked.Read(ref _handedOver);

    private string FileName { get; }

    private string TakenName => FileName + ".taken";

    /// <summary>Who appends, or renames what was appended. A file of its own, never renamed nor removed: a lock on the events' own file would go along with its old name.</summary>
    private string WritersPlace => Path.Combine(Path.GetDirectoryName(FileName)!, "spill-append.lock");

    /// <summary>Who hands over, for as long as that takes: two would each remove what only the other has read.</summary>
    private string TakersPlace => Path.Combine(Path.GetDirectoryName(FileName)!, "spill-taking.lock");

    /// <summary>Appends and flushes to disk.</summary>
    /// <exception cref="IOException">The disk is full, or the file has grown past its limit.</exception>
    public async Task AppendAsync(IReadOnlyList<ChannelEvent> events, CancellationToken cancellationToken)
    {
        StringBuilder lines = new();
        foreach (ChannelEvent one in events)
        {
            lines.Append(JsonSerializer.Serialize(one, ReplyJson.Default.ChannelEvent)).Append('\n');
        }

        await using FileStream place = await TakeAsync(WritersPlace, FileShare.None, cancellationToken);
        await using FileStream file = await TakeAsync(FileName, FileShare.Read, cancellationToken);
        byte[] bytes = Encoding.UTF8.GetBytes((EndsWithinALine(file) ? "\n" : "") + lines);
        if (file.Length + bytes.Length > BytesMax)
        {
            throw new IOException("The inbox spill has grown past its limit.");
        }

        Interlocked.Increment(ref _appended);
        file.Seek(0, SeekOrigin.End);
        await file.WriteAsync(bytes, cancellationToken);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Hands over what was spilled and removes it once <paramref name="keep"/> has returned. Nothing spilled: costs a look at the folder. One caller at a time.</summary>
    /// <returns>How many events were handed over; 0 also where another program does it, and has not ended within half a second.</returns>
    public async Task<int> DrainAsync(Func<IReadOnlyList<ChannelEvent>, Task> keep, CancellationToken cancellationToken)
    {
        long before = Interlocked.Read(ref _appended);
        if (!File.Exists(FileName) && !File.Exists(TakenName)) // In the order in which an event moves: else one on its way would be seen in neither.
        {
            Interlocked.Exchange(ref _handedOver, before); // Also what another program took over.
            return 0;
        }

        try
        {
            await using FileStream place = await TakeAsync(TakersPlace, FileShare.None, cancellationToken);
            return await HandOverAsync(keep, cancellationToken);
        }
        catch (PlaceTakenException)
        {
            return 0;
        }
    }

    private async Task<int> HandOverAsync(Func<IReadOnlyList<ChannelEvent>, Task> keep, CancellationToken cancellationToken)
    {
        if (!File.Exists(TakenName) && !await SetAsideAsync(cancellationToken))
        {
            return 0;
        }

        string[] lines = await File.ReadAllLinesAsync(TakenName, cancellationToken);
        List<ChannelEvent> events = [.. lines.Select(ChannelEvent.FromKept).OfType<ChannelEvent>()]; // A line cut off by a crash was never answered with 200, so nothing is lost with it.
        foreach (IGrouping<string, ChannelEvent> channel in events.GroupBy(one => one.Channel))
        {
            await keep([.. channel]);
        }

        File.Delete(TakenName);
        Interlocked.Exchange(ref _handedOver, _setAside);
        return events.Count;
    }

    /// <summary>Renames the file while nobody writes to it, so that writers begin a new one and never wait for the database.</summary>
    private async Task<bool> SetAsideAsync(CancellationToken cancellationToken)
    {
        await using FileStream place = await TakeAsync(WritersPlace, FileShare.None, cancellationToken);
        if (!File.Exists(FileName))
        {
            return false;
        }

        try
        {
            File.Move(FileName, TakenName);
        }
        catch (IOException)
        {
            return false; // Somebody reads it where that forbids renaming; the next look tries again.
        }

        _setAside = Interlocked.Read(ref _appended);
        return true;
    }

    /// <summary>A full disk or a power cut has left half a line: what comes next must not be glued to it, or both are lost.</summary>
    private static bool EndsWithinALine(FileStream file)
    {
        if (file.Length == 0)
        {
            return false;
        }

        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() != '\n';
    }

    /// <param name="file">The events' file, or one that stands for a place which only one may have, over all programs on this directory.</param>
    /// <param name="share">None for a place.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="PlaceTakenException">Another holds it still, or it cannot be made.</exception>
    private static async Task<FileStream> TakeAsync(string file, FileShare share, CancellationToken cancellationToken)
    {
        for (int tries = 1; ; tries++)
        {
            try
            {
                return OwnFile.Open(file, FileMode.OpenOrCreate, share, FileOptions.Asynchronous);
            }
            catch (IOException problem) when (problem is not FileNotFoundException and not DirectoryNotFoundException)
            {
                if (tries == OpenTriesMax)
                {
                    throw new PlaceTakenException(problem);
                }

                await Task.Delay(OpenWait, cancellationToken); // Another has it for a moment.
            }
        }
    }

    private sealed class PlaceTakenException(IOException problem) : IOException(problem.Message, problem);
}
