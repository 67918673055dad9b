using System.Diagnostics.CodeAnalysis;

namespace FedHub.Transparency;

/// <summary>A note whose text is a checkpoint. Parsing verifies no signature.</summary>
/// <param name="Checkpoint">What the text says.</param>
/// <param name="Note">The note.</param>
public sealed record SignedCheckpoint(Checkpoint Checkpoint, SignedNote Note)
{
    /// <summary>Size and root.</summary>
    public TreeHead Head => Checkpoint.Head;

    /// <summary>Reads a note with a checkpoint; false for anything malformed.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out SignedCheckpoint? signed)
    {
        signed = SignedNote.TryParse(bytes, out var note) && Checkpoint.TryParse(note.Text, out var checkpoint)
            ? new SignedCheckpoint(checkpoint, note)
            : null;
        return signed is not null;
    }

    /// <summary>Signs a checkpoint of the signer's own log.</summary>
    /// <exception cref="ArgumentException">The origin is not the signer's name, or is not a line of text.</exception>
    public static SignedCheckpoint Sign(Checkpoint checkpoint, NoteSigner signer)
    {
        if (!string.Equals(checkpoint.Origin, signer.VerificationKey.Name.ToString(), StringComparison.Ordinal))
        {
            throw new ArgumentException("A log signs only its own checkpoints: the origin is the signer's name.", nameof(checkpoint));
        }

        return new SignedCheckpoint(checkpoint, signer.Sign(SignedNote.Unsigned(checkpoint.ToString())));
    }

    /// <summary>The same checkpoint with a signature more.</summary>
    public SignedCheckpoint With(NoteSignature signature) => this with { Note = Note.With(signature) };

    /// <summary>The note's bytes.</summary>
    public byte[] ToBytes() => Note.ToBytes();

    /// <inheritdoc/>
    public bool Equals(SignedCheckpoint? other) => other is not null && string.Equals(Note.ToString(), other.Note.ToString(), StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => Checkpoint.GetHashCode();

    /// <summary>The note.</summary>
    public override string ToString() => Note.ToString();
}
