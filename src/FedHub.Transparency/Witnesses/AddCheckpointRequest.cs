using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using FedHub.Cryptography;

namespace FedHub.Transparency;

/// <summary>Asks a witness to cosign a checkpoint: the body of C2SP tlog-witness <c>add-checkpoint</c>.</summary>
/// <param name="OldSize">The size that the witness is believed to have cosigned last; 0 for none.</param>
/// <param name="Path">The consistency proof from that size; at most 63 hashes.</param>
/// <param name="Checkpoint">The checkpoint with the log's signature.</param>
public sealed record AddCheckpointRequest(long OldSize, ImmutableArray<Digest> Path, SignedCheckpoint Checkpoint)
{
    /// <summary>The largest body that is read: 128 KiB.</summary>
    public const int MaxSize = 128 * 1024;

    private const string OldPrefix = "old ";

    /// <summary>Reads a body; false for anything malformed.</summary>
    public static bool TryParse(ReadOnlySpan<byte> body, [NotNullWhen(true)] out AddCheckpointRequest? request)
    {
        request = null;
        if (body.Length > MaxSize
            || !ProofLines.TrySplit(body, out var header, out var note)
            || header is not [var oldLine, .. var hashLines]
            || !oldLine.StartsWith(OldPrefix, StringComparison.Ordinal)
            || !PlainNumber.TryParse(oldLine.AsSpan(OldPrefix.Length), out var oldSize)
            || !ProofLines.TryParse(hashLines, out var path)
            || !SignedCheckpoint.TryParse(note, out var checkpoint))
        {
            return false;
        }

        request = new AddCheckpointRequest(oldSize, path, checkpoint);
        return true;
    }

    /// <summary>The body's bytes.</summary>
    public byte[] ToBytes()
    {
        var text = new StringBuilder(OldPrefix).Append(PlainNumber.Format(OldSize)).Append('\n');
        ProofLines.Append(text, Path);
        return NoteText.Encode(text.Append('\n').Append(Checkpoint).ToString());
    }
}
