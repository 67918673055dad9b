using Microsoft.Data.Sqlite;

namespace FedHub.Transparency.Sqlite;

/// <summary>Holds the checkpoints that were ever signed against the tree as it grows.</summary>
internal sealed class FsckCheckpoints(SqliteConnection connection, NoteVerificationKey? logKey, List<string> findings)
{
    private const int BatchSize = 256;

    private readonly NoteKeyRing? _keys = logKey is null ? null : new NoteKeyRing([logKey]);
    private readonly Queue<(long Size, byte[] Note)> _next = [];
    private long _readBelow;
    private bool _isAtEnd;

    /// <summary>How many there are.</summary>
    internal long Count { get; private set; }

    private (long Size, byte[] Note)? Last { get; set; }

    /// <summary>Compares the checkpoint of the tree's size, if there is one.</summary>
    internal void Compare(CompactRange range)
    {
        Fill();
        if (!_next.TryPeek(out var next) || next.Size != range.Count)
        {
            return;
        }

        Take();
        if (!SignedCheckpoint.TryParse(next.Note, out var checkpoint) || checkpoint.Head.Size != next.Size)
        {
            Find(FormattableString.Invariant($"the checkpoint of size {next.Size} is not one"));
        }
        else if (checkpoint.Head.Root != range.Root())
        {
            Find(FormattableString.Invariant($"the checkpoint of size {next.Size} has another root than the entries: what was signed is not what is stored"));
        }
        else if (_keys is not null && (checkpoint.Checkpoint.Origin != logKey!.Name.ToString() || !_keys.Verify(checkpoint.Note).IsAccepted))
        {
            Find(FormattableString.Invariant($"the checkpoint of size {next.Size} is not signed by the log's key"));
        }
    }

    /// <summary>Looks at what is left when all entries were read, and at the head.</summary>
    /// <param name="head">The head; null when there is none.</param>
    /// <param name="hasBegun">Whether there is anything: then a checkpoint of the empty tree and a head were written before it.</param>
    internal void Finish(TreeHead? head, bool hasBegun)
    {
        for (Fill(); _next.TryPeek(out var beyond); Fill())
        {
            Find(FormattableString.Invariant($"a checkpoint of size {beyond.Size} was signed, and the log has fewer entries: it was set back"));
            Take();
        }

        if (hasBegun || head is not null || Last is not null)
        {
            RequireFirst();
            if (head is null)
            {
                Find("the head is missing, which the log began with");
            }
        }

        FindCosigned();
        if (head is null ? Last is not null : Last is not { } last || !SignedCheckpoint.TryParse(last.Note, out var checkpoint) || checkpoint.Head != head)
        {
            Find("the head is not the last checkpoint that was signed");
        }
    }

    private void RequireFirst()
    {
        using var command = SqliteLogStore.Command(connection, null, "SELECT count(*) FROM log_checkpoint WHERE size = 0");
        if (command.ExecuteScalar() is not 1L)
        {
            Find("the checkpoint of size 0 is missing, which the log began with");
        }
    }

    /// <summary>A hub keeps who cosigned what: all of these were signed by it before.</summary>
    private void FindCosigned()
    {
        foreach (var table in (string[])["log_cosignature", "log_witnessed"])
        {
            if (!HasTable(table))
            {
                continue;
            }

            using var command = SqliteLogStore.Command(
                connection, null, $"SELECT DISTINCT size FROM {table} WHERE size NOT IN (SELECT size FROM log_checkpoint) ORDER BY size LIMIT {SqliteLogFsck.MaxFindings}");
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                Find(FormattableString.Invariant($"the checkpoint of size {reader.GetInt64(0)} is missing, and witnesses have cosigned it"));
            }
        }
    }

    private bool HasTable(string table)
    {
        using var command = SqliteLogStore.Command(connection, null, "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = $table");
        command.Parameters.AddWithValue("$table", table);
        return command.ExecuteScalar() is 1L;
    }

    private void Take()
    {
        Last = _next.Dequeue();
        Count++;
    }

    private void Fill()
    {
        if (_next.Count > 0 || _isAtEnd)
        {
            return;
        }

        using var command = SqliteLogStore.Command(connection, null, "SELECT size, note FROM log_checkpoint WHERE size >= $from ORDER BY size LIMIT $count");
        command.Parameters.AddWithValue("$from", _readBelow);
        command.Parameters.AddWithValue("$count", BatchSize);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            _next.Enqueue((reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)));
            _readBelow = reader.GetInt64(0) + 1;
        }

        _isAtEnd = _next.Count == 0;
    }

    private void Find(string finding)
    {
        if (findings.Count < SqliteLogFsck.MaxFindings && !findings.Contains(finding))
        {
            findings.Add(finding);
        }
    }
}
