using FedHub.Transparency;
using FedHub.Transparency.Sqlite;
using Microsoft.Data.Sqlite;

namespace FedHub.Cli.Log;

/// <summary>Reads the log of a hub that is not running, without writing to its files.</summary>
internal static class StoredLog
{
    private const int BatchSize = 1024;

    public static LogCheck Verify(string databaseFile)
    {
        if (!File.Exists(databaseFile))
        {
            throw CliFailureException.Usage("There is no hub.db in this folder", "Name the hub's data folder with --data.");
        }

        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = databaseFile, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        try
        {
            connection.Open();
            return Verify(connection);
        }
        catch (SqliteException exception)
        {
            // An unreadable file is no proof of anything: it may be a copy broken off half-way.
            throw new CliFailureException(ExitCode.Unreachable, "The log could not be read", exception.Message, "Check the file and the disk.", exception);
        }
    }

    private static LogCheck Verify(SqliteConnection connection)
    {
        var range = new CompactRange();
        var expected = SqliteLogStore.Count(connection);
        string? finding = null;
        IReadOnlyList<StoredLogEntry> batch;
        while (finding is null && (batch = SqliteLogStore.Read(connection, range.Count, BatchSize)).Count > 0)
        {
            foreach (var entry in batch)
            {
                finding = FindingOf(entry, range.Count);
                if (finding is not null)
                {
                    break;
                }

                range.Append(MerkleHash.Leaf(entry.Leaf.Span));
            }
        }

        if (finding is null && range.Count != expected)
        {
            finding = FormattableString.Invariant($"entry {range.Count} is missing: {expected} were acknowledged");
        }

        return new LogCheck((ulong)range.Count, range.Root().ToString(), finding);
    }

    private static string? FindingOf(StoredLogEntry entry, long expectedIndex)
    {
        if (entry.Index != expectedIndex)
        {
            return FormattableString.Invariant($"entry {expectedIndex} is missing");
        }

        if (!AuditLeaf.TryDecode(entry.Leaf.Span, out var leaf))
        {
            return FormattableString.Invariant($"entry {entry.Index} is not a leaf");
        }

        return entry.Opening is { } opening && !opening.Opens(leaf)
            ? FormattableString.Invariant($"the payload of entry {entry.Index} does not open its commitment")
            : null;
    }
}
