namespace Zaitaku.Fakes;

/// <summary>A platform's state machine. Skins: <see cref="FakeHandler"/> under an HTTP client, <see cref="FakeServer"/> on loopback.</summary>
public interface IFakePlatform
{
    /// <summary>The header that carries <see cref="FakeAnswer.RequestId"/>.</summary>
    string RequestIdHeader { get; }

    /// <summary>True when a call to this host is for it. A server's calls carry no host and are all its own.</summary>
    bool IsCalled(string host);

    /// <summary>Takes one call, after as much real time as the platform takes.</summary>
    Task<FakeAnswer> AnswerAsync(FakeCall call, CancellationToken cancellationToken);
}
