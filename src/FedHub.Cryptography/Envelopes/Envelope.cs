using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace FedHub.Cryptography;

/// <summary>A signed payload after DSSE, the Dead Simple Signing Envelope, version 1: the type is signed with the bytes.</summary>
/// <remarks>Payloads are verified as received and never re-encoded.</remarks>
public sealed class Envelope
{
    /// <summary>More signatures than this are a sign of abuse: 16.</summary>
    public const int MaxSignatures = 16;

    /// <summary>Puts together what was received; nothing is verified yet.</summary>
    /// <exception cref="ArgumentException">No type, or more than <see cref="MaxSignatures"/> signatures.</exception>
    public Envelope(string payloadType, ReadOnlyMemory<byte> payload, ImmutableArray<EnvelopeSignature> signatures)
    {
        ArgumentException.ThrowIfNullOrEmpty(payloadType);
        if (signatures.IsDefault || signatures.Length > MaxSignatures)
        {
            throw new ArgumentException("An envelope has at most 16 signatures.", nameof(signatures));
        }

        PayloadType = payloadType;
        Payload = payload;
        Signatures = signatures;
    }

    /// <summary>The media type that says how to read the payload; signed.</summary>
    public string PayloadType { get; }

    /// <summary>The bytes that were signed.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <summary>The signatures, in no order that means anything.</summary>
    public ImmutableArray<EnvelopeSignature> Signatures { get; }

    /// <summary>Signs a payload with each key.</summary>
    public static Envelope Sign(string payloadType, ReadOnlyMemory<byte> payload, params ReadOnlySpan<SigningKey> keys)
    {
        var encoded = Encode(payloadType, payload.Span);
        var signatures = ImmutableArray.CreateBuilder<EnvelopeSignature>(keys.Length);
        foreach (var key in keys)
        {
            signatures.Add(new EnvelopeSignature(key.KeyId, key.Sign(encoded)));
        }

        return new Envelope(payloadType, payload, signatures.MoveToImmutable());
    }

    /// <summary>The same envelope with one more signature; one by the same key is replaced.</summary>
    public Envelope AddSignature(SigningKey key)
    {
        var keyId = key.KeyId;
        var signature = new EnvelopeSignature(keyId, key.Sign(Encode(PayloadType, Payload.Span)));
        return new Envelope(PayloadType, Payload, Signatures.RemoveAll(existing => existing.KeyId == keyId).Add(signature));
    }

    /// <summary>The keys of <paramref name="known"/> that signed this payload as <paramref name="expectedType"/>.</summary>
    /// <returns>
    /// Each key once, however often it signed; empty when the type differs. How many and which suffice is the caller's decision.
    /// </returns>
    public ImmutableHashSet<VerificationKey> Verify(string expectedType, IReadOnlyCollection<VerificationKey> known)
    {
        var verified = ImmutableHashSet.CreateBuilder<VerificationKey>();
        if (!string.Equals(PayloadType, expectedType, StringComparison.Ordinal))
        {
            return verified.ToImmutable();
        }

        var encoded = Encode(PayloadType, Payload.Span);
        foreach (var key in known)
        {
            var keyId = key.KeyId;
            if (Signatures.Any(signature => signature.KeyId == keyId && key.Verify(encoded, signature.Signature)))
            {
                verified.Add(key);
            }
        }

        return verified.ToImmutable();
    }

    /// <summary>The pre-authentication encoding, which is what is signed: "DSSEv1" SP length SP type SP length SP payload.</summary>
    public static byte[] Encode(string payloadType, ReadOnlySpan<byte> payload)
    {
        var type = Encoding.UTF8.GetBytes(payloadType);
        var header = string.Create(CultureInfo.InvariantCulture, $"DSSEv1 {type.Length} {payloadType} {payload.Length} ");
        return [.. Encoding.UTF8.GetBytes(header), .. payload];
    }
}
