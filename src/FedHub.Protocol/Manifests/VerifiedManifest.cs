using FedHub.Cryptography;

namespace FedHub.Protocol;

/// <summary>A manifest whose signature, size and ceiling were checked.</summary>
/// <param name="Manifest">The manifest.</param>
/// <param name="Digest">SHA-256 of the signed payload: what answers name.</param>
/// <param name="Envelope">As signed.</param>
public sealed record VerifiedManifest(Manifest Manifest, Digest Digest, Envelope Envelope);
