namespace FedHub.Transparency;

/// <summary>
/// Appends entries to a log in a folder: full bundles and tiles as they fill, the partial ones and then the checkpoint when it publishes. It
/// holds one bundle and the tree's right edge. For exports, archives and tests; hub and node keep their logs in a database.
/// </summary>
/// <remarks>Not safe for use by two threads or two writers at once: nothing here keeps a second writer from signing another history.</remarks>
public sealed class LogFolderWriter
{
    private readonly LogFolder _folder;
    private readonly NoteSigner _signer;
    private readonly TileBuilder _tiles;
    private readonly List<ReadOnlyMemory<byte>> _pending;

    private LogFolderWriter(LogFolder folder, NoteSigner signer, TileBuilder tiles, IEnumerable<ReadOnlyMemory<byte>> pending)
    {
        _folder = folder;
        _signer = signer;
        _tiles = tiles;
        _pending = [.. pending];
    }

    /// <summary>How many entries there are.</summary>
    public long Count => _tiles.Count;

    /// <summary>Takes up the log in a folder, or begins one.</summary>
    public static async ValueTask<(LogFolderWriter? Writer, LogFolderFault Fault)> OpenAsync(
        LogFolder folder, NoteSigner signer, CancellationToken cancellationToken)
    {
        var bytes = await folder.ReadCheckpointAsync(cancellationToken);
        if (bytes is null)
        {
            return (new LogFolderWriter(folder, signer, new TileBuilder(), []), LogFolderFault.None);
        }

        if (!SignedCheckpoint.TryParse(bytes.Value.Span, out var checkpoint)
            || checkpoint.Checkpoint.Origin != signer.VerificationKey.Name.ToString()
            || !new NoteKeyRing([signer.VerificationKey]).Verify(checkpoint.Note).IsAccepted)
        {
            return (null, LogFolderFault.ForeignCheckpoint);
        }

        var partials = new List<Tile>();
        foreach (var id in TileLayout.RightEdge(checkpoint.Head.Size))
        {
            if (await folder.FindTileAsync(id, cancellationToken) is { } tile)
            {
                partials.Add(tile);
            }
        }

        var pending = await ReadPendingAsync(folder, checkpoint.Head.Size, cancellationToken);
        return TileBuilder.TryRestore(checkpoint.Head.Size, partials, out var tiles) && tiles!.Root() == checkpoint.Head.Root && pending is not null
            ? (new LogFolderWriter(folder, signer, tiles, pending), LogFolderFault.None)
            : (null, LogFolderFault.Damaged);
    }

    /// <summary>Appends an entry.</summary>
    /// <exception cref="ArgumentException">It is larger than 65,535 bytes.</exception>
    /// <exception cref="InvalidOperationException">The folder holds another tile of this name: it is another log's, or was written to by others.</exception>
    public void Append(ReadOnlyMemory<byte> entry)
    {
        if (entry.Length > EntryBundle.MaxEntrySize)
        {
            throw new ArgumentException("An entry has at most 65,535 bytes.", nameof(entry));
        }

        _pending.Add(entry.ToArray());
        _tiles.Append(MerkleHash.Leaf(entry.Span));
        if (_pending.Count == TileLayout.FullWidth)
        {
            Require(_folder.TryWrite(new BundleId((Count / TileLayout.FullWidth) - 1), EntryBundle.Encode(_pending)));
            _pending.Clear();
            foreach (var tile in _tiles.TakeCompleted())
            {
                Require(_folder.TryWrite(tile));
            }
        }
    }

    /// <summary>Writes what is partial, then signs and writes a checkpoint.</summary>
    /// <exception cref="InvalidOperationException">The folder holds another tile of this name.</exception>
    public SignedCheckpoint Publish()
    {
        if (_pending.Count > 0)
        {
            Require(_folder.TryWrite(TileLayout.BundleOf(Count - 1, Count), EntryBundle.Encode(_pending)));
        }

        foreach (var tile in _tiles.Partials())
        {
            Require(_folder.TryWrite(tile));
        }

        // A crash before this leaves files that the checkpoint does not name; the same entries make the same files again.
        var checkpoint = SignedCheckpoint.Sign(new Checkpoint(_signer.VerificationKey.Name.ToString(), new TreeHead(Count, _tiles.Root())), _signer);
        _folder.WriteCheckpoint(checkpoint);
        return checkpoint;
    }

    private static async ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>?> ReadPendingAsync(LogFolder folder, long size, CancellationToken cancellationToken)
    {
        if (size % TileLayout.FullWidth == 0)
        {
            return [];
        }

        var id = TileLayout.BundleOf(size - 1, size);
        var bundle = await folder.ReadBundleAsync(id, cancellationToken);
        var tile = await folder.FindTileAsync(id.Hashes, cancellationToken);
        return bundle is { } bytes && tile is not null && EntryBundle.TryDecode(bytes, id.Width, out var entries)
            && entries.Index().All(entry => MerkleHash.Leaf(entry.Item.Span) == tile[entry.Index])
            ? entries
            : null;
    }

    private static void Require(bool written)
    {
        if (!written)
        {
            throw new InvalidOperationException("The folder holds other bytes under this name. Check who else writes to it.");
        }
    }
}
