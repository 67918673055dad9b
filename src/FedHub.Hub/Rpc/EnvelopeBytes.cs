using FedHub.Cryptography;
using FedHub.Protocol;
using Google.Protobuf;

namespace FedHub.Hub.Rpc;

/// <summary>Envelopes as the store keeps them: the message's own encoding.</summary>
internal static class EnvelopeBytes
{
    /// <summary>From the store.</summary>
    /// <exception cref="InvalidDataException">The store holds something else: damage.</exception>
    internal static Envelope Decode(byte[] stored)
    {
        try
        {
            return EnvelopeCodec.ToDomain(ToProto(stored)).OrThrow();
        }
        catch (Exception broken) when (broken is InvalidProtocolBufferException or FedHubException)
        {
            throw new InvalidDataException("The store holds an envelope that is none.", broken);
        }
    }

    internal static Contracts.Common.V1.Envelope ToProto(byte[] stored) => Contracts.Common.V1.Envelope.Parser.ParseFrom(stored);
}
