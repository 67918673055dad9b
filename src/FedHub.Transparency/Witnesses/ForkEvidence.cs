using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using FedHub.Cryptography;

namespace FedHub.Transparency;

/// <summary>
/// Two checkpoints that a log signed and that contradict each other: the second tree's first leaves have another root than the first tree.
/// Anybody can verify it with the log's key alone.
/// </summary>
/// <param name="First">The smaller checkpoint, or either of two of the same size.</param>
/// <param name="Second">The larger one.</param>
/// <param name="PrefixRoot">The root over as many leaves of the second tree as the first one has.</param>
/// <param name="Path">The proof that the second tree begins so; empty for equal sizes.</param>
public sealed record ForkEvidence(SignedCheckpoint First, SignedCheckpoint Second, Digest PrefixRoot, ImmutableArray<Digest> Path)
{
    /// <summary>The largest file that is read.</summary>
    public const int MaxSize = (2 * SignedNote.MaxSize) + 8192;

    private const string Title = "fedhub-fork-evidence v1";

    /// <summary>Whether it proves that whoever holds the key signed two histories.</summary>
    public bool Proves(NoteVerificationKey logKey)
    {
        var keys = new NoteKeyRing([logKey]);
        var origin = logKey.Name.ToString();
        return First.Checkpoint.Origin == origin
            && Second.Checkpoint.Origin == origin
            && keys.Verify(First.Note).IsAccepted
            && keys.Verify(Second.Note).IsAccepted
            && PrefixRoot != First.Head.Root
            && MerkleProof.VerifyConsistency(First.Head with { Root = PrefixRoot }, Second.Head, Path.AsSpan());
    }

    /// <summary>Reads a file; false for anything malformed.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out ForkEvidence? evidence)
    {
        evidence = null;
        if (bytes.Length > MaxSize
            || !ProofLines.TrySplit(bytes, out var header, out var notes)
            || header is not [Title, var prefixLine, var sizeLine, .. var hashLines]
            || !prefixLine.StartsWith("prefix ", StringComparison.Ordinal)
            || !PlainBase64.TryParse(prefixLine["prefix ".Length..], out var rootBytes)
            || !Digest.TryFromBytes(rootBytes, out var prefixRoot)
            || !sizeLine.StartsWith("first ", StringComparison.Ordinal)
            || !PlainNumber.TryParse(sizeLine.AsSpan("first ".Length), out var firstSize)
            || firstSize > notes.Length
            || !ProofLines.TryParse(hashLines, out var path)
            || !SignedCheckpoint.TryParse(notes[..(int)firstSize], out var first)
            || !SignedCheckpoint.TryParse(notes[(int)firstSize..], out var second))
        {
            return false;
        }

        evidence = new ForkEvidence(first, second, prefixRoot, path);
        return true;
    }

    /// <summary>A file to keep: title, prefix root, bytes of the first note, the proof's hashes, an empty line, both notes.</summary>
    public byte[] ToBytes()
    {
        var first = First.ToBytes();
        var header = new StringBuilder(Title).Append('\n');
        header.Append("prefix ").Append(Convert.ToBase64String(PrefixRoot.AsSpan())).Append('\n');
        header.Append("first ").Append(PlainNumber.Format(first.Length)).Append('\n');
        ProofLines.Append(header, Path);
        return [.. NoteText.Encode(header.Append('\n').ToString()), .. first, .. Second.ToBytes()];
    }
}
