using FedHub.Protocol;

namespace FedHub.Node.Officers;

/// <summary>Rights to which not all who have to agree have agreed yet.</summary>
/// <param name="Roles">As they would be.</param>
/// <param name="Purposes">As they would be.</param>
/// <param name="ApprovedBy">Who agreed: pseudonyms, or <c>operator</c>.</param>
internal sealed record OfficerProposal(IReadOnlyList<OfficerRole> Roles, IReadOnlyList<Purpose> Purposes, IReadOnlyList<string> ApprovedBy)
{
    /// <summary>How many have to agree to an admin where there are two already.</summary>
    public const int Needed = 2;

    /// <summary>Whether somebody agreed to these very rights.</summary>
    public bool IsFor(IReadOnlyList<OfficerRole> roles, IReadOnlyList<Purpose> purposes) => Roles.SequenceEqual(roles) && Purposes.SequenceEqual(purposes);
}
