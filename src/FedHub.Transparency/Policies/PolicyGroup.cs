using System.Collections.Immutable;

namespace FedHub.Transparency;

/// <summary>So many of these members.</summary>
/// <param name="Name">Its name in the policy.</param>
/// <param name="Threshold">How many must be satisfied: 1 to all.</param>
/// <param name="Members">Witnesses and groups; each stands in one group at most.</param>
public sealed record PolicyGroup(string Name, int Threshold, ImmutableArray<PolicyMember> Members) : PolicyMember(Name)
{
    /// <inheritdoc/>
    public override bool IsSatisfiedBy(IReadOnlySet<NoteVerificationKey> cosigners) =>
        Members.Count(member => member.IsSatisfiedBy(cosigners)) >= Threshold;
}
