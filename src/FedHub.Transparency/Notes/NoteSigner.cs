using FedHub.Cryptography;

namespace FedHub.Transparency;

/// <summary>Signs notes with Ed25519 (type 0x01), as a log signs its checkpoints.</summary>
/// <remarks>The key is the caller's, who disposes of it. The same text gives the same signature.</remarks>
public sealed class NoteSigner(KeyName name, SigningKey key)
{
    /// <summary>What others verify with.</summary>
    public NoteVerificationKey VerificationKey { get; } = NoteVerificationKey.ForEd25519(name, key.PublicKey);

    /// <summary>The note with this signer's line, in place of an earlier one of it.</summary>
    public SignedNote Sign(SignedNote note) =>
        note.With(new NoteSignature(VerificationKey.Name, VerificationKey.KeyId, key.Sign(note.TextBytes).ToArray()));
}
