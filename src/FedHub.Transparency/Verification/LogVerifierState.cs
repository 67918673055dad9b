using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using FedHub.Cryptography;

namespace FedHub.Transparency;

/// <summary>
/// Where a verification stands: the size and the right edge of what was verified, at most 64 KiB. As bytes: <c>fedhub verify v1</c> and a
/// newline ‖ u64 size ‖ the hashes of each level's partial tile, level 0 first ‖ SHA-256 of all before.
/// </summary>
/// <remarks>Keep it where nobody else writes: who can change it can make the verification skip entries. The digest finds accidents only.</remarks>
public sealed class LogVerifierState
{
    private LogVerifierState(TreeHead head, IReadOnlyList<Tile> partials)
    {
        Head = head;
        Partials = partials;
    }

    /// <summary>Nothing verified yet.</summary>
    public static LogVerifierState Start { get; } = new(TreeHead.Empty, []);

    /// <summary>The tree that was verified so far.</summary>
    public TreeHead Head { get; }

    internal IReadOnlyList<Tile> Partials { get; }

    private static ReadOnlySpan<byte> Title => "fedhub verify v1\n"u8;

    /// <summary>Reads bytes; false for anything but what <see cref="ToBytes"/> gives.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out LogVerifierState? state)
    {
        state = null;
        var fixedSize = Title.Length + sizeof(ulong) + Digest.Size;
        if (bytes.Length < fixedSize || !bytes.StartsWith(Title) || Digest.Of(bytes[..^Digest.Size]) != Digest.FromBytes(bytes[^Digest.Size..]))
        {
            return false;
        }

        var size = BinaryPrimitives.ReadInt64BigEndian(bytes[Title.Length..]);
        var rest = bytes[(Title.Length + sizeof(ulong))..^Digest.Size];
        var partials = new List<Tile>();
        foreach (var id in TileLayout.RightEdge(size))
        {
            var length = id.Width * Digest.Size;
            if (rest.Length < length)
            {
                return false;
            }

            partials.Add(new Tile(id, rest[..length].ToArray()));
            rest = rest[length..];
        }

        if (!rest.IsEmpty || !TileBuilder.TryRestore(size, partials, out var builder))
        {
            return false;
        }

        state = Of(builder!);
        return true;
    }

    /// <summary>The bytes to keep.</summary>
    public byte[] ToBytes()
    {
        Span<byte> size = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteInt64BigEndian(size, Head.Size);
        byte[] content = [.. Title, .. size, .. Partials.SelectMany(tile => tile.Hashes.ToArray())];
        return [.. content, .. Digest.Of(content).AsSpan()];
    }

    internal static LogVerifierState Of(TileBuilder builder) => new(new TreeHead(builder.Count, builder.Root()), builder.Partials());
}
