using FedHub.Cli.HubAdmin;
using FedHub.Cryptography.Match;
using FedHub.Hub;
using FedHub.Transparency;
using FedHub.Transparency.Sqlite;
using Microsoft.Data.Sqlite;

namespace FedHub.Cli.Demo.Show;

/// <summary>
/// What somebody could do who holds the hub's database: in a copy of it, an entry is made to say that another country asked, with commitment and
/// hash recomputed so that the entry is whole in itself. Only what was signed and cosigned before can tell.
/// </summary>
internal static class PlantedChange
{
    /// <summary>Plants the change in a copy, and reads the copy as anybody would read a log.</summary>
    /// <param name="hubFolder">The hub's; it is only read, and the hub may run.</param>
    /// <param name="copyFolder">Where the copy goes; it must not exist.</param>
    /// <param name="index">The entry.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static LogFsckReport Examine(string hubFolder, string copyFolder, long index, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(copyFolder);
        var copy = new HubDirectoryLayout(copyFolder).DatabaseFile;
        using (var original = Open(new HubDirectoryLayout(hubFolder).DatabaseFile, SqliteOpenMode.ReadOnly))
        {
            Execute(original, "VACUUM INTO $file", ("$file", copy));
        }

        using (var connection = Open(copy, SqliteOpenMode.ReadWrite))
        {
            Rewrite(connection, index);
        }

        return HubLogCheck.Run(copyFolder, null, null, cancellationToken);
    }

    /// <summary>What came of it, in a line.</summary>
    public static string Sentence(LogFsckReport report, long index) => report.IsWhole
        ? FormattableString.Invariant($"A copy of the log whose entry {index} was rewritten passes for whole: this must not be.")
        : FormattableString.Invariant($"In a copy of it entry {index} was rewritten to name another country, hashes and all. Found: {report.Findings[0]}.");

    private static void Rewrite(SqliteConnection connection, long index)
    {
        if (SqliteLogStore.Read(connection, index, 1) is not [{ Opening: { } opening } entry]
            || !AuditLeaf.TryDecode(entry.Leaf.Span, out var leaf)
            || !AuditPayload.TryDecode(opening.Payload.Span, out var payload))
        {
            throw new InvalidOperationException("The entry of the first search is not there, or says nothing.");
        }

        var other = payload with { Member = MemberId.Parse(payload.Member?.ToString() == "TKM" ? "UZB" : "TKM") };
        var bytes = other.Encode();
        var forged = leaf with { Commitment = AuditCommitment.Compute(opening.Nonce, bytes) };
        Execute(
            connection,
            "UPDATE log_entry SET leaf = $leaf, leaf_hash = $hash, payload = $payload WHERE idx = $index",
            ("$leaf", forged.Encode()),
            ("$hash", forged.Hash().ToArray()),
            ("$payload", bytes),
            ("$index", index));
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        command.ExecuteNonQuery();
    }
}
