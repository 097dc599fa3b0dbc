using Xunit;
using Xunit.Abstractions;
using Zaitaku.Tests.ChatPage;

[assembly: CollectionBehavior(MaxParallelThreads = 3)] // Two cores; a browser story, and a storm, mostly wait.
[assembly: TestCollectionOrderer("Zaitaku.Tests.LongFirst", "Zaitaku.Tests")]

namespace Zaitaku.Tests;

/// <summary>What takes minutes begins first, so that the suite does not end with one browser at work.</summary>
public sealed class LongFirst : ITestCollectionOrderer
{
    private static readonly string[] Long = [ConsoleStories.Name, PageStories.Name, RaceStories.Name];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => Array.IndexOf(Long, collection.DisplayName) is var place && place < 0 ? Long.Length : place);
}
