namespace FedHub.Transparency.Sqlite;

/// <summary>A database cannot be used. The message says what to do and holds no content of the database.</summary>
public sealed class SqliteDatabaseException(SqliteDatabaseFault fault, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>Why.</summary>
    public SqliteDatabaseFault Fault { get; } = fault;
}
