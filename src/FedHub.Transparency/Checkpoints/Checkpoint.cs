using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using FedHub.Cryptography;

namespace FedHub.Transparency;

/// <summary>
/// What a log says of itself: its origin, its size, its root, a line each, and perhaps lines more (C2SP tlog-checkpoint).
/// FedHub's own logs write no further lines, because not every witness signs them.
/// </summary>
/// <param name="Origin">Which log; an identity, not an address. One non-empty line.</param>
/// <param name="Head">Its size and root.</param>
/// <param name="Extensions">Lines after the root, none of them empty.</param>
public sealed record Checkpoint(string Origin, TreeHead Head, ImmutableArray<string> Extensions)
{
    /// <summary>A checkpoint without further lines.</summary>
    public Checkpoint(string origin, TreeHead head)
        : this(origin, head, [])
    {
    }

    /// <summary>Reads the text of a note; false for anything malformed.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Checkpoint? checkpoint)
    {
        checkpoint = null;
        if (text is null
            || NoteText.Lines(text) is not [var origin, var sizeLine, var rootLine, .. var extensions]
            || origin.Length == 0
            || !PlainNumber.TryParse(sizeLine, out var size)
            || !PlainBase64.TryParse(rootLine, out var rootBytes)
            || !Digest.TryFromBytes(rootBytes, out var root)
            || extensions.Any(line => line.Length == 0))
        {
            return false;
        }

        checkpoint = new Checkpoint(origin, new TreeHead(size, root), [.. extensions]);
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(Checkpoint? other) => other is not null && string.Equals(ToString(), other.ToString(), StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Origin, Head);

    /// <summary>The text of the note.</summary>
    public override string ToString() =>
        string.Concat([Origin, "\n", PlainNumber.Format(Head.Size), "\n", Convert.ToBase64String(Head.Root.AsSpan()), "\n", .. Extensions.Select(line => line + "\n")]);
}
