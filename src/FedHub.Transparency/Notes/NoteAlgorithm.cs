namespace FedHub.Transparency;

/// <summary>One row of the table of signature types.</summary>
/// <param name="Type">The type.</param>
/// <param name="PublicKeySize">Bytes of a public key.</param>
/// <param name="SignatureSize">Bytes of a signature line after the key id.</param>
/// <param name="IsKey">Whether bytes of the right length are a key.</param>
/// <param name="Verify">Whether a key made this signature over this text. It may rely on both lengths.</param>
/// <param name="Time">Reads the time from a signature, for those that carry one.</param>
internal sealed record NoteAlgorithm(
    NoteSignatureType Type,
    int PublicKeySize,
    int SignatureSize,
    Func<ReadOnlySpan<byte>, bool> IsKey,
    NoteSignatureCheck Verify,
    Func<ReadOnlySpan<byte>, DateTimeOffset?> Time);
