namespace FedHub.Transparency;

/// <summary>A signature that a known key made.</summary>
/// <param name="Key">The key.</param>
/// <param name="SignedAt">When the signer says that it signed; null for types that carry no time.</param>
public sealed record VerifiedSignature(NoteVerificationKey Key, DateTimeOffset? SignedAt);
