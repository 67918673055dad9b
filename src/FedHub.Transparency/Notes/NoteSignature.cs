using System.Diagnostics.CodeAnalysis;

namespace FedHub.Transparency;

/// <summary>A signature line of a note: <c>— name base64(key id ‖ signature)</c>. Holding one says nothing about its validity.</summary>
/// <param name="Name">Who is said to have signed.</param>
/// <param name="KeyId">With which key.</param>
/// <param name="Bytes">The signature; its form depends on the key's type. Not empty.</param>
public sealed record NoteSignature(KeyName Name, NoteKeyId KeyId, ReadOnlyMemory<byte> Bytes)
{
    internal const string LinePrefix = "— ";

    /// <summary>Reads a line without its newline.</summary>
    public static bool TryParse(string? line, [NotNullWhen(true)] out NoteSignature? signature)
    {
        signature = null;
        if (line is null
            || !line.StartsWith(LinePrefix, StringComparison.Ordinal)
            || line[LinePrefix.Length..].Split(' ') is not [var namePart, var blobPart]
            || !KeyName.TryParse(namePart, out var name)
            || !PlainBase64.TryParse(blobPart, out var blob)
            || blob.Length <= NoteKeyId.Size)
        {
            return false;
        }

        signature = new NoteSignature(name, NoteKeyId.FromBytes(blob), blob.AsMemory(NoteKeyId.Size));
        return true;
    }

    /// <summary>Whether both are by the same signer and key, and have the same bytes.</summary>
    public bool Equals(NoteSignature? other) =>
        other is not null && Name == other.Name && KeyId == other.KeyId && Bytes.Span.SequenceEqual(other.Bytes.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, KeyId, Bytes.Length);

    /// <summary>The line without its newline.</summary>
    public override string ToString()
    {
        var blob = new byte[NoteKeyId.Size + Bytes.Length];
        KeyId.CopyTo(blob);
        Bytes.Span.CopyTo(blob.AsSpan(NoteKeyId.Size));
        return $"{LinePrefix}{Name} {Convert.ToBase64String(blob)}";
    }
}
