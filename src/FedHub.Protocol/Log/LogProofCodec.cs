using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using FedHub.Cryptography;
using FedHub.Transparency;
using Google.Protobuf;
using DomainProof = FedHub.Transparency.ConsistencyProof;
using ProtoProof = FedHub.Contracts.Exchange.V1.ConsistencyProof;

namespace FedHub.Protocol;

/// <summary>Proofs, checkpoints and cosignatures as messages and back. Reading verifies nothing.</summary>
public static class LogProofCodec
{
    private const int MaxHashes = 63;

    // A calendar's end; also what a leaf can say.
    private static readonly long _maxTime = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>A proof.</summary>
    public static Contracts.Exchange.V1.LogProof ToProto(LogProof proof) => new()
    {
        Receipt = UnsafeByteOperations.UnsafeWrap(proof.Receipt.ToBytes()),
        LeafTimeMs = proof.UnixMilliseconds,
        Nonce = ByteString.CopyFrom(proof.Opening.Nonce.ToArray()),
        Payload = UnsafeByteOperations.UnsafeWrap(proof.Opening.Payload),
        Consistency = ToProto(proof.Consistency),
    };

    /// <summary>A consistency proof; null for none.</summary>
    public static ProtoProof? ToProto(DomainProof? proof)
    {
        if (proof is null)
        {
            return null;
        }

        var message = new ProtoProof { FromSize = (ulong)proof.FromSize };
        message.Path.AddRange(proof.Path.Select(hash => ByteString.CopyFrom(hash.AsSpan())));
        return message;
    }

    /// <summary>A cosignature.</summary>
    public static Contracts.Exchange.V1.Cosignature ToProto(Cosignature cosignature) =>
        new() { Size = (ulong)cosignature.Size, Line = cosignature.Signature.ToString() };

    /// <summary>Reads a proof; false for none, and for anything malformed.</summary>
    public static bool TryRead(Contracts.Exchange.V1.LogProof? message, [NotNullWhen(true)] out LogProof? proof)
    {
        proof = null;
        if (message is null
            || !LogReceiptFile.TryParse(message.Receipt.Span, out var receipt)
            || message.LeafTimeMs < 0
            || message.LeafTimeMs > _maxTime
            || !AuditNonce.TryFromBytes(message.Nonce.Span, out var nonce)
            || message.Payload.Length > AuditPayload.MaxEncodedSize
            || !TryRead(message.Consistency, out var consistency))
        {
            return false;
        }

        proof = new LogProof(receipt, message.LeafTimeMs, new AuditOpening(nonce, message.Payload.Memory), consistency);
        return true;
    }

    /// <summary>Reads a consistency proof, null for none; false for anything malformed.</summary>
    public static bool TryRead(ProtoProof? message, out DomainProof? proof)
    {
        proof = null;
        if (message is null)
        {
            return true;
        }

        if (message.FromSize > long.MaxValue || message.Path.Count > MaxHashes)
        {
            return false;
        }

        var path = ImmutableArray.CreateBuilder<Digest>(message.Path.Count);
        foreach (var bytes in message.Path)
        {
            if (!Digest.TryFromBytes(bytes.Span, out var hash))
            {
                return false;
            }

            path.Add(hash);
        }

        proof = new DomainProof((long)message.FromSize, path.MoveToImmutable());
        return true;
    }

    /// <summary>Reads a cosignature; false for none, and for anything malformed.</summary>
    public static bool TryRead(Contracts.Exchange.V1.Cosignature? message, [NotNullWhen(true)] out Cosignature? cosignature)
    {
        cosignature = message is { Size: <= long.MaxValue, Line.Length: <= SignedNote.MaxSize } && NoteSignature.TryParse(message.Line, out var signature)
            ? new Cosignature((long)message.Size, signature)
            : null;
        return cosignature is not null;
    }
}
