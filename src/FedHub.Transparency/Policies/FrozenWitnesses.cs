using System.Collections.Frozen;
using System.Collections.Immutable;

namespace FedHub.Transparency;

/// <summary>A policy's witnesses by their keys.</summary>
internal sealed class FrozenWitnesses(ImmutableArray<PolicyWitness> witnesses)
{
    private readonly FrozenDictionary<NoteVerificationKey, PolicyWitness> _byKey = witnesses.ToFrozenDictionary(witness => witness.Key);

    internal ImmutableArray<WitnessSeen> NamesOf(ImmutableArray<VerifiedSignature> cosignatures) =>
        [.. cosignatures.Where(signature => _byKey.ContainsKey(signature.Key))
            .Select(signature => new WitnessSeen(_byKey[signature.Key].Name, signature.SignedAt!.Value))];
}
