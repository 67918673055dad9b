using FedHub.Cryptography;

namespace FedHub.Protocol;

/// <summary>The federation's offline keys and how many of them must sign.</summary>
/// <param name="Threshold">Signatures needed, at least 1.</param>
/// <param name="Keys">Distinct keys.</param>
public sealed record FederationKeySet(int Threshold, IReadOnlyList<VerificationKey> Keys)
{
    /// <summary>Whether enough distinct keys signed an envelope of the type.</summary>
    public bool HasSigned(Envelope envelope, string payloadType) =>
        Threshold >= 1 && envelope.Verify(payloadType, Keys).Count >= Threshold;

    /// <summary>Whether two sets are the same, in any order.</summary>
    public bool IsSameAs(FederationKeySet other) =>
        Threshold == other.Threshold && Keys.ToHashSet().SetEquals(other.Keys);
}
