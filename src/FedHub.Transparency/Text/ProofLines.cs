using System.Collections.Immutable;
using System.Text;
using FedHub.Cryptography;

namespace FedHub.Transparency;

/// <summary>Hashes of a proof as text: base64, one a line.</summary>
internal static class ProofLines
{
    internal static bool TryParse(ReadOnlySpan<string> lines, out ImmutableArray<Digest> hashes)
    {
        hashes = [];
        if (lines.Length >= MerkleProof.MaxHashes)
        {
            return false;
        }

        var builder = ImmutableArray.CreateBuilder<Digest>(lines.Length);
        foreach (var line in lines)
        {
            if (!PlainBase64.TryParse(line, out var bytes) || !Digest.TryFromBytes(bytes, out var hash))
            {
                return false;
            }

            builder.Add(hash);
        }

        hashes = builder.MoveToImmutable();
        return true;
    }

    internal static void Append(StringBuilder text, ImmutableArray<Digest> hashes)
    {
        foreach (var hash in hashes)
        {
            text.Append(Convert.ToBase64String(hash.AsSpan())).Append('\n');
        }
    }

    /// <summary>Splits a header from the note behind the first empty line; the header keeps its last newline.</summary>
    internal static bool TrySplit(ReadOnlySpan<byte> bytes, out string[] header, out ReadOnlySpan<byte> note)
    {
        header = [];
        note = default;
        var end = bytes.IndexOf("\n\n"u8);
        if (end < 0 || !NoteText.TryDecode(bytes[..(end + 1)], out var text) || NoteText.Lines(text) is not { } lines)
        {
            return false;
        }

        header = lines;
        note = bytes[(end + 2)..];
        return true;
    }
}
