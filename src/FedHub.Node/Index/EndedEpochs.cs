using FedHub.Cryptography.Match;

namespace FedHub.Node.Index;

/// <summary>What ending a slot's epochs did.</summary>
/// <param name="Ended">Numbers whose keys are wiped.</param>
/// <param name="Next">The epoch that follows.</param>
internal sealed record EndedEpochs(IReadOnlyList<EpochNumber> Ended, EpochNumber Next);
