using FedHub.Cryptography.Match;

namespace FedHub.Node.Policy;

/// <summary>One difference between two sets of policies, in words.</summary>
/// <param name="Collection">Of which collection.</param>
/// <param name="Kind">Which way it goes.</param>
/// <param name="Text">A sentence: who may now ask what, or is told what.</param>
/// <param name="ConcernsVictims">Whether it is about records of victims, witnesses or missing persons.</param>
public sealed record PolicyChange(CollectionName Collection, PolicyChangeKind Kind, string Text, bool ConcernsVictims)
{
    /// <summary>Whether a second person has to confirm it.</summary>
    public bool WidensAccessToVictims => Kind == PolicyChangeKind.Widened && ConcernsVictims;
}
