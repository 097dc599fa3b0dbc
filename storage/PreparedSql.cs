using System.Data.Common;

namespace Zaitaku.Storage;

/// <summary>A statement of the busy paths by its text and the names of its parameters. A <see cref="KeepingConnection"/> prepares it once.</summary>
/// <param name="names">Of its parameters, in the order in which their values are given.</param>
internal sealed class PreparedSql(string text, params string[] names)
{
    /// <summary>The statement, inside the transaction the connection is in; for many rows, and disposed by who asked for it.</summary>
    public DbCommand On(DbConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        DbCommand command = connection.CreateCommand(); // The connection hands its transaction to what it makes.
        command.CommandText = text;
        foreach (string name in names)
        {
            DbParameter parameter = command.CreateParameter();
            parameter.ParameterName = name;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    /// <returns>Rows changed.</returns>
    public static int Execute(DbCommand command, params ReadOnlySpan<object?> values) => Filled(command, values).ExecuteNonQuery();

    /// <returns>The first value of the first row.</returns>
    public static object? Scalar(DbCommand command, params ReadOnlySpan<object?> values) => Filled(command, values).ExecuteScalar();

    public static DbDataReader Rows(DbCommand command, params ReadOnlySpan<object?> values) => Filled(command, values).ExecuteReader();

    private static DbCommand Filled(DbCommand command, ReadOnlySpan<object?> values)
    {
        for (int index = 0; index < values.Length; index++)
        {
            command.Parameters[index].Value = values[index] ?? DBNull.Value;
        }

        return command;
    }
}
