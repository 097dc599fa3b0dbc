using System.Text;
using Microsoft.Data.Sqlite;

namespace Zaitaku.Storage;

/// <summary>What broke and where, for the log: types and lines, without the messages, which may quote what a person wrote. Never thrown.</summary>
public sealed class WordlessException(Exception problem) : Exception
{
    /// <summary>Causes of causes that are named.</summary>
    private const int CausesMax = 8;

    public override string Message => problem.GetType().FullName ?? nameof(Exception);

    public override string? StackTrace => problem.StackTrace;

    public override string ToString()
    {
        StringBuilder text = new();
        Exception? cause = problem;
        for (int number = 0; cause is not null && number < CausesMax; number++, cause = cause.InnerException)
        {
            string code = cause is SqliteException { SqliteErrorCode: int known } ? $" (SQLite {known})" : "";
            text.Append(number == 0 ? "" : "\n ---> ").Append(cause.GetType().FullName).Append(code).Append('\n').Append(cause.StackTrace);
        }

        return text.ToString();
    }
}
