namespace FedHub.Transparency;

/// <summary>A witness that a policy knows.</summary>
/// <param name="Name">Its name in the policy.</param>
/// <param name="Key">What its cosignatures are verified with.</param>
/// <param name="Url">Where it takes checkpoints; null when the policy does not say.</param>
public sealed record PolicyWitness(string Name, NoteVerificationKey Key, string? Url) : PolicyMember(Name)
{
    /// <inheritdoc/>
    public override bool IsSatisfiedBy(IReadOnlySet<NoteVerificationKey> cosigners) => cosigners.Contains(Key);
}
