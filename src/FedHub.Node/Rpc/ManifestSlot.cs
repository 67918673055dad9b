using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using Google.Protobuf;

namespace FedHub.Node.Rpc;

/// <summary>The slot that a manifest claims to be of, for manifests that were refused.</summary>
internal static class ManifestSlot
{
    public static SlotId? TryRead(Envelope envelope)
    {
        try
        {
            return SlotCodec.TryRead(Contracts.Manifest.V1.Manifest.Parser.ParseFrom(envelope.Payload.Span).Slot, out var slot) ? slot : null;
        }
        catch (InvalidProtocolBufferException)
        {
            // Not a manifest at all.
            return null;
        }
    }
}
