using FedHub.Cryptography;
using FedHub.Protocol;

namespace FedHub.Node.Officers;

/// <summary>An officer of this country.</summary>
/// <param name="OfficerId">Pseudonym, stable; says nothing about the person.</param>
/// <param name="PublicKey">Signs queries.</param>
/// <param name="TlsKey">SHA-256 of the TLS key's SPKI: by it a caller is known.</param>
/// <param name="Agency">Agency.</param>
/// <param name="ServiceNumber">What the admin knows the officer by; never leaves the node.</param>
/// <param name="State">Where the officer stands.</param>
/// <param name="Roles">Given at approval.</param>
/// <param name="Purposes">Given at approval.</param>
/// <param name="EnrolledAt">When the enrolment came.</param>
internal sealed record Officer(
    string OfficerId,
    VerificationKey PublicKey,
    Digest TlsKey,
    string Agency,
    string ServiceNumber,
    OfficerState State,
    IReadOnlyList<OfficerRole> Roles,
    IReadOnlyList<Purpose> Purposes,
    DateTimeOffset EnrolledAt)
{
    /// <summary>Why suspended.</summary>
    public SuspensionReason SuspendedFor { get; init; }

    /// <summary>Rights that wait for further people; null when none do.</summary>
    public OfficerProposal? Proposal { get; init; }

    /// <summary>What officer and admin compare by voice before approval.</summary>
    public string Fingerprint => OfficerFingerprint.Of(PublicKey, TlsKey);

    /// <summary>Pseudonym and state only.</summary>
    public override string ToString() => $"Officer({OfficerId} {State})";
}
