using System.Collections.Immutable;

namespace FedHub.Transparency;

/// <summary>
/// Keeps a log from signing after a start until a quorum of its witnesses has said what it has seen. A restored backup looks whole from
/// inside; only the witnesses know what it has forgotten.
/// </summary>
/// <param name="policy">The policy in force; with <c>quorum none</c> the gate is open from the start.</param>
public sealed class WitnessGate(TrustPolicy policy)
{
    private ImmutableHashSet<NoteVerificationKey> _announced = [];

    /// <summary>Whether enough witnesses have announced.</summary>
    public bool IsOpen => policy.Quorum?.IsSatisfiedBy(_announced) ?? true;

    /// <summary>The names of witnesses that have not announced, for the status page.</summary>
    public ImmutableArray<string> Missing => [.. policy.Witnesses.Where(witness => !_announced.Contains(witness.Key)).Select(witness => witness.Name)];

    /// <summary>Notes that a witness has announced a state that the store continues; false for one that the policy does not know.</summary>
    internal bool Admit(NoteVerificationKey witness)
    {
        var known = policy.Witnesses.Any(candidate => candidate.Key == witness);
        _announced = known ? _announced.Add(witness) : _announced;
        return known;
    }
}
