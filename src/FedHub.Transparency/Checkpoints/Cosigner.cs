using FedHub.Cryptography;

namespace FedHub.Transparency;

/// <summary>
/// Signs checkpoints as a witness: "at this time this is the largest tree that I have seen of this log, and it continues all earlier ones"
/// (C2SP tlog-cosignature, Ed25519, type 0x04).
/// </summary>
/// <remarks>
/// The signed message does not hold the cosigner's name: use the key for nothing else, and under no other name. It is the caller's, who
/// disposes of it.
/// </remarks>
public sealed class Cosigner(KeyName name, SigningKey key)
{
    /// <summary>What others verify with.</summary>
    public NoteVerificationKey VerificationKey { get; } = NoteVerificationKey.ForCosignature(name, key.PublicKey);

    /// <summary>Signs the text of a checkpoint. Whoever calls has verified it and made its own state durable.</summary>
    /// <param name="checkpoint">The note, whose other signatures do not matter.</param>
    /// <param name="at">When; to the second, after 1970.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is not after 1970.</exception>
    public NoteSignature Cosign(SignedNote checkpoint, DateTimeOffset at)
    {
        var time = at.ToUnixTimeSeconds();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(time, nameof(at));
        var signature = key.Sign(CosignatureMessage.Encode(time, checkpoint.TextBytes));
        return new NoteSignature(VerificationKey.Name, VerificationKey.KeyId, CosignatureMessage.Blob(time, signature));
    }
}
