namespace FedHub.Transparency;

/// <summary>Something that a quorum can ask for: a witness, or a group of them.</summary>
/// <param name="Name">Its name in the policy, octet by octet as Latin-1: names are compared, never interpreted.</param>
public abstract record PolicyMember(string Name)
{
    /// <summary>Whether these witnesses are enough.</summary>
    /// <param name="cosigners">The keys whose cosignatures were verified.</param>
    public abstract bool IsSatisfiedBy(IReadOnlySet<NoteVerificationKey> cosigners);
}
