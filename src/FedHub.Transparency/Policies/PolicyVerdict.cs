using System.Collections.Immutable;

namespace FedHub.Transparency;

/// <summary>What a policy makes of a checkpoint.</summary>
/// <param name="Fault">Why it is refused; <see cref="PolicyFault.None"/> when it is not.</param>
/// <param name="Log">The log that signed it; null when none did.</param>
/// <param name="Witnesses">Who cosigned, whether or not they are enough.</param>
public sealed record PolicyVerdict(PolicyFault Fault, PolicyLog? Log, ImmutableArray<WitnessSeen> Witnesses)
{
    /// <summary>Whether log and quorum signed.</summary>
    public bool IsAccepted => Fault == PolicyFault.None;

    internal static PolicyVerdict Refused(PolicyFault fault) => new(fault, null, []);
}
