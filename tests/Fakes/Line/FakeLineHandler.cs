namespace Zaitaku.Fakes.Line;

/// <summary>LINE alone under an <see cref="HttpClient"/>.</summary>
public sealed class FakeLineHandler(FakeLine line) : FakeHandler(line);
