using System.Collections.Immutable;

namespace FedHub.Transparency;

/// <summary>What came of verifying a note.</summary>
/// <param name="Fault">Why it is not accepted; <see cref="NoteFault.None"/> when it is.</param>
/// <param name="Verified">The signatures by known keys, one a key; empty unless the note is accepted.</param>
public sealed record NoteVerdict(NoteFault Fault, ImmutableArray<VerifiedSignature> Verified)
{
    /// <summary>Whether at least one known key signed, and no signature in a known key's name is wrong.</summary>
    public bool IsAccepted => Fault == NoteFault.None;
}
