namespace FedHub.Transparency.Sqlite;

/// <summary>An operating-system lock beside the database, so that one process writes. The system drops it when the process ends.</summary>
internal sealed class SqliteFileLock : IDisposable
{
    private readonly FileStream _stream;

    private SqliteFileLock(FileStream stream) => _stream = stream;

    public void Dispose() => _stream.Dispose();

    internal static SqliteFileLock Take(string databasePath)
    {
        var path = databasePath + ".lock";
        try
        {
            // The file stays behind: deleting it would let two processes each lock a file of that name.
            return new SqliteFileLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
        }
        catch (IOException exception) when (File.Exists(path))
        {
            throw new SqliteDatabaseException(
                SqliteDatabaseFault.InUse,
                $"Another process has '{databasePath}' open for writing. Stop it first; only one may run on a database.",
                exception);
        }
    }
}
