namespace Zaitaku.Fakes;

/// <summary>What a test ordered for the next calls whose path contains some words; each order serves once, in the order ordered. Used under the platform's lock.</summary>
internal sealed class FakeOrders<T>
    where T : struct
{
    private readonly List<(T What, string PathPart)> _orders = [];

    public void Add(T what, int times, string pathPart) => _orders.AddRange(Enumerable.Repeat((what, pathPart), times));

    public void Clear() => _orders.Clear();

    /// <summary>Takes the order this call meets; null when there is none.</summary>
    public T? Next(string path)
    {
        int next = _orders.FindIndex(order => path.Contains(order.PathPart, StringComparison.Ordinal));
        if (next < 0)
        {
            return null;
        }

        T what = _orders[next].What;
        _orders.RemoveAt(next);
        return what;
    }
}
