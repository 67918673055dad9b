namespace FedHub.Transparency;

/// <summary>Whether a key made a signature over a note's text.</summary>
internal delegate bool NoteSignatureCheck(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature);
