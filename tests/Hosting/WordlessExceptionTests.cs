using Microsoft.Data.Sqlite;
using Xunit;
using Zaitaku.Storage;

namespace Zaitaku.Tests.Hosting;

/// <summary>A log entry that names what broke, and quotes nobody.</summary>
public sealed class WordlessExceptionTests
{
    [Fact]
    public void NamesEveryCauseByItsType_AndQuotesNone()
    {
        Exception problem = Thrown(new InvalidOperationException("佐藤さんの電話は 090-0000-0000", new SqliteException("UNIQUE constraint failed: 佐藤", 19)));
        string logged = new WordlessException(problem).ToString();
        Assert.Contains("System.InvalidOperationException", logged);
        Assert.Contains("Microsoft.Data.Sqlite.SqliteException (SQLite 19)", logged);
        Assert.Contains(nameof(Thrown), logged); // And where it was.
        Assert.DoesNotContain("佐藤", logged);
        Assert.DoesNotContain("090", logged);
        Assert.DoesNotContain(typeof(WordlessException).FullName!, logged); // Wrapped once: a second wrapping would hide what broke.
        Assert.Equal("System.InvalidOperationException", new WordlessException(problem).Message);
    }

    private static Exception Thrown(Exception problem)
    {
        try
        {
            throw problem;
        }
        catch (Exception caught)
        {
            return caught;
        }
    }
}
