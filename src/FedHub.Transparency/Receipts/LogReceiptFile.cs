using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using FedHub.Cryptography;

namespace FedHub.Transparency;

/// <summary>
/// The proof that an entry is in a log, to keep beside what it is about: a <c>.tlog-proof</c> file (C2SP tlog-proof). Parsing verifies nothing;
/// see <see cref="ReceiptVerifier"/>.
/// </summary>
/// <param name="Extra">Bytes for the application, which nothing vouches for; null for none.</param>
/// <param name="Index">The entry's place in the log.</param>
/// <param name="Path">The inclusion proof, the leaf's sibling first; fewer than 64 hashes.</param>
/// <param name="Checkpoint">The checkpoint that the proof leads to, with its signatures.</param>
public sealed record LogReceiptFile(ReadOnlyMemory<byte>? Extra, long Index, ImmutableArray<Digest> Path, SignedCheckpoint Checkpoint)
{
    /// <summary>What such files' names end in.</summary>
    public const string FileExtension = ".tlog-proof";

    /// <summary>The largest file that is read: a note of its largest size and as much again.</summary>
    public const int MaxSize = 2 * SignedNote.MaxSize;

    private const string Title = "c2sp.org/tlog-proof@v1";
    private const string ExtraPrefix = "extra ";
    private const string IndexPrefix = "index ";

    /// <summary>Reads a file; false for anything malformed.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out LogReceiptFile? receipt)
    {
        receipt = null;
        if (bytes.Length > MaxSize
            || !ProofLines.TrySplit(bytes, out var header, out var note)
            || header is not [Title, .. var lines]
            || !TryTakeExtra(ref lines, out var extra)
            || lines is not [var indexLine, .. var hashLines]
            || !indexLine.StartsWith(IndexPrefix, StringComparison.Ordinal)
            || !PlainNumber.TryParse(indexLine.AsSpan(IndexPrefix.Length), out var index)
            || !ProofLines.TryParse(hashLines, out var path)
            || !SignedCheckpoint.TryParse(note, out var checkpoint))
        {
            return false;
        }

        receipt = new LogReceiptFile(extra, index, path, checkpoint);
        return true;
    }

    /// <summary>The file's bytes.</summary>
    public byte[] ToBytes() => NoteText.Encode(ToString());

    /// <summary>The file.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Title).Append('\n');
        if (Extra is { } extra)
        {
            text.Append(ExtraPrefix).Append(Convert.ToBase64String(extra.Span)).Append('\n');
        }

        text.Append(IndexPrefix).Append(PlainNumber.Format(Index)).Append('\n');
        ProofLines.Append(text, Path);
        return text.Append('\n').Append(Checkpoint).ToString();
    }

    private static bool TryTakeExtra(ref string[] lines, out ReadOnlyMemory<byte>? extra)
    {
        extra = null;
        if (lines is not [var first, ..] || !first.StartsWith(ExtraPrefix, StringComparison.Ordinal))
        {
            return true;
        }

        if (!PlainBase64.TryParse(first[ExtraPrefix.Length..], out var bytes))
        {
            return false;
        }

        extra = bytes;
        lines = lines[1..];
        return true;
    }
}
