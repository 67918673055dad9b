using FedHub.Cryptography;

namespace FedHub.Node.HubLink;

/// <summary>A file that a manifest names.</summary>
/// <param name="Sha256">Digest of its bytes.</param>
/// <param name="Path">Where it lies.</param>
internal sealed record FilterUpload(Digest Sha256, string Path);
