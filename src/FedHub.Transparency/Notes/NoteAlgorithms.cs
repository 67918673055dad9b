using System.Collections.Frozen;
using FedHub.Cryptography;

namespace FedHub.Transparency;

/// <summary>The signature types that this program verifies. ML-DSA-44 joins by a row here, once its signatures can be made and checked.</summary>
internal static class NoteAlgorithms
{
    private static readonly FrozenDictionary<NoteSignatureType, NoteAlgorithm> _table = new NoteAlgorithm[]
    {
        new(
            NoteSignatureType.Ed25519,
            VerificationKey.Size,
            Signature.Size,
            static key => VerificationKey.TryFromBytes(key, out _),
            static (key, text, signature) => VerifyEd25519(key, text, signature),
            static _ => null),
        new(
            NoteSignatureType.CosignatureV1,
            VerificationKey.Size,
            CosignatureMessage.TimeSize + Signature.Size,
            static key => VerificationKey.TryFromBytes(key, out _),
            static (key, text, signature) => CosignatureMessage.TryReadTime(signature, out var time)
                && VerifyEd25519(key, CosignatureMessage.Encode(time, text), signature[CosignatureMessage.TimeSize..]),
            static signature => CosignatureMessage.TryReadTime(signature, out var time) ? CosignatureMessage.ToInstant(time) : null),
    }.ToFrozenDictionary(algorithm => algorithm.Type);

    /// <summary>The row of a type; null for one that is not verified here.</summary>
    internal static NoteAlgorithm? Find(NoteSignatureType type) => _table.GetValueOrDefault(type);

    private static bool VerifyEd25519(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        VerificationKey.TryFromBytes(publicKey, out var key) && Signature.TryFromBytes(signature, out var parsed) && key.Verify(message, parsed);
}
