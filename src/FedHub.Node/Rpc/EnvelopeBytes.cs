using FedHub.Cryptography;
using FedHub.Protocol;
using Google.Protobuf;

namespace FedHub.Node.Rpc;

/// <summary>Envelopes as they lie in the node's own database.</summary>
internal static class EnvelopeBytes
{
    public static byte[] Encode(Envelope envelope) => EnvelopeCodec.ToProto(envelope).ToByteArray();

    /// <summary>Reads what <see cref="Encode"/> wrote.</summary>
    /// <exception cref="FedHubException">The bytes are not what <see cref="Encode"/> wrote.</exception>
    public static Envelope Decode(byte[] bytes) => EnvelopeCodec.ToDomain(Contracts.Common.V1.Envelope.Parser.ParseFrom(bytes)).OrThrow();
}
