using System.Collections.Immutable;
using FedHub.Cryptography;

namespace FedHub.Transparency;

/// <summary>A tree that can grow, held twice: as partial tiles and as a compact range. Neither is computed from the other while it grows.</summary>
internal sealed class RightEdge
{
    private readonly IReadOnlyList<Tile> _partials;
    private readonly ImmutableArray<Digest> _roots;

    private RightEdge(long count, IReadOnlyList<Tile> partials, ImmutableArray<Digest> roots)
    {
        Count = count;
        _partials = partials;
        _roots = roots;
    }

    internal long Count { get; }

    /// <summary>Reads the edge of a tree out of a store; null when a tile is missing or the two do not lead to the head's root.</summary>
    internal static async ValueTask<RightEdge?> ReadAsync(ITileSource source, TreeHead head, CancellationToken cancellationToken)
    {
        var partials = new List<Tile>();
        foreach (var id in TileLayout.RightEdge(head.Size))
        {
            if (await source.FindTileAsync(id, cancellationToken) is not { } tile)
            {
                return null;
            }

            partials.Add(tile);
        }

        var roots = await new LogProver(source, head.Size).PerfectRootsAsync(head.Size, cancellationToken);
        if (roots is null || !TileBuilder.TryRestore(head.Size, partials, out var tiles) || !CompactRange.TryRestore(head.Size, roots.Value.AsSpan(), out var range))
        {
            return null;
        }

        return tiles!.Root() == head.Root && range!.Root() == head.Root ? new RightEdge(head.Size, partials, roots.Value) : null;
    }

    /// <summary>The edge with leaves more, and the tiles that they filled; this one stays as it is.</summary>
    /// <returns>The root is null when the two ways of computing it disagree.</returns>
    internal (RightEdge Edge, Digest? Root, IReadOnlyList<Tile> Completed) Append(IReadOnlyCollection<Digest> leafHashes)
    {
        _ = TileBuilder.TryRestore(Count, _partials, out var tiles);
        _ = CompactRange.TryRestore(Count, _roots.AsSpan(), out var range);
        foreach (var leafHash in leafHashes)
        {
            tiles!.Append(leafHash);
            range!.Append(leafHash);
        }

        var root = tiles!.Root();
        return (new RightEdge(tiles.Count, tiles.Partials(), range!.Roots), root == range.Root() ? root : null, tiles.TakeCompleted());
    }
}
