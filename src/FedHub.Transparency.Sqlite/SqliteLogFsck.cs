using Microsoft.Data.Sqlite;

namespace FedHub.Transparency.Sqlite;

/// <summary>
/// Reads a log in its database from the first entry, whether or not a hub or node runs on it, and holds everything against everything: entries against
/// their hashes and payloads, tiles and all checkpoints ever signed against the entries, the head against the last
/// checkpoint, what witnesses cosigned against the checkpoints, erased payloads against what the log says of them. It writes nothing.
/// </summary>
public sealed class SqliteLogFsck
{
    /// <summary>After so many findings it stops.</summary>
    public const int MaxFindings = 100;

    private const int BatchSize = 1024;

    private readonly SqliteConnection _connection;
    private readonly NoteVerificationKey? _logKey;
    private readonly IProgress<long>? _progress;
    private readonly List<string> _findings = [];
    private readonly CompactRange _range = new();
    private readonly TileBuilder _tiles = new();
    private readonly ErasureLedger _erasures = new();

    private SqliteLogFsck(SqliteConnection connection, NoteVerificationKey? logKey, IProgress<long>? progress)
    {
        _connection = connection;
        _logKey = logKey;
        _progress = progress;
    }

    private bool IsFull => _findings.Count >= MaxFindings;

    /// <summary>Checks a database file.</summary>
    /// <param name="file">The database; it may be in use.</param>
    /// <param name="logKey">The log's key, to check signatures too; null to leave them.</param>
    /// <param name="progress">Hears how many entries were read.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SqliteException">The file cannot be read, which proves nothing.</exception>
    public static LogFsckReport Run(string file, NoteVerificationKey? logKey, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        using var snapshot = new LogSnapshot(file);
        return new SqliteLogFsck(snapshot.Connection, logKey, progress).Run(cancellationToken);
    }

    private LogFsckReport Run(CancellationToken cancellationToken)
    {
        var acknowledged = SqliteLogStore.Count(_connection);
        var head = ReadHead();
        var checkpoints = new FsckCheckpoints(_connection, _logKey, _findings);
        checkpoints.Compare(_range);
        while (!IsFull && ReadBatch(checkpoints, head?.Size ?? 0, cancellationToken))
        {
            _progress?.Report(_range.Count);
        }

        if (!IsFull && _range.Count != acknowledged)
        {
            Find(FormattableString.Invariant($"entry {_range.Count} is missing: {acknowledged} were acknowledged"));
        }

        checkpoints.Finish(head, acknowledged > 0 || IsHub());
        CheckErasures(acknowledged);
        CheckTileCount(head?.Size ?? 0);
        return new LogFsckReport(_range.Count, _range.Root(), head, checkpoints.Count, _erasures.Count, [.. _findings]);
    }

    /// <summary>Reads on.</summary>
    /// <returns>False at the end, or where an entry is missing: after a gap no hash means anything.</returns>
    private bool ReadBatch(FsckCheckpoints checkpoints, long headSize, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var batch = SqliteLogStore.Read(_connection, _range.Count, BatchSize);
        foreach (var entry in batch)
        {
            if (entry.Index != _range.Count)
            {
                Find(FormattableString.Invariant($"entry {_range.Count} is missing"));
                return false;
            }

            CheckEntry(entry);
            var hash = MerkleHash.Leaf(entry.Leaf.Span);
            _range.Append(hash);
            _tiles.Append(hash);
            checkpoints.Compare(_range);
            foreach (var tile in _tiles.TakeCompleted())
            {
                CheckTile(tile, headSize);
            }
        }

        return batch.Count > 0;
    }

    private void CheckEntry(StoredLogEntry entry)
    {
        if (!AuditLeaf.TryDecode(entry.Leaf.Span, out var leaf))
        {
            Find(FormattableString.Invariant($"entry {entry.Index} is not a leaf"));
            return;
        }

        if (leaf.Hash() != entry.LeafHash)
        {
            Find(FormattableString.Invariant($"entry {entry.Index} is not the one that was acknowledged: its hash differs"));
        }

        if (entry.Opening is not { } opening)
        {
            _erasures.AddErased(entry.Index);
        }
        else if (!opening.Opens(leaf))
        {
            Find(FormattableString.Invariant($"the payload of entry {entry.Index} does not open its commitment"));
        }
        else if (!AuditPayload.TryDecode(opening.Payload.Span, out var payload))
        {
            Find(FormattableString.Invariant($"the payload of entry {entry.Index} is not of the log's form"));
        }
        else if (payload.Kind == AuditKind.PayloadsErased)
        {
            AddErasure(entry.Index, payload);
        }
    }

    private void AddErasure(long index, AuditPayload payload)
    {
        if (Erasure.TryRead(index, payload, out var erasure))
        {
            _erasures.Add(erasure);
        }
        else
        {
            Find(FormattableString.Invariant($"entry {index} does not say what was erased"));
        }
    }

    /// <summary>What is gone was erased in the commit of an entry that says so: neither more nor less of it.</summary>
    private void CheckErasures(long acknowledged)
    {
        if (IsFull || _range.Count != acknowledged)
        {
            // Entries that say what was erased may be among those that were not read.
            return;
        }

        if (_erasures.FirstUnannounced() is { } index)
        {
            Find(FormattableString.Invariant($"the payload of entry {index} is gone, and no payloads-erased entry says so"));
        }
        else if (_erasures.Count != _erasures.Announced)
        {
            Find(FormattableString.Invariant($"{_erasures.Count} payloads are gone, and the log's payloads-erased entries make {_erasures.Announced}"));
        }
    }

    private void CheckTile(Tile tile, long headSize)
    {
        using var command = SqliteLogStore.Command(_connection, null, "SELECT hashes, root FROM log_tile WHERE level = $level AND idx = $idx");
        command.Parameters.AddWithValue("$level", tile.Id.Level);
        command.Parameters.AddWithValue("$idx", tile.Id.Index);
        using var reader = command.ExecuteReader();
        var isPublished = tile.Id.Index < TileLayout.HashCount(tile.Id.Level, headSize) / TileLayout.FullWidth;
        if (!reader.Read())
        {
            if (isPublished)
            {
                Find($"the tile {tile.Id} is missing");
            }
        }
        else if (!isPublished)
        {
            Find($"the tile {tile.Id} is there, beyond what was published");
        }
        else if (!reader.GetFieldValue<byte[]>(0).AsSpan().SequenceEqual(tile.Hashes.Span) || !tile.Root().AsSpan().SequenceEqual(reader.GetFieldValue<byte[]>(1)))
        {
            Find($"the tile {tile.Id} is not the one of the entries");
        }
    }

    private void CheckTileCount(long headSize)
    {
        using var command = SqliteLogStore.Command(_connection, null, "SELECT count(*) FROM log_tile");
        var expected = 0L;
        for (var level = 0; TileLayout.HashCount(level, headSize) > 0; level++)
        {
            expected += TileLayout.HashCount(level, headSize) / TileLayout.FullWidth;
        }

        if (command.ExecuteScalar() is long count && count != expected)
        {
            Find(FormattableString.Invariant($"there are {count} tiles where the published size makes {expected}"));
        }
    }

    // A hub's log is begun when its database is made, a node's at its first start.
    private bool IsHub()
    {
        using var command = SqliteLogStore.Command(_connection, null, "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'log_witnessed'");
        return command.ExecuteScalar() is 1L;
    }

    private TreeHead? ReadHead()
    {
        using var command = SqliteLogStore.Command(_connection, null, "SELECT size, note FROM log_head WHERE id = 0");
        using var reader = command.ExecuteReader();
        if (!reader.Read())
        {
            return null;
        }

        if (SignedCheckpoint.TryParse(reader.GetFieldValue<byte[]>(1), out var head) && head.Head.Size == reader.GetInt64(0))
        {
            return head.Head;
        }

        Find("the head is not a checkpoint of its size");
        return null;
    }

    private void Find(string finding)
    {
        if (!IsFull)
        {
            _findings.Add(finding);
        }
    }
}
