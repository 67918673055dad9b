using FedHub.Cryptography;
using FedHub.Cryptography.Match;

namespace FedHub.Node.Index;

/// <summary>The key under which a slot answers now. It stays the epoch manager's: the caller never disposes it.</summary>
/// <param name="Epoch">The epoch asked for if it is still valid, else a later one.</param>
/// <param name="Key">Private key; disposed when the epoch ends, after which using it throws <see cref="ObjectDisposedException"/>.</param>
/// <param name="ManifestDigest">SHA-256 of the newest published manifest's payload.</param>
/// <param name="Revision">That manifest's revision.</param>
public sealed record SlotEpochKey(EpochNumber Epoch, VoprfPrivateKey Key, Digest ManifestDigest, uint Revision);
