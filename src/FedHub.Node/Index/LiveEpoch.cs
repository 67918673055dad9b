using FedHub.Cryptography;

namespace FedHub.Node.Index;

/// <summary>An epoch that has not ended, with its secrets in memory. Shared by the snapshots that hold it.</summary>
internal sealed record LiveEpoch(EpochRow Row, EpochSecrets Secrets)
{
    internal OwnManifest ToManifest() => new(
        Row.Slot,
        Row.Epoch,
        Row.Revision,
        Row.Manifest!,
        Digest.Of(Row.Manifest!.Payload.Span),
        Row.Files,
        Row.ValidFrom,
        Row.ValidUntil,
        Row.PublishedRevision == Row.Revision ? Row.PublishedAt : null);
}
