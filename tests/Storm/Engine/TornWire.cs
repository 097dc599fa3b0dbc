using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;

namespace Zaitaku.Storm;

/// <summary>The network between one life and LINE. Dead programs send and hear nothing; silence takes as long as the program waits for an answer.</summary>
internal sealed class TornWire(FakeLine line, FakeClock trueTime, TornLife life) : DelegatingHandler(new FakeLineHandler(line))
{
    /// <summary>The LINE client's own limit.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (life.IsOver)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, "This life is over.");
        }

        try
        {
            HttpResponseMessage answer = await base.SendAsync(request, cancellationToken);
            return life.IsOver ? throw new HttpRequestException(HttpRequestError.ResponseEnded, "This life is over.") : answer;
        }
        catch (TaskCanceledException)
        {
            trueTime.Advance(Silence);
            throw;
        }
    }
}
