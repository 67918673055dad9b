using Microsoft.Data.Sqlite;

namespace FedHub.Transparency.Sqlite;

/// <summary>Opens connections with the settings applied. None is pooled: each has one owner here.</summary>
internal static class SqliteConnections
{
    internal static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var builder = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = SqliteSettings.BusyTimeoutMilliseconds / 1000,
        };
        var connection = new SqliteConnection(builder.ConnectionString);
        try
        {
            connection.Open();
            SqliteSettings.Apply(connection, readOnly: mode == SqliteOpenMode.ReadOnly);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
