namespace FedHub.Transparency;

/// <summary>What a key of a note signs, and how; the byte before the public key (C2SP signed-note).</summary>
public enum NoteSignatureType
{
    /// <summary>Not a type.</summary>
    None = 0,

    /// <summary>Ed25519 over the note's text.</summary>
    Ed25519 = 0x01,

    /// <summary>ECDSA over the note's text. Not verified here: such lines count as those of unknown keys.</summary>
    Ecdsa = 0x02,

    /// <summary>Ed25519 over a checkpoint and the time of the signature: C2SP cosignature/v1.</summary>
    CosignatureV1 = 0x04,

    /// <summary>An RFC 6962 tree head. Not verified here.</summary>
    TreeHead = 0x05,

    /// <summary>ML-DSA-44 over a (sub)tree and the time. Not verified here yet; it joins by a line in <see cref="NoteAlgorithms"/>.</summary>
    MlDsa44 = 0x06,
}
