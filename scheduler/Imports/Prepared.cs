using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Scheduler.Imports;

/// <summary>Reads and calculates on one thread while the caller's thread writes.</summary>
internal static class Prepared
{
    private const int BatchRows = 256;
    private const int BatchesWaitingMax = 16;

    public static IEnumerable<(PreparedRow? Row, ReadRow.Rejected? Bad)> InBackground(FileTable table, CancellationToken cancellationToken) =>
        Ahead(Rows(table), cancellationToken);

    public static IEnumerable<(GazetteerRow Row, string NameKey, string KanaKey)> InBackground(IEnumerable<GazetteerRow> rows, CancellationToken cancellationToken) =>
        Ahead(rows.Select(row => (row, NameRules.KeyOf(row.Name), NameRules.KeyOf(row.AlsoKey ?? row.Kana))), cancellationToken);

    private static IEnumerable<(PreparedRow?, ReadRow.Rejected?)> Rows(FileTable table)
    {
        foreach (ReadRow read in table.Places!.Read(table.Header, table.Rows))
        {
            if (read is ReadRow.Stated stated)
            {
                yield return (PreparedRow.Of(stated), null);
            }
            else if (read is ReadRow.Rejected rejected)
            {
                yield return (null, rejected);
            }
        }
    }

    private static IEnumerable<T> Ahead<T>(IEnumerable<T> items, CancellationToken cancellationToken)
    {
        using BlockingCollection<List<T>> batches = new(BatchesWaitingMax);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Exception? failure = null;
        Thread reader = new(() =>
        {
            try
            {
                Fill(items, batches, stop.Token);
            }
            catch (Exception problem)
            {
                failure = problem; // Thrown again on the caller's thread, below.
            }
            finally
            {
                batches.CompleteAdding();
            }
        }) { IsBackground = true, Name = "import reader" };
        reader.Start();
        try
        {
            foreach (List<T> batch in batches.GetConsumingEnumerable(cancellationToken))
            {
                foreach (T item in batch)
                {
                    yield return item;
                }
            }
        }
        finally
        {
            stop.Cancel();
            reader.Join();
        }

        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    private static void Fill<T>(IEnumerable<T> items, BlockingCollection<List<T>> batches, CancellationToken cancellationToken)
    {
        List<T> batch = new(BatchRows);
        foreach (T item in items)
        {
            batch.Add(item);
            if (batch.Count == BatchRows)
            {
                batches.Add(batch, cancellationToken);
                batch = new List<T>(BatchRows);
            }
        }

        batches.Add(batch, cancellationToken);
    }
}
