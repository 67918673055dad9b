using System.Collections.Immutable;
using FedHub.Cryptography;

namespace FedHub.Transparency;

/// <summary>That one tree begins with another, as sent along with a checkpoint. Holding one says nothing about its validity.</summary>
/// <param name="FromSize">The size of the smaller tree.</param>
/// <param name="Path">The hashes of RFC 6962 §2.1.2.</param>
public sealed record ConsistencyProof(long FromSize, ImmutableArray<Digest> Path);
