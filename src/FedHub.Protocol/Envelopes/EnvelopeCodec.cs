using System.Collections.Immutable;
using FedHub.Cryptography;
using Google.Protobuf;

namespace FedHub.Protocol;

/// <summary>DSSE envelopes as messages and back. The payload's bytes are kept as received.</summary>
public static class EnvelopeCodec
{
    /// <summary>As a message.</summary>
    public static Contracts.Common.V1.Envelope ToProto(Envelope envelope)
    {
        var message = new Contracts.Common.V1.Envelope
        {
            PayloadType = envelope.PayloadType,
            Payload = ByteString.CopyFrom(envelope.Payload.Span),
        };
        foreach (var signature in envelope.Signatures)
        {
            message.Signatures.Add(new Contracts.Common.V1.EnvelopeSignature
            {
                KeyId = ByteString.CopyFrom(signature.KeyId.ToArray()),
                Signature = ByteString.CopyFrom(signature.Signature.AsSpan()),
            });
        }

        return message;
    }

    /// <summary>From a message; false when a key id or signature has the wrong length, or there are more than sixteen.</summary>
    public static Checked<Envelope> ToDomain(Contracts.Common.V1.Envelope? message)
    {
        if (message is null || message.PayloadType.Length is 0 or > 128 || message.Signatures.Count is 0 or > Envelope.MaxSignatures)
        {
            return new Refusal(ErrorCode.Malformed, "The envelope is missing or has no payload type or signatures.");
        }

        var signatures = ImmutableArray.CreateBuilder<EnvelopeSignature>(message.Signatures.Count);
        foreach (var signature in message.Signatures)
        {
            if (!KeyId.TryFromBytes(signature.KeyId.Span, out var keyId) || !Signature.TryFromBytes(signature.Signature.Span, out var value))
            {
                return new Refusal(ErrorCode.Malformed, "A signature of the envelope has the wrong length.");
            }

            signatures.Add(new EnvelopeSignature(keyId, value));
        }

        return new Envelope(message.PayloadType, message.Payload.Memory, signatures.MoveToImmutable());
    }
}
